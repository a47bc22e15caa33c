import type { Difference } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'

/** What the ids in differences stand for. */
export interface Names {
  categories: ReadonlyMap<string, string>
  suppliers: ReadonlyMap<string, string>
  attributes: ReadonlyMap<string, string>
  choices: ReadonlyMap<string, string>
  kinds: (kind: string) => string
  flags: { true: string; false: string }
  currency: string
}
const MONEY: ReadonlySet<string> = new Set(['sku.listPrice', 'sku.priceMin', 'sku.priceMax'])
export const PICTURES: ReadonlySet<string> = new Set(['mediaIds', 'sku.mediaId'])

/** A side of a difference as people read it. */
export function readable({ field }: Difference, text: string, names: Names): string {
  if (text === '') return ''
  if (MONEY.has(field)) return moneyText(Number(text), names.currency)
  if (field === 'kind') return names.kinds(text)
  if (field === 'categoryId') return names.categories.get(text) ?? text
  if (field === 'supplierId') return names.suppliers.get(text) ?? text
  if (field === 'cloudOnly') return names.flags[text === 'true' ? 'true' : 'false']
  if (field !== 'value') return text
  if (text === 'true' || text === 'false') return names.flags[text]
  return text
    .split(' ')
    .map((word) => names.choices.get(word) ?? word)
    .join(' ')
}
