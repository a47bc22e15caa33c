import { describe, expect, it } from 'vitest'
import { cellOf, endBroken, isAtPar, parityGap, priceLevel } from './index.js'

const always = { startsAt: '2026-01-01T00:00:00Z', endsAt: null }
const at = Date.parse('2026-06-01T00:00:00Z')
const price = (unitId: string, amount: number, more = {}) => ({
  unitId,
  channel: 'any' as const,
  temporary: false,
  price: amount,
  ...always,
  ...more,
})
const bound = (unitId: string, priceMin: number | null, priceMax: number | null, more = {}) => ({
  unitId,
  source: 'hq' as const,
  priceMin,
  priceMax,
  ...always,
  ...more,
})
const facts = { listPrice: 1000, priceMin: 500, priceMax: null, prices: [], bounds: [] }
const place = { units: ['store', 'west', 'hq'], channel: 'any' as const, at }

describe('a cell of prices', () => {
  it('has the place’s own price and what it would have without', () => {
    const prices = [price('west', 950), price('store', 900)]
    const cell = cellOf({ ...facts, prices }, place)
    expect([cell.own?.price, cell.inherited.price, cell.inherited.set?.unitId]).toEqual([900, 950, 'west'])
    const bare = cellOf(facts, place)
    expect([bare.own, bare.inherited]).toEqual([null, { price: 1000, set: null }])
  })
  it('of one channel inherits the place’s own price for all', () => {
    const prices = [price('store', 900), price('store', 880, { channel: 'online' })]
    const cell = cellOf({ ...facts, prices }, { ...place, channel: 'online' })
    expect([cell.own?.price, cell.inherited.price, cell.online, cell.inStore]).toEqual([880, 900, 880, 900])
  })
  it('does not take a price for a time for the place’s own', () => {
    const prices = [price('store', 800, { temporary: true, endsAt: '2026-07-01T00:00:00Z' })]
    const cell = cellOf({ ...facts, prices }, place)
    expect([cell.own, cell.inherited.price, cell.online]).toEqual([null, 1000, 800])
  })
  it('knows the narrowest end of all bounds from now on, and whose it is', () => {
    const coming = bound('west', 700, 1200, { startsAt: '2026-09-01T00:00:00Z' })
    const gone = bound('store', 900, 1000, { endsAt: '2026-03-01T00:00:00Z' })
    const far = bound('east', 990, 1010)
    const { lowest, highest } = cellOf(
      { ...facts, bounds: [gone, coming, bound('hq', 600, 1300), far] },
      place,
    )
    expect([lowest, highest]).toEqual([
      { price: 700, set: coming },
      { price: 1200, set: coming },
    ])
    expect(cellOf(facts, place)).toMatchObject({ lowest: { price: 500, set: null }, highest: null })
  })
  it('is broken at one end or none', () => {
    const ends = { lowest: { price: 500 }, highest: { price: 600 } }
    expect([499, 500, 600, 601].map((p) => endBroken(p, ends))).toEqual([
      'lowest',
      undefined,
      undefined,
      'highest',
    ])
    expect(endBroken(1, { lowest: null, highest: null })).toBeUndefined()
  })
})

describe('parity', () => {
  it('holds up to the ends of the policy and not beyond', () => {
    const within = (o: number, s: number, belowMost: number | null, aboveMost: number | null) =>
      isAtPar(o, s, { belowMost, aboveMost })
    expect(within(950, 1000, 500, 0)).toBe(true)
    expect(within(949, 1000, 500, 0)).toBe(false)
    expect(within(1001, 1000, 500, 0)).toBe(false)
    expect(within(1, 1000, null, 0)).toBe(true)
    expect(within(9_999_999_999, 1, 0, null)).toBe(true)
    expect(within(1_000_000_000_000, 1_000_000_000_000, 0, 0)).toBe(true)
    expect(within(999_999_999_999, 1_000_000_000_000, 0, 0)).toBe(false)
  })
  it('counts a difference away from zero', () => {
    expect([parityGap(900, 1000), parityGap(999, 1000), parityGap(990, 950), parityGap(5, 5)]).toEqual([
      -1000, -10, 422, 0,
    ])
    expect(parityGap(1, 0)).toBe(10_000)
  })
})

describe('who prices', () => {
  it('is said of goods before the brand, and of a place at least as strictly', () => {
    const level = (brand: any, place: any, goods: any) => priceLevel({ brand, place, goods })
    expect(level(null, null, null)).toBe('store')
    expect(level('hq', null, null)).toBe('hq')
    expect(level('hq', 'store', null)).toBe('store')
    expect(level('hq', null, 'store')).toBe('store')
    expect(level('store', null, 'hq')).toBe('hq')
    expect(level('store', 'region', 'store')).toBe('region')
    expect(level('store', 'store', 'hq')).toBe('hq')
  })
})
