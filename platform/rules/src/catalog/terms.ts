const TERM_MAX = 60
/** Names of 120 signs in two languages and a brand make fewer; only other readings of long names may fall off. */
const TERMS_MAX = 600
const WORDS_MAX = 5
const HAN = /\p{Script=Han}+/gu
const WORD = /[\p{L}\p{N}]+/gu
const RUN = /[a-z0-9._-]+/g

/** Puts a text in the form terms and queries are compared in: full-width to half-width, lower case, accents off. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

/** The runs of Chinese characters of a text. */
export const hanRuns = (text: string): string[] => plain(text).match(HAN) ?? []
/** Its other words: letters and digits, e.g. `250ml`. */
export const latinWords = (text: string): string[] => plain(text).replace(HAN, ' ').match(WORD) ?? []

/** Words joined by dash, dot or underscore, kept whole: `a-12`, `w1.5`. */
const joinedWords = (text: string): string[] =>
  (plain(text).match(RUN) ?? [])
    .flatMap((run) => run.split(/[._-]{2,}/))
    .map((run) => run.replace(/^[._-]|[._-]$/g, ''))
    .filter((run) => /[._-]/.test(run))

/** Every ending of a list of pieces, joined: `[you, ji, niu]` gives `youjiniu`, `jiniu`, `niu`. */
export const endings = (pieces: readonly string[]): string[] => pieces.map((_, i) => pieces.slice(i).join(''))

/** What something is found under by its beginning. */
export interface Term {
  term: string
  /** It begins a name: goes before what only has it further in. */
  first: boolean
}
export interface TermSource {
  /** Names and brand, in any language. */
  texts: readonly string[]
  /**
   * The ways a run of Chinese characters is read: syllables without tones, one a character; the first is the likeliest.
   * Comes from the platform's dictionary.
   */
  readingsOf: (run: string) => readonly (readonly string[])[]
}

/**
 * Everything a product's names are found under by prefix: each ending of their Chinese runs (so that any inner word is a
 * beginning), Latin words, pinyin whole and as initials, then other readings. In this order and bounded: what falls off
 * is the least likely. Codes and barcodes are looked up where they stand, not here.
 */
export function termsOf({ texts, readingsOf }: TermSource): Term[] {
  const terms = new Map<string, boolean>()
  const add = (list: readonly string[], begins: boolean) =>
    list.forEach((text, n) => {
      const term = [...text].slice(0, TERM_MAX).join('')
      const first = begins && n === 0
      if (term) terms.set(term, terms.get(term) === true || first)
    })
  const runs = texts.flatMap((text) => {
    const start = plain(text).trim()
    return hanRuns(text).map((run, n) => ({ run, begins: n === 0 && start.startsWith(run) }))
  })
  for (const text of texts) {
    const words = latinWords(text)
    add([...words, ...joinedWords(text)], !!words[0] && plain(text).trim().startsWith(words[0]))
  }
  for (const { run, begins } of runs) add(endings([...run]), begins)
  const read = runs.map((one) => ({ ...one, readings: readingsOf(one.run).map((r) => r.map(plain)) }))
  for (const { readings, begins } of read) add(endings(readings[0] ?? []), begins)
  for (const { readings, begins } of read) add(initialsOf(readings[0] ?? []), begins)
  for (const { readings, begins } of read)
    for (const other of readings.slice(1)) {
      add(endings(other), begins)
      add(initialsOf(other), begins)
    }
  return [...terms].slice(0, TERMS_MAX).map(([term, first]) => ({ term, first }))
}

/** Beginning letters of syllables, from each on; a letter alone says nothing. */
const initialsOf = (syllables: readonly string[]): string[] =>
  endings(syllables.map((s) => s.slice(0, 1))).filter((letters) => letters.length > 1)

/** The words of a search text, each to be found by prefix; at most five. Chinese and Latin parts that touch are parted. */
export function wordsOf(query: string): string[] {
  const code = plain(query.trim())
  // a code typed or scanned whole keeps its dashes and dots
  if (/^[a-z0-9]+(?:[._-][a-z0-9]+)+$/.test(code)) return [code.slice(0, TERM_MAX)]
  const parts = plain(query).replace(HAN, ' $& ').match(WORD) ?? []
  return [...new Set(parts.map((p) => [...p].slice(0, TERM_MAX).join('')))].slice(0, WORDS_MAX)
}

/**
 * The range of texts (compared byte by byte) that begin with a word: `from` included, `to` left out. A single letter or
 * digit stands for itself alone: a tenth of all words begin with it.
 */
export const prefixRange = (word: string): { from: string; to: string } => ({
  from: word,
  to: /^[a-z0-9]$/.test(word) ? `${word} ` : word + '\u{10FFFF}',
})

/** Whether a word may be the beginning of a SKU's code: letters alone only from three on. */
export const maybeCode = (word: string): boolean =>
  /^[a-z0-9][a-z0-9._-]*$/.test(word) && word.length <= 40 && (/\d/.test(word) || word.length >= 3)
/** Whether it may be the beginning of a barcode; shorter ones begin those of a whole country. */
export const maybeBarcode = (word: string): boolean => /^\d{6,14}$/.test(word)
