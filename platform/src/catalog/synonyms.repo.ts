import { Injectable } from '@nestjs/common'
import type { Synonym } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface SynonymWord {
  word: string
  plain: string
  /** What begins with it ends before this. */
  upto: string
  sound: string
}

@Injectable()
export class SynonymsRepo {
  /** All groups, the latest first; one alone when an id is given. */
  async all(id: string | null = null): Promise<Synonym[]> {
    const rows = await db().many<{ id: string; words: string[]; updated_at: string }>(
      `select s.id, s.updated_at, (select coalesce(array_agg(w.word order by w.position), '{}') from synonym_words w where w.tenant_id = $1 and w.synonym_id = s.id) as words
         from synonyms s where s.tenant_id = $1 and ($2::uuid is null or s.id = $2) order by s.id desc`,
      [tenantId(), id],
    )
    return rows.map((r) => ({ id: r.id, words: r.words, updatedAt: r.updated_at }))
  }

  /** Adds a group without words; 0 when the id is there already. */
  insert(id: string): Promise<number> {
    return db().run(
      'insert into synonyms (tenant_id, id, created_at, updated_at) values ($1, $2, $3, $3) on conflict (tenant_id, id) do nothing',
      [tenantId(), id, clock.now()],
    )
  }

  /** Takes hold of a group until the transaction ends, and notes that it changes; 0 when it isn't there. */
  touch(id: string): Promise<number> {
    return db().run('update synonyms set updated_at = $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      clock.now(),
    ])
  }

  /** Replaces the words of a group. */
  async setWords(id: string, words: readonly SynonymWord[]): Promise<void> {
    await db().run('delete from synonym_words where tenant_id = $1 and synonym_id = $2', [tenantId(), id])
    await db().run(
      `insert into synonym_words (tenant_id, synonym_id, position, word, plain, upto, sound)
       select $1, $2, w.n, w.word, w.plain, w.upto, w.sound from unnest($3::text[], $4::text[], $5::text[], $6::text[]) with ordinality as w(word, plain, upto, sound, n)`,
      [
        tenantId(),
        id,
        words.map((w) => w.word),
        words.map((w) => w.plain),
        words.map((w) => w.upto),
        words.map((w) => w.sound),
      ],
    )
  }

  remove(id: string): Promise<number> {
    return db().run('delete from synonyms where tenant_id = $1 and id = $2', [tenantId(), id])
  }
}
