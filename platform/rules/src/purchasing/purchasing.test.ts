import type { PurchaseState } from '@storeweave/contract'
import { priceOf } from '@storeweave/contract/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedFrom, next } from '../order/index.js'
import {
  atLeast,
  dueFor,
  faultOf,
  purchaseMoves,
  QUICK_LINES_MAX,
  readQuick,
  twiceOnADay,
  unitsOf,
} from './index.js'

const terms = fc.record({ min: fc.integer({ min: 1, max: 500 }), pack: fc.integer({ min: 1, max: 48 }) })

describe('what an agreement asks of a quantity', () => {
  it('at least so many, in whole packs', () => {
    expect(faultOf(24, { min: 24, pack: 12 })).toBeUndefined()
    expect(faultOf(12, { min: 24, pack: 12 })).toBe('below_min')
    expect(faultOf(25, { min: 24, pack: 12 })).toBe('not_in_packs')
  })
  it('the least that fits is never less than wanted, and one pack less would not do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), terms, (wanted, t) => {
        const least = atLeast(wanted, t)
        expect(faultOf(least, t)).toBeUndefined()
        expect(least >= wanted).toBe(true)
        expect(least - t.pack < Math.max(wanted, t.min)).toBe(true)
      }),
    )
  })
  it('a SKU has one price a day in a list', () => {
    const line = (skuId: string, from: string | null, until: string | null) => ({ skuId, from, until })
    expect(
      twiceOnADay([line('b', '2026-12-01', null), line('a', null, null), line('b', null, '2026-11-30')]),
    ).toBeUndefined()
    expect(twiceOnADay([line('b', '2026-11-30', null), line('b', null, '2026-11-30')])).toBe('b')
    expect(twiceOnADay([line('a', null, null), line('a', '2027-01-01', null)])).toBe('a')
  })
})

describe('what a delivery costs', () => {
  it('comes to the same however it is split', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.constantFrom(1, 500, 1000),
        fc.array(fc.nat(2000), { maxLength: 8 }),
        (price, unitSize, parts) => {
          let before = 0
          let sum = 0
          for (const now of parts) {
            const due = dueFor({ price, unitSize }, before, now)
            expect(due >= 0).toBe(true)
            sum += due
            before += now
          }
          expect(sum).toBe(priceOf(price, before, unitSize))
        },
      ),
    )
  })
})

describe('pasted lines', () => {
  it('are read as sheets and people write them', () => {
    expect(readQuick('A-1\t12\r\n\r\n 6901234567892, 3\nB.2 x4\nC 1.5\nD\nE 1 2\nF a')).toEqual([
      { line: 1, code: 'A-1', thousandths: 12_000 },
      { line: 3, code: '6901234567892', thousandths: 3000 },
      { line: 4, code: 'B.2', thousandths: 4000 },
      { line: 5, code: 'C', thousandths: 1500 },
      { line: 6, code: 'D', thousandths: 1000 },
      { line: 7, code: 'E', thousandths: undefined },
      { line: 8, code: 'F', thousandths: undefined },
    ])
    expect(readQuick('A 1\n'.repeat(300))).toHaveLength(QUICK_LINES_MAX)
  })
  it('pieces are whole, kilos are grams, nothing is nothing', () => {
    expect([unitsOf(12_000, false), unitsOf(1500, false), unitsOf(1500, true), unitsOf(0, true)]).toEqual([
      12,
      undefined,
      1500,
      undefined,
    ])
  })
})

describe('a purchase order', () => {
  it('is called off by its store until the seller has spoken, and never after it has closed', () => {
    expect(next<PurchaseState>(purchaseMoves, 'submitted', 'cancel')).toEqual({ to: 'cancelled' })
    expect(next<PurchaseState>(purchaseMoves, 'confirmed', 'cancel')).toEqual({ allowed: ['ship', 'end'] })
    for (const state of ['closed', 'refused', 'declined', 'cancelled'] as const)
      expect(allowedFrom<PurchaseState>(purchaseMoves, state)).toEqual([])
  })
})
