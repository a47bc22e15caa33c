import { currencyDigits, moneyParts, parseMoney } from '@storeweave/contract/money'

/** The most cells that are taken from a clipboard. */
export const PASTED_MAX = 5_000

/** Rows of cells as spreadsheets put them on the clipboard: tabs between cells, quoted where one holds tabs or lines. */
export function cellsOfText(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)!.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[i + 1] === '"') cell += text[++i]!
      else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t') end()
    else if (char === '\n') {
      end()
      rows.push([])
    } else if (char !== '\r') cell += char
  }
  end()
  // a copied range ends with a line break
  if (rows.length > 1 && rows.at(-1)!.length === 1 && rows.at(-1)![0] === '') rows.pop()
  return rows
}

/** Rows of cells as spreadsheets take them from the clipboard. */
export const textOfCells = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.join('\t')).join('\r\n')

const narrow = (c: string) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)

/**
 * An amount as people and spreadsheets write it, in minor units: full-width digits, thousands commas, a decimal comma,
 * currency signs and 元 are understood, zeros behind the last decimal left out. Undefined when it is no plain amount.
 */
export function amountOf(text: string, currency: string): number | undefined {
  const plain = text
    .replace(/[\uff10-\uff19\uff0c\uff0e]/g, narrow)
    .replace(/[。]/g, '.')
    .replace(/[\s\u00a0\u202f\u3000]/g, '')
    .replace(/^(?:CN¥|CNY|RMB|US\$|HK\$|[¥￥$€£])/i, '')
    .replace(/(?:元|CNY|RMB|[€£])$/i, '')
  const digits = currencyDigits(currency)
  const pointed = /^\d{1,12},\d{1,2}$/.test(plain) && digits > 0 ? plain.replace(',', '.') : plain
  const [whole = '', decimals, more] = pointed.split('.')
  if (more !== undefined || !/^\d*$/.test(decimals ?? '')) return undefined
  const [kept, cut] = [(decimals ?? '').slice(0, digits), (decimals ?? '').slice(digits)]
  if (/[^0]/.test(cut)) return undefined
  return parseMoney(kept ? `${whole}.${kept}` : whole, currency)
}

/** An amount as it is typed and as it goes into a spreadsheet: no sign, no thousands commas. */
export function plainAmount(amount: number | null, currency: string): string {
  if (amount === null) return ''
  const { whole, decimals } = moneyParts(amount, currency)
  return decimals ? `${whole.replaceAll(',', '')}.${decimals}` : whole.replaceAll(',', '')
}
