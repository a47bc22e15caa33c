import { scopeOrNone } from './scope.js'

/** Time is injected, so that a test moves it instead of waiting. */
export interface Clock {
  now(): Date
}

const systemClock: Clock = { now: () => new Date() }
let current: Clock = systemClock

/** The one clock of the process; what is told of the past happens at its own time. */
export const clock: Clock = { now: () => scopeOrNone()?.at ?? current.now() }
/** Puts another clock in place (tests); without one the system's returns. */
export const useClock = (other?: Clock): void => void (current = other ?? systemClock)

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

interface Formats {
  wall: Intl.DateTimeFormat
  day: Intl.DateTimeFormat
}
const formats = new Map<string, Formats>()
/** The formats of a time zone, made once: making one takes a hundred times as long as using it. */
function formatsOf(timeZone: string): Formats {
  let known = formats.get(timeZone)
  if (!known) {
    known = {
      wall: new Intl.DateTimeFormat('en-GB', {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
      day: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    }
    formats.set(timeZone, known)
  }
  return known
}

/** An instant as the clock on a store's wall shows it: weekday (0 = Sunday) and minute of the day. */
export function wallTimeOf(at: Date, timeZone: string): { weekday: number; minute: number } {
  const parts = formatsOf(timeZone).wall.formatToParts(at)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return {
    weekday: WEEKDAYS.indexOf(part('weekday')),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

/** The trading day of an instant in a store's time zone, as `YYYY-MM-DD`. */
export const tradingDayOf = (at: Date, timeZone: string): string => formatsOf(timeZone).day.format(at)
