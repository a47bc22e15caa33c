import { Injectable } from '@nestjs/common'
import { prefixRange, type Term } from '@storeweave/rules/catalog'
import { db, tenantId } from '../kernel/db.js'
import type { Named } from './terms.js'

export interface NamedProduct extends Named {
  id: string
}
export interface ProductTerms {
  productId: string
  terms: readonly Term[]
}
export interface WordKeys {
  word: string
  keys: readonly { key: string; near: boolean }[]
}

/** What products are found under, and the tenant's words. */
@Injectable()
export class SearchTermsRepo {
  /** Names of products, for their terms. */
  async named(ids: readonly string[]): Promise<NamedProduct[]> {
    const rows = await db().many<{ id: string; name_zh: string; name_en: string; brand: string }>(
      'select id, name_zh, name_en, brand from products where tenant_id = $1 and id = any($2::uuid[])',
      [tenantId(), ids],
    )
    return rows.map((r) => ({ id: r.id, name: { zh: r.name_zh, en: r.name_en }, brand: r.brand }))
  }

  /** Replaces what products are found under, all in one statement, and notes that it is done. */
  async replace(products: readonly ProductTerms[]): Promise<void> {
    const rows = products.flatMap(({ productId, terms }) => terms.map((t) => ({ productId, ...t })))
    await db().run(
      `with wanted as (select * from unnest($2::uuid[], $3::text[], $4::boolean[]) as w(product_id, term, first)),
       gone as (delete from product_terms t where t.tenant_id = $1 and t.product_id = any($5::uuid[])
         and not exists (select from wanted w where w.product_id = t.product_id and w.term = t.term)),
       done as (update products set termed = true where tenant_id = $1 and id = any($5::uuid[]) and not termed)
       insert into product_terms (tenant_id, term, product_id, first) select $1, w.term, w.product_id, w.first from wanted w
       on conflict (tenant_id, term, product_id) do update set first = excluded.first where product_terms.first <> excluded.first`,
      [
        tenantId(),
        rows.map((r) => r.productId),
        rows.map((r) => r.term),
        rows.map((r) => r.first),
        products.map((p) => p.productId),
      ],
    )
  }

  /** Adds words that are new, in order, so that two who add the same never wait for each other crosswise. Answers the new ones. */
  async addWords(words: readonly string[]): Promise<string[]> {
    const ordered = [...new Set(words)].sort()
    const rows = await db().many<{ word: string }>(
      `insert into search_words (tenant_id, word, upto) select $1, w.word, w.upto from unnest($2::text[], $3::text[]) with ordinality as w(word, upto, n) order by w.n
       on conflict do nothing returning word`,
      [tenantId(), ordered, ordered.map((word) => prefixRange(word).to)],
    )
    return rows.map((r) => r.word)
  }

  /** Adds what words are typed as. */
  async addKeys(words: readonly WordKeys[]): Promise<void> {
    const rows = words.flatMap(({ word, keys }) => keys.map((k) => ({ word, ...k })))
    await db().run(
      `insert into search_keys (tenant_id, near, key, word) select $1, k.near, k.key, k.word from unnest($2::boolean[], $3::text[], $4::text[]) as k(near, key, word) on conflict do nothing`,
      [tenantId(), rows.map((r) => r.near), rows.map((r) => r.key), rows.map((r) => r.word)],
    )
  }

  /** Products whose terms still have to be written. */
  async waiting(most: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select id from products where tenant_id = $1 and not termed order by id limit $2 for no key update skip locked',
      [tenantId(), most],
    )
    return rows.map((r) => r.id)
  }
}
