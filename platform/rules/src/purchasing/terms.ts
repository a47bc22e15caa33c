import { priceOf, type Minor } from '@storeweave/contract/money'

/** What an agreement asks of a quantity, in smallest units: so many at least, in whole packs. */
export interface Terms {
  min: number
  pack: number
}
/** Why a quantity is not sold so; undefined when it is. */
export const faultOf = (quantity: number, { min, pack }: Terms): 'below_min' | 'not_in_packs' | undefined =>
  quantity < min ? 'below_min' : quantity % pack === 0 ? undefined : 'not_in_packs'

/** The least that is sold and is at least `wanted`: whole packs, the smallest order or more. In smallest units. */
export const atLeast = (wanted: number, { min, pack }: Terms): number =>
  Math.ceil(Math.max(wanted, min, 1) / pack) * pack

/** A line of an agreement as far as its days go; null is without end on that side. Days are inclusive. */
export interface Dated {
  skuId: string
  from: string | null
  until: string | null
}
/** The first SKU that two lines of a list price on the same day; undefined when none is. */
export function twiceOnADay(lines: readonly Dated[]): string | undefined {
  const sorted = [...lines].sort((a, b) =>
    a.skuId === b.skuId ? ((a.from ?? '') < (b.from ?? '') ? -1 : 1) : a.skuId < b.skuId ? -1 : 1,
  )
  return sorted.find((line, i) => {
    const next = sorted[i + 1]
    return next?.skuId === line.skuId && (line.until === null || (next.from ?? '') <= line.until)
  })?.skuId
}

/** A line of an order in money: minor units asked for `unitSize` smallest units. */
export interface Priced {
  price: Minor
  unitSize: number
}
/**
 * What pieces that came now cost, in minor units: what all that came so far costs, less what was asked for before.
 * So any split of a delivery comes to what the whole would.
 */
export const dueFor = ({ price, unitSize }: Priced, before: number, now: number): Minor =>
  priceOf(price, before + now, unitSize) - priceOf(price, before, unitSize)
