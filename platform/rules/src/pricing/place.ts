/** Where goods are sold: to who orders, or to who stands in the store (till, scan in store). */
export type PriceChannel = 'online' | 'in_store'
/** When something holds: from its first instant up to, not including, its last; null is for ever. ISO texts. */
export interface Validity {
  startsAt: string
  endsAt: string | null
}
/** Where and when a price is asked for; `units` are the place and all above it, nearest first; `at` in milliseconds. */
export interface PlaceAndTime {
  units: readonly string[]
  channel: PriceChannel
  at: number
}
/** True while something holds, at an instant in milliseconds. */
export const isInForce = ({ startsAt, endsAt }: Validity, at: number): boolean =>
  Date.parse(startsAt) <= at && (endsAt === null || Date.parse(endsAt) > at)
