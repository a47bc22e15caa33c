import { Injectable } from '@nestjs/common'
import type { OrderStatus } from '@storeweave/contract'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { accounts, LedgerService } from '../ledger/index.js'
import { RefundsService, type ProviderRefund, type RefundRow } from '../payments/index.js'
import { OrdersRepo, type OrderFacts, type OrderPayment } from './orders.repo.js'

/** Money that belongs to no sale. */
const NO_SALE: ReadonlySet<string> = new Set(['late', 'duplicate'])

/** Brings what a provider says about a refund together with its order and the books. */
@Injectable()
export class RefundingService {
  constructor(
    private readonly refunds: RefundsService,
    private readonly orders: OrdersRepo,
    private readonly ledger: LedgerService,
  ) {}

  /** Sends due refunds and asks about those under way. Not in a transaction. */
  async pursue(limit: number): Promise<void> {
    for (const refund of await this.refunds.claim(limit)) {
      const fact = await this.refunds.pursue(refund)
      if (fact) await this.settle(fact)
    }
  }

  /** A person has the order's failed refunds tried again. Throws `selling.no_failed_refund`. */
  retry(orderId: string): Promise<void> {
    return transaction(async () => {
      const order = found(await this.orders.lock(orderId))
      mustReach('cancel', 'Order', { storeId: order.store_id })
      if (!(await this.refunds.retry(orderId, order.store_id))) throw new Fault('selling.no_failed_refund')
      record({
        subject: 'Order',
        id: orderId,
        name: order.number,
        storeId: order.store_id,
        before: { refund: 'failed' },
        after: { refund: 'due' },
      })
      await this.orders.note(orderId, 'refund.retried', order.status, order.status)
    })
  }

  /** Acts on a refund's state as the provider tells it. Twice is once. Throws `payments.notice_mismatch`. */
  settle(fact: ProviderRefund): Promise<void> {
    return transaction(async () => {
      const known = await this.refunds.byNo(fact.outRefundNo)
      const order = known && (await this.orders.lock(known.order_id))
      if (!known || !order || fact.amount !== known.amount) throw new Fault('payments.notice_mismatch')
      if (fact.state === 'failed' && (await this.refunds.fail(known.id)))
        await this.orders.note(order.id, 'refund.failed', order.status, order.status)
      if (fact.state !== 'done') return
      const done = await this.refunds.finish(known.id, fact.providerRefund)
      if (done) await this.book(order, done, accounts.provider('wechat_pay'))
    })
  }

  /** In the running transaction, with the order locked: a finished refund is the order's, and in the books out of the account the money left. */
  async book(order: OrderFacts, refund: RefundRow, credit: string): Promise<void> {
    const debit = NO_SALE.has(refund.reason) ? accounts.unapplied : accounts.refunds
    await this.ledger.post([
      {
        debit,
        credit,
        amount: refund.amount,
        currency: order.currency,
        kind: 'refund',
        ref: refund.id,
        orderId: order.id,
      },
    ])
    // money that came twice never counted as the order's
    const to = refund.reason === 'duplicate' ? order.status : await this.credit(order, refund.amount)
    await this.orders.note(order.id, 'refund.done', order.status, to)
    await emit('payments.refunded', {
      refundId: refund.id,
      orderId: order.id,
      storeId: order.store_id,
      amount: refund.amount,
    })
  }

  private async credit(order: OrderFacts, amount: number): Promise<OrderStatus> {
    const payment: OrderPayment = order.refunded + amount >= order.paid ? 'refunded' : 'part_refunded'
    const status: OrderStatus = payment === 'refunded' ? 'refunded' : order.status
    if (!(await this.orders.refund(order.id, amount, payment, status)))
      throw new Error(`refunds of order ${order.id} beyond what was paid`)
    return status
  }
}
