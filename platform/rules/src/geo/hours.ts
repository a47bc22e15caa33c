/** One interval of one weekday (0 = Sunday), `HH:MM` in the store's own time; `to` may be 24:00, or before `from` when open past midnight. */
export interface Interval {
  weekday: number
  from: string
  to: string
}
export interface OpenState {
  open: boolean
  /** Next opening (`HH:MM`) today when closed now. */ opensAt: string | null
  closesAt: string | null
}

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

const DAY = 1440
/** An interval that ends at or before its beginning goes past midnight. */
const spanOf = ({ from, to }: Interval) => {
  const start = minutes(from)
  const end = minutes(to)
  return { start, end: end <= start ? end + DAY : end }
}

/**
 * Minutes from a weekday and minute of a store's own day until it has been open for `work` minutes: what begins while
 * it is closed begins at the next opening, what isn't done at closing goes on at the one after. A moment at which the
 * doors close is none to come for: the next opening is. Null for a store that doesn't open for so long in two weeks.
 */
export function openMinutesAhead(
  hours: readonly Interval[],
  weekday: number,
  minute: number,
  work: number,
): number | null {
  const spans = []
  for (let day = -1; day <= 14; day++)
    for (const one of hours)
      if (one.weekday === (weekday + day + 7) % 7) {
        const { start, end } = spanOf(one)
        spans.push({ start: day * DAY + start - minute, end: day * DAY + end - minute })
      }
  let at = 0
  let left = work
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (end <= at) continue
    at = Math.max(at, start)
    if (left < end - at) return at + left
    left -= end - at
    at = end
  }
  return null
}

/** Whether a store is open at a weekday and minute of its own day, and when that changes. */
export function openState(hours: readonly Interval[], weekday: number, minute: number): OpenState {
  const spans = hours.map((h) => ({ ...h, ...spanOf(h) }))
  const now = spans.find(
    (s) =>
      (s.weekday === weekday && minute >= s.start && minute < s.end) ||
      (s.weekday === (weekday + 6) % 7 && minute + DAY < s.end),
  )
  if (now) return { open: true, opensAt: null, closesAt: now.to }
  const next = spans
    .filter((s) => s.weekday === weekday && s.start > minute)
    .sort((a, b) => a.start - b.start)[0]
  return { open: false, opensAt: next?.from ?? null, closesAt: null }
}
