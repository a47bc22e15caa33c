import type { ProductEdit } from '@storeweave/contract'
import { divideHalfUp } from '@storeweave/contract/money'
import { nextProductState, type ProductState } from './states.js'

/** A tag on a product, with the time it holds. */
export interface HeldTag {
  tagId: string
  from: string
  until: string | null
}
/** What an edit may change of a product; prices by SKU. */
export type EditedValue =
  | { categoryId: string }
  | { brand: string }
  | { tags: readonly HeldTag[] }
  | { prices: readonly { skuId: string; code: string; price: number }[] }
  | { state: ProductState }
  | { cloudOnly: boolean }
/** A product as far as edits look at it: its active SKUs alone. */
export interface Editable {
  categoryId: string
  brand: string
  state: ProductState
  cloudOnly: boolean
  tags: readonly HeldTag[]
  skus: readonly { id: string; code: string; listPrice: number }[]
}

/** The part of a product that an edit is about, as it is now. */
export function valueOf(product: Editable, edit: ProductEdit): EditedValue {
  if (edit.categoryId !== undefined) return { categoryId: product.categoryId }
  if (edit.brand !== undefined) return { brand: product.brand }
  if (edit.move !== undefined) return { state: product.state }
  if (edit.cloudOnly !== undefined) return { cloudOnly: product.cloudOnly }
  if (edit.price !== undefined)
    return { prices: product.skus.map(({ id, code, listPrice }) => ({ skuId: id, code, price: listPrice })) }
  return { tags: [...product.tags].sort((a, b) => (a.tagId < b.tagId ? -1 : 1)) }
}

/** What an edit makes of it; undefined where it is no legal move from there. `now` is when a tag begins. */
export function editedValue(value: EditedValue, edit: ProductEdit, now: string): EditedValue | undefined {
  if ('categoryId' in value) return { categoryId: edit.categoryId ?? value.categoryId }
  if ('brand' in value) return { brand: edit.brand ?? value.brand }
  if ('cloudOnly' in value) return { cloudOnly: edit.cloudOnly ?? value.cloudOnly }
  if ('prices' in value)
    return { prices: value.prices.map((p) => ({ ...p, price: movedPrice(p.price, edit.price!) })) }
  if ('state' in value) {
    const state = nextProductState(value.state, edit.move!)
    return state && { state }
  }
  const others = value.tags.filter((t) => t.tagId !== edit.removeTagId)
  const added = edit.addTagId
  const there = others.find((t) => t.tagId === added)
  // one that has run out begins anew; one that holds or will hold is left as it is
  const holds = there && (there.until === null || there.until > now)
  if (!added || holds) return { tags: others }
  const tags = [...others.filter((t) => t !== there), { tagId: added, from: now, until: null }]
  return { tags: tags.sort((a, b) => (a.tagId < b.tagId ? -1 : 1)) }
}

/**
 * A price moved by minor units or by basis points, rounded half up to the minor unit; below zero comes out as zero. E.g.
 * 9.99 less 5 % is 9.49 (9.4905), 0.50 less 1 % is 0.50 (0.495).
 */
export function movedPrice(price: number, { by, value }: NonNullable<ProductEdit['price']>): number {
  if (by === 'amount') return Math.max(0, price + value)
  const rate = 10_000 + value
  return rate <= 0 ? 0 : divideHalfUp(BigInt(price) * BigInt(rate), 10_000)
}

/** True when two values of the same edit are the same, in whatever order their parts stand. */
export const sameValue = (a: EditedValue, b: EditedValue): boolean => keyOf(a) === keyOf(b)
function keyOf(value: EditedValue): string {
  if ('prices' in value)
    return value.prices
      .map((p) => `${p.skuId} ${p.price}`)
      .sort()
      .join()
  if ('tags' in value)
    return value.tags
      .map((t) => `${t.tagId} ${t.from} ${t.until ?? ''}`)
      .sort()
      .join()
  return Object.values(value).join()
}
