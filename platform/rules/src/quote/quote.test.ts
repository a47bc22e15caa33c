import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceOf } from '@storeweave/contract/money'
import { quote, quoteSteps, type QuoteContext, type QuoteInput } from './quote.js'

const pickup: QuoteContext = { currency: 'CNY', channel: 'mini_program', fulfilment: 'pickup' }
const cash = (rounding: 'none' | 'jiao' | 'yuan'): QuoteContext => ({
  currency: 'CNY',
  channel: 'pos',
  fulfilment: 'in_store',
  cash: rounding,
})

const line = fc.record({
  skuId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  quantity: fc.integer({ min: 1, max: 999_999 }),
  unitPrice: fc.integer({ min: 0, max: 99_999 }),
  listPrice: fc.integer({ min: 0, max: 99_999 }),
  unitSize: fc.constantFrom(1, 100, 500, 1000),
})
/** Lines as a server makes them: every line of a SKU carries that SKU's one price. */
const input: fc.Arbitrary<QuoteInput> = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => {
  const priced = new Map(lines.map((l) => [l.skuId, l]))
  return { lines: lines.map(({ skuId, quantity }) => ({ ...priced.get(skuId)!, quantity })) }
})
const context = fc.constantFrom(pickup, cash('none'), cash('jiao'), cash('yuan'))

describe('a quote', () => {
  it('runs its steps in the order of the domain', () => {
    expect(quoteSteps).toEqual([
      'list_price',
      'member_price',
      'item_promotion',
      'order_promotion',
      'coupon',
      'points',
      'freight',
      'rounding',
    ])
  })

  it('is the same however the lines are ordered', () => {
    fc.assert(
      fc.property(input, context, fc.infiniteStream(fc.nat()), (given, where, numbers) => {
        const shuffled = given.lines
          .map((l) => ({ l, n: numbers.next().value as number }))
          .sort((a, b) => a.n - b.n)
          .map(({ l }) => l)
        const byId = (q: ReturnType<typeof quote>) => ({
          ...q,
          lines: [...q.lines].sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
        })
        expect(byId(quote({ lines: shuffled }, where))).toEqual(byId(quote(given, where)))
      }),
    )
  })

  it('adds up to the fen', () => {
    fc.assert(
      fc.property(input, context, (given, where) => {
        const q = quote(given, where)
        for (const l of q.lines)
          expect(l.total).toBe(l.gross + l.adjustments.reduce((a, b) => a + b.amount, 0))
        expect(q.goodsTotal).toBe(q.lines.reduce((a, l) => a + l.total, 0))
        expect(q.payable).toBe(q.goodsTotal + q.freight + q.rounding)
        expect(q.rounding).toBe(q.adjustments.reduce((a, b) => a + b.amount, 0))
      }),
    )
  })

  it('is never negative and always whole', () => {
    fc.assert(
      fc.property(input, context, (given, where) => {
        const q = quote(given, where)
        for (const amount of [q.payable, q.goodsTotal, q.freight, ...q.lines.map((l) => l.total)]) {
          expect(Number.isSafeInteger(amount)).toBe(true)
          expect(amount).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('answers the same for the same input and leaves the input alone', () => {
    fc.assert(
      fc.property(input, context, (given, where) => {
        const before = structuredClone(given)
        expect(quote(given, where)).toEqual(quote(structuredClone(given), where))
        expect(given).toEqual(before)
      }),
    )
  })

  it('prices one SKU put in twice like once with both quantities', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 999 }), (l, more) => {
        expect(quote({ lines: [l, { ...l, quantity: more }] }, pickup)).toEqual(
          quote({ lines: [{ ...l, quantity: l.quantity + more }] }, pickup),
        )
      }),
    )
  })

  it('an added item never raises the price of another line', () => {
    fc.assert(
      fc.property(input, (given) => {
        const extra = { skuId: 'z', quantity: 3, unitPrice: 199, listPrice: 199, unitSize: 1 }
        const alone = new Map(quote(given, pickup).lines.map((l) => [l.skuId, l.total]))
        for (const l of quote({ lines: [...given.lines, extra] }, pickup).lines)
          if (l.skuId !== 'z') expect(l.total).toBe(alone.get(l.skuId))
      }),
    )
  })

  it('rounds weighed goods half up to the fen: 250 g at ¥5.99 a half kilo', () => {
    const q = quote(
      { lines: [{ skuId: 'a', quantity: 250, unitPrice: 599, listPrice: 599, unitSize: 500 }] },
      pickup,
    )
    expect(q.payable).toBe(300)
    expect(q.payable).toBe(priceOf(599, 250, 500))
  })

  it('rounds cash only where coins change hands', () => {
    const lines = [{ skuId: 'a', quantity: 1, unitPrice: 1_245, listPrice: 1_245, unitSize: 1 }]
    expect(quote({ lines }, cash('none')).payable).toBe(1_245)
    expect(quote({ lines }, cash('jiao')).payable).toBe(1_250)
    expect(quote({ lines }, cash('yuan')).payable).toBe(1_200)
    expect(quote({ lines }, cash('yuan')).adjustments).toEqual([
      { step: 'rounding', rule: 'cash_yuan', amount: -45, basis: 1_245 },
    ])
    expect(quote({ lines }, pickup).payable).toBe(1_245)
  })

  it('refuses amounts that no field may carry, and quantities below one', () => {
    const one = { skuId: 'a', quantity: 999_999, unitPrice: 1_000_000_000_000, listPrice: 0, unitSize: 1 }
    expect(() => quote({ lines: [one] }, pickup)).toThrow(RangeError)
    expect(() => quote({ lines: [{ ...one, quantity: 0 }] }, pickup)).toThrow(RangeError)
    expect(() => quote({ lines: [{ ...one, quantity: 1.5 }] }, pickup)).toThrow(RangeError)
    expect(() =>
      quote(
        {
          lines: [
            { ...one, quantity: 1 },
            { ...one, skuId: 'b', quantity: 1 },
          ],
        },
        pickup,
      ),
    ).toThrow(RangeError)
  })
})
