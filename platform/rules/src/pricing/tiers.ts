import { rateOf } from '@storeweave/contract/money'
import { isInForce, type PlaceAndTime, type PriceChannel, type Validity } from './place.js'

/** A price set at a node for a level of members, from a quantity on, or both; never for everybody from one piece on. */
export interface TierPrice extends Validity {
  unitId: string
  channel: 'any' | PriceChannel
  /** Null: for everybody. */
  levelId: string | null
  /** In the SKU's smallest unit, pieces or grams; 1: any quantity. */
  quantityFrom: number
  price: number
}
/** What a tier price offers, wherever it was set. */
export type Tier = Pick<TierPrice, 'levelId' | 'quantityFrom' | 'price'>
/** A level of members, with basis points off every price of everybody. */
export interface MemberLevel {
  id: string
  percentOff: number
}
/** Who buys, and how much of a SKU in one go. */
export interface Buyer {
  level: MemberLevel | null
  quantity: number
}
/** What a buyer pays, minor units per unit size, and by which right: everybody's, a tier's, or the percentage of a level. */
export type Offer<T extends Tier = Tier> = { price: number } & (
  { by: 'plain' } | { by: 'tier'; tier: T } | { by: 'level'; level: MemberLevel }
)

/** Tier prices in force at a place and time, one for each level and quantity: the nearest, for the channel before for all. */
export function tiersInForce<T extends TierPrice>(
  tiers: readonly T[],
  { units, channel, at }: PlaceAndTime,
): T[] {
  const nearest = tiers
    .filter(
      (t) => units.includes(t.unitId) && (t.channel === 'any' || t.channel === channel) && isInForce(t, at),
    )
    .sort(
      (a, b) =>
        units.indexOf(a.unitId) - units.indexOf(b.unitId) ||
        Number(a.channel === 'any') - Number(b.channel === 'any'),
    )
  return firstOfEach(nearest)
}

/** Of tiers that are sorted with the one that goes first in front, one for each level and quantity. */
export const firstOfEach = <T extends Tier>(tiers: readonly T[]): T[] => [
  ...new Map(tiers.toReversed().map((t) => [`${t.levelId} ${t.quantityFrom}`, t])).values(),
]

/**
 * What a buyer pays where everybody pays `plain`: the lowest of that, of the tiers in force that are for them, and of their
 * level's percentage, which never goes below `floor`, the lowest price the bounds allow. Nothing is taken off twice.
 */
export function bestOffer<T extends Tier>(
  { plain, floor, tiers }: { plain: number; floor: number | null; tiers: readonly T[] },
  { level, quantity }: Buyer,
): Offer<T> {
  let best: Offer<T> = { price: plain, by: 'plain' }
  for (const tier of tiers)
    if (
      tier.quantityFrom <= quantity &&
      (tier.levelId === null || tier.levelId === level?.id) &&
      tier.price < best.price
    )
      best = { price: tier.price, by: 'tier', tier }
  const price = level ? lessPercent(plain, level.percentOff, floor) : plain
  return level && price < best.price ? { price, by: 'level', level } : best
}

const WHOLE = 10_000
/** A price less basis points, rounded half up; not below the floor, nor below one minor unit, nor above the price itself. */
export function lessPercent(plain: number, percentOff: number, floor: number | null): number {
  const left = rateOf(plain, WHOLE - percentOff)
  return Math.min(plain, Math.max(left, floor ?? 1, 1))
}
