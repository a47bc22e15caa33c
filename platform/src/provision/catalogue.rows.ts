import { pathOf, termsOfProduct } from '../catalog/index.js'
import type { BulkRow, BulkTable } from './bulk.repo.js'
import { idOf } from './ids.js'
import type { SeedProduct, TenantSeed } from './seed.js'

export type TableRows = [BulkTable, BulkRow[]][]
const MINUTE_MS = 60_000
/** Days over which a popularity counts, as the catalogue's own job does. */
const POPULAR_DAYS = 30

/** Where a picture of a tenant is served. */
export const pictureUrl = (tenantId: string, key: string, width: 240 | 480 | 960): string =>
  `/media/${pathOf(tenantId, idOf(tenantId, 'picture', key), width)}`

/** How often each product (by key) sold in the last 30 days of the sales. */
function popularityOf(seed: TenantSeed, productOfSku: ReadonlyMap<string, SeedProduct>): Map<string, number> {
  const last = seed.sales.at(-1)?.at.getTime() ?? 0
  const counts = new Map<string, number>()
  for (const sale of seed.sales)
    if (last - sale.at.getTime() < POPULAR_DAYS * 24 * 60 * MINUTE_MS)
      for (const { skuCode } of sale.lines) {
        const { key } = productOfSku.get(skuCode)!
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
  return counts
}

/** The product of each SKU code. */
export const bySku = (products: readonly SeedProduct[]): Map<string, SeedProduct> =>
  new Map(products.flatMap((p) => p.skus.map((s) => [s.code, p] as const)))

/** Suppliers, members, categories, products and their prices, ready to be written in this order. */
export function catalogueRows(tenantId: string, seed: TenantSeed, now: Date): TableRows {
  const at = now.toISOString()
  const id = (kind: string, key: string) => idOf(tenantId, kind, key)
  return [
    [
      'suppliers',
      seed.suppliers.map((s) => ({
        id: id('supplier', s.key),
        code: s.code,
        name_zh: s.name.zh,
        name_en: s.name.en,
        phone: s.phone,
        created_at: at,
      })),
    ],
    [
      'locations',
      seed.suppliers.map((s) => ({
        id: id('depot', s.key),
        kind: 'depot',
        supplier_id: id('supplier', s.key),
        name_zh: s.name.zh,
        name_en: s.name.en,
        created_at: at,
      })),
    ],
    [
      'members',
      seed.members.map((m) => ({
        id: id('member', m.key),
        name: m.name,
        phone: m.phone,
        wechat_open_id: m.openId,
        created_at: at,
        updated_at: at,
      })),
    ],
    [
      'categories',
      seed.categories.map((c) => ({
        id: id('category', c.key),
        parent_id: c.parentKey && id('category', c.parentKey),
        name_zh: c.name.zh,
        name_en: c.name.en,
        icon_url: c.icon && pictureUrl(tenantId, c.icon, 240),
        position: c.position,
        created_at: at,
        updated_at: at,
      })),
    ],
    ...productRows(tenantId, seed, now),
    [
      'store_prices',
      seed.storePrices.map((p) => ({
        store_id: id('store', p.storeKey),
        sku_id: id('sku', p.skuCode),
        price: p.price,
        updated_at: at,
      })),
    ],
  ]
}

function productRows(tenantId: string, seed: TenantSeed, now: Date): TableRows {
  const id = (kind: string, key: string) => idOf(tenantId, kind, key)
  const popularity = popularityOf(seed, bySku(seed.products))
  const products: BulkRow[] = []
  const skus: BulkRow[] = []
  const barcodes: BulkRow[] = []
  const terms: BulkRow[] = []
  seed.products.forEach((p, i) => {
    const productId = id('product', p.key)
    const at = new Date(now.getTime() - i * MINUTE_MS).toISOString()
    products.push({
      id: productId,
      kind: p.kind,
      state: 'published',
      name_zh: p.name.zh,
      name_en: p.name.en,
      detail_zh: p.detail.zh,
      detail_en: p.detail.en,
      brand: p.brand,
      unit_zh: p.unit.zh,
      unit_en: p.unit.en,
      category_id: id('category', p.categoryKey),
      supplier_id: p.supplierKey && id('supplier', p.supplierKey),
      options: p.options,
      media_ids: p.pictures.map((key) => id('picture', key)),
      popularity: popularity.get(p.key) ?? 0,
      published_at: at,
      created_at: at,
      updated_at: at,
    })
    p.skus.forEach((s, position) => {
      skus.push({
        id: id('sku', s.code),
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
        media_id: s.picture && id('picture', s.picture),
        created_at: at,
        updated_at: at,
      })
      for (const barcode of s.barcodes) barcodes.push({ barcode, sku_id: id('sku', s.code) })
    })
    for (const term of termsOfProduct(p)) terms.push({ term, product_id: productId })
  })
  return [
    ['products', products],
    ['skus', skus],
    ['barcodes', barcodes],
    ['product_terms', terms],
  ]
}
