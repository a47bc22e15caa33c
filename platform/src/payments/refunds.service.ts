import { Injectable } from '@nestjs/common'
import { db, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { log } from '../kernel/log.js'
import { PaymentsRepo, type PaymentRow } from './payments.repo.js'
import type { Notice, ProviderRefund } from './provider.js'
import { RefundsRepo, type RefundReason, type RefundRow } from './refunds.repo.js'
import { WechatPay } from './wechat-pay.js'

const REASON_WORDS: Record<RefundReason, string> = {
  cancelled: '订单取消',
  expired: '逾期未取',
  late: '订单超时后付款',
  duplicate: '重复付款',
  returned: '商品退款',
}

/** Money on its way back. */
@Injectable()
export class RefundsService {
  private readonly guards: ((refund: RefundRow) => Promise<boolean>)[] = []
  constructor(
    private readonly refunds: RefundsRepo,
    private readonly payments: PaymentsRepo,
    private readonly provider: WechatPay,
  ) {}

  /** Has a refund asked about before it is sent: it stays due while a guard says no. Guards run outside of a transaction. */
  guardBy(mayGo: (refund: RefundRow) => Promise<boolean>): void {
    this.guards.push(mayGo)
  }
  /** In the running transaction: what an order's held refunds waited for may be there. */
  async wake(orderId: string): Promise<void> {
    db() // with what they waited for, or not at all
    await this.refunds.wake(orderId)
  }

  /**
   * Decides, in the running transaction, that money of a payment goes back; sending it is a job's work. Throws
   * `selling.cannot_cancel` when that much isn't left: refunds never add up to more than was paid.
   */
  async request(
    payment: PaymentRow,
    amount: number,
    reason: RefundReason,
    storeId: string,
    id = newId(),
  ): Promise<void> {
    await this.decide(payment, amount, reason, id)
    await emit('payments.refund_due', { refundId: id, orderId: payment.order_id, storeId, amount })
  }

  /** Cash that goes back over the counter: decided and back at once, in the running transaction. */
  async handBack(payment: PaymentRow, amount: number, reason: RefundReason, id: string): Promise<RefundRow> {
    await this.decide(payment, amount, reason, id)
    const done = await this.refunds.finish(id, null)
    if (!done) throw new Error(`refund ${id} moved while it was made`)
    return done
  }

  private async decide(payment: PaymentRow, amount: number, reason: RefundReason, id: string): Promise<void> {
    db() // must be part of what decided it
    if (!(await this.payments.setAside(payment.id, amount))) throw new Fault('selling.cannot_cancel')
    await this.refunds.insert({
      id,
      paymentId: payment.id,
      orderId: payment.order_id,
      amount,
      reason,
      outRefundNo: id.replaceAll('-', ''),
    })
  }

  /** Decides that all money of an order goes back. */
  async requestAll(orderId: string, reason: RefundReason, storeId: string): Promise<void> {
    for (const payment of await this.payments.paidOf(orderId)) {
      const left = payment.amount - payment.refunded_amount
      if (left > 0) await this.request(payment, left, reason, storeId)
    }
  }

  /**
   * Makes the failed refunds of an order due again, in the running transaction; answers how many there were. They keep
   * their `out_refund_no`, as WeChat Pay demands of a repeat: under another number the money could go back twice.
   */
  async retry(orderId: string, storeId: string): Promise<number> {
    db() // noted with the order, or not at all
    const again = await this.refunds.retry(orderId)
    for (const { id, amount } of again)
      await emit('payments.refund_due', { refundId: id, orderId, storeId, amount })
    return again.length
  }

  claim(limit: number): Promise<RefundRow[]> {
    return transaction(() => this.refunds.claim(limit))
  }
  byNo(outRefundNo: string): Promise<RefundRow | undefined> {
    return transaction(() => this.refunds.byNo(outRefundNo))
  }
  finish(id: string, providerRefund: string | null): Promise<RefundRow | undefined> {
    return transaction(() => this.refunds.finish(id, providerRefund))
  }
  fail(id: string): Promise<RefundRow | undefined> {
    return transaction(() => this.refunds.fail(id))
  }

  /** Sends a refund, or asks about one that was sent; the number makes a repeat harmless. Not in a transaction. Undefined when there was no answer: the job comes back. */
  async pursue(refund: RefundRow): Promise<ProviderRefund | undefined> {
    try {
      if (refund.state === 'due' && !(await this.mayGo(refund))) return undefined
      const known =
        refund.state === 'sent' ? await this.provider.queryRefund(refund.out_refund_no) : undefined
      const fact = known && known.state !== 'unknown' ? known : await this.send(refund)
      if (fact.state === 'sent') await transaction(() => this.refunds.sent(refund.id, fact.providerRefund))
      return fact
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      // the merchant's balance may be filled up later, the provider come back: waits grow, nothing is lost
      log().warn(
        { refund: refund.id, tries: refund.tries, fault: error.code, reason: error.args['providerCode'] },
        'refund not sent yet',
      )
      return undefined
    }
  }
  private async mayGo(refund: RefundRow): Promise<boolean> {
    for (const guard of this.guards)
      if (!(await guard(refund))) {
        await transaction(() => this.refunds.hold(refund.id))
        return false
      }
    return true
  }
  private async send(refund: RefundRow): Promise<ProviderRefund> {
    const payment = await transaction(() => this.payments.byId(refund.payment_id))
    if (!payment) throw new Error(`refund ${refund.id} without a payment`)
    return this.provider.refund({
      outTradeNo: payment.out_trade_no,
      outRefundNo: refund.out_refund_no,
      amount: refund.amount,
      total: payment.amount,
      currency: payment.currency,
      reason: REASON_WORDS[refund.reason],
    })
  }
  /** Proves and reads a callback. Throws `payments.signature_invalid`. */
  read(notice: Notice): Promise<ProviderRefund> {
    return this.provider.readRefund(notice)
  }
}
