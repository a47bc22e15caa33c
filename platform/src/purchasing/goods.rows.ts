import type { PurchaseLine, PurchaseOffer, Words } from '@storeweave/contract'
import { optionTextOf, pictureOf } from '../catalog/index.js'

/** What goods are called, as every list of purchasing shows them; `k` is the SKU, `p` its product. */
export const GOODS =
  'k.id as sku_id, k.product_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, p.unit_zh, p.unit_en, p.kind, k.unit_size, coalesce(k.media_id, p.media_ids[1]) as media_id'
export interface GoodsRow {
  sku_id: string
  product_id: string
  code: string
  name_zh: string
  name_en: string
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  unit_zh: string
  unit_en: string
  kind: PurchaseLine['kind']
  unit_size: number
  media_id: string | null
}
type Goods = Pick<
  PurchaseLine,
  'skuId' | 'productId' | 'code' | 'name' | 'optionText' | 'unit' | 'kind' | 'unitSize' | 'picture'
>
export const goodsOf = (r: GoodsRow): Goods => ({
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  kind: r.kind,
  unitSize: r.unit_size,
  picture: pictureOf(r.media_id, r.name_zh),
})

/** Who sells, of a row `x` that names a supplier or a warehouse; needs the joins of `SELLER_OF`. */
export const SELLER =
  'x.supplier_id, x.warehouse_id, coalesce(su.code, wu.code) as seller_code, coalesce(su.name_zh, wu.name_zh) as seller_zh, coalesce(su.name_en, wu.name_en) as seller_en'
export const SELLER_OF =
  'left join suppliers su on su.tenant_id = $1 and su.id = x.supplier_id left join org_units wu on wu.tenant_id = $1 and wu.id = x.warehouse_id'
export interface SellerRow {
  supplier_id: string | null
  warehouse_id: string | null
  seller_code: string
  seller_zh: string
  seller_en: string
}
export const sellerOf = (r: SellerRow): PurchaseOffer['seller'] => ({
  kind: r.supplier_id ? 'supplier' : 'warehouse',
  id: r.supplier_id ?? r.warehouse_id ?? '',
  code: r.seller_code,
  name: { zh: r.seller_zh, en: r.seller_en },
})
