import type { OpeningHours } from '@storeweave/contract'
import { openMinutesAhead } from '@storeweave/rules/geo'
import { wallTimeOf } from '../kernel/clock.js'

/** When a store opens, and how long it takes to make an order ready. */
export interface Preparing {
  hours: OpeningHours
  time_zone: string
  preparation_minutes: number
}
const MINUTE_MS = 60_000
const DAY_MINUTES = 1440

/** When goods ordered now can be picked up, to the full minute; null for a store that doesn't open. */
export function readyAt(store: Preparing, now: Date): Date | null {
  const from = new Date(Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS)
  const { weekday, minute } = wallTimeOf(from, store.time_zone)
  const ahead = openMinutesAhead(store.hours, weekday, minute, store.preparation_minutes)
  if (ahead === null) return null
  const at = new Date(from.getTime() + ahead * MINUTE_MS)
  // where clocks change in between, the doors still open at the hour on the wall
  const off = (minute + ahead - wallTimeOf(at, store.time_zone).minute) % DAY_MINUTES
  const drift = off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off
  return new Date(at.getTime() + drift * MINUTE_MS)
}
