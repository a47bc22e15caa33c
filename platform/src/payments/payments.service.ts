import { Injectable } from '@nestjs/common'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { histogram } from '../kernel/metrics.js'
import { clock } from '../kernel/clock.js'
import { PaymentsRepo, type PaymentMethod, type PaymentRow } from './payments.repo.js'
import type { Notice, PrepayOrder, ProviderPayment } from './provider.js'
import { WechatPay } from './wechat-pay.js'

const noticeSeconds = histogram(
  'payment_notice_seconds',
  'Time from the payment at the provider to our taking it, by callback or query',
  [],
  'slow',
)

/** Merchant order numbers are the payment's id without dashes: 32 characters, unique everywhere. */
const tradeNoOf = (id: string) => id.replaceAll('-', '')

/**
 * Attempts to pay and the provider they run over. What an order makes of the money is decided by whoever sells.
 * Methods marked *outside* talk to the provider and refuse to run in a transaction.
 */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly rows: PaymentsRepo,
    private readonly provider: WechatPay,
  ) {}

  /** The attempt to go on with, the open one of this method and sum, else a new one; and what else is open. */
  begin(
    orderId: string,
    method: PaymentMethod,
    amount: number,
    currency: string,
  ): Promise<{ payment: PaymentRow; others: PaymentRow[] }> {
    return transaction(async () => {
      const id = newId()
      const fresh = { id, orderId, method, amount, currency, outTradeNo: tradeNoOf(id) }
      const open = await this.rows.begin(fresh)
      const payment = open.find((p) => p.method === method && p.amount === amount)!
      return { payment, others: open.filter((p) => p.id !== payment.id) }
    })
  }
  /** A fresh attempt, whatever else is open: every payment code gets its own. */
  beginAnew(orderId: string, method: PaymentMethod, amount: number, currency: string): Promise<PaymentRow> {
    return transaction(() => this.insert(orderId, method, amount, currency, 'created'))
  }
  /** Cash that lies in the drawer. */
  takeCash(orderId: string, amount: number, currency: string): Promise<PaymentRow> {
    return transaction(() => this.insert(orderId, 'cash', amount, currency, 'paid'))
  }
  private async insert(
    orderId: string,
    method: PaymentMethod,
    amount: number,
    currency: string,
    state: 'created' | 'paid',
  ): Promise<PaymentRow> {
    const id = newId()
    const row = await this.rows.insert({
      id,
      orderId,
      method,
      amount,
      currency,
      outTradeNo: tradeNoOf(id),
      state,
    })
    if (!row) throw new Error('payment was not stored')
    return row
  }

  openOf(orderId: string): Promise<PaymentRow[]> {
    return reading(() => this.rows.openOf(orderId))
  }
  paidOf(orderId: string): Promise<PaymentRow[]> {
    return reading(() => this.rows.paidOf(orderId))
  }
  claimOpen(before: Date, limit: number): Promise<PaymentRow[]> {
    return transaction(() => this.rows.claimOpen(before, limit))
  }
  /** Remembers a refund's callback; false when it came before. */
  remember(eventId: string): Promise<boolean> {
    return transaction(() => this.rows.remember(eventId))
  }
  end(id: string, to: 'closed' | 'failed'): Promise<number> {
    return transaction(() => this.rows.end(id, to))
  }

  /** Refuses money that isn't what an attempt asked for. Throws `payments.notice_mismatch`. */
  mustBeAsked(asked: Pick<PaymentRow, 'out_trade_no' | 'amount' | 'currency'>, fact: ProviderPayment): void {
    if (
      fact.state !== 'paid' ||
      fact.outTradeNo !== asked.out_trade_no ||
      fact.amount !== asked.amount ||
      fact.currency !== asked.currency ||
      !fact.transactionId
    )
      throw new Fault('payments.notice_mismatch')
  }
  /** Measures how long money taken just now had been with the provider. */
  measure(paidAt: Date): void {
    noticeSeconds.observe(Math.max(0, (clock.now().getTime() - paidAt.getTime()) / 1000))
  }

  /** *Outside.* Announces an attempt to the provider. `refused`: it has it paid or closed already. */
  async prepay(
    payment: PaymentRow,
    order: Omit<PrepayOrder, 'outTradeNo' | 'amount' | 'currency' | 'method' | 'sharing'>,
  ) {
    const { out_trade_no: outTradeNo, amount, currency, method } = payment
    const prepaid = await this.provider.prepay({
      ...order,
      outTradeNo,
      amount,
      currency,
      method: method as PrepayOrder['method'],
      sharing: payment.profit_sharing,
    })
    if (!prepaid.refused)
      await transaction(() =>
        this.rows.sent(payment.id, {
          jsapi: prepaid.jsapi?.package ?? null,
          h5Url: prepaid.h5Url,
          codeUrl: prepaid.codeUrl,
        }),
      )
    return prepaid
  }
  /** *Outside.* Charges a payment code: paid, or `open` while the shopper types a password or the provider is silent. A refusal ends the attempt and is thrown on. */
  async charge(
    payment: PaymentRow,
    charge: { description: string; authCode: string; storeCode: string },
  ): Promise<ProviderPayment | 'open'> {
    const { out_trade_no: outTradeNo, amount, currency } = payment
    try {
      const fact = await this.provider.chargeCode({
        ...charge,
        outTradeNo,
        amount,
        currency,
        sharing: payment.profit_sharing,
      })
      if (fact.state === 'paid') return fact
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (error.code !== 'payments.provider_failed') {
        await transaction(() => this.rows.end(payment.id, 'failed'))
        throw error
      }
    }
    // no answer is no refusal: the attempt stays open until a query decides
    await transaction(() => this.rows.sent(payment.id, null))
    return 'open'
  }
  /** *Outside.* What the provider knows of an attempt. */
  ask(payment: PaymentRow): Promise<ProviderPayment> {
    return this.provider.query(payment.out_trade_no)
  }
  /** *Outside.* Ends an unpaid attempt at the provider and here; `paid` when money got there first. */
  async close(payment: PaymentRow): Promise<'closed' | 'paid'> {
    const outcome =
      payment.method === 'wechat_code'
        ? await this.reverse(payment)
        : await this.provider.close(payment.out_trade_no)
    if (outcome === 'closed') await transaction(() => this.rows.end(payment.id, 'closed'))
    return outcome
  }
  /** A code payment is reversed only while unpaid: taken money is given back by a refund of ours, so that the books know it. */
  private async reverse(payment: PaymentRow): Promise<'closed' | 'paid'> {
    if ((await this.provider.query(payment.out_trade_no)).state === 'paid') return 'paid'
    await this.provider.reverse(payment.out_trade_no)
    return 'closed'
  }
  /** Proves and reads a callback. Throws `payments.signature_invalid`. */
  read(notice: Notice): Promise<ProviderPayment> {
    return this.provider.readPayment(notice)
  }
}
