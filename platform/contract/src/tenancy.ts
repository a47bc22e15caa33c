import { z } from 'zod'
import { Feature } from './features.js'
import { Id, line, Words, WordsOrNone } from './shape.js'

/** A picture at the top of the storefront with what it says. */
export const Banner = z
  .object({ url: z.string(), title: WordsOrNone(40), subtitle: WordsOrNone(60) })
  .meta({ id: 'Banner' })
export type Banner = z.infer<typeof Banner>

/** What the labels of the brand's scales with a prefix hold in their five digits: grams, or an amount in minor units. */
export const ScaleLabel = z
  .strictObject({
    /** `20` to `29`: GS1 leaves these to the shop. */
    prefix: z.string().regex(/^2\d$/),
    holds: z.enum(['grams', 'amount']),
  })
  .meta({ id: 'ScaleLabel' })
export type ScaleLabel = z.infer<typeof ScaleLabel>

export const Remote = z.object({
  name: z.enum(['admin', 'store', 'supplier', 'pos']),
  entry: z.string(),
  base: z.string(),
  offline: z.boolean(),
})
/** What any client needs before sign-in: who the tenant is and how it looks. */
export const Tenant = z
  .object({
    id: Id,
    slug: z.string(),
    name: Words(60),
    brand: z.object({ primary: z.string(), logoUrl: z.string().nullable(), banners: z.array(Banner) }),
    currency: z.string(),
    timeZone: z.string(),
    wechatAppId: z.string().nullable(),
    reservationMinutes: z.int(),
    scaleLabels: z.array(ScaleLabel),
    /** What the brand uses of the product; the rest is shown nowhere. */
    features: z.array(Feature),
    remotes: z.array(Remote),
    demoSignIns: z.array(z.object({ who: z.string(), login: z.string(), password: z.string() })),
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof Tenant>

export const UpdateTenant = z
  .strictObject({
    name: Words(60).optional(),
    primary: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .optional(),
    scaleLabels: z
      .array(ScaleLabel)
      .max(10)
      .refine((all) => new Set(all.map((one) => one.prefix)).size === all.length, 'a prefix stands once')
      .optional(),
  })
  .meta({ id: 'UpdateTenant' })
export type UpdateTenant = z.infer<typeof UpdateTenant>
export const tenantSlug = line(40).regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)
