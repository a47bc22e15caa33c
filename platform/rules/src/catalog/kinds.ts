import type { ProductKind } from '@storeweave/contract'

/** Kinds of goods that carts, orders and tills know how to sell and hand over today; the others can be described, not published. */
export const soldKinds: readonly ProductKind[] = [
  'physical',
  'weighed',
  'bundle',
  'virtual',
  'service_voucher',
]

/** Whether goods of a kind can be sold today. */
export const isSold = (kind: ProductKind): boolean => soldKinds.includes(kind)

/** Whether goods of a kind are handed over as vouchers: they leave no stock, and their orders hold nothing else. */
export const isVoucher = (kind: ProductKind): boolean => kind === 'virtual' || kind === 'service_voucher'
