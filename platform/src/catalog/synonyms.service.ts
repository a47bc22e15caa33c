import { Injectable } from '@nestjs/common'
import type { CreateSynonym, SetSynonym, Synonym } from '@storeweave/contract'
import { plain, prefixRange, wordsOf } from '@storeweave/rules/catalog'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { SynonymsRepo, type SynonymWord } from './synonyms.repo.js'
import { soundOf } from './terms.js'

const GROUPS_MOST = 500

/** Words that mean the same in this shop. */
@Injectable()
export class SynonymService {
  constructor(private readonly synonyms: SynonymsRepo) {}

  all(): Promise<Synonym[]> {
    return transaction(() => this.synonyms.all())
  }

  /** Adds a group. The same id with the same words again answers the one that is there. */
  create({ id, words }: CreateSynonym): Promise<Synonym> {
    const kept = wordsOfGroup(words)
    return transaction(async () => {
      const there = await this.synonyms.all()
      const same = there.find((one) => one.id === id)
      if (same && same.words.join('\n') !== words.join('\n')) throw new Fault('request.key_reused')
      if (same) return same
      if (there.length >= GROUPS_MOST) throw new Fault('catalog.synonyms_full', { most: GROUPS_MOST })
      if (!(await this.synonyms.insert(id))) throw new Fault('request.key_reused')
      await this.synonyms.setWords(id, kept)
      await touchAnswers()
      record({ subject: 'Category', id, name: words.join('、'), after: { words } })
      return this.one(id)
    })
  }

  /** Replaces the words of a group. Throws `access.not_found`. */
  set(id: string, { words }: SetSynonym): Promise<Synonym> {
    const kept = wordsOfGroup(words)
    return transaction(async () => {
      found((await this.synonyms.touch(id)) || undefined)
      const before = await this.one(id)
      await this.synonyms.setWords(id, kept)
      await touchAnswers()
      record({
        subject: 'Category',
        id,
        name: words.join('、'),
        before: { words: before.words },
        after: { words },
      })
      return this.one(id)
    })
  }

  /** Takes a group away. Throws `access.not_found`. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      found((await this.synonyms.touch(id)) || undefined)
      const before = await this.one(id)
      await this.synonyms.setWords(id, [])
      await this.synonyms.remove(id)
      await touchAnswers()
      record({ subject: 'Category', id, name: before.words.join('、'), before: { words: before.words } })
    })
  }

  private async one(id: string): Promise<Synonym> {
    return found((await this.synonyms.all(id))[0])
  }
}

/** Words as they are looked up. Throws for one that isn't a single word, and for one that is there twice. */
function wordsOfGroup(words: readonly string[]): SynonymWord[] {
  const seen = new Set<string>()
  return words.map((word) => {
    const [only, ...more] = wordsOf(word)
    if (!only || more.length || only !== plain(word)) throw new Fault('catalog.synonym_not_a_word', { word })
    if (seen.has(only)) throw new Fault('catalog.synonyms_alike', { word })
    seen.add(only)
    return { word, plain: only, upto: prefixRange(only).to, sound: soundOf(only) }
  })
}
