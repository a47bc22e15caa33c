import type { LicenceStanding } from '@storeweave/contract'

/** Days before its end from which a licence is spoken of, and from which it is urgent. */
export const WARN_DAYS = 30
export const URGENT_DAYS = 7
const DAY_MS = 86_400_000

/** Days from one day to another, less than 0 for one that has passed. */
export const daysUntil = (day: string, today: string): number =>
  Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS)

/** How a licence stands on a day: it holds on its last day, and null never ends. */
export function standingOf(expiresOn: string | null, today: string): LicenceStanding {
  if (expiresOn === null) return 'valid'
  const left = daysUntil(expiresOn, today)
  return left < 0 ? 'expired' : left <= URGENT_DAYS ? 'urgent' : left <= WARN_DAYS ? 'ends_soon' : 'valid'
}

/** The last day on which all of these licences hold; null where none has an end. */
export const listingUntil = (ends: readonly (string | null)[]): string | null =>
  ends.reduce((first, end) => (end !== null && (first === null || end < first) ? end : first), null)

/** True while new goods of a supplier may go on sale: it supplies, and all its licences hold. */
export const mayList = (state: string, until: string | null, today: string): boolean =>
  state === 'active' && (until === null || until >= today)
