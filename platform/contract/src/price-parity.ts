import { z } from 'zod'
import { Flag, Id, Instant, line, MinorAmount, page, PageQuery, Search, Words, WordsOrNone } from './shape.js'

/** How far prices online may lie below and above those in the same store, in basis points of the latter; null: any distance. */
export const ParityPolicy = z
  .object({
    belowMost: z.int().min(0).max(10_000).nullable(),
    aboveMost: z.int().min(0).max(100_000).nullable(),
    /** Prices that would break it are refused; otherwise they stand in the report alone. */
    blocks: z.boolean(),
    setByName: z.string().nullable(),
    setAt: z.string().nullable(),
  })
  .meta({ id: 'ParityPolicy' })
export type ParityPolicy = z.infer<typeof ParityPolicy>
export const SetParityPolicy = z
  .strictObject({
    belowMost: z.int().min(0).max(10_000).nullable(),
    aboveMost: z.int().min(0).max(100_000).nullable(),
    blocks: z.boolean(),
  })
  .meta({ id: 'SetParityPolicy' })
export type SetParityPolicy = z.infer<typeof SetParityPolicy>

/** Goods (a SKU, or a category with all below it), places (a node with all below it), or goods at places that may differ further until an instant. */
export const ParityException = z
  .object({
    id: Id,
    skuId: Id.nullable(),
    categoryId: Id.nullable(),
    goods: WordsOrNone(160).nullable(),
    unitId: Id.nullable(),
    unitName: WordsOrNone(60).nullable(),
    reason: z.string(),
    endsAt: z.string(),
    setByName: z.string(),
    setAt: z.string(),
  })
  .meta({ id: 'ParityException' })
export type ParityException = z.infer<typeof ParityException>
export const ParityExceptionPage = page(ParityException).meta({ id: 'ParityExceptionPage' })
export const ListParityExceptions = PageQuery
export type ListParityExceptions = z.infer<typeof ListParityExceptions>
export const AddParityException = z
  .strictObject({
    id: Id,
    skuId: Id.optional(),
    categoryId: Id.optional(),
    unitId: Id.optional(),
    reason: line(200),
    endsAt: Instant,
  })
  .refine((x) => x.skuId ?? x.categoryId ?? x.unitId, { message: 'goods or a place' })
  .refine((x) => !x.skuId || !x.categoryId, { message: 'a SKU or a category' })
  .meta({ id: 'AddParityException' })
export type AddParityException = z.infer<typeof AddParityException>

/** Goods whose price online and in the store differ beyond the policy at a node, for `stores` stores that have nothing nearer. */
export const ParityDifference = z
  .object({
    skuId: Id,
    productId: Id,
    code: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unitId: Id,
    unitName: Words(60),
    unitKind: z.enum(['hq', 'region', 'store']),
    stores: z.int(),
    online: MinorAmount,
    inStore: MinorAmount,
    /** Basis points of the price in the store; negative: cheaper online. */
    difference: z.int(),
    exception: z.object({ reason: z.string(), endsAt: z.string(), setByName: z.string() }).nullable(),
  })
  .meta({ id: 'ParityDifference' })
export type ParityDifference = z.infer<typeof ParityDifference>
export const ParityDifferencePage = page(ParityDifference).meta({ id: 'ParityDifferencePage' })
export const ListParityDifferences = PageQuery.extend({
  q: Search.optional(),
  categoryId: Id.optional(),
  /** A node of the org tree: differences at and below it, and those from above that hold there. */
  unitId: Id.optional(),
  excepted: Flag.optional(),
})
export type ListParityDifferences = z.infer<typeof ListParityDifferences>
