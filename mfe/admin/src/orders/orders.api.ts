import type { Order, OrderRow } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export interface OrderFilter {
  status?: string | undefined
  channel?: string | undefined
  storeId?: string | undefined
  regionId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
}
/** Sums over all orders a filter finds; money in minor units. */
export interface Totals {
  count: number
  payable: number
  paid: number
  refunded: number
}

/** A page of orders, newest first. */
export const ordersOf = (
  filter: OrderFilter,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<OrderRow>> => ask('GET /api/orders', { query: { ...filter, cursor, limit }, signal })

/** Sums over what the same filter finds. */
export const totalsOf = (filter: OrderFilter, signal: AbortSignal): Promise<Totals> =>
  ask('GET /api/orders/totals', { query: { ...filter }, signal })

/** An order whole. */
export const orderOf = (id: string, signal: AbortSignal): Promise<Order> =>
  ask('GET /api/orders/:id', { params: { id }, signal })

/** Has the order's failed refunds tried again, under the numbers they had. */
export const retryRefunds = (id: string, idempotencyKey: string): Promise<Order> =>
  ask('POST /api/orders/:id/refunds/retry', { params: { id }, body: {}, idempotencyKey })

/** Calls an order off; money already paid goes back. */
export const cancelOrder = (id: string, reason: string, idempotencyKey: string): Promise<Order> =>
  ask('POST /api/orders/:id/cancel', { params: { id }, body: { reason }, idempotencyKey })
