import type { Locale } from '@storeweave/contract'
import type { NamedAttribute } from '../catalog/index.js'

/** The choices of an attribute as cells name them. */
export interface Choices {
  /** The ids of what a cell names, and the first word in it that names nothing, or several. */
  read: (text: string) => { ids: string[]; unknown?: string }
  /** A cell that names these choices and none else, in a language as far as it can. */
  write: (ids: readonly string[], locale: Locale) => string
  /** What there is to choose from, as far as people read on. */
  allowed: string
}
const PARTS = /[;；、,，|\r\n\t]+/
const ALLOWED_MAX = 20

const known = new WeakMap<NamedAttribute, Choices>()

/** The choices of an attribute; made once for each ground that sheets are read against. */
export function choicesOf(attribute: NamedAttribute): Choices {
  const there = known.get(attribute)
  if (there) return there
  const made = choices(attribute)
  known.set(attribute, made)
  return made
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

function choices({ choices: all, several }: NamedAttribute): Choices {
  const ids = idsByWord(all)
  const idOf = (word: string) => ids.get(word) ?? ids.get(fold(word)) ?? undefined
  // the whole cell first: a name may hold what parts others
  const read: Choices['read'] = (text) => {
    const whole = idOf(text.trim())
    if (whole || !several) return whole ? { ids: [whole] } : { ids: [], unknown: text.trim() }
    const parts = [...new Set(text.split(PARTS).map((part) => part.trim()))].filter(Boolean)
    const unknown = parts.find((part) => !idOf(part))
    return unknown === undefined && parts.length
      ? { ids: [...new Set(parts.map((part) => idOf(part)!))] }
      : { ids: [], unknown: unknown ?? text.trim() }
  }
  const means = (text: string, wanted: readonly string[]): boolean => {
    const got = read(text)
    return got.ids.length === wanted.length && wanted.every((id) => got.ids.includes(id))
  }
  const names = new Map(all.map((c) => [c.id, c.name]))
  return {
    read,
    // whatever is written reads back as the same: names that would not give way to ids
    write: (wanted, locale) => {
      if (!wanted.length) return ''
      const [english, joint] = [locale === 'en', locale === 'en' ? ', ' : '、']
      const own = wanted.map((id) => (english && names.get(id)?.en) || names.get(id)?.zh || id).join(joint)
      const chinese = wanted.map((id) => names.get(id)?.zh ?? id).join(joint)
      return [own, chinese].find((text) => means(text, wanted)) ?? wanted.join(joint)
    },
    allowed:
      all
        .slice(0, ALLOWED_MAX)
        .map((c) => (c.name.en && c.name.en !== c.name.zh ? `${c.name.zh} / ${c.name.en}` : c.name.zh))
        .join(', ') + (all.length > ALLOWED_MAX ? ' …' : ''),
  }
}

/** Ids by what cells may write for them, the stronger word first: the name, the id, the name in any width or case, English. */
function idsByWord(all: NamedAttribute['choices']): ReadonlyMap<string, string | null> {
  const ids = new Map<string, string | null>()
  const offer = (wordOf: (c: NamedAttribute['choices'][number]) => string) => {
    const claims = new Map<string, string | null>()
    for (const c of all) {
      const word = wordOf(c)
      if (word && !ids.has(word))
        claims.set(word, claims.has(word) && claims.get(word) !== c.id ? null : c.id)
    }
    for (const [word, id] of claims) ids.set(word, id)
  }
  for (const wordOf of [
    (c: NamedAttribute['choices'][number]) => c.name.zh,
    (c: NamedAttribute['choices'][number]) => c.id,
    (c: NamedAttribute['choices'][number]) => fold(c.name.zh),
    (c: NamedAttribute['choices'][number]) => fold(c.name.en),
  ])
    offer(wordOf)
  return ids
}
