import type { DashboardQuery } from '@storeweave/contract'
import { Fault } from '../kernel/fault.js'

const DAY_MS = 86_400_000
/** Most days a dashboard covers. */
const DAYS_MAX = 92
/** Days it covers when no beginning is given. */
const DAYS_USUAL = 30

/** Trading days `from`..`to`, both included, and as many before them, from `before` on until the instant `beforeEnds`. */
export interface Period {
  before: string
  beforeEnds: string
  from: string
  to: string
  days: string[]
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * The period that is asked for; ends today and is 30 days long unless told otherwise. A period that still runs is
 * compared with as much of the one before as has passed of it. Throws `request.invalid` beyond 92 days.
 */
export function periodOf(q: DashboardQuery, today: string, now: Date): Period {
  const to = q.to ?? today
  const from = q.from ?? addDays(to, 1 - DAYS_USUAL)
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  if (length < 1) throw invalid('to', 'to is before from')
  if (length > DAYS_MAX) throw invalid('from', `at most ${DAYS_MAX} days`)
  return {
    before: addDays(from, -length),
    beforeEnds: new Date(now.getTime() - length * DAY_MS).toISOString(),
    from,
    to,
    days: Array.from({ length }, (_, i) => addDays(from, i)),
  }
}

const invalid = (path: string, message: string) =>
  new Fault('request.invalid', {}, [{ path, code: 'custom', message }])
