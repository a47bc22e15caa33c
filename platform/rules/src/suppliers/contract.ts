import type { ContractModel } from '@storeweave/contract'
import type { BasisPoints } from '@storeweave/contract/money'

/** A version of a contract as far as days decide about it. Days as `YYYY-MM-DD`. */
export interface Validity {
  from: string
  until: string | null
}
export interface Terms {
  model: ContractModel
  rate: BasisPoints
  categoryRates: readonly { categoryId: string; rate: BasisPoints }[]
}

const DAY_MS = 86_400_000
/** The day so many days after one. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b)

/** The last day of a version: its own, or the day before the next one begins; null while none is known. */
export function endOf<V extends Validity>(versions: readonly V[], version: V): string | null {
  const next = versions.reduce<string | null>(
    (first, { from }) => (from > version.from ? earlier(first, from) : first),
    null,
  )
  return earlier(version.until, next && dayAfter(next, -1))
}

/** The version in force on a day: the latest that had begun, unless it had ended. */
export function contractOn<V extends Validity>(versions: readonly V[], day: string): V | undefined {
  const begun = versions.filter((v) => v.from <= day)
  const latest = begun.reduce<V | undefined>((a, b) => (a && a.from > b.from ? a : b), undefined)
  return latest && (latest.until === null || day <= latest.until) ? latest : undefined
}

/**
 * The first day a next version may begin: after the latest one's first day, and after today where that one is in force,
 * since what is sold is settled at the rate of its day. Null: any day.
 */
export function earliestNext(versions: readonly Validity[], today: string): string | null {
  const last = versions.reduce<Validity | undefined>((a, b) => (a && a.from > b.from ? a : b), undefined)
  if (!last) return null
  if (last.from > today) return dayAfter(last.from)
  return dayAfter(last.until !== null && last.until < today ? last.until : today)
}

/** What the brand keeps of goods in a category: the rate of the nearest category that has one (`path` from the goods' own upwards), or the contract's. */
export function rateFor(terms: Terms, path: readonly string[]): BasisPoints {
  if (terms.model === 'supply_price') return 0
  for (const id of path) {
    const own = terms.categoryRates.find((c) => c.categoryId === id)
    if (own) return own.rate
  }
  return terms.rate
}
