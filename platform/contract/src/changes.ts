import { z } from 'zod'
import { Media, productFields, ProductState } from './catalog.js'
import { Id, lines, page, PageQuery, Words } from './shape.js'

/** One field that differs between two states of a product, as texts; `of` says of which SKU (its code) or attribute (its id). */
export const Difference = z
  .object({ field: z.string(), of: z.string(), before: z.string(), after: z.string() })
  .meta({ id: 'Difference' })
export type Difference = z.infer<typeof Difference>

/** A state of a product. Without a name it was written elsewhere: by a price list, or before versions were kept. */
export const ProductVersion = z
  .object({
    version: z.int(),
    by: z.string(),
    at: z.string(),
    /** What differs from the version before; empty for the first. */
    differences: z.array(Difference),
  })
  .meta({ id: 'ProductVersion' })
export type ProductVersion = z.infer<typeof ProductVersion>
export const ProductVersions = page(ProductVersion).meta({ id: 'ProductVersions' })
/** Makes the product what it was as `to`, as a new version; `version` is the one that was read. */
export const RestoreProduct = z
  .strictObject({ to: z.int().min(1), version: z.int() })
  .meta({ id: 'RestoreProduct' })
export type RestoreProduct = z.infer<typeof RestoreProduct>

export const ChangeState = z.enum(['open', 'applied', 'refused', 'withdrawn'])
export type ChangeState = z.infer<typeof ChangeState>
export const ChangeMove = z.enum(['apply', 'refuse', 'withdraw'])
export type ChangeMove = z.infer<typeof ChangeMove>
/** The whole product as somebody would have it; `version` is the one that was read. */
export const ProposeChange = z
  .strictObject({ id: Id, version: z.int(), note: lines(500).default(''), ...productFields })
  .meta({ id: 'ProposeChange' })
export type ProposeChange = z.infer<typeof ProposeChange>
const changeRow = {
  id: Id,
  productId: Id,
  productName: Words(120),
  productState: ProductState,
  picture: Media.nullable(),
  state: ChangeState,
  note: z.string(),
  by: z.string(),
  madeAt: z.string(),
  decidedBy: z.string(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string(),
  /** Who asks made it. */
  mine: z.boolean(),
}
/** What somebody would make of a product on sale. */
export const ProductChange = z.object(changeRow).meta({ id: 'ProductChange' })
export type ProductChange = z.infer<typeof ProductChange>
export const ProductChanges = page(ProductChange).meta({ id: 'ProductChanges' })
export const ListChanges = PageQuery.extend({ state: ChangeState.optional(), productId: Id.optional() })
export type ListChanges = z.infer<typeof ListChanges>
export const ChangeComment = z.object({ id: Id, words: z.string(), by: z.string(), at: z.string() })
/** A change whole: what differs, what was said; `stale` when the product has changed since and it can only be made anew. */
export const WholeChange = z
  .object({
    ...changeRow,
    stale: z.boolean(),
    differences: z.array(Difference),
    comments: z.array(ChangeComment),
  })
  .meta({ id: 'WholeChange' })
export type WholeChange = z.infer<typeof WholeChange>
export const MoveChange = z
  .strictObject({ move: ChangeMove, decisionNote: lines(500).default('') })
  .meta({ id: 'MoveChange' })
export type MoveChange = z.infer<typeof MoveChange>
export const CommentChange = z
  .strictObject({ id: Id, words: lines(1000).min(1) })
  .meta({ id: 'CommentChange' })
export type CommentChange = z.infer<typeof CommentChange>
