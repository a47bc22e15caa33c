import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { accounts, LedgerService } from '../ledger/index.js'
import { PaymentsService, RefundsService, type PaymentRow, type ProviderPayment } from '../payments/index.js'
import { CompletionService } from './completion.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'
import { SettlementRepo } from './settlement.repo.js'

/** Brings what a provider says about money together with the order it is for. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly rows: SettlementRepo,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly orders: OrdersRepo,
    private readonly completion: CompletionService,
    private readonly ledger: LedgerService,
  ) {}

  /** Asks the provider about an attempt and acts on the answer. Not in a transaction. Throws `payments.provider_failed`. */
  async ask(payment: PaymentRow): Promise<ProviderPayment['state']> {
    const fact = await this.payments.ask(payment)
    if (fact.state === 'paid') await this.settle(fact)
    if (fact.state === 'closed' || fact.state === 'failed') await this.payments.end(payment.id, fact.state)
    return fact.state
  }
  /** Asks about every open attempt of an order. Not in a transaction. */
  async askOpen(orderId: string): Promise<void> {
    for (const payment of await this.payments.openOf(orderId)) await this.ask(payment)
  }
  /** Ends the open attempts of an order that is over; what fails now is done by the query job. Not in a transaction. */
  async closeOpen(orderId: string): Promise<void> {
    for (const payment of await this.payments.openOf(orderId)) await this.close(payment)
  }
  /** Ends an attempt at the provider, or takes its money if that was faster. Not in a transaction. */
  async close(payment: PaymentRow): Promise<void> {
    try {
      if ((await this.payments.close(payment)) === 'paid') await this.ask(payment)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      log().warn({ payment: payment.id, fault: error.code }, 'payment not closed yet')
    }
  }

  /**
   * Takes money that the provider confirms and does with it what is right for its order: completes it, brings it back
   * to life, or sends the money back. Twice is once. `notice` names the callback that told of it. Throws
   * `payments.notice_mismatch` when the sum is another one.
   */
  settle(fact: ProviderPayment, notice: string | null = null): Promise<void> {
    return transaction(async () => {
      const paidAt = fact.paidAt ? new Date(fact.paidAt) : clock.now()
      const told = await this.rows.take(fact, paidAt, notice)
      if (!told) throw new Fault('payments.notice_mismatch')
      const { asked, taken, order } = told
      this.payments.mustBeAsked(asked, fact)
      if (!taken) return
      this.payments.measure(paidAt)
      const account = accounts.provider('wechat_pay')
      const money = { account, paymentId: taken.id, amount: taken.amount, paidAt }
      if (await this.completion.complete(order, money)) return
      if (await this.completion.revive(order, money)) return
      await this.giveBack(order, taken)
    })
  }

  /** Money without goods: noted, and on its way back at once. */
  private async giveBack(order: OrderFacts, payment: PaymentRow): Promise<void> {
    const duplicate = order.payment !== 'unpaid'
    const { amount, currency, id } = payment
    await this.ledger.post([
      {
        debit: accounts.provider('wechat_pay'),
        credit: accounts.unapplied,
        amount,
        currency,
        kind: 'payment_unapplied',
        ref: id,
        orderId: order.id,
      },
    ])
    if (!duplicate && !(await this.orders.owe(order.id, order.status, amount)))
      throw new Error(`order ${order.id} moved while locked`)
    await this.orders.note(
      order.id,
      duplicate ? 'payment.duplicate' : 'payment.late',
      order.status,
      duplicate ? order.status : 'refunding',
    )
    await this.refunds.request(payment, amount, duplicate ? 'duplicate' : 'late', order.store_id)
  }
}
