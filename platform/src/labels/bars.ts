import JsBarcode from 'jsbarcode'

/** Bars of a barcode and what is written below them. */
export interface Bars {
  modules: string
  text: string
}
/** Retail codes have bars of their own that every till reads; the rest is Code 128. */
const FORMATS: Record<number, string> = { 8: 'EAN8', 12: 'UPC', 13: 'EAN13' }

/**
 * The bars of a SKU: of its barcode, else of its code as Code 128. Undefined where the code has signs that bars cannot
 * say.
 */
export function barsOf(barcode: string | null, code: string): Bars | undefined {
  const text = barcode ?? code
  const drawn: { encodings?: { data: string }[] } = {}
  let valid = true
  JsBarcode(drawn, text, {
    format: (barcode && FORMATS[barcode.length]) || 'CODE128',
    flat: true,
    valid: (is: boolean) => (valid = is),
  })
  const modules = drawn.encodings?.map(({ data }) => data).join('') ?? ''
  return valid && modules ? { modules, text } : undefined
}
