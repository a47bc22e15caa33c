import { z } from 'zod'
import { Id, line, page, PageQuery, ProductKind, Search, Words, WordsOrNone } from './shape.js'

export const StockLevel = z
  .object({
    locationId: Id,
    locationName: Words(60),
    storeId: Id.nullable(),
    skuId: Id,
    productId: Id,
    code: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    kind: ProductKind,
    onHand: z.int(),
    reserved: z.int(),
    inTransit: z.int(),
    safety: z.int(),
    available: z.int(),
  })
  .meta({ id: 'StockLevel' })
export type StockLevel = z.infer<typeof StockLevel>
export const StockPage = page(StockLevel).meta({ id: 'StockPage' })
export const ListStock = PageQuery.extend({
  storeId: Id.optional(),
  regionId: Id.optional(),
  skuId: Id.optional(),
  q: Search.optional(),
  low: z.enum(['true', 'false']).optional(),
})
export type ListStock = z.infer<typeof ListStock>
export const MovementKind = z.enum([
  'sale',
  'refund',
  'receipt',
  'transfer_out',
  'transfer_in',
  'correction',
  'loss',
  'opening',
])
export const Movement = z
  .object({
    id: Id,
    locationId: Id,
    locationName: Words(60),
    skuId: Id,
    code: z.string(),
    name: Words(120),
    kind: MovementKind,
    /** Grams rather than pieces. */
    weighed: z.boolean(),
    quantity: z.int(),
    before: z.int(),
    after: z.int(),
    document: z.string(),
    person: z.string(),
    note: z.string(),
    at: z.string(),
  })
  .meta({ id: 'Movement' })
export type Movement = z.infer<typeof Movement>
export const MovementPage = page(Movement).meta({ id: 'MovementPage' })
export const ListMovements = PageQuery.extend({
  storeId: Id.optional(),
  regionId: Id.optional(),
  skuId: Id.optional(),
  kind: MovementKind.optional(),
})
export type ListMovements = z.infer<typeof ListMovements>
/** A correction by a person; `id` is made by the client, the same id again changes nothing. Quantity is signed. */
export const AdjustStock = z
  .strictObject({
    id: Id,
    storeId: Id,
    skuId: Id,
    quantity: z
      .int()
      .min(-999_999)
      .max(999_999)
      .refine((n) => n !== 0, { message: 'not zero' }),
    kind: z.enum(['receipt', 'correction', 'loss']),
    note: line(200, 0).default(''),
  })
  .meta({ id: 'AdjustStock' })
export type AdjustStock = z.infer<typeof AdjustStock>
