import {
  code,
  currencyDigits,
  line,
  lines,
  MINOR_MAX,
  parseMoney,
  type Locale,
  type SheetFaultCode,
} from '@storeweave/contract'
import { CLEAR, textOf } from '@storeweave/rules/sheets'

export interface CellFault {
  code: SheetFaultCode
  args?: Record<string, string | number>
}
/** What the first row of a sheet says of a column. */
export interface Head {
  key: string
  title: Record<Locale, string>
  /** A sheet without it isn't read. */
  needed?: boolean
  /** Goes out to be looked at; what comes back in it is not read. */
  shown?: boolean
}
/**
 * A column that is read: `put` writes what a cell says into a line `L`, looked up in the ground `G`, and answers what is
 * wrong with it. `clear` is what `-` makes of it; columns without cannot be emptied.
 */
export interface Column<L, G = unknown> extends Head {
  put: (line: L, text: string, ground: G) => CellFault | undefined
  clear?: (line: L) => void
}

/** Numbers that a spreadsheet has shortened. */
export const EXPONENT = /^\d(?:\.\d+)?e\+?\d+$/i

/** A text column of at most so many characters. */
export function words<L>(
  key: string,
  zh: string,
  en: string,
  most: number,
  set: (line: L, text: string) => void,
  o: { clearable?: boolean; long?: boolean } = {},
): Column<L> {
  const shape = o.long ? lines(most) : line(most)
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text) => {
      const read = shape.safeParse(text)
      if (!read.success)
        return text.trim().length > most ? { code: 'too_long', args: { most } } : { code: 'not_text' }
      set(to, read.data)
    },
    ...(o.clearable ? { clear: (to) => set(to, '') } : {}),
  }
}

/** A column of whole numbers between two ends, both included. */
export function whole<L>(
  key: string,
  zh: string,
  en: string,
  least: number,
  most: number,
  set: (line: L, n: number) => void,
): Column<L> {
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text) => {
      const plain = text.normalize('NFKC').replaceAll(',', '').replace(/^\+/, '')
      const n = /^-?\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN
      if (!(n >= least && n <= most)) return { code: 'whole_number', args: { least, most } }
      set(to, n)
    },
  }
}

/** A column of prices in the brand's currency; `-` takes a clearable one away. */
export function price<L>(
  key: string,
  zh: string,
  en: string,
  set: (line: L, minor: number | null) => void,
  o: { clearable?: boolean; least?: number } = {},
): Column<L, { currency: string }> {
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text, { currency }) => {
      const minor = parseMoney(text.normalize('NFKC'), currency)
      if (minor === undefined || minor > MINOR_MAX || minor < (o.least ?? 0))
        return { code: 'price_invalid', args: { digits: currencyDigits(currency) } }
      set(to, minor)
    },
    ...(o.clearable ? { clear: (to: L) => set(to, null) } : {}),
  }
}

/** A column of codes as people type them. */
export function coded<L>(
  key: string,
  zh: string,
  en: string,
  set: (line: L, code: string) => void,
  o: { most?: number; needed?: boolean } = {},
): Column<L> {
  const shape = code(o.most ?? 40)
  return {
    key,
    title: { 'zh-CN': zh, en },
    ...(o.needed ? { needed: true } : {}),
    put: (to, text) => {
      const read = shape.safeParse(text)
      if (!read.success && EXPONENT.test(text)) return { code: 'number_mangled', args: { shown: text } }
      if (!read.success) return { code: 'code_invalid' }
      set(to, read.data)
    },
  }
}

/** A column with one word of a few, in either language or as its key; the first of each is the one that is written. */
export function oneOf<L, K extends string>(
  key: string,
  zh: string,
  en: string,
  choices: Record<K, Record<Locale, string>>,
  set: (line: L, choice: K) => void,
): Column<L> {
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text) => {
      const choice = choiceOf(choices, text)
      if (!choice) return { code: 'word_unknown', args: { allowed: allowed(choices) } }
      set(to, choice)
    },
  }
}

/** Words for a flag, the first of each the one that is written. */
export const YES_NO: Record<'true' | 'false', Record<Locale, string>> = {
  true: { 'zh-CN': '是', en: 'yes' },
  false: { 'zh-CN': '否', en: 'no' },
}

/** Which of a few words a text is; undefined for none. */
export const choiceOf = <K extends string>(
  choices: Record<K, Record<Locale, string>>,
  text: string,
): K | undefined => {
  const said = text.trim().toLowerCase()
  return (Object.keys(choices) as K[]).find((key) =>
    [key, choices[key]['zh-CN'], choices[key].en.toLowerCase()].includes(said),
  )
}
/** The words there are, for who wrote another one. */
export const allowed = (choices: Record<string, Record<Locale, string>>): string =>
  Object.values(choices)
    .map((w) => `${w['zh-CN']} / ${w.en}`)
    .join(', ')

/** Puts what a cell says into a line; an empty one says nothing, `-` empties. Answers what is wrong with it. */
export function putCell<L, G>(to: L, column: Column<L, G>, cell: string, ground: G): CellFault | undefined {
  const raw = cell.trim()
  if (raw === '') return undefined
  if (raw === CLEAR) {
    if (!column.clear) return { code: 'required' }
    column.clear(to)
    return undefined
  }
  const text = textOf(raw).trim()
  return text === '' ? undefined : column.put(to, text, ground)
}
