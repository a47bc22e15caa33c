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

/** Whether a store is open at a weekday and minute of its own day, and when that changes. */
export function openState(hours: readonly Interval[], weekday: number, minute: number): OpenState {
  const spans = hours.map((h) => ({
    ...h,
    start: minutes(h.from),
    end: minutes(h.to) <= minutes(h.from) ? minutes(h.to) + 1440 : minutes(h.to),
  }))
  const now = spans.find(
    (s) =>
      (s.weekday === weekday && minute >= s.start && minute < s.end) ||
      (s.weekday === (weekday + 6) % 7 && minute + 1440 < s.end),
  )
  if (now) return { open: true, opensAt: null, closesAt: now.to }
  const next = spans
    .filter((s) => s.weekday === weekday && s.start > minute)
    .sort((a, b) => a.start - b.start)[0]
  return { open: false, opensAt: next?.from ?? null, closesAt: null }
}
