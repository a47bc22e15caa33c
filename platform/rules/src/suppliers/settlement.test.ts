import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refundOfMoney, refundOfPieces, sharesOf } from '../order/index.js'
import {
  contractOn,
  coveredFrom,
  earliestNext,
  endOf,
  feeOf,
  periodOf,
  rateFor,
  reverse,
  settle,
  type Back,
  type Sale,
} from './index.js'

const versions = [
  { from: '2026-01-01', until: null },
  { from: '2026-03-10', until: '2026-05-31' },
]

describe('contracts by the day', () => {
  it('the latest version that has begun counts, until its own last day', () => {
    expect(contractOn(versions, '2025-12-31')).toBeUndefined()
    expect(contractOn(versions, '2026-03-09')).toBe(versions[0])
    expect(contractOn(versions, '2026-03-10')).toBe(versions[1])
    expect(contractOn(versions, '2026-05-31')).toBe(versions[1])
    expect(contractOn(versions, '2026-06-01')).toBeUndefined()
    expect(endOf(versions, versions[0]!)).toBe('2026-03-09')
    expect(endOf(versions, versions[1]!)).toBe('2026-05-31')
  })
  it('the next version begins where nothing is agreed yet', () => {
    expect(earliestNext([], '2026-04-01')).toBeNull()
    expect(earliestNext(versions.slice(0, 1), '2026-04-01')).toBe('2026-04-02')
    expect(earliestNext(versions, '2026-06-20')).toBe('2026-06-01')
    expect(earliestNext(versions, '2026-04-01')).toBe('2026-04-02')
    expect(earliestNext(versions, '2026-02-01')).toBe('2026-03-11')
  })
  it('the nearest category with a rate of its own counts', () => {
    const terms = {
      model: 'commission' as const,
      rate: 1000,
      categoryRates: [
        { categoryId: 'dairy', rate: 800 },
        { categoryId: 'food', rate: 1200 },
      ],
    }
    expect(rateFor(terms, ['milk', 'dairy', 'food'])).toBe(800)
    expect(rateFor(terms, ['bread', 'food'])).toBe(1200)
    expect(rateFor(terms, ['toys'])).toBe(1000)
    expect(rateFor({ ...terms, model: 'supply_price' }, ['dairy'])).toBe(0)
  })
})

describe('periods and fees', () => {
  it.each([
    ['2026-02-15', 'half_month', '2026-02-01', '2026-02-15'],
    ['2026-02-16', 'half_month', '2026-02-16', '2026-02-28'],
    ['2028-02-10', 'month', '2028-02-01', '2028-02-29'],
    ['2026-12-31', 'month', '2026-12-01', '2026-12-31'],
    ['2026-11-22', 'week', '2026-11-16', '2026-11-22'],
    ['2026-11-23', 'week', '2026-11-23', '2026-11-29'],
  ] as const)('%s lies in the %s %s to %s', (day, kind, from, to) =>
    expect(periodOf(day, kind)).toEqual({ from, to }),
  )
  it('a statement ends with its contract, and the fixed fee with it', () => {
    const covered = coveredFrom('2026-11-11', 'month', '2026-11-20')
    expect(covered).toEqual({ from: '2026-11-11', to: '2026-11-20' })
    const terms = { feeFixed: 30_000, feeRate: 50, period: 'month' as const }
    expect(feeOf(terms, covered, 10_100)).toBe(10_000 + 51)
    expect(feeOf(terms, periodOf('2026-11-11', 'month'), -5)).toBe(30_000)
  })
})

describe('what a sale brings', () => {
  it('a commission is rounded once and split by the largest remainder', () => {
    const line = (base: number) => ({ model: 'commission' as const, rate: 1250, base, supplyAmount: 0 })
    // 12.5 % of 10.02 is 1.2525, half up 1.25
    expect(settle([line(333), line(333), line(336)])).toEqual([
      { commission: 42, amount: 291 },
      { commission: 41, amount: 292 },
      { commission: 42, amount: 294 },
    ])
  })
  it('by supply price the brand may earn less than nothing', () => {
    expect(settle([{ model: 'supply_price', rate: 0, base: 500, supplyAmount: 600 }])).toEqual([
      { commission: -100, amount: 600 },
    ])
  })
  it('no split of sales and refunds makes or loses a fen', () => {
    const money = fc.integer({ min: 0, max: 5_000_000 })
    const aLine = fc.record({
      total: money,
      quantity: fc.integer({ min: 1, max: 20 }),
      supplyAmount: money,
      model: fc.constantFrom('commission' as const, 'supply_price' as const),
      rate: fc.integer({ min: 0, max: 10_000 }),
    })
    const asks = fc.array(fc.record({ pieces: fc.boolean(), n: fc.integer({ min: 1, max: 500_000 }) }), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(
        fc.array(aLine, { minLength: 1, maxLength: 6 }),
        asks,
        fc.integer({ min: -9, max: 9 }),
        (lines, all, rounding) => {
          const totals = lines.map((l) => l.total)
          const paid = Math.max(0, totals.reduce((a, b) => a + b, 0) + rounding)
          const bases = sharesOf(paid, totals)
          expect(bases.reduce((a, b) => a + b, 0)).toBe(paid)
          const settled = settle(lines.map((l, i) => ({ ...l, base: bases[i]! })))
          settled.forEach((s, i) => {
            expect(s.commission + s.amount).toBe(bases[i])
            if (lines[i]!.model === 'commission')
              expect(Math.min(s.commission, s.amount)).toBeGreaterThanOrEqual(0)
          })
          lines.forEach((line, i) => {
            const sale: Sale = { ...line, ...settled[i]!, base: bases[i]! }
            takeBack(sale, all)
          })
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** Gives a line back as asked, then what is left, and looks that it never beyond and at last wholly came back. */
function takeBack(sale: Sale, asks: readonly { pieces: boolean; n: number }[]): void {
  let before: Back = { quantity: 0, base: 0 }
  const sum = { commission: 0, amount: 0 }
  const give = (back: Back) => {
    const r = reverse(sale, before, back)
    before = { quantity: before.quantity + back.quantity, base: before.base + back.base }
    sum.commission += r.commission
    sum.amount += r.amount
    expect(r.commission + r.amount).toBe(back.base)
    expect(sum.amount).toBeLessThanOrEqual(sale.amount)
    if (sale.model === 'commission') expect(sum.commission).toBeLessThanOrEqual(sale.commission)
  }
  const paid = () => ({
    share: sale.base,
    quantity: sale.quantity,
    refundedQuantity: before.quantity,
    refundedAmount: before.base,
  })
  for (const { pieces, n } of asks) {
    const quantity = pieces ? 1 + (n % sale.quantity) : 0
    const base = pieces ? refundOfPieces(paid(), quantity) : refundOfMoney(paid(), n)
    if (base !== undefined) give({ quantity, base })
  }
  const left = sale.quantity - before.quantity
  if (left > 0) give({ quantity: left, base: refundOfPieces(paid(), left)! })
  else if (sale.base > before.base) give({ quantity: 0, base: sale.base - before.base })
  expect(before).toEqual({ quantity: sale.quantity, base: sale.base })
  expect(sum).toEqual({ commission: sale.commission, amount: sale.amount })
  expect(() => reverse(sale, before, { quantity: 1, base: 0 })).toThrow(RangeError)
  expect(() => reverse(sale, before, { quantity: 0, base: 1 })).toThrow(RangeError)
}
