import type { Words } from '@storeweave/contract'
import { prefixRange, termsOf, wordsOf } from '@storeweave/rules/catalog'
import { pinyin } from 'pinyin-pro'

const syllablesOf = (run: string): string[] => pinyin(run, { toneType: 'none', type: 'array', v: true })

/** The search terms of a product: what `product_terms` holds for it. */
export function termsOfProduct(p: {
  name: Words
  brand: string
  skus: readonly { code: string; barcodes: readonly string[] }[]
}): string[] {
  return termsOf({
    texts: [p.name.zh, p.name.en, p.brand],
    syllablesOf,
    codes: p.skus.flatMap((s) => [s.code, ...s.barcodes]),
  })
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
    const { from, to } = prefixRange(word)
    values.push(from, to)
    return `(select t.product_id from product_terms t where t.tenant_id = $1 and t.term >= $${values.length - 1} and t.term < $${values.length})`
  })
  // found once, before anything else is planned around how few it may be
  return `${column} = any(array(${found.join(' intersect ')}))`
}
