import type { ProductKind } from '@storeweave/contract'
import { isVoucher } from './kinds.js'

export type ProductState = 'draft' | 'in_review' | 'published' | 'retired'
export type ProductMove = 'submit' | 'withdraw' | 'publish' | 'reject' | 'retire' | 'revive'

/** A product's life. HQ may publish a draft of its own at once; what was submitted waits for review. */
export const productMoves = {
  draft: { submit: 'in_review', publish: 'published' },
  in_review: { withdraw: 'draft', publish: 'published', reject: 'draft' },
  published: { retire: 'retired' },
  retired: { revive: 'draft' },
} as const satisfies Record<ProductState, Partial<Record<ProductMove, ProductState>>>

/** The permission a move needs. */
export const moveNeeds = {
  submit: 'update',
  withdraw: 'update',
  revive: 'update',
  reject: 'review',
  publish: 'publish',
  retire: 'publish',
} as const satisfies Record<ProductMove, string>

/** Where a move leads from a state; undefined when it isn't legal. */
export const nextProductState = (from: ProductState, move: ProductMove): ProductState | undefined =>
  (productMoves[from] as Partial<Record<ProductMove, ProductState>>)[move]

/** The moves that are legal in a state. */
export const movesFrom = (from: ProductState): ProductMove[] =>
  Object.keys(productMoves[from]) as ProductMove[]

export interface Readiness {
  name: { zh: string }
  mediaIds: readonly string[]
  categoryId: string | null
  /** Of a bundle, each SKU that is sold needs parts; of vouchers, what one is good for. */
  kind?: ProductKind
  skus: readonly {
    active: boolean
    listPrice: number
    parts?: readonly unknown[] | undefined
    voucher?: unknown
  }[]
}

/** What a product still lacks before shoppers may see it; empty when it is ready. */
export function missingForSale(
  p: Readiness,
): ('name' | 'picture' | 'category' | 'sku' | 'price' | 'parts' | 'voucher')[] {
  const active = p.skus.filter((s) => s.active)
  return [
    ...(p.name.zh.trim() ? [] : (['name'] as const)),
    ...(p.mediaIds.length ? [] : (['picture'] as const)),
    ...(p.categoryId ? [] : (['category'] as const)),
    ...(active.length ? [] : (['sku'] as const)),
    ...(active.every((s) => s.listPrice > 0) ? [] : (['price'] as const)),
    ...(p.kind !== 'bundle' || active.every((s) => s.parts?.length) ? [] : (['parts'] as const)),
    ...(!p.kind || !isVoucher(p.kind) || active.every((s) => s.voucher) ? [] : (['voucher'] as const)),
  ]
}

/** The shortest way of legal moves from one state to another; undefined when there is none. What an undo goes. */
export function movesBetween(
  from: ProductState,
  to: ProductState,
): { move: ProductMove; from: ProductState; to: ProductState }[] | undefined {
  const ways = new Map<ProductState, { move: ProductMove; from: ProductState; to: ProductState }[]>([
    [from, []],
  ])
  for (const [state, way] of ways)
    for (const move of movesFrom(state)) {
      const next = nextProductState(state, move)!
      if (!ways.has(next)) ways.set(next, [...way, { move, from: state, to: next }])
    }
  return ways.get(to)
}
