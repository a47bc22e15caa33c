const TERM_MAX = 60
const TERMS_MAX = 400
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

export interface TermSource {
  /** Names and brand, in any language. */
  texts: readonly string[]
  /** Syllables without tones of a run of Chinese characters, one each; comes from the platform's dictionary. */
  syllablesOf: (run: string) => readonly string[]
  /** Codes and barcodes. */
  codes: readonly string[]
}

/**
 * Everything a product is found under by prefix: each ending of its Chinese runs (so that any inner word is a
 * beginning), their pinyin whole and as initials, its Latin words, codes and barcodes. Sorted by use, bounded.
 */
export function termsOf({ texts, syllablesOf, codes }: TermSource): string[] {
  const terms = new Set<string>()
  const add = (list: readonly string[]) =>
    list.forEach((t) => t && terms.add([...t].slice(0, TERM_MAX).join('')))
  for (const code of codes) add([plain(code), ...latinWords(code)])
  for (const text of texts) {
    add([...latinWords(text), ...joinedWords(text)])
    for (const run of hanRuns(text)) {
      add(endings([...run]))
      const syllables = syllablesOf(run).map(plain)
      add(endings(syllables))
      add(endings(syllables.map((s) => s.slice(0, 1))))
    }
  }
  return [...terms].slice(0, TERMS_MAX)
}

/** The words of a search text, each to be found by prefix; at most five. Chinese and Latin parts that touch are parted. */
export function wordsOf(query: string): string[] {
  const code = plain(query.trim())
  // a code typed or scanned whole keeps its dashes and dots
  if (/^[a-z0-9]+(?:[._-][a-z0-9]+)+$/.test(code)) return [code.slice(0, TERM_MAX)]
  const parts = plain(query).replace(HAN, ' $& ').match(WORD) ?? []
  return [...new Set(parts.map((p) => [...p].slice(0, TERM_MAX).join('')))].slice(0, WORDS_MAX)
}

/** The range of texts (compared byte by byte) that begin with a word: `from` included, `to` left out. */
export const prefixRange = (word: string): { from: string; to: string } => ({
  from: word,
  to: word + '\u{10FFFF}',
})
