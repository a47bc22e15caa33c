import type { ProductKind } from '@storeweave/contract'

const DAY_MS = 86_400_000

/** The last day on which a return can be asked, `days` after the day an order was completed on; both `YYYY-MM-DD`. */
export const lastDayOf = (completedOn: string, days: number): string =>
  new Date(Date.parse(`${completedOn}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Of a line: bought, gone back or on its way, held by returns that are open. */
export interface BoughtPieces {
  kind: ProductKind
  quantity: number
  refunded: number
  asked: number
}
/** How many pieces of a line can still be asked back: what is used by a code or a date is not given back this way. */
export const returnableOf = (line: BoughtPieces): number =>
  isGoods(line.kind) ? Math.max(0, line.quantity - line.refunded - line.asked) : 0

/** Goods one can hold and bring back. */
const isGoods = (kind: ProductKind): boolean => kind === 'physical' || kind === 'weighed' || kind === 'bundle'
