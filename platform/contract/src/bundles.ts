import { z } from 'zod'
import { Id, line, MinorAmount, Search, Words, WordsOrNone } from './shape.js'

/** How many different goods one bundle may consist of. */
export const PARTS_MOST = 20
/** What one piece of a bundle holds of another SKU, in pieces. */
export const BundlePart = z
  .strictObject({ skuId: Id, quantity: z.int().min(1).max(999) })
  .meta({ id: 'BundlePart' })
export type BundlePart = z.infer<typeof BundlePart>
export const BundleParts = z.array(BundlePart).max(PARTS_MOST)

/**
 * Why goods can't be sold in a bundle: `weighed`, `bundle`, `kind` (not handed over from stock) and `supplied` (a
 * supplier's) never are; `not_published`, `retired` and `sku_inactive` hold while they last.
 */
export const PartProblem = z.enum([
  'weighed',
  'bundle',
  'kind',
  'supplied',
  'retired',
  'not_published',
  'sku_inactive',
])
export type PartProblem = z.infer<typeof PartProblem>
/** A SKU as it may stand in a bundle, with what stands against it. */
export const PartGoods = z
  .object({
    skuId: Id,
    productId: Id,
    code: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    pictureUrl: z.string().nullable(),
    listPrice: MinorAmount,
    unitSize: z.int(),
    problem: PartProblem.nullable(),
  })
  .meta({ id: 'PartGoods' })
export type PartGoods = z.infer<typeof PartGoods>
export const PartGoodsList = z.object({ items: z.array(PartGoods) }).meta({ id: 'PartGoodsList' })

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** SKUs by what is typed or scanned, or these: up to 100 ids parted by `,`. */
export const FindParts = z.object({
  q: Search.optional(),
  skuIds: line(3_700)
    .regex(new RegExp(`^${UUID}(,${UUID}){0,99}$`))
    .optional(),
})
export type FindParts = z.infer<typeof FindParts>

/** What a line of an order held when a bundle was sold: pieces of the whole line, and their share of its sum by list prices. */
export const SoldPart = z
  .object({
    skuId: Id,
    code: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    quantity: z.int(),
    amount: MinorAmount,
  })
  .meta({ id: 'SoldPart' })
export type SoldPart = z.infer<typeof SoldPart>
/** What shoppers are told of a part of one piece. */
export const ShownPart = z
  .object({
    productId: Id,
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    quantity: z.int(),
  })
  .meta({ id: 'ShownPart' })
export type ShownPart = z.infer<typeof ShownPart>
