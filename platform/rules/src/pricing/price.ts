import { isInside, type Bounds } from './bounds.js'
import { isInForce, type PlaceAndTime, type PriceChannel, type Validity } from './place.js'
import { bestOffer, tiersInForce, type Buyer, type MemberLevel, type TierPrice } from './tiers.js'

/** A price set at a node of the org tree, for all below it that have none nearer. */
export interface SetPrice extends Validity {
  unitId: string
  channel: 'any' | PriceChannel
  /** For a time, over the standing price of the same node. */
  temporary: boolean
  price: number
}
/** Bounds set at a node, for all at and below it. */
export interface SetBounds extends Bounds, Validity {
  unitId: string
  source: 'supplier' | 'hq'
}
/** What is known of a SKU's prices: the list price with HQ's bounds for everywhere, and the sparse rows. */
export interface PriceFacts<
  P extends SetPrice = SetPrice,
  B extends SetBounds = SetBounds,
  T extends TierPrice = TierPrice,
> extends Bounds {
  listPrice: number
  prices: readonly P[]
  bounds: readonly B[]
  /** Prices for levels and from quantities on; none unless given. */
  tiers?: readonly T[]
}
/** One reason of a price, from far to near. Exactly one of list, prices, tiers and level `holds`; each bound says whether the price is inside. */
export type PriceReason<
  P extends SetPrice = SetPrice,
  B extends SetBounds = SetBounds,
  T extends TierPrice = TierPrice,
> =
  | { kind: 'list'; price: number; holds: boolean }
  | { kind: 'price'; set: P; holds: boolean }
  | { kind: 'list_bounds'; bounds: Bounds; inside: boolean }
  | { kind: 'bounds'; set: B; inside: boolean }
  | { kind: 'tier'; set: T; holds: boolean }
  | { kind: 'level'; level: MemberLevel; price: number; holds: boolean }
/** A price in force, the bounds in force together, and why it is that. */
export interface ExplainedPrice<
  P extends SetPrice = SetPrice,
  B extends SetBounds = SetBounds,
  T extends TierPrice = TierPrice,
> {
  price: number
  bounds: Bounds
  inside: boolean
  reasons: PriceReason<P, B, T>[]
}

/**
 * Which of two prices goes first: the one set nearer to the place; at one node the one for the channel before the one for
 * all, and a passing one before a standing one. Rows of the same node, channel and kind never overlap.
 */
const byPrecedence =
  (units: readonly string[]) =>
  (a: SetPrice, b: SetPrice): number =>
    units.indexOf(a.unitId) - units.indexOf(b.unitId) ||
    Number(a.channel === 'any') - Number(b.channel === 'any') ||
    Number(!a.temporary) - Number(!b.temporary)

/** The prices in force at a place and time, the one that holds first. */
export const pricesInForce = <P extends SetPrice>(
  prices: readonly P[],
  { units, channel, at }: PlaceAndTime,
): P[] =>
  prices
    .filter(
      (p) => units.includes(p.unitId) && (p.channel === 'any' || p.channel === channel) && isInForce(p, at),
    )
    .sort(byPrecedence(units))

/** What a SKU costs at a place and time, in minor units per unit size. */
export const effectivePrice = (
  { listPrice, prices }: Pick<PriceFacts, 'listPrice' | 'prices'>,
  asked: PlaceAndTime,
): number => pricesInForce(prices, asked)[0]?.price ?? listPrice

/** What bounds leave together: the highest of the lowest and the lowest of the highest. They may cross. */
export const together = (all: readonly Bounds[]): Bounds => ({
  priceMin: all.reduce<number | null>((most, b) => highest(most, b.priceMin), null),
  priceMax: all.reduce<number | null>((least, b) => lowest(least, b.priceMax), null),
})
const highest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))
const lowest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))

const boundsInForce = <B extends SetBounds>(bounds: readonly B[], { units, at }: PlaceAndTime): B[] =>
  bounds.filter((b) => units.includes(b.unitId) && isInForce(b, at))

/** The bounds in force at a place and time, all together: who is nearer may narrow, nobody can widen. */
export const boundsAt = (
  { priceMin, priceMax, bounds }: Pick<PriceFacts, 'priceMin' | 'priceMax' | 'bounds'>,
  asked: Omit<PlaceAndTime, 'channel'>,
): Bounds => together([{ priceMin, priceMax }, ...boundsInForce(bounds, { ...asked, channel: 'online' })])

/** What a SKU costs a buyer at a place and time, and why: list price, prices and bounds in force, from far to near, then what is theirs alone. */
export function explainPrice<P extends SetPrice, B extends SetBounds, T extends TierPrice>(
  facts: PriceFacts<P, B, T>,
  asked: PlaceAndTime & Partial<Buyer>,
): ExplainedPrice<P, B, T> {
  const inForce = pricesInForce(facts.prices, asked)
  const plain = inForce[0]?.price ?? facts.listPrice
  const own: Bounds = { priceMin: facts.priceMin, priceMax: facts.priceMax }
  const far = (unitId: string) => -asked.units.indexOf(unitId)
  const held = boundsInForce(facts.bounds, asked).sort((a, b) => far(a.unitId) - far(b.unitId))
  const bounds = together([own, ...held])
  const { level = null, quantity = 1 } = asked
  const tiers = tiersInForce(facts.tiers ?? [], asked).filter(
    (t) => t.quantityFrom <= quantity && (t.levelId === null || t.levelId === level?.id),
  )
  const best = bestOffer({ plain, floor: bounds.priceMin, tiers }, { level, quantity })
  const isPlain = best.by === 'plain'
  const { price } = best
  const ofLevel = level && bestOffer({ plain, floor: bounds.priceMin, tiers: [] }, { level, quantity })
  const bounded = own.priceMin !== null || own.priceMax !== null
  return {
    price,
    bounds,
    inside: isInside(price, bounds),
    reasons: [
      { kind: 'list', price: facts.listPrice, holds: isPlain && !inForce.length },
      ...(bounded ? [{ kind: 'list_bounds', bounds: own, inside: isInside(price, own) } as const] : []),
      ...held.map((set) => ({ kind: 'bounds', set, inside: isInside(price, set) }) as const),
      ...inForce
        .toReversed()
        .map((set) => ({ kind: 'price', set, holds: isPlain && set === inForce[0] }) as const),
      ...tiers.map((set) => ({ kind: 'tier', set, holds: best.by === 'tier' && best.tier === set }) as const),
      ...(ofLevel?.by === 'level'
        ? [{ kind: 'level', level: ofLevel.level, price: ofLevel.price, holds: best.by === 'level' } as const]
        : []),
    ],
  }
}

/** Where a price is brought to that lies outside: the nearest end. The bounds must not cross. */
export const clamped = (price: number, { priceMin, priceMax }: Bounds): number =>
  Math.min(Math.max(price, priceMin ?? price), priceMax ?? Infinity)

/** Basis points of the supply price, both ends included; null leaves an end open. 11000 is 110 %. */
export interface RatioBounds {
  ratioMin: number | null
  ratioMax: number | null
}
const WHOLE = 10_000n
/** No price goes beyond this, in minor units. */
const PRICE_MOST = 1_000_000_000_000n
const least = (a: bigint) => Number(a < PRICE_MOST ? a : PRICE_MOST)
/** The prices a ratio allows: the lowest rounded up and the highest down, so that no price lies beyond the ratio. */
export const boundsOfRatio = (supplyPrice: number, { ratioMin, ratioMax }: RatioBounds): Bounds => ({
  priceMin: ratioMin === null ? null : least((BigInt(supplyPrice) * BigInt(ratioMin) + WHOLE - 1n) / WHOLE),
  priceMax: ratioMax === null ? null : least((BigInt(supplyPrice) * BigInt(ratioMax)) / WHOLE),
})

/** Whether a time overlaps another. */
export const overlap = (a: Validity, b: Validity): boolean =>
  (b.endsAt === null || Date.parse(a.startsAt) < Date.parse(b.endsAt)) &&
  (a.endsAt === null || Date.parse(b.startsAt) < Date.parse(a.endsAt))
