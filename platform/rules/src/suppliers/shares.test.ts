import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnDue, shareQuotas, stillTheirs } from './index.js'

const money = fc.integer({ min: 0, max: 5_000_000 })

describe('what suppliers are sent of an order', () => {
  it('is theirs where it fits, and split by the largest remainder where it does not', () => {
    const of = { paid: 10_000, maxRatio: 3000, shared: 0, left: 10_000 }
    expect(shareQuotas([1000, 1500], of)).toEqual([1000, 1500])
    expect(shareQuotas([4000, 2000], of)).toEqual([2000, 1000])
    expect(shareQuotas([4000, -5], { ...of, shared: 2999 })).toEqual([1, 0])
    expect(shareQuotas([4000], { ...of, left: 7 })).toEqual([7])
  })
  it('is never more than the ratio, what is left, or one’s own', () => {
    fc.assert(
      fc.property(
        fc.array(money, { maxLength: 8 }),
        money,
        fc.integer({ min: 1, max: 10_000 }),
        money,
        money,
        (theirs, paid, maxRatio, shared, left) => {
          const quotas = shareQuotas(theirs, { paid, maxRatio, shared, left })
          const sum = quotas.reduce((a, b) => a + b, 0)
          expect(sum === 0 || (sum + shared) * 10_000 <= paid * maxRatio).toBe(true)
          expect(sum).toBeLessThanOrEqual(left)
          quotas.forEach((q, i) => expect(q >= 0 && q <= theirs[i]!).toBe(true))
        },
      ),
    )
  })
  it('comes back as far as it is no longer theirs', () => {
    const sale = { model: 'commission' as const, quantity: 3, base: 2997, commission: 375, amount: 2622 }
    expect(stillTheirs(sale, { quantity: 0, base: 0 })).toBe(2622)
    expect(stillTheirs(sale, { quantity: 1, base: 999 })).toBe(1748)
    expect(stillTheirs(sale, { quantity: 3, base: 2997 })).toBe(0)
    expect(returnDue(2622, 1748)).toBe(874)
    expect(returnDue(899, 1748)).toBe(0)
    expect(returnDue(100, -5)).toBe(100)
  })
})
