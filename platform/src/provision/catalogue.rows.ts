import { pathOf, termsOfProduct } from '../catalog/index.js'
import type { BulkRow, BulkTable } from './bulk.repo.js'
import { idOf } from './ids.js'
import type { SeedProduct, SeedSku, TenantSeed } from './seed.js'

export type TableRows = [BulkTable, BulkRow[]][]
/** The tenant whose rows are made, and the instant at which they are. */
interface Made {
  tenantId: string
  at: string
}

const MINUTE_MS = 60_000
/** Days over which a popularity counts, as the catalogue's own job does. */
const POPULAR_DAYS = 30
const POPULAR_MS = POPULAR_DAYS * 24 * 60 * MINUTE_MS

/** Where a picture of a tenant is served. */
export const pictureUrl = (tenantId: string, key: string, width: 240 | 480 | 960): string =>
  `/media/${pathOf(tenantId, idOf(tenantId, 'picture', key), width)}`

/** Suppliers, members and categories, ready to be written in this order. */
export function groundRows(tenantId: string, seed: TenantSeed, now: Date): TableRows {
  const made: Made = { tenantId, at: now.toISOString() }
  return [...partyRows(made, seed), ...categoryRows(made, seed)]
}

function partyRows({ tenantId, at }: Made, { suppliers, members }: TenantSeed): TableRows {
  const supplierOf = (key: string) => idOf(tenantId, 'supplier', key)
  const named = (name: { zh: string; en: string }) => ({ name_zh: name.zh, name_en: name.en, created_at: at })
  const depots = suppliers.map(({ key, name }) => {
    const place = { id: idOf(tenantId, 'depot', key), kind: 'depot', supplier_id: supplierOf(key) }
    return { ...place, ...named(name) }
  })
  const people = members.map(({ key, name, phone, openId }) => {
    const member = { id: idOf(tenantId, 'member', key), name, phone, wechat_open_id: openId }
    return { ...member, created_at: at, updated_at: at }
  })
  return [
    [
      'suppliers',
      suppliers.map(({ key, code, name, phone }) => ({ id: supplierOf(key), code, phone, ...named(name) })),
    ],
    ['locations', depots],
    ['members', people],
  ]
}

function categoryRows({ tenantId, at }: Made, { categories }: TenantSeed): TableRows {
  const rows = categories.map(({ key, parentKey, name, icon, position }) => ({
    id: idOf(tenantId, 'category', key),
    parent_id: parentKey && idOf(tenantId, 'category', parentKey),
    name_zh: name.zh,
    name_en: name.en,
    icon_url: icon && pictureUrl(tenantId, icon, 240),
    position,
    created_at: at,
    updated_at: at,
  }))
  return [['categories', rows]]
}

/** Products and their prices. They were made a minute apart, so that lists by time have an order; the first is the newest. */
export function productRows(tenantId: string, seed: TenantSeed, now: Date): TableRows {
  const popularity = popularityOf(seed)
  const all = seed.products.map((product, i) => {
    const made: Made = { tenantId, at: new Date(now.getTime() - i * MINUTE_MS).toISOString() }
    return { made, product, id: idOf(tenantId, 'product', product.key) }
  })
  const skus = seed.products.flatMap((p) => p.skus)
  const codes = skus.flatMap(({ code, barcodes }) =>
    barcodes.map((barcode) => ({ barcode, sku_id: idOf(tenantId, 'sku', code) })),
  )
  const terms = all.flatMap(({ product, id }) =>
    termsOfProduct(product).map((term) => ({ ...term, product_id: id })),
  )
  const tags = (seed.tags ?? []).map(({ key, name, colour }, position) => {
    const tag = { id: idOf(tenantId, 'tag', key), name_zh: name.zh, name_en: name.en, colour, position }
    return { ...tag, created_at: now.toISOString(), updated_at: now.toISOString() }
  })
  const tagged = all.flatMap(({ product, id, made }) =>
    (product.tags ?? []).map((tag) => {
      const { key, from, until } =
        typeof tag === 'string' ? { key: tag, from: undefined, until: undefined } : tag
      const times = { from_at: from?.toISOString() ?? made.at, until_at: until?.toISOString() ?? null }
      return { product_id: id, tag_id: idOf(tenantId, 'tag', key), ...times }
    }),
  )
  const prices = seed.storePrices.map(({ storeKey, skuCode, price }) => {
    const at = now.toISOString()
    return {
      id: idOf(tenantId, 'price', `${storeKey} ${skuCode}`),
      unit_id: idOf(tenantId, 'store', storeKey),
      sku_id: idOf(tenantId, 'sku', skuCode),
      price,
      starts_at: at,
      updated_at: at,
    }
  })
  return [
    ['products', all.map(({ made, product }) => productRow(made, product, popularity.get(product.key) ?? 0))],
    ['skus', all.flatMap(({ made, product, id }) => product.skus.map((sku, i) => skuRow(made, id, sku, i)))],
    ['bundle_parts', skus.flatMap((sku) => partRows(tenantId, sku))],
    ['barcodes', codes],
    ['product_terms', terms],
    ['tags', tags],
    ['product_tags', tagged],
    ['unit_prices', prices],
  ]
}

function productRow({ tenantId, at }: Made, p: SeedProduct, popularity: number): BulkRow {
  return {
    id: idOf(tenantId, 'product', p.key),
    kind: p.kind,
    state: p.state ?? 'published',
    assortment: p.onlyAt ? 'exclusive' : 'all',
    cloud_only: p.cloudOnly ?? false,
    store_id: p.onlyAt ? idOf(tenantId, 'store', p.onlyAt) : null,
    name_zh: p.name.zh,
    name_en: p.name.en,
    detail_zh: p.detail.zh,
    detail_en: p.detail.en,
    brand: p.brand,
    unit_zh: p.unit.zh,
    unit_en: p.unit.en,
    category_id: idOf(tenantId, 'category', p.categoryKey),
    supplier_id: p.supplierKey && idOf(tenantId, 'supplier', p.supplierKey),
    options: p.options,
    media_ids: p.pictures.map((key) => idOf(tenantId, 'picture', key)),
    popularity,
    published_at: p.state === 'draft' || p.state === 'in_review' ? null : at,
    created_at: at,
    updated_at: at,
  }
}

function skuRow({ tenantId, at }: Made, productId: string, s: SeedSku, position: number): BulkRow {
  return {
    id: idOf(tenantId, 'sku', s.code),
    product_id: productId,
    code: s.code,
    option_indexes: s.optionIndexes,
    position,
    list_price: s.listPrice,
    unit_size: s.unitSize,
    price_min: s.priceMin,
    price_max: s.priceMax,
    supply_price: s.supplyPrice,
    weight_grams: s.weightGrams,
    media_id: s.picture && idOf(tenantId, 'picture', s.picture),
    bundled: s.parts !== undefined,
    voucher: s.voucher ?? null,
    created_at: at,
    updated_at: at,
  }
}

const partRows = (tenantId: string, { code, parts = [] }: SeedSku): BulkRow[] =>
  parts.map((part, position) => ({
    sku_id: idOf(tenantId, 'sku', code),
    part_id: idOf(tenantId, 'sku', part.code),
    quantity: part.quantity,
    position,
  }))

/** How often each product (by key) sold in the last 30 days of the sales. */
function popularityOf({ products, sales }: TenantSeed): Map<string, number> {
  const productOf = new Map(products.flatMap((p) => p.skus.map((s) => [s.code, p.key] as const)))
  const last = sales.at(-1)?.at.getTime() ?? 0
  const counts = new Map<string, number>()
  for (const sale of sales)
    if (last - sale.at.getTime() < POPULAR_MS)
      for (const { skuCode } of sale.lines) {
        const key = productOf.get(skuCode)!
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
  return counts
}
