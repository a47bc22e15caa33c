import { expect, it } from 'vitest'
import { dayStart, pressureOf, spanOf } from './clock'

const at = Date.parse('2026-11-21T17:30:15.250Z')

it('counts minutes and seconds below an hour, then hours, then days', () => {
  expect(spanOf(247_000)).toMatchObject({ unit: 'clock', text: '4:07' })
  expect(spanOf(3_600_000 * 2 + 60_000 * 5)).toMatchObject({ unit: 'hours', hours: 2, minutes: 5 })
  expect(spanOf(-86_400_000 * 3)).toMatchObject({ unit: 'days', days: 3 })
})
it('begins the day at midnight of the store, not of the device', () => {
  expect(new Date(dayStart('Asia/Shanghai', at)).toISOString()).toBe('2026-11-21T16:00:00.000Z')
  expect(new Date(dayStart('UTC', at)).toISOString()).toBe('2026-11-21T00:00:00.000Z')
})
it('presses when a promise is near or past; without one after half an hour', () => {
  const paidAt = new Date(at - 25 * 60_000).toISOString()
  const promised = (minutes: number) => ({
    paidAt,
    promisedAt: new Date(at + minutes * 60_000).toISOString(),
  })
  expect(pressureOf(promised(20), at)).toBe('calm')
  expect(pressureOf(promised(5), at)).toBe('soon')
  expect(pressureOf(promised(-1), at)).toBe('late')
  expect(pressureOf({ ...promised(-1), ready: true }, at)).toBe('calm')
  expect(pressureOf({ paidAt, promisedAt: null }, at)).toBe('soon')
  expect(pressureOf({ paidAt, promisedAt: null }, at + 10 * 60_000)).toBe('late')
})
