import { timeZone } from '@storeweave/kit'

const DAY_MS = 86_400_000

/** The day (`YYYY-MM-DD`) it is in a time zone, by default the tenant's. */
export const dayIn = (zone: string = timeZone.value, at: Date = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)

/** A day some days later, or earlier for a negative count. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)

/** How many days a range has, both ends included. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1

export const PERIODS = ['today', 'yesterday', 'week', 'month', 'quarter'] as const
export type Period = (typeof PERIODS)[number]
export interface Range {
  from: string
  to: string
}

/** The days of a named period that ends today (or, for `yesterday`, the day before). */
export function rangeOf(period: Period, today: string): Range {
  const back = { today: 0, yesterday: 1, week: 6, month: 29, quarter: 89 }[period]
  return { from: addDays(today, -back), to: period === 'yesterday' ? addDays(today, -1) : today }
}

/** The named period a range is, if it is one. */
export const periodOf = (range: Range, today: string): Period | undefined =>
  PERIODS.find((period) => {
    const { from, to } = rangeOf(period, today)
    return from === range.from && to === range.to
  })

/** A day in the words of a language: `11月21日`, `Nov 21`; with `year` the year too. */
export const dayText = (day: string, locale: string, year = false): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(year ? { year: 'numeric' } : {}),
  }).format(new Date(day))
