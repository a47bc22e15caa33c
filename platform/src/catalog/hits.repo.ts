import { maybeBarcode, maybeCode, prefixRange, wordsOf } from '@storeweave/rules/catalog'

/** How well a product fits a word, best first. */
const RANK = { word: 0, beginning: 1, inner: 2, synonym: 3, alike: 4 } as const
/** SQL of what a search finds (`product_id`, `rank`); pushes its values after those given. */
export type HitsSql = (values: unknown[]) => string
/** A word to look for, with what may stand for it instead. */
export interface Sought {
  word: string
  /** What may have been meant. */
  alike?: readonly string[]
}

/** SQL of the products whose codes or barcodes begin with a word, in index ranges; `from` and `to` are its parameters. */
function codesSql(word: string, from: string, to: string, rank: string): string[] {
  const found: string[] = []
  if (maybeCode(word))
    found.push(
      `select k.product_id${rank} from skus k where k.tenant_id = $1 and k.active and k.code_plain >= ${from} and k.code_plain < ${to}`,
    )
  if (maybeBarcode(word))
    found.push(
      `select k.product_id${rank} from barcodes b join skus k on k.tenant_id = $1 and k.id = b.sku_id where b.tenant_id = $1 and b.barcode collate "C" >= ${from} and b.barcode collate "C" < ${to}`,
    )
  return found
}

/**
 * The SQL condition that a product is found under every word of a search text, as index ranges. Pushes its values
 * after those given (`$1` must be the tenant) and answers `true` for an empty text, `false` for one of marks only.
 */
export function termsCondition(column: string, q: string | undefined, values: unknown[]): string {
  if (!q?.trim()) return 'true'
  const words = wordsOf(q)
  if (!words.length) return 'false'
  const found = words.map((word) => {
    const range = prefixRange(word)
    values.push(range.from, range.to)
    const [from, to] = [`$${values.length - 1}`, `$${values.length}`]
    const terms = `select t.product_id from product_terms t where t.tenant_id = $1 and t.term >= ${from} and t.term < ${to}`
    return `(${[terms, ...codesSql(word, from, to, '')].join(' union all ')})`
  })
  // found once, before anything else is planned around how few it may be
  return `${column} = any(array(${found.join(' intersect ')}))`
}

/**
 * SQL of the products (`product_id`) found under all words, each with a `rank`: 0 fits best. Pushes its values after those
 * given; `$1` must be the tenant. There must be a word.
 */
export function hitsSql(sought: readonly Sought[], values: unknown[]): string {
  const each = sought.map((one, n) => {
    const own = rangeSql(one.word, values, (from) => {
      const begins = `case when t.term = ${from} then ${RANK.word} when t.first then ${RANK.beginning} else ${RANK.inner} end`
      return { term: begins, code: RANK.beginning }
    })
    const alike = (one.alike ?? []).flatMap((word) =>
      rangeSql(word, values, () => ({ term: `${RANK.alike}`, code: RANK.alike })),
    )
    const all = [...own, synonymsSql(one.word, values), ...alike]
    return `select product_id, min(rank) as rank, ${n} as word from (${all.join(' union all ')}) w group by product_id`
  })
  if (each.length === 1) return each[0]!
  return `select product_id, sum(rank) as rank from (${each.join(' union all ')}) h group by product_id having count(*) = ${each.length}`
}

/** What is found under the tenant's synonyms of a word, typed as it is written or as it sounds; each a range of the index. */
function synonymsSql(word: string, values: unknown[]): string {
  const asked = `$${values.push(word)}`
  return `select t.product_id, ${RANK.synonym} as rank from synonym_words a
    join synonym_words b on b.tenant_id = $1 and b.synonym_id = a.synonym_id and b.plain <> a.plain
   cross join lateral (select t.product_id from product_terms t where t.tenant_id = $1 and t.term >= b.plain and t.term < b.upto limit 100000) t
   where a.tenant_id = $1 and (a.plain = ${asked} or a.sound = ${asked})`
}

function rangeSql(
  word: string,
  values: unknown[],
  rankOf: (from: string) => { term: string; code: number },
): string[] {
  const range = prefixRange(word)
  values.push(range.from, range.to)
  const [from, to] = [`$${values.length - 1}`, `$${values.length}`]
  const rank = rankOf(from)
  return [
    `select t.product_id, ${rank.term} as rank from product_terms t where t.tenant_id = $1 and t.term >= ${from} and t.term < ${to}`,
    ...codesSql(word, from, to, `, ${rank.code}`),
  ]
}

/** SQL of the products that have both parts of one of a word's halvings; pushes its values after those given. */
export function halvesSql(halves: readonly (readonly string[])[], values: unknown[]): string {
  const both = halves.map((parts) => {
    const found = parts.map((part) => {
      const { from, to } = prefixRange(part)
      values.push(from, to)
      return `select t.product_id from product_terms t where t.tenant_id = $1 and t.term >= $${values.length - 1} and t.term < $${values.length}`
    })
    return `(${found.join(' intersect ')})`
  })
  return `select distinct product_id, ${RANK.alike} as rank from (${both.join(' union all ')}) h`
}

/** Nothing is found under marks alone. */
export const nothingSql: HitsSql = () => 'select null::uuid as product_id, 0 as rank, 0 as place where false'
/** What was found before, in its order (`place`). */
export const knownSql =
  (ids: readonly string[], ranks: readonly number[]): HitsSql =>
  (values) => {
    values.push(ids, ranks)
    return `select * from unnest($${values.length - 1}::uuid[], $${values.length}::int[]) with ordinality h(product_id, rank, place) order by place`
  }
