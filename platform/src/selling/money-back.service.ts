import { Injectable } from '@nestjs/common'
import { db } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { accounts } from '../ledger/index.js'
import { PaymentsService, RefundsService, type PaymentRow } from '../payments/index.js'
import type { OrderFacts } from './orders.repo.js'
import { RefundingService } from './refunding.service.js'

/** Part of an order's money goes back the way it came. */
@Injectable()
export class MoneyBackService {
  constructor(
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly refunding: RefundingService,
  ) {}

  /**
   * In the running transaction, with the order locked: `amount` goes back under `id`; `keep` writes what it is for, after
   * the refund is there and before it is in the books. Cash is back at once, other money when its provider says so.
   * Throws `selling.refund_beyond_line` when no payment has that much left.
   */
  async giveBack(order: OrderFacts, id: string, amount: number, keep: () => Promise<void>): Promise<void> {
    db()
    const payment = (await this.payments.paidOf(order.id)).find(holds(amount))
    if (amount === 0 || !payment) throw new Fault('selling.refund_beyond_line')
    if (payment.method !== 'cash') {
      await this.refunds.request(payment, amount, 'returned', order.store_id, id)
      await keep()
      return
    }
    const done = await this.refunds.handBack(payment, amount, 'returned', id)
    await keep()
    await this.refunding.book(order, done, accounts.cash(order.store_id))
  }
}

const holds = (amount: number) => (p: PaymentRow) => p.amount - p.refunded_amount >= amount
