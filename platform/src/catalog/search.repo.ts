import { Injectable } from '@nestjs/common'
import { prefixRange } from '@storeweave/rules/catalog'
import { db, tenantId } from '../kernel/db.js'
import type { HitsSql } from './hits.repo.js'

/** How many words are weighed as suggestions, how many goods are counted of each, and how many slips are looked at. */
const WEIGHED = 40
const COUNTED = 100
const SLIPS = 200

/** The tenant's words: how they go on, what they may be a slip of. */
@Injectable()
export class SearchRepo {
  /** The published goods that a search hits, at most so many, those that fit best first, then those that sell best. */
  best(hits: HitsSql, most: number): Promise<{ id: string; rank: number }[]> {
    const values: unknown[] = [tenantId(), most]
    return db().manyPlannedOnce(
      `select h.product_id as id, h.rank from (${hits(values)}) h
        cross join lateral (select p.popularity from products p where p.tenant_id = $1 and p.id = h.product_id and p.state = 'published' limit 1) p
        order by h.rank, p.popularity desc, h.product_id desc limit $2`,
      values,
    )
  }

  /** Words typed as what begins so, those of most goods first. */
  async words(beginning: string, limit: number): Promise<string[]> {
    const rows = await db().many<{ word: string }>(
      `select x.word from (
         select w.word, (select count(*) from (select from product_terms t where t.tenant_id = $1 and t.term >= w.word and t.term < w.upto limit ${COUNTED}) c) as goods
           from (select k.word from search_keys k where k.tenant_id = $1 and k.near = false and k.key >= $2 and k.key < $3 group by k.word order by min(length(k.key)), k.word limit ${WEIGHED}) k
           join search_words w on w.tenant_id = $1 and w.word = k.word) x
        where x.goods > 0 order by x.goods desc, length(x.word), x.word limit $4`,
      [tenantId(), beginning, `${beginning}\u{10FFFF}`, limit],
    )
    return rows.map((r) => r.word)
  }

  /** Which of these words goods are found under. */
  async known(words: readonly string[]): Promise<string[]> {
    const rows = await db().many<{ word: string }>(
      `select w.word from unnest($2::text[], $3::text[]) w(word, upto)
        where exists (select from product_terms t where t.tenant_id = $1 and t.term >= w.word and t.term < w.upto)`,
      [tenantId(), words, words.map((word) => prefixRange(word).to)],
    )
    return rows.map((r) => r.word)
  }

  /** Words that share a key with what was typed, with one letter left out or not. */
  async near(keys: readonly { asked: string; key: string }[]): Promise<{ asked: string; word: string }[]> {
    return db().many(
      `select distinct a.asked, k.word from unnest($2::text[], $3::text[]) a(asked, key)
        cross join lateral (select k.word from search_keys k where k.tenant_id = $1 and k.near in (false, true) and k.key = a.key limit 20) k limit ${SLIPS}`,
      [tenantId(), keys.map((k) => k.asked), keys.map((k) => k.key)],
    )
  }
}
