import type { AskedRefund, Order } from '@storeweave/contract'
import { ask } from '../ask/ask'

/** Gives money back for lines of an order; the id makes it once. */
export const refundLines = (orderId: string, body: AskedRefund): Promise<Order> =>
  ask('POST /api/orders/:id/refunds', { params: { id: orderId }, body, idempotencyKey: body.id })
