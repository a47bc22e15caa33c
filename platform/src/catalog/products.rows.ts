import type { BundlePart, Product, ProductRow, VoucherTerms, Words } from '@storeweave/contract'
import { KEPT_PARTS } from './bundle-stock.js'
import { pictureOf } from './picture.js'
import { VALUES } from './product-values.repo.js'

export interface OptionColumn {
  name: Words
  values: Words[]
}
interface SkuColumn {
  id: string
  code: string
  barcodes: string[]
  optionIndexes: number[]
  listPrice: number
  unitSize: number
  priceMin: number | null
  priceMax: number | null
  weightGrams: number
  mediaId: string | null
  active: boolean
  parts?: BundlePart[]
  voucher?: VoucherTerms
}
export interface ProductColumns {
  id: string
  kind: Product['kind']
  state: Product['state']
  name_zh: string
  name_en: string
  detail_zh: string
  detail_en: string
  brand: string
  unit_zh: string
  unit_en: string
  category_id: string
  supplier_id: string | null
  cloud_only: boolean
  options: OptionColumn[]
  pictures: { id: string; alt: string }[]
  skus: SkuColumn[]
  values: Product['values']
  updated_at: string
  version: number
}

/** What a SKU's voucher is good for, to be added to its JSON; nothing of other goods. */
const KEPT_TERMS = `case when k.voucher is not null then jsonb_build_object('voucher', k.voucher) else '{}' end`

/** Columns of a product whole, pictures and SKUs as JSON, for `from products p`. */
export const PRODUCT_COLUMNS = `p.id, p.kind, p.state, p.name_zh, p.name_en, p.detail_zh, p.detail_en, p.brand, p.unit_zh, p.unit_en, p.category_id, p.supplier_id, p.cloud_only, p.options, p.updated_at, p.version,
  (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'alt', coalesce(m.alt, '')) order by w.n), '[]')
     from unnest(p.media_ids) with ordinality w(id, n) left join media m on m.tenant_id = $1 and m.id = w.id) as pictures,
  (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'code', k.code, 'optionIndexes', k.option_indexes, 'listPrice', k.list_price, 'unitSize', k.unit_size,
            'priceMin', k.price_min, 'priceMax', k.price_max, 'weightGrams', k.weight_grams, 'mediaId', k.media_id, 'active', k.active,
            'barcodes', (select coalesce(jsonb_agg(b.barcode order by b.barcode), '[]') from barcodes b where b.tenant_id = $1 and b.sku_id = k.id)) || ${KEPT_PARTS} || ${KEPT_TERMS} order by k.active desc, k.position, k.id), '[]')
     from skus k where k.tenant_id = $1 and k.product_id = p.id) as skus, ${VALUES} as values`

export const productOf = (r: ProductColumns): Product => ({
  id: r.id,
  kind: r.kind,
  state: r.state,
  name: { zh: r.name_zh, en: r.name_en },
  detail: { zh: r.detail_zh, en: r.detail_en },
  brand: r.brand,
  unit: { zh: r.unit_zh, en: r.unit_en },
  categoryId: r.category_id,
  supplierId: r.supplier_id,
  cloudOnly: r.cloud_only,
  options: r.options,
  media: r.pictures.map((m) => pictureOf(m.id, m.alt || r.name_zh)!),
  skus: r.skus,
  values: r.values,
  updatedAt: r.updated_at,
  version: r.version,
})

export interface ListedProduct {
  id: string
  kind: Product['kind']
  state: Product['state']
  name_zh: string
  name_en: string
  brand: string
  category_id: string
  category_zh: string
  category_en: string
  supplier_id: string | null
  supplier_name: string | null
  media_id: string | null
  sku_count: number
  price_from: number
  price_to: number
  unit_zh: string
  unit_en: string
  unit_size: number
  on_hand: number
  updated_at: string
}

export const listedOf = (r: ListedProduct): ProductRow => ({
  id: r.id,
  kind: r.kind,
  state: r.state,
  name: { zh: r.name_zh, en: r.name_en },
  brand: r.brand,
  categoryId: r.category_id,
  categoryName: { zh: r.category_zh, en: r.category_en },
  supplierId: r.supplier_id,
  supplierName: r.supplier_name,
  picture: pictureOf(r.media_id, r.name_zh),
  skuCount: r.sku_count,
  priceFrom: r.price_from,
  priceTo: r.price_to,
  unit: { zh: r.unit_zh, en: r.unit_en },
  unitSize: r.unit_size,
  onHand: r.on_hand,
  updatedAt: r.updated_at,
})
