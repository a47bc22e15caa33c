import { demoTenants } from '../tenants.js'

/** Signs that stand on shop fronts and logos besides the names of tenants. */
const ALWAYS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,-+&%自提点鲜邻超市缪斯'

/** Every sign that a picture of a demo tenant may letter, sorted. */
export function lettersUsed(): string[] {
  const labels = demoTenants.flatMap((tenant) =>
    tenant.products.flatMap((product) =>
      product.pictures.flatMap(({ spec }) => [spec.label?.brand, spec.label?.name, spec.label?.note]),
    ),
  )
  return [...new Set([ALWAYS, ...labels].join(''))].sort()
}
