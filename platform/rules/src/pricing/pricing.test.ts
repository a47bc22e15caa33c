import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsFit, isInside, problemOfListPrice } from './index.js'

const amount = fc.integer({ min: 0, max: 1_000_000 })
const end = fc.option(amount, { nil: null })

describe('price bounds', () => {
  it('include both ends', () => {
    const bounds = { priceMin: 100, priceMax: 200 }
    expect([99, 100, 150, 200, 201].map((p) => isInside(p, bounds))).toEqual([false, true, true, true, false])
  })
  it('are open where no end is given', () => {
    fc.assert(
      fc.property(amount, (p) => {
        expect(isInside(p, { priceMin: null, priceMax: null })).toBe(true)
      }),
    )
  })
  it('that cross hold no price at all', () => {
    fc.assert(
      fc.property(end, end, amount, (priceMin, priceMax, p) => {
        if (!boundsFit({ priceMin, priceMax })) expect(isInside(p, { priceMin, priceMax })).toBe(false)
      }),
    )
  })
  it('name what is wrong with a list price', () => {
    expect(problemOfListPrice(150, { priceMin: 200, priceMax: 100 })).toBe('bounds_invalid')
    expect(problemOfListPrice(99, { priceMin: 100, priceMax: null })).toBe('outside_bounds')
    expect(problemOfListPrice(100, { priceMin: 100, priceMax: 100 })).toBeUndefined()
  })
})
