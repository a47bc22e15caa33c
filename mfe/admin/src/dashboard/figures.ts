import type { Dashboard } from '@storeweave/contract'

export interface Figure {
  key: 'sales' | 'onlineSales' | 'tillSales' | 'orders' | 'averageBasket' | 'verifications'
  money: boolean
  value: number
  previous: number
  /** The value day by day, empty where the server does not break it down. */
  days: number[]
}

/** Change against the period before in tenths of a per cent; undefined when there was nothing to compare with. */
export const changeOf = (value: number, previous: number): number | undefined =>
  previous === 0 ? undefined : Math.round(((value - previous) / previous) * 1000)

/** The numbers on top of the dashboard, each with its course over the period. */
export function figuresOf(d: Dashboard): Figure[] {
  const course = (value: (day: Dashboard['days'][number]) => number) =>
    d.days.length > 1 ? d.days.map(value) : []
  const of = (key: Figure['key'], money: boolean, days: number[]): Figure => ({ key, money, ...d[key], days })
  return [
    of(
      'sales',
      true,
      course((day) => day.sales),
    ),
    of(
      'onlineSales',
      true,
      course((day) => day.onlineSales),
    ),
    of(
      'tillSales',
      true,
      course((day) => day.sales - day.onlineSales),
    ),
    of(
      'orders',
      false,
      course((day) => day.orders),
    ),
    of(
      'averageBasket',
      true,
      course((day) => (day.orders ? Math.round(day.sales / day.orders) : 0)),
    ),
    of('verifications', false, []),
  ]
}

/** The list behind a figure. */
export function listBehind(key: Figure['key'], range: { from: string; to: string }): Record<string, string> {
  const days = { from: range.from, to: range.to }
  if (key === 'tillSales') return { ...days, channel: 'pos' }
  if (key === 'verifications') return { ...days, status: 'completed' }
  return days
}

/** Hours from the first to the last that sold anything, with the quiet ones between filled in. */
export function hoursInUse(hours: Dashboard['hours']): { hour: number; sales: number }[] {
  const busy = hours.filter((one) => one.orders > 0).map((one) => one.hour)
  if (busy.length === 0) return []
  const first = Math.min(8, ...busy)
  const last = Math.max(21, ...busy)
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    hour: first + index,
    sales: hours.find((one) => one.hour === first + index)?.sales ?? 0,
  }))
}
