import type { ScaleLabel } from '@storeweave/contract'
import { priceOf } from '@storeweave/contract/money'
import { checkDigitOf, isBarcode } from './barcode.js'

/** What a label says. `barcode` is the one its goods carry in the catalogue: the same article with a value of zero. */
export interface ScaleReading {
  barcode: string
  grams?: number
  amount?: number
}

const SHORT = /^(2\d)(\d{5})(\d{5})\d$/
const LONG = /^(2\d)(\d{5})(\d{5})(\d{5})\d$/

/** The barcode under which goods weighed in the shop stand in the catalogue: prefix, five digits of the article, no value. */
export const scaleBarcodeOf = (prefix: string, article: string): string => {
  const body = `${prefix}${article}00000`
  return body + checkDigitOf(body)
}

/**
 * Reads a code as a label of the shop's scales (GB/T 18283): 13 digits with grams or an amount, 18 with the amount and then
 * the grams. Undefined for another prefix, a wrong check digit and a label without a value.
 */
export function readScaleLabel(code: string, labels: readonly ScaleLabel[]): ScaleReading | undefined {
  const [, prefix, article, first, second] = (code.length === 18 ? LONG : SHORT).exec(code) ?? []
  const label = labels.find((one) => one.prefix === prefix)
  if (!label || !isChecked(code)) return undefined
  const barcode = scaleBarcodeOf(prefix!, article!)
  const value = Number(second ?? first)
  if (value === 0) return undefined
  return second !== undefined || label.holds === 'grams'
    ? { barcode, grams: value }
    : { barcode, amount: value }
}

const isChecked = (code: string) =>
  code.length === 18 ? checkDigitOf(code.slice(0, -1)) === Number(code.at(-1)) : isBarcode(code)

/**
 * The grams that cost an amount at a price per `unitSize` grams. `exact` is false where no whole number of grams costs just
 * that: then `grams` are the nearest, and who sells has to look. Undefined when the goods cost nothing.
 */
export function gramsFor(
  amount: number,
  price: number,
  unitSize: number,
): { grams: number; exact: boolean } | undefined {
  if (price <= 0) return undefined
  const near = Math.max(1, Math.round((amount * unitSize) / price))
  const exact = [near, near - 1, near + 1].find(
    (grams) => grams > 0 && priceOf(price, grams, unitSize) === amount,
  )
  return { grams: exact ?? near, exact: exact !== undefined }
}
