import { parseMoney } from '@storeweave/contract/money'

const NOTES: Record<string, readonly number[]> = { CNY: [500, 1_000, 2_000, 5_000, 10_000] }
const COMMON = [500, 1_000, 2_000, 5_000, 10_000]
const DIGITS_MAX = 8

/** The exact sum and what shoppers hand over for it with few notes, in minor units, smallest first, at most five. */
export function notesFor(due: number, currency: string): number[] {
  const handed = (NOTES[currency] ?? COMMON).map((note) => Math.ceil(due / note) * note)
  return [...new Set([due, ...handed])].sort((a, b) => a - b).slice(0, 5)
}

/** An amount being typed, after one more key: digits, one point, two decimals, backspace. */
export function typeAmount(text: string, key: string): string {
  if (key === 'Backspace') return text.slice(0, -1)
  if (key === '.') return text.includes('.') ? text : `${text || '0'}.`
  if (!/^\d{1,2}$/.test(key)) return text
  const next = text === '0' ? key.replace(/^0+(?=\d)/, '') : text + key
  const [whole = '', decimals = ''] = next.split('.')
  return whole.length > DIGITS_MAX || decimals.length > 2 ? text : next
}

/** What was typed in minor units; a trailing point is no mistake. */
export const amountOf = (text: string, currency: string): number | undefined =>
  parseMoney(text.replace(/\.$/, ''), currency)
