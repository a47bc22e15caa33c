const DAY_MS = 86_400_000

/** The day (`YYYY-MM-DD`) it is in a time zone. */
export const dayIn = (zone: string, at: Date = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)

/** A day some days earlier. */
export const daysBefore = (day: string, count: number): string =>
  new Date(Date.parse(day) - count * DAY_MS).toISOString().slice(0, 10)

/** A day in the words of a language: `11月21日`, `Nov 21`. */
export const dayText = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', day: 'numeric' }).format(new Date(day))

/** Every day from the first to `until`, so that days on which nothing sold show as zero. */
export function everyDay(first: string, until: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(first); at <= Date.parse(until); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
