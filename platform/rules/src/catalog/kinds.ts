import type { ProductKind } from '@storeweave/contract'

/** Kinds of goods that carts, orders and tills know how to sell and hand over today; the others can be described, not published. */
export const soldKinds: readonly ProductKind[] = ['physical', 'weighed', 'bundle']

/** Whether goods of a kind can be sold today. */
export const isSold = (kind: ProductKind): boolean => soldKinds.includes(kind)
