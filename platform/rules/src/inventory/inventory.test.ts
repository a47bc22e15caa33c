import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { availableOf, lackingOf, mergeLines } from './index.js'

const line = fc.record({
  skuId: fc.constantFrom('a', 'b', 'c', 'd'),
  quantity: fc.integer({ min: 1, max: 999_999 }),
})

describe('stock lines', () => {
  it('are merged without losing a piece, one a SKU, in key order', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const merged = mergeLines(lines)
        const sum = (list: readonly { quantity: number }[]) => list.reduce((n, l) => n + l.quantity, 0)
        expect(sum(merged)).toBe(sum(lines))
        const ids = merged.map((l) => l.skuId)
        expect(ids).toEqual([...new Set(ids)].sort())
      }),
    )
  })
  it('refuse quantities below one and fractions', () => {
    for (const quantity of [0, -1, 0.5, Number.NaN, 2 ** 53])
      expect(() => mergeLines([{ skuId: 'a', quantity }])).toThrow(RangeError)
  })
  it('name what lacks', () => {
    expect(
      lackingOf(
        [
          { skuId: 'a', quantity: 1 },
          { skuId: 'b', quantity: 1 },
        ],
        ['b'],
      ),
    ).toEqual(['a'])
  })
})

describe('what is available', () => {
  it('is never negative and never more than on hand', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (onHand, reserved, safety) => {
        const available = availableOf({ onHand, reserved, safety })
        expect(available >= 0 && available <= onHand).toBe(true)
      }),
    )
    expect(availableOf({ onHand: 10, reserved: 3, safety: 2 })).toBe(5)
  })
})
