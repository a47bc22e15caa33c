import type { Order, VoucherRefunded } from '@storeweave/contract'
import { ask } from '../ask/ask'

/** Gives back what is left of a voucher; the id makes it once. */
export const refundVoucher = (voucherId: string, id: string, reason: string): Promise<VoucherRefunded> =>
  ask('POST /api/vouchers/:id/refunds', {
    params: { id: voucherId },
    body: { id, reason },
    idempotencyKey: id,
  })
/** The order as it is afterwards. */
export const orderAgain = (id: string): Promise<Order> => ask('GET /api/orders/:id', { params: { id } })
