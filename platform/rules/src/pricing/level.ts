/** The lowest level of the org tree that may decide. */
export type PriceLevel = 'store' | 'region' | 'hq'
const RANK = { store: 0, region: 1, hq: 2 } as const

/**
 * Who may set prices of some goods at a place. What is said of the goods counts in place of what is said for the whole
 * brand; where a region or a store was given a setting of its own, the stricter of the two counts. Nothing said: the store.
 */
export function priceLevel(said: {
  brand: PriceLevel | null
  place: PriceLevel | null
  goods: PriceLevel | null
}): PriceLevel {
  const { brand, place, goods } = said
  if (goods === null) return place ?? brand ?? 'store'
  return place !== null && RANK[place] > RANK[goods] ? place : goods
}
