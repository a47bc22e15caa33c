import type { ScaleLabel } from '@storeweave/contract'
import { priceOf } from '@storeweave/contract/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigitOf, gramsFor, isBarcode, readScaleLabel, scaleBarcodeOf } from './index.js'

const LABELS: ScaleLabel[] = [
  { prefix: '21', holds: 'grams' },
  { prefix: '22', holds: 'amount' },
]
const checked = (body: string) => body + checkDigitOf(body)

describe('labels of scales', () => {
  it('hold grams or an amount, as their prefix says', () => {
    expect(readScaleLabel(checked('210012301250'), LABELS)).toEqual({
      barcode: scaleBarcodeOf('21', '00123'),
      grams: 1250,
    })
    expect(readScaleLabel(checked('220012301250'), LABELS)).toEqual({
      barcode: scaleBarcodeOf('22', '00123'),
      amount: 1250,
    })
  })
  it('of 18 digits hold both: the grams count', () => {
    expect(readScaleLabel(checked('22001230125000750'), LABELS)).toEqual({
      barcode: scaleBarcodeOf('22', '00123'),
      grams: 750,
    })
  })
  it('are no labels with another prefix, a wrong check digit, no value, or of another length', () => {
    const good = checked('210012301250')
    const wrong = good.slice(0, -1) + ((Number(good.at(-1)) + 1) % 10)
    const long = checked('22001230125000750')
    for (const code of [
      checked('230012301250'),
      wrong,
      long.slice(0, -1) + ((Number(long.at(-1)) + 1) % 10),
      scaleBarcodeOf('21', '00123'),
      checked('690123456789'),
      `${good}0`,
      '',
    ])
      expect(readScaleLabel(code, LABELS), code).toBeUndefined()
  })
  it('stand for a real barcode of the catalogue', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('21', '22'),
        fc.nat(99_999),
        fc.integer({ min: 1, max: 99_999 }),
        (prefix, a, v) => {
          const article = String(a).padStart(5, '0')
          const read = readScaleLabel(checked(`${prefix}${article}${String(v).padStart(5, '0')}`), LABELS)!
          expect(isBarcode(read.barcode)).toBe(true)
          expect(read.barcode).toBe(scaleBarcodeOf(prefix, article))
          expect(read.grams ?? read.amount).toBe(v)
        },
      ),
    )
  })
})

describe('grams for an amount', () => {
  it('cost just that wherever some do', () => {
    expect(gramsFor(599, 599, 500)).toEqual({ grams: 500, exact: true })
    expect(gramsFor(1, 5000, 500)).toEqual({ grams: 1, exact: false })
    expect(gramsFor(100, 0, 500)).toBeUndefined()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom(1, 100, 500, 1000),
        (grams, price, unitSize) => {
          const amount = priceOf(price, grams, unitSize)
          fc.pre(amount > 0)
          const found = gramsFor(amount, price, unitSize)!
          expect(found.exact).toBe(true)
          expect(priceOf(price, found.grams, unitSize)).toBe(amount)
        },
      ),
    )
  })
})
