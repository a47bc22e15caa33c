/** The prices a SKU may be sold at, in minor units per unit size, both ends included; null leaves an end open. */
export interface Bounds {
  priceMin: number | null
  priceMax: number | null
}

/** True when the lowest isn't above the highest. */
export const boundsFit = ({ priceMin, priceMax }: Bounds): boolean =>
  priceMin === null || priceMax === null || priceMin <= priceMax

/** True when a price lies inside the bounds. */
export const isInside = (price: number, { priceMin, priceMax }: Bounds): boolean =>
  (priceMin === null || price >= priceMin) && (priceMax === null || price <= priceMax)

export type PriceProblem = 'bounds_invalid' | 'outside_bounds'

/** Why a list price and its bounds can't stand together; undefined when they can. */
export function problemOfListPrice(listPrice: number, bounds: Bounds): PriceProblem | undefined {
  if (!boundsFit(bounds)) return 'bounds_invalid'
  return isInside(listPrice, bounds) ? undefined : 'outside_bounds'
}
