/** Time is injected, so that a test moves it instead of waiting. */
export interface Clock {
  now(): Date
}

const systemClock: Clock = { now: () => new Date() }
let current: Clock = systemClock

/** The one clock of the process. */
export const clock: Clock = { now: () => current.now() }
/** Puts another clock in place (tests); without one the system's returns. */
export const useClock = (other?: Clock): void => void (current = other ?? systemClock)

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** An instant as the clock on a store's wall shows it: weekday (0 = Sunday) and minute of the day. */
export function wallTimeOf(at: Date, timeZone: string): { weekday: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return {
    weekday: WEEKDAYS.indexOf(part('weekday')),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

/** The trading day of an instant in a store's time zone, as `YYYY-MM-DD`. */
export function tradingDayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}
