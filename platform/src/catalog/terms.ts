import type { Words } from '@storeweave/contract'
import {
  deletionsOf,
  hanRuns,
  latinWords,
  NEAR_FROM,
  prefixRange,
  readingsOf,
  termsOf,
  type Term,
} from '@storeweave/rules/catalog'
import { LRUCache } from 'lru-cache'
import { pinyin } from 'pinyin-pro'

const WORD_MAX = 24
const KEY_MAX = 60
const NAMES_KEPT = 5_000
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const syllablesOf = (run: string): string[] => pinyin(run, { toneType: 'none', type: 'array', v: true })

export interface Named {
  name: Words
  brand: string
}

/** The search terms of a product: what `product_terms` holds for it. */
export const termsOfProduct = ({ name, brand }: Named): Term[] => termsOfTexts([name.zh, name.en, brand])

/** What texts are found under by their beginnings. */
export const termsOfTexts = (texts: readonly string[]): Term[] =>
  termsOf({ texts, readingsOf: (run) => readingsOf(run, syllablesOf(run)) })

const kept = new LRUCache<string, Term[]>({ max: NAMES_KEPT })
/** Whether a name is found under each of some words: for lists short enough to be looked through. */
export function isFoundUnder(name: Words, words: readonly string[]): boolean {
  const key = `${name.zh}\n${name.en}`
  const terms = kept.get(key) ?? termsOfTexts([name.zh, name.en])
  kept.set(key, terms)
  return words.every((word) => {
    const { from, to } = prefixRange(word)
    return terms.some(({ term }) => term >= from && term < to)
  })
}

/** How a word sounds: the pinyin of its Chinese signs, letters as they are. */
export const soundOf = (word: string): string => syllablesOf(word).join('')

/**
 * The words that names are made of, as people type them: Chinese ones as a dictionary parts them (signs it doesn't know
 * belong together: that is how brands are written), others of two letters and more.
 */
export function wordsOfProduct({ name, brand }: Named): string[] {
  const words = new Set<string>()
  for (const text of [name.zh, name.en, brand]) {
    for (const word of latinWords(text)) if (/[a-z]/.test(word) && word.length > 1) words.add(word)
    for (const run of hanRuns(text)) hanWordsOf(run).forEach((word) => words.add(word))
  }
  return [...words].map((word) => [...word].slice(0, WORD_MAX).join(''))
}

function hanWordsOf(run: string): string[] {
  const words: string[] = []
  let single = ''
  const close = () => {
    if (single.length > 1) words.push(single)
    single = ''
  }
  for (const { segment } of segmenter.segment(run)) {
    if ([...segment].length === 1) single += segment
    else {
      close()
      words.push(segment)
    }
  }
  close()
  return words
}

/** The keys a word is typed as (itself, pinyin, initials), and those one letter short of the ones that are letters. */
export function keysOfWord(word: string): { key: string; near: boolean }[] {
  const latin = /^[a-z0-9]+$/.test(word)
  const readings = latin ? [[word]] : readingsOf(word, syllablesOf(word))
  const sounds = readings.map((reading) => reading.join(''))
  const initials = latin ? [] : readings.map((reading) => reading.map((s) => s.slice(0, 1)).join(''))
  const typed = new Set([word, ...sounds, ...initials].map((key) => key.slice(0, KEY_MAX)))
  const near = new Set(
    sounds
      .filter((sound) => /^[a-z]+$/.test(sound) && sound.length >= NEAR_FROM && sound.length <= WORD_MAX)
      .flatMap((sound) => deletionsOf(sound)),
  )
  return [
    ...[...typed].map((key) => ({ key, near: false })),
    ...[...near].map((key) => ({ key, near: true })),
  ]
}
