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

/** The trading day of an instant in a store's time zone, as `YYYY-MM-DD`. */
export function tradingDayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}
