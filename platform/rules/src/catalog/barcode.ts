const LENGTHS = new Set([8, 12, 13, 14])

/** The check digit of a GTIN whose other digits are given (GS1: weights 3 and 1 from the right). */
export function checkDigitOf(digits: string): number {
  const sum = [...digits].reverse().reduce((total, d, i) => total + Number(d) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** True for an EAN-8, UPC-A (12), EAN-13 or GTIN-14 with a right check digit. */
export const isBarcode = (text: string): boolean =>
  LENGTHS.has(text.length) && /^\d+$/.test(text) && checkDigitOf(text.slice(0, -1)) === Number(text.at(-1))

/**
 * The ways one and the same GTIN is written: a scanner may read a UPC-A as 12 digits or as EAN-13 with a leading zero.
 * Answers every form of 8, 12, 13 and 14 digits, the given one first.
 */
export function formsOf(barcode: string): string[] {
  const bare = barcode.replace(/^0+/, '')
  const padded = [12, 13, 14]
    .filter((n) => bare.length <= n && bare.length > 8)
    .map((n) => bare.padStart(n, '0'))
  return [...new Set([barcode, ...padded])]
}
