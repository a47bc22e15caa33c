import type { OpeningHours } from '@storeweave/contract'

export type Interval = OpeningHours[number]
/** Weekdays as people in a shop read them: Monday first, Sunday (0) last. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const
const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/
const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** The intervals of a weekday, earliest first. */
export const ofDay = (hours: readonly Interval[], weekday: number): Interval[] =>
  hours.filter((one) => one.weekday === weekday).sort((a, b) => a.from.localeCompare(b.from))

/** All hours with those of one weekday replaced. */
export const withDay = (hours: readonly Interval[], weekday: number, day: readonly Interval[]): Interval[] =>
  [...hours.filter((one) => one.weekday !== weekday), ...day].sort(
    (a, b) =>
      WEEK.indexOf(a.weekday as never) - WEEK.indexOf(b.weekday as never) || a.from.localeCompare(b.from),
  )

/** What is wrong with a weekday: a key of `stores.hoursFault`. A `to` before `from` means open past midnight. */
export function faultOf(day: readonly Interval[]): 'time' | 'overlap' | undefined {
  if (day.some(({ from, to }) => !TIME.test(from) || !TIME.test(to) || from === to || from === '24:00'))
    return 'time'
  const spans = day
    .map(({ from, to }) => ({
      start: minutes(from),
      end: minutes(to) <= minutes(from) ? minutes(to) + 1440 : minutes(to),
    }))
    .sort((a, b) => a.start - b.start)
  return spans.some((span, index) => index > 0 && span.start < spans[index - 1]!.end) ? 'overlap' : undefined
}

/** A sensible next interval for a day that has some already. */
export function nextInterval(weekday: number, day: readonly Interval[]): Interval {
  const last = day.at(-1)
  if (!last) return { weekday, from: '09:00', to: '21:00' }
  const start = Math.min(minutes(last.to) + 60, 22 * 60)
  const text = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  return { weekday, from: text(start), to: text(Math.min(start + 180, 23 * 60 + 59)) }
}

/** A week in few words: weekdays with the same hours in one run. */
export function summary(hours: readonly Interval[]): { days: number[]; text: string }[] {
  const runs: { days: number[]; text: string }[] = []
  for (const weekday of WEEK) {
    const text = ofDay(hours, weekday)
      .map(({ from, to }) => `${from}–${to}`)
      .join(', ')
    const last = runs.at(-1)
    if (last?.text === text) last.days.push(weekday)
    else runs.push({ days: [weekday], text })
  }
  return runs
}
