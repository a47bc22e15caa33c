import { describe, expect, it } from 'vitest'
import { frameOf, scaleBar } from './map'

const shanghai = [
  { lat: 31.23, lng: 121.47 },
  { lat: 31.18, lng: 121.43 },
  { lat: 31.3, lng: 121.51 },
]

describe('the drawing of stores', () => {
  it('holds every store, north on top', () => {
    const frame = frameOf(shanghai, 400, 220)
    for (const place of shanghai) {
      const { x, y } = frame.at(place)
      expect(x).toBeGreaterThanOrEqual(27)
      expect(x).toBeLessThanOrEqual(373)
      expect(y).toBeGreaterThanOrEqual(27)
      expect(y).toBeLessThanOrEqual(193)
    }
    expect(frame.at(shanghai[2]!).y).toBeLessThan(frame.at(shanghai[1]!).y)
  })
  it('finds the place of a point again', () => {
    const frame = frameOf(shanghai, 400, 220)
    const { x, y } = frame.at(shanghai[1]!)
    expect(frame.from(x, y)).toEqual(shanghai[1])
  })
  it('survives one store and none', () => {
    expect(frameOf([shanghai[0]!], 400, 220).at(shanghai[0]!)).toEqual({ x: 200, y: 110 })
    expect(Number.isFinite(frameOf([], 400, 220).metresPerPixel)).toBe(true)
  })
  it('has a scale of a round length', () => {
    expect(scaleBar(10)).toEqual({ metres: 500, width: 50 })
    expect(scaleBar(30).metres).toBe(2000)
  })
})
