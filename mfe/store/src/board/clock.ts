import { onScopeDispose, ref, type Ref } from 'vue'

const now = ref(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The time of day in milliseconds, one tick a second for all clocks on screen together. */
export function useNow(): Readonly<Ref<number>> {
  now.value = Date.now()
  if (watchers++ === 0) timer = setInterval(() => (now.value = Date.now()), 1_000)
  onScopeDispose(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return now
}

/** A span as `4:07` below an hour, else in hours and minutes or whole days, as parts for the words around it. */
export function spanOf(ms: number): {
  unit: 'clock' | 'hours' | 'days'
  text: string
  hours: number
  minutes: number
  days: number
} {
  const seconds = Math.max(0, Math.floor(Math.abs(ms) / 1_000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return {
    unit: hours >= 24 ? 'days' : hours >= 1 ? 'hours' : 'clock',
    text: `${minutes}:${String(seconds % 60).padStart(2, '0')}`,
    hours,
    minutes: minutes % 60,
    days: Math.floor(hours / 24),
  }
}

/** Midnight that began the day it is now in a time zone, in milliseconds. */
export function dayStart(zone: string, at: number = Date.now()): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return at - ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1_000 - (at % 1_000)
}

/** How pressing an order is: past its promise (or, without one, half an hour old) it is late; once ready it is kept. */
export function pressureOf(
  card: { paidAt: string; promisedAt: string | null; ready?: boolean | undefined },
  at: number,
): 'calm' | 'soon' | 'late' {
  if (card.ready) return 'calm'
  const left = card.promisedAt ? Date.parse(card.promisedAt) - at : Date.parse(card.paidAt) + 30 * 60_000 - at
  return left < 0 ? 'late' : left < 10 * 60_000 ? 'soon' : 'calm'
}
