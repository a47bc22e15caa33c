/** Lines that one paste may have. */
export const QUICK_LINES_MAX = 200

/** A pasted line: a SKU code or barcode and a quantity as typed (pieces, or kilos of weighed goods); `line` counts from 1. */
export interface QuickLine {
  line: number
  code: string
  /** Thousandths of what was typed; undefined when it is no amount. */
  thousandths: number | undefined
}

/**
 * Reads `code quantity` lines as people paste them from a sheet: separated by blanks, tabs, commas or `*`/`x`; no
 * quantity is one. Empty lines are left out; what follows the 200th line is not read.
 */
export function readQuick(text: string): QuickLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((words, i) => ({ words: words.trim(), line: i + 1 }))
    .filter(({ words }) => words !== '')
    .slice(0, QUICK_LINES_MAX)
    .map(({ words, line }) => {
      const [code = '', ...rest] = words.split(/[\s,，;；]+/).filter(Boolean)
      return { line, code, thousandths: rest.length > 1 ? undefined : thousandthsOf(rest[0] ?? '1') }
    })
}

function thousandthsOf(typed: string): number | undefined {
  const [, whole = '', part = ''] = /^[*x×]?(\d{1,6})(?:\.(\d{1,3}))?$/i.exec(typed) ?? []
  return whole === '' ? undefined : Number(whole) * 1000 + Number(part.padEnd(3, '0'))
}

/** Smallest units of what was typed: pieces have no fractions, kilos become grams. Undefined when it is none of it. */
export function unitsOf(thousandths: number | undefined, weighed: boolean): number | undefined {
  if (!thousandths) return undefined
  if (weighed) return thousandths
  return thousandths % 1000 === 0 ? thousandths / 1000 : undefined
}
