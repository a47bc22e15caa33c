import type { OrderLine, ProductKind, SoldPart } from '@storeweave/contract'
import type { z } from 'zod'
import { pictureOf } from '../catalog/index.js'

/** A line of an order as `linesJson` writes it. */
export interface LineJson {
  id: string
  sku_id: string
  product_id: string
  supplier_id: string | null
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  unit_zh: string
  unit_en: string
  kind: ProductKind
  media_id: string | null
  quantity: number
  unit_price: number
  unit_size: number
  total: number
  parts: PartJson[] | null
}

/** A part of a bundle as its line keeps it. */
interface PartJson {
  sku_id: string
  code: string
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  unit_zh: string
  unit_en: string
  quantity: number
  amount: number
}

/** Pieces of a line `l` that left, or never will. */
export const gonePieces = (table: 'parcel_lines' | 'unshipped_lines'): string =>
  `(select coalesce(sum(g.quantity), 0)::bigint from ${table} g where g.tenant_id = $1 and g.order_id = l.order_id and g.line_id = l.id)`
/** Pieces of a line `l` that are still to leave. */
export const LEFT_PIECES = `l.quantity - ${gonePieces('parcel_lines')} - ${gonePieces('unshipped_lines')}`

/** SQL of what is still to leave of an order, as `linesJson` writes it. */
export const leftLinesJson = (orderId: string): string =>
  linesJson(
    orderId,
    LEFT_PIECES,
    `case when l.parts is not null then (select jsonb_agg(p || jsonb_build_object('quantity', (p ->> 'quantity')::bigint * (${LEFT_PIECES}) / l.quantity)) from jsonb_array_elements(l.parts) p) end`,
    `and ${LEFT_PIECES} > 0`,
  )

/** SQL of an order's lines as one JSON value; `$1` is the tenant, `orderId` the column that names the order. */
export const linesJson = (orderId: string, quantity = 'l.quantity', parts = 'l.parts', which = ''): string =>
  `(select coalesce(json_agg(json_build_object('id', l.id, 'sku_id', l.sku_id, 'product_id', l.product_id, 'supplier_id', l.supplier_id, 'name_zh', l.name_zh, 'name_en', l.name_en,
      'option_zh', l.option_zh, 'option_en', l.option_en, 'unit_zh', l.unit_zh, 'unit_en', l.unit_en, 'kind', l.kind, 'media_id', l.media_id, 'quantity', ${quantity},
      'unit_price', l.unit_price, 'unit_size', l.unit_size, 'total', l.total, 'parts', ${parts}) order by l.position), '[]') from order_lines l where l.tenant_id = $1 and l.order_id = ${orderId} ${which})`

/** The wire shape of a line. */
export const toLine = (l: LineJson): z.infer<typeof OrderLine> => ({
  id: l.id,
  skuId: l.sku_id,
  productId: l.product_id,
  supplierId: l.supplier_id,
  name: { zh: l.name_zh, en: l.name_en },
  optionText: { zh: l.option_zh, en: l.option_en },
  unit: { zh: l.unit_zh, en: l.unit_en },
  kind: l.kind,
  picture: pictureOf(l.media_id, l.name_zh),
  quantity: l.quantity,
  unitPrice: l.unit_price,
  unitSize: l.unit_size,
  total: l.total,
  ...(l.parts ? { parts: l.parts.map(toPart) } : {}),
})

const toPart = (p: PartJson): SoldPart => ({
  skuId: p.sku_id,
  code: p.code,
  name: { zh: p.name_zh, en: p.name_en },
  optionText: { zh: p.option_zh, en: p.option_en },
  unit: { zh: p.unit_zh, en: p.unit_en },
  quantity: p.quantity,
  amount: p.amount,
})
