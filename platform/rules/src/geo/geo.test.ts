import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAround, distanceMetres, openMinutesAhead, openState, toGcj, toWgs } from './index.js'

describe('geo', () => {
  it('measures the way from West Lake to Hangzhou East station', () => {
    expect(distanceMetres({ lat: 30.2463, lng: 120.1485 }, { lat: 30.2907, lng: 120.2131 })).toBe(7929)
  })
  it('shifts a known point of Beijing by the published offset', () => {
    const gcj = toGcj({ lat: 39.90734, lng: 116.39089 })
    expect([gcj.lat.toFixed(4), gcj.lng.toFixed(4)]).toEqual(['39.9087', '116.3971'])
  })
  it('leaves points outside China alone', () =>
    expect(toGcj({ lat: 48.85, lng: 2.35 })).toEqual({ lat: 48.85, lng: 2.35 }))
  it('comes back within half a metre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 50, noNaN: true }),
        fc.double({ min: 80, max: 130, noNaN: true }),
        (lat, lng) => distanceMetres(toWgs(toGcj({ lat, lng })), { lat, lng }) <= 1,
      ),
    )
  })
  it('boxes hold everything within the radius', () => {
    const centre = { lat: 30.25, lng: 120.15 }
    const box = boxAround(centre, 3000)
    for (const p of [
      { lat: box.latMax, lng: 120.15 },
      { lat: 30.25, lng: box.lngMax },
    ])
      expect(distanceMetres(centre, p)).toBeGreaterThanOrEqual(2999)
  })
})

describe('opening hours', () => {
  const hours = [
    { weekday: 1, from: '08:00', to: '12:00' },
    { weekday: 1, from: '14:00', to: '02:00' },
  ]
  it('is open inside an interval and says until when', () =>
    expect(openState(hours, 1, 8 * 60)).toEqual({ open: true, opensAt: null, closesAt: '12:00' }))
  it('is closed between two intervals and says when it opens', () =>
    expect(openState(hours, 1, 12 * 60)).toEqual({ open: false, opensAt: '14:00', closesAt: null }))
  it('stays open past midnight', () => expect(openState(hours, 2, 119).open).toBe(true))
  it('closes at the minute of the end', () => expect(openState(hours, 2, 120).open).toBe(false))
})

describe('what a store gets done while it is open', () => {
  const daily = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '08:00', to: '22:00' }))
  const at = (hour: number, minute = 0) => hour * 60 + minute
  it('takes as long as it takes in the middle of the day', () =>
    expect(openMinutesAhead(daily, 3, at(15), 30)).toBe(30))
  it('begins at the next opening, today or tomorrow', () => {
    expect(openMinutesAhead(daily, 3, at(6), 30)).toBe(150)
    expect(openMinutesAhead(daily, 6, at(23), 30)).toBe(9 * 60 + 30)
  })
  it('goes on in the morning with what closing interrupted', () =>
    expect(openMinutesAhead(daily, 3, at(21, 50), 30)).toBe(10 + 10 * 60 + 20))
  it('never promises the minute in which the doors close', () =>
    expect(openMinutesAhead(daily, 3, at(21, 30), 30)).toBe(30 + 10 * 60))
  it('skips days off', () =>
    expect(openMinutesAhead([{ weekday: 1, from: '09:00', to: '10:00' }], 1, at(12), 0)).toBe(7 * 1440 - 180))
  it('works through midnight and round the clock', () => {
    expect(openMinutesAhead([{ weekday: 1, from: '20:00', to: '02:00' }], 2, at(1), 30)).toBe(30)
    const always = daily.map(({ weekday }) => ({ weekday, from: '00:00', to: '24:00' }))
    expect(openMinutesAhead(always, 6, at(23, 50), 30)).toBe(30)
  })
  it('counts intervals that overlap once', () =>
    expect(openMinutesAhead([...daily, { weekday: 3, from: '09:00', to: '12:00' }], 3, at(11, 50), 30)).toBe(
      30,
    ))
  it('knows no answer for a store that never opens, or not for so long', () => {
    expect(openMinutesAhead([], 3, at(12), 30)).toBeNull()
    expect(openMinutesAhead([{ weekday: 1, from: '09:00', to: '09:10' }], 1, at(8), 120)).toBeNull()
  })
  it('is never sooner than the work takes, always while open, and later for more work', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))
      .map(([weekday, from, to]) => ({
        weekday,
        from: `${from < 10 ? 0 : ''}${from}:00`,
        to: `${to < 10 ? 0 : ''}${to}:30`,
      }))
    fc.assert(
      fc.property(
        fc.array(interval, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 1440 }),
        (hours, weekday, minute, work) => {
          const ahead = openMinutesAhead(hours, weekday, minute, work)
          if (ahead === null) return
          expect(ahead).toBeGreaterThanOrEqual(work)
          const then = minute + ahead
          expect(openState(hours, (weekday + Math.floor(then / 1440)) % 7, then % 1440).open).toBe(true)
          expect(openMinutesAhead(hours, weekday, minute, work + 1) ?? Infinity).toBeGreaterThan(ahead)
        },
      ),
    )
  })
})
