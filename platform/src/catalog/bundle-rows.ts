import type { ShownPart } from '@storeweave/contract'
import { optionTextOf } from '@storeweave/rules/catalog'
import type { OptionColumn } from './products.rows.js'
import type { SalePart } from './sale-sku.js'

interface NamedPart {
  name_zh: string
  name_en: string
  unit_zh: string
  unit_en: string
  options: OptionColumn[]
  option_indexes: number[]
  quantity: number
}
/** A part as `SHOWN_PARTS` writes it. */
export interface ShownPartRow extends NamedPart {
  product_id: string
}
/** A part as `saleParts` writes it. */
export interface SalePartRow extends NamedPart {
  sku_id: string
  code: string
  list_price: number
  unit_size: number
  available: number
}

const named = (r: NamedPart) => ({
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  quantity: r.quantity,
})

/** What shoppers are told of a part. */
export const shownPartOf = (r: ShownPartRow): ShownPart => ({ productId: r.product_id, ...named(r) })

/** What a sale keeps of a part. */
export const salePartOf = (r: SalePartRow): SalePart => ({
  skuId: r.sku_id,
  code: r.code,
  ...named(r),
  listPrice: r.list_price,
  unitSize: r.unit_size,
  available: r.available,
})
