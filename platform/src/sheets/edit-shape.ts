import { errorText, type BulkEdit, type BulkEditRow, type ProductEdit } from '@storeweave/contract'
import type { EditedValue } from '@storeweave/rules/catalog'
import { moneyText } from '@storeweave/contract/money'
import { stateText } from '../catalog/index.js'
import { scope } from '../kernel/scope.js'
import { YES_NO } from './columns.js'
import type { EditedProduct, EditRow } from './edits.repo.js'

/** What categories and tags are called, and in which currency prices are. */
export interface EditWords {
  currency: string
  categories: ReadonlyMap<string, string>
  tags: ReadonlyMap<string, string>
}

/** A change as the asker sees it. */
export const editOf = (r: EditRow, words: EditWords): BulkEdit => ({
  id: r.id,
  edit: r.edit,
  about: aboutOf(r.edit, words),
  state: r.state,
  fault: r.fault ? errorText(r.fault, scope().locale, {}) : '',
  matched: r.matched,
  planned: r.planned,
  same: r.same,
  refused: r.refused,
  made: r.made,
  restored: r.restored,
  kept: r.kept,
  rowsKept: r.rows_kept,
  by: r.person_name,
  undoneBy: r.undone_by_name,
  undoneAt: r.undone_at,
  createdAt: r.created_at,
  updatedAt: r.updated_at,
})

function aboutOf(edit: ProductEdit, { currency, categories, tags }: EditWords): string {
  if (edit.categoryId) return categories.get(edit.categoryId) ?? ''
  if (edit.price) {
    const { by, value } = edit.price
    const size = by === 'percent' ? `${Math.abs(value) / 100}%` : moneyText(Math.abs(value), currency)
    return `${value < 0 ? '−' : '+'}${size}`
  }
  const tag = edit.addTagId ?? edit.removeTagId
  return tag ? (tags.get(tag) ?? '') : (edit.brand ?? '')
}

/** What becomes of a product, as the asker reads it. */
export function editedOf(r: EditedProduct, words: EditWords): BulkEditRow {
  return {
    productId: r.product_id,
    name: { zh: r.name_zh, en: r.name_en },
    outcome: r.outcome,
    reason: r.code ? errorText(r.code, scope().locale, r.args) : '',
    changes: r.before ? changesOf(r.before, r.after ?? r.before, words) : [],
  }
}

function changesOf(before: EditedValue, after: EditedValue, words: EditWords): BulkEditRow['changes'] {
  if ('prices' in before && 'prices' in after) {
    const is = new Map(after.prices.map((p) => [p.skuId, p.price]))
    return before.prices.flatMap(({ skuId, code, price }) => {
      const now = is.get(skuId)
      return now === undefined || (now === price && before !== after)
        ? []
        : [{ sku: code, before: moneyText(price, words.currency), after: moneyText(now, words.currency) }]
    })
  }
  return [{ sku: '', before: textOf(before, words), after: textOf(after, words) }]
}

function textOf(value: EditedValue, { categories, tags }: EditWords): string {
  if ('categoryId' in value) return categories.get(value.categoryId) ?? ''
  if ('brand' in value) return value.brand
  if ('state' in value) return stateText(value.state)
  if ('cloudOnly' in value) return YES_NO[value.cloudOnly ? 'true' : 'false'][scope().locale]
  const joint = scope().locale === 'en' ? ', ' : '、'
  return 'tags' in value ? value.tags.map((t) => tags.get(t.tagId) ?? '').join(joint) : ''
}
