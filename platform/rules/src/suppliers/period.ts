import type { StatementPeriod } from '@storeweave/contract'
import { divideHalfUp, rateOf, type BasisPoints, type Minor } from '@storeweave/contract/money'
import { dayAfter } from './contract.js'

/** Days from the first to the last, both counted. */
export interface Days {
  from: string
  to: string
}
const DAY_MS = 86_400_000
const lengthOf = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
const monthEnd = (day: string): string => {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** The period of a kind that a day lies in: weeks begin on Monday, half months on the 1st and the 16th. */
export function periodOf(day: string, kind: StatementPeriod): Days {
  if (kind === 'week') {
    const sinceMonday = (new Date(day).getUTCDay() + 6) % 7
    const from = dayAfter(day, -sinceMonday)
    return { from, to: dayAfter(from, 6) }
  }
  const month = day.slice(0, 8)
  if (kind === 'month') return { from: `${month}01`, to: monthEnd(day) }
  return day.slice(8) <= '15'
    ? { from: `${month}01`, to: `${month}15` }
    : { from: `${month}16`, to: monthEnd(day) }
}

/** What a statement covers that begins on `day`: to the end of its period, or of the contract where that comes first. */
export function coveredFrom(day: string, kind: StatementPeriod, contractEnds: string | null): Days {
  const { to } = periodOf(day, kind)
  return { from: day, to: contractEnds !== null && contractEnds < to ? contractEnds : to }
}

/**
 * What a supplier pays for a period: a rate of what shoppers paid less refunds (nothing below zero), and the fixed fee,
 * by days where the period was cut short; both half up.
 */
export function feeOf(
  terms: { feeFixed: Minor; feeRate: BasisPoints; period: StatementPeriod },
  covered: Days,
  net: number,
): Minor {
  const whole = lengthOf(periodOf(covered.from, terms.period))
  const fixed = divideHalfUp(BigInt(terms.feeFixed) * BigInt(lengthOf(covered)), whole)
  return fixed + rateOf(Math.max(0, net), terms.feeRate)
}
