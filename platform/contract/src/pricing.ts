import { z } from 'zod'
import { Id, Instant, MinorAmount, page, PageQuery, Search, Words, WordsOrNone } from './shape.js'

export const StorePrice = z
  .object({
    skuId: Id,
    productId: Id,
    code: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    unitSize: z.int(),
    listPrice: MinorAmount,
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    storePrice: MinorAmount.nullable(),
    effectivePrice: MinorAmount,
  })
  .meta({ id: 'StorePrice' })
export type StorePrice = z.infer<typeof StorePrice>
export const StorePricePage = page(StorePrice).meta({ id: 'StorePricePage' })
export const ListStorePrices = PageQuery.extend({
  q: Search.optional(),
  categoryId: Id.optional(),
  differing: z.enum(['true', 'false']).optional(),
})
export type ListStorePrices = z.infer<typeof ListStorePrices>
/** null takes the store's own price away: the list price applies again. */
export const SetStorePrice = z
  .strictObject({ price: MinorAmount.min(1).nullable() })
  .meta({ id: 'SetStorePrice' })
export type SetStorePrice = z.infer<typeof SetStorePrice>
export const SetListPrice = z
  .strictObject({
    listPrice: MinorAmount.min(1),
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
  })
  .meta({ id: 'SetListPrice' })
export type SetListPrice = z.infer<typeof SetListPrice>

/** Where a price counts: everywhere, for who orders, or for who stands in the store (till, scan in store). */
export const PriceLane = z.enum(['any', 'online', 'in_store'])
export type PriceLane = z.infer<typeof PriceLane>
const UnitKind = z.enum(['hq', 'region', 'store'])
const Unit = { unitId: Id, unitName: Words(60), unitKind: UnitKind }
/** A price set at a node of the org tree, for all below it that have none nearer; `temporary`: for a time, over the standing one. */
export const UnitPrice = z
  .object({
    id: Id,
    ...Unit,
    channel: PriceLane,
    temporary: z.boolean(),
    price: MinorAmount,
    startsAt: z.string(),
    endsAt: z.string().nullable(),
    setByName: z.string(),
    setAt: z.string(),
  })
  .meta({ id: 'UnitPrice' })
export type UnitPrice = z.infer<typeof UnitPrice>
/** A price for a level of members (null: everybody), from a quantity in pieces or grams on, or both, at and below a node. */
export const TierPrice = z
  .object({
    id: Id,
    ...Unit,
    channel: PriceLane,
    levelId: Id.nullable(),
    levelName: Words(20).nullable(),
    quantityFrom: z.int(),
    price: MinorAmount,
    startsAt: z.string(),
    endsAt: z.string().nullable(),
    setByName: z.string(),
    setAt: z.string(),
  })
  .meta({ id: 'TierPrice' })
export type TierPrice = z.infer<typeof TierPrice>
/** Basis points of the supply price, 10,000 being the supply price itself. */
const Ratio = z.int().min(1).max(10_000_000)
/** How far prices may go at and below a node, set by HQ or by the supplier; a ratio comes with the prices it was worked out to. */
export const PriceBound = z
  .object({
    id: Id,
    ...Unit,
    source: z.enum(['supplier', 'hq']),
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    ratioMin: Ratio.nullable(),
    ratioMax: Ratio.nullable(),
    startsAt: z.string(),
    endsAt: z.string().nullable(),
    contested: z.boolean(),
    setByName: z.string(),
    setAt: z.string(),
  })
  .meta({ id: 'PriceBound' })
export type PriceBound = z.infer<typeof PriceBound>
const PricedSku = {
  skuId: Id,
  productId: Id,
  code: z.string(),
  name: Words(120),
  optionText: WordsOrNone(200),
  unit: Words(20),
  unitSize: z.int(),
  listPrice: MinorAmount,
  priceMin: MinorAmount.nullable(),
  priceMax: MinorAmount.nullable(),
}
/** All that is set of a SKU's prices and has not ended: the list price with HQ's bounds for everywhere, and the rows below. */
export const SkuPrices = z
  .object({
    ...PricedSku,
    supplyPrice: MinorAmount.nullable(),
    prices: z.array(UnitPrice),
    tiers: z.array(TierPrice),
    bounds: z.array(PriceBound),
  })
  .meta({ id: 'SkuPrices' })
export type SkuPrices = z.infer<typeof SkuPrices>
/**
 * Sets a price at a node from `startsAt` on (now, unless given); one with an end is for a time, over the standing price. null
 * takes the node's standing price away: what is set above it holds again.
 */
export const SetUnitPrice = z
  .strictObject({
    price: MinorAmount.min(1).nullable(),
    channel: PriceLane.default('any'),
    startsAt: Instant.optional(),
    endsAt: Instant.optional(),
  })
  .meta({ id: 'SetUnitPrice' })
export type SetUnitPrice = z.infer<typeof SetUnitPrice>
export const AskPrice = z.object({
  at: Instant.optional(),
  channel: z.enum(['online', 'in_store']).default('online'),
  /** For a member of this level, and for so much of it at once, in pieces or grams. */
  levelId: Id.optional(),
  quantity: z.coerce.number().int().min(1).max(999_999).default(1),
})
export type AskPrice = z.infer<typeof AskPrice>
/** Why a price is what it is, from far to near: of list price and prices one `holds`, each bound says whether the price is `inside`. */
export const ExplainedPrice = z
  .object({
    skuId: Id,
    storeId: Id,
    at: z.string(),
    channel: z.enum(['online', 'in_store']),
    price: MinorAmount,
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    inside: z.boolean(),
    reasons: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('list'), price: MinorAmount, holds: z.boolean() }),
        z.object({
          kind: z.literal('list_bounds'),
          priceMin: MinorAmount.nullable(),
          priceMax: MinorAmount.nullable(),
          inside: z.boolean(),
        }),
        z.object({ kind: z.literal('price'), set: UnitPrice, holds: z.boolean() }),
        z.object({ kind: z.literal('bounds'), set: PriceBound, inside: z.boolean() }),
        z.object({ kind: z.literal('tier'), set: TierPrice, holds: z.boolean() }),
        z.object({
          kind: z.literal('level'),
          level: z.object({ id: Id, name: Words(20), percentOff: z.int() }),
          price: MinorAmount,
          holds: z.boolean(),
        }),
      ]),
    ),
  })
  .meta({ id: 'ExplainedPrice' })
export type ExplainedPrice = z.infer<typeof ExplainedPrice>

const BOUNDS = {
  priceMin: MinorAmount.nullable().optional(),
  priceMax: MinorAmount.nullable().optional(),
  ratioMin: Ratio.nullable().optional(),
  ratioMax: Ratio.nullable().optional(),
}
/** One or the other: prices, or basis points of the supply price. */
const eitherWay = (b: { priceMin?: unknown; priceMax?: unknown; ratioMin?: unknown; ratioMax?: unknown }) =>
  (b.priceMin ?? b.priceMax ?? null) === null || (b.ratioMin ?? b.ratioMax ?? null) === null
/** Bounds that HQ thinks of setting for a SKU at and below a node, as prices or as a ratio of the supply price; with every end open: none any more. */
export const PreviewBounds = z
  .strictObject({ unitId: Id, ...BOUNDS, startsAt: Instant.optional() })
  .refine(eitherWay, { message: 'prices or a ratio' })
  .meta({ id: 'PreviewBounds' })
export type PreviewBounds = z.infer<typeof PreviewBounds>
/** What happens to prices they would leave outside: nothing is set, prices go to the nearest end, or it waits for its date. */
export const ConflictWay = z.enum(['refuse', 'clamp', 'schedule'])
export type ConflictWay = z.infer<typeof ConflictWay>
export const SetBounds = z
  .strictObject({ unitId: Id, ...BOUNDS, startsAt: Instant.optional(), way: ConflictWay.default('refuse') })
  .refine(eitherWay, { message: 'prices or a ratio' })
  .meta({ id: 'SetBounds' })
export type SetBounds = z.infer<typeof SetBounds>

/** A price outside a bound somewhere from now on. `priceId` null: the list price. `clampedTo`: the nearest end of all bounds there. */
export const PriceConflict = z
  .object({
    skuId: Id,
    code: z.string(),
    name: Words(120),
    priceId: Id.nullable(),
    price: MinorAmount,
    channel: PriceLane,
    levelId: Id.nullable(),
    quantityFrom: z.int(),
    boundId: Id.nullable(),
    source: z.enum(['supplier', 'hq']),
    boundUnitId: Id,
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    ...Unit,
    from: z.string(),
    until: z.string().nullable(),
    clampedTo: MinorAmount,
  })
  .meta({ id: 'PriceConflict' })
export type PriceConflict = z.infer<typeof PriceConflict>
/** The first conflicts and how many there are; `clamped` prices were brought inside, each with an entry in the history. */
export const BoundsAnswer = z
  .object({ count: z.int(), conflicts: z.array(PriceConflict), clamped: z.boolean() })
  .meta({ id: 'BoundsAnswer' })
export type BoundsAnswer = z.infer<typeof BoundsAnswer>
/** Bounds planned, or in force by now, although prices lie outside: the nearest first. */
export const ContestedBound = z
  .object({
    bound: PriceBound,
    skuId: Id,
    code: z.string(),
    name: Words(120),
    count: z.int(),
    conflicts: z.array(PriceConflict),
  })
  .meta({ id: 'ContestedBound' })
export type ContestedBound = z.infer<typeof ContestedBound>
export const ContestedBoundPage = page(ContestedBound).meta({ id: 'ContestedBoundPage' })
export const ListContested = PageQuery
export type ListContested = z.infer<typeof ListContested>
/** Settles prices outside a contested bound: `clamp` all or those named, `withdraw` the bound, or `move` it to another date. */
export const SettleConflicts = z
  .discriminatedUnion('way', [
    z.strictObject({
      way: z.literal('clamp'),
      only: z
        .array(z.strictObject({ priceId: Id.nullable(), unitId: Id }))
        .min(1)
        .max(1000)
        .optional(),
    }),
    z.strictObject({ way: z.literal('withdraw') }),
    z.strictObject({ way: z.literal('move'), startsAt: Instant }),
  ])
  .meta({ id: 'SettleConflicts' })
export type SettleConflicts = z.infer<typeof SettleConflicts>

/** One entry of the history of a SKU's prices, the newest first; `unitId` null: the list price. */
export const PriceChange = z
  .object({
    id: Id,
    kind: z.enum(['list', 'store', 'price', 'bounds', 'clamp', 'tier']),
    unitId: Id.nullable(),
    unitName: WordsOrNone(60).nullable(),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
    personName: z.string(),
    at: z.string(),
  })
  .meta({ id: 'PriceChange' })
export type PriceChange = z.infer<typeof PriceChange>
export const PriceChangePage = page(PriceChange).meta({ id: 'PriceChangePage' })
export const ListPriceChanges = PageQuery
export type ListPriceChanges = z.infer<typeof ListPriceChanges>
