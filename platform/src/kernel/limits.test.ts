import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Buckets } from './buckets.js'
import { useClock } from './clock.js'
import { usualLimits } from './rates.js'

describe('a token bucket', () => {
  let ms = 0
  beforeEach(() => {
    ms = 1_700_000_000_000
    useClock({ now: () => new Date(ms) })
  })
  afterEach(() => useClock())
  const rate = { perSecond: 2, burst: 3 }

  it('gives its burst at once, then as much as flows in, and says after how long', () => {
    const buckets = new Buckets()
    expect([1, 2, 3, 4].map(() => buckets.take('a', rate))).toEqual([0, 0, 0, 1])
    ms += 500
    expect([buckets.take('a', rate), buckets.take('a', rate)]).toEqual([0, 1])
    ms += 3_600_000
    expect([1, 2, 3, 4].map(() => buckets.take('a', rate))).toEqual([0, 0, 0, 1])
    expect(buckets.take('slow', { perSecond: 0.1, burst: 1 })).toBe(0)
    expect(buckets.take('slow', { perSecond: 0.1, burst: 1 })).toBe(10)
  })
  it('is one for each name, and a clock that goes back gives nothing', () => {
    const buckets = new Buckets()
    for (let i = 0; i < 3; i++) buckets.take('a', rate)
    expect([buckets.take('a', rate), buckets.take('b', rate)]).toEqual([1, 0])
    ms -= 10_000
    expect(buckets.take('a', rate)).toBe(1)
  })
  it('a million names fill no memory: the longest untouched is forgotten first', () => {
    const buckets = new Buckets(100)
    for (let i = 0; i < 3; i++) buckets.take('a', rate)
    for (let i = 0; i < 99; i++) buckets.take(`n${i}`, rate)
    expect([buckets.size, buckets.take('a', rate)]).toEqual([100, 1])
    for (let i = 0; i < 1000; i++) buckets.take(`m${i}`, rate)
    expect([buckets.size, buckets.take('a', rate)]).toEqual([100, 0])
  })
  it('the usual limits scale', () => {
    const [one, quarter] = [usualLimits(), usualLimits(0.25)]
    expect(quarter.tenant.writes).toEqual({ perSecond: 250, burst: 500 })
    expect(one.tenant.writes).toEqual({ perSecond: 1000, burst: 2000 })
  })
})
