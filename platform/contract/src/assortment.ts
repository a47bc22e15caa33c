import { z } from 'zod'
import { Media, ProductState } from './catalog.js'
import { Id, page, PageQuery, ProductKind, Search, Words } from './shape.js'

/** Where a product is sold: everywhere, in chosen parts of the org tree, or in one store alone. */
export const Assortment = z.enum(['all', 'chosen', 'exclusive'])
export type Assortment = z.infer<typeof Assortment>
const UnitKind = z.enum(['hq', 'region', 'store'])
/** A node of the org tree with the number of its stores that sell. */
export const ReleasedUnit = z.object({ unitId: Id, name: Words(60), kind: UnitKind, storeCount: z.int() })
export type ReleasedUnit = z.infer<typeof ReleasedUnit>
const NamedRule = z.object({ ruleId: Id, name: z.string() })

/** A product and where HQ lets it be sold: `units` are the chosen nodes, or the one store of exclusive goods. */
export const Allocation = z
  .object({
    productId: Id,
    name: Words(120),
    picture: Media.nullable(),
    state: ProductState,
    categoryId: Id,
    categoryName: Words(40),
    assortment: Assortment,
    /** Somebody decided it: rules leave it alone. */
    byHand: z.boolean(),
    /** The rules that decided it; none of goods sold everywhere. */
    rules: z.array(NamedRule),
    units: z.array(ReleasedUnit),
    /** Stores that may sell it, and those of them that took it off their shelves. */
    storeCount: z.int(),
    unlistedCount: z.int(),
  })
  .meta({ id: 'Allocation' })
export type Allocation = z.infer<typeof Allocation>
export const AllocationPage = page(Allocation).meta({ id: 'AllocationPage' })

const filters = {
  q: Search.optional(),
  state: ProductState.optional(),
  categoryId: Id.optional(),
  supplierId: Id.optional(),
  assortment: Assortment.optional(),
  /** Released to this very node, or exclusive to this store. */
  unitId: Id.optional(),
  /** Decided by this rule. */
  ruleId: Id.optional(),
}
export const ListAllocations = PageQuery.extend(filters)
export type ListAllocations = z.infer<typeof ListAllocations>
/** Which products: those that every part that is given fits. */
export const WhichProducts = z
  .strictObject({ productIds: z.array(Id).min(1).max(500).optional(), ...filters })
  .meta({ id: 'WhichProducts' })
export type WhichProducts = z.infer<typeof WhichProducts>

/**
 * What becomes of them: sold `everywhere`; `only` in these nodes; these nodes are added to or removed from chosen ones
 * (goods sold everywhere or in one store stay as they are); `exclusive` to one store; left to the `rules` again. All but
 * the last make it somebody's decision, which rules leave alone.
 */
export const AllocationKind = z.enum(['everywhere', 'only', 'add', 'remove', 'exclusive', 'rules'])
export type AllocationKind = z.infer<typeof AllocationKind>
const change = { which: WhichProducts, kind: AllocationKind, unitIds: z.array(Id).max(200) }
export const PreviewAllocation = z.strictObject(change).meta({ id: 'PreviewAllocation' })
export type PreviewAllocation = z.infer<typeof PreviewAllocation>
export const ChangeAllocation = z.strictObject({ id: Id, ...change }).meta({ id: 'ChangeAllocation' })
export type ChangeAllocation = z.infer<typeof ChangeAllocation>

/** What a change comes to. `gained` and `lost` count products times stores. */
const extent = { products: z.int(), gained: z.int(), lost: z.int() }
export const AllocationPreview = z
  .object({
    /** Products found, and those of them that change. */
    matched: z.int(),
    ...extent,
    /** Stores that sell in the given nodes. */
    stores: z.int(),
    /** More than one change takes in: nothing was counted. */
    tooMany: z.boolean(),
    /** Products that a rule decides on now, and that somebody will have decided on. */
    fromRules: z.int(),
  })
  .meta({ id: 'AllocationPreview' })
export type AllocationPreview = z.infer<typeof AllocationPreview>
/**
 * A change that was made, by somebody or, `ruled`, by the rules. `restored`: how many of its products an undo put back; the
 * others were changed since. What rules did is changed by changing the rules.
 */
export const AllocationChange = z
  .object({
    id: Id,
    kind: z.enum([...AllocationKind.options, 'ruled']),
    units: z.array(ReleasedUnit.omit({ storeCount: true })),
    rules: z.array(NamedRule),
    ...extent,
    by: z.string(),
    at: z.string(),
    undone: z.object({ by: z.string(), at: z.string(), restored: z.int() }).nullable(),
    /** Somebody made it, within the last 30 days, and nobody has undone it. */
    undoable: z.boolean(),
  })
  .meta({ id: 'AllocationChange' })
export type AllocationChange = z.infer<typeof AllocationChange>
export const AllocationChangePage = page(AllocationChange).meta({ id: 'AllocationChangePage' })
export const ListAllocationChanges = PageQuery
export type ListAllocationChanges = z.infer<typeof ListAllocationChanges>

/** Why a store may sell a product, or that it may not. */
export const ReleaseReason = z.enum(['everywhere', 'hq', 'region', 'store', 'own', 'not_released'])
export type ReleaseReason = z.infer<typeof ReleaseReason>
/** A published product as one store stands to it. It is sold there when it is both released and listed. */
export const StoreGood = z
  .object({
    productId: Id,
    name: Words(120),
    picture: Media.nullable(),
    categoryId: Id,
    categoryName: Words(40),
    reason: ReleaseReason,
    /** The node it was released to, where that is not the whole brand. */
    releasedBy: Words(60).nullable(),
    listed: z.boolean(),
    /** Who said last whether it is listed, and when. */
    by: z.string().nullable(),
    at: z.string().nullable(),
    /** What the store can promise, of all SKUs together. */
    available: z.int(),
    kind: ProductKind,
    unit: Words(20),
  })
  .meta({ id: 'StoreGood' })
export type StoreGood = z.infer<typeof StoreGood>
export const StoreGoodPage = page(StoreGood).meta({ id: 'StoreGoodPage' })
export const ListStoreGoods = PageQuery.extend({
  q: Search.optional(),
  categoryId: Id.optional(),
  /** Released and listed; released and not listed; not released. */
  show: z.enum(['sold', 'unlisted', 'not_released']).optional(),
})
export type ListStoreGoods = z.infer<typeof ListStoreGoods>
export const SetListing = z.strictObject({ listed: z.boolean() }).meta({ id: 'SetListing' })
export type SetListing = z.infer<typeof SetListing>
