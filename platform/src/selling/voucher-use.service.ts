import { Injectable } from '@nestjs/common'
import { FulfilmentsService, VouchersRepo, VouchersService, type CodeRow } from '../fulfilment/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { db, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { OrdersRepo } from './orders.repo.js'

/** Vouchers used over the counter, and those whose time is over. */
@Injectable()
export class VoucherUseService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly vouchers: VouchersService,
    private readonly rows: VouchersRepo,
  ) {}

  /**
   * In the running transaction: takes uses of a voucher in a store. Its order is locked first, as by a refund: of a last
   * use and a refund one wins. Throws what `VouchersService.mustBeUsable` does.
   */
  async use(
    { order_id: orderId, fulfilment_id, voucher_id }: CodeRow,
    storeId: string,
    uses: number,
  ): Promise<void> {
    db()
    const order = found(await this.orders.lock(orderId))
    const voucherId = found(voucher_id ?? undefined)
    await this.vouchers.use(voucherId, storeId, uses)
    const after = found(await this.rows.byId(voucherId))
    const note = `${after.used}/${after.uses}`
    await this.orders.note(orderId, 'voucher.used', order.status, order.status, note)
    record({
      subject: 'Fulfilment',
      id: orderId,
      name: order.number,
      storeId,
      before: { used: after.used - uses },
      after: { used: after.used, uses: after.uses },
      note,
    })
    const { id: fulfilmentId } = found(await this.fulfilments.byId(fulfilment_id))
    await emit('fulfilment.verified', { fulfilmentId, orderId, storeId, number: order.number })
  }

  /** Closes vouchers whose time is over, and notes it with their orders. Answers how many. */
  expire(limit: number): Promise<number> {
    return transaction(async () => {
      const over = await this.rows.expire(limit)
      for (const orderId of new Set(over.map((v) => v.order_id)))
        await this.orders.note(orderId, 'voucher.expired', null, null)
      return over.length
    })
  }
}
