import type { Bounds } from './bounds.js'
import { isInForce } from './place.js'
import { effectivePrice, pricesInForce, type PriceFacts, type SetBounds, type SetPrice } from './price.js'

/** Where a cell of prices stands: the place and all above it, nearest first, the channel its price is set for, and now in milliseconds. */
export interface CellPlace {
  units: readonly string[]
  channel: SetPrice['channel']
  at: number
}
/** One end of what all bounds leave; without a `set` it is HQ's on the SKU. */
export interface BoundEnd<B extends SetBounds = SetBounds> {
  price: number
  set: B | null
}
/** What a place has of its own, what it would have without, how far it may go, and what is charged there now. */
export interface PriceCell<P extends SetPrice = SetPrice, B extends SetBounds = SetBounds> {
  own: P | null
  inherited: { price: number; set: P | null }
  lowest: BoundEnd<B> | null
  highest: BoundEnd<B> | null
  online: number
  inStore: number
}

/** A SKU's prices at one place, in minor units per unit size; bounds in force and planned count alike. */
export function cellOf<P extends SetPrice, B extends SetBounds>(
  facts: PriceFacts<P, B>,
  { units, channel, at }: CellPlace,
): PriceCell<P, B> {
  const [unitId] = units
  const asked = channel === 'any' ? 'online' : channel
  const inForce = pricesInForce(facts.prices, { units, channel: asked, at })
  const own = inForce.find((p) => p.unitId === unitId && p.channel === channel && !p.temporary) ?? null
  const rest = inForce.filter(
    (p) => p.unitId !== unitId || (!p.temporary && p.channel === 'any' && p !== own),
  )
  const ends = boundEnds(facts, units, at)
  return {
    own,
    inherited: { price: rest[0]?.price ?? facts.listPrice, set: rest[0] ?? null },
    ...ends,
    online: effectivePrice(facts, { units, channel: 'online', at }),
    inStore: effectivePrice(facts, { units, channel: 'in_store', at }),
  }
}

/** The narrowest ends of all bounds from now on at a place, each with the bound it is of. */
function boundEnds<B extends SetBounds>(
  { priceMin, priceMax, bounds }: PriceFacts<SetPrice, B>,
  units: readonly string[],
  at: number,
): { lowest: BoundEnd<B> | null; highest: BoundEnd<B> | null } {
  let lowest: BoundEnd<B> | null = priceMin === null ? null : { price: priceMin, set: null }
  let highest: BoundEnd<B> | null = priceMax === null ? null : { price: priceMax, set: null }
  for (const set of bounds) {
    if (!units.includes(set.unitId) || !(isInForce(set, at) || Date.parse(set.startsAt) > at)) continue
    if (set.priceMin !== null && (lowest === null || set.priceMin > lowest.price))
      lowest = { price: set.priceMin, set }
    if (set.priceMax !== null && (highest === null || set.priceMax < highest.price))
      highest = { price: set.priceMax, set }
  }
  return { lowest, highest }
}

/** Which end of its bounds a price is beyond; undefined inside. */
export const endBroken = (
  price: number,
  ends: { lowest: { price: number } | null; highest: { price: number } | null },
): 'lowest' | 'highest' | undefined =>
  ends.lowest && price < ends.lowest.price
    ? 'lowest'
    : ends.highest && price > ends.highest.price
      ? 'highest'
      : undefined

/** The bounds that two ends make. */
export const boundsOfEnds = (ends: Pick<PriceCell, 'lowest' | 'highest'>): Bounds => ({
  priceMin: ends.lowest?.price ?? null,
  priceMax: ends.highest?.price ?? null,
})
