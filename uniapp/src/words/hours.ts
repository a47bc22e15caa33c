import type { OpeningHours } from '@storeweave/contract'
import { t } from './index'
import type { WordKey } from './index'

const DAYS = [1, 2, 3, 4, 5, 6, 0]

/** A week's opening hours in few lines: days that are alike stand together. */
export function hoursLines(hours: OpeningHours): { days: string; times: string }[] {
  const timesOf = (weekday: number) =>
    hours
      .filter((one) => one.weekday === weekday)
      .sort((a, b) => a.from.localeCompare(b.from))
      .map((one) => `${one.from}–${one.to}`)
      .join(', ') || t('hours.closed')
  const runs: { first: number; last: number; times: string }[] = []
  for (const day of DAYS) {
    const times = timesOf(day)
    const run = runs[runs.length - 1]
    if (run?.times === times) run.last = day
    else runs.push({ first: day, last: day, times })
  }
  const name = (day: number) => t(`weekday.${day}` as WordKey)
  if (runs.length === 1) return [{ days: t('hours.daily'), times: runs[0]!.times }]
  return runs.map(({ first, last, times }) => ({
    days: first === last ? name(first) : `${name(first)}–${name(last)}`,
    times,
  }))
}
