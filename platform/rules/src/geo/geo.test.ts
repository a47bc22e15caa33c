import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAround, distanceMetres, openState, toGcj, toWgs } from './index.js'

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
