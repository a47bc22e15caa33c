import { randomBytes } from 'node:crypto'
import type { Order, PlaceOrder } from '@storeweave/contract'
import { seal, signText, signatureMessage } from '@storeweave/sandbox/wire'
import type { Client, TestSku, TestTenant, World } from './world.js'
import { newId } from '../src/kernel/id.js'

export type Shopper = Client & { memberId: string }
export type Staff = Client & { personId: string }

/** One store with goods, a manager behind the counter and a shopper in front of it. */
export class TestShop {
  private visits = 0
  constructor(
    readonly w: World,
    readonly t: TestTenant,
    readonly storeId: string,
    readonly sku: TestSku,
    public shopper: Shopper,
    readonly manager: Staff,
    private readonly shopperName: string,
  ) {}

  static async open(w: World, o: { stock?: number; price?: number } = {}): Promise<TestShop> {
    const t = await w.aTenant()
    const storeId = await t.aStore()
    const sku = await t.aSku({ price: o.price ?? 1000 })
    await t.stock(storeId, sku.id, o.stock ?? 100)
    const name = `buyer${newId().slice(-12)}`
    const manager = await t.aPerson('store_manager', 'store', storeId)
    return new TestShop(w, t, storeId, sku, await t.aShopper(`${name}-0`), manager, name)
  }
  /** Moves the clock and runs timed work; the shopper signs in again where their token has run out. */
  async later(ms: number): Promise<void> {
    await this.w.advance(ms)
    await this.signInAgain()
  }
  async signInAgain(): Promise<void> {
    this.shopper = await this.t.aShopper(`${this.shopperName}-${++this.visits}`)
  }

  basket(change: Partial<PlaceOrder> = {}) {
    return {
      id: newId(),
      storeId: this.storeId,
      channel: 'h5',
      fulfilment: 'pickup',
      lines: [{ skuId: this.sku.id, quantity: 2 }],
      ...change,
    }
  }
  /** An unpaid order of the shopper. */
  async order(change: Partial<PlaceOrder> = {}, shopper: Client = this.shopper): Promise<Order> {
    const { status, body, text } = await shopper.post<Order>('/shop/orders', this.basket(change))
    if (status !== 201) throw new Error(`order: ${text}`)
    return body
  }
  /** Starts a payment by QR; answers what the shopper's phone would read, and the merchant's number of the attempt. */
  async start(
    orderId: string,
    shopper: Client = this.shopper,
  ): Promise<{ codeUrl: string; outTradeNo: string }> {
    const { status, body, text } = await shopper.post(`/shop/orders/${orderId}/payments`, {
      method: 'wechat_native',
    })
    if (status !== 200) throw new Error(`payment: ${text}`)
    return { codeUrl: body.codeUrl, outTradeNo: body.paymentId.replaceAll('-', '') }
  }
  /** The shopper pays at the provider; its callback has been answered when this returns. */
  async pay(orderId: string, shopper: Client = this.shopper): Promise<string> {
    const { codeUrl, outTradeNo } = await this.start(orderId, shopper)
    this.w.sandbox.control.pay({ codeUrl })
    await this.w.sandbox.control.deliverDue()
    return outTradeNo
  }
  async paidOrder(change: Partial<PlaceOrder> = {}, shopper: Client = this.shopper): Promise<Order> {
    const { id } = await this.order(change, shopper)
    await this.pay(id, shopper)
    return this.mine(id, shopper)
  }
  async mine(id: string, shopper: Client = this.shopper): Promise<Order> {
    const { status, body, text } = await shopper.get<Order>(`/shop/orders/${id}`)
    if (status !== 200) throw new Error(`order: ${text}`)
    return body
  }
  /** On hand and held of the shop's goods. */
  async stock(skuId = this.sku.id): Promise<{ onHand: number; reserved: number }> {
    const [row] = await this.w.facts<{ on_hand: string; reserved: string }>(
      'select on_hand, reserved from stock_levels where tenant_id = $1 and sku_id = $2',
      [this.t.ref.id, skuId],
    )
    return { onHand: Number(row?.on_hand ?? 0), reserved: Number(row?.reserved ?? 0) }
  }
  /** What the accounts of the tenant hold: debits less credits, by name. */
  async balances(): Promise<Record<string, number>> {
    const rows = await this.w.facts<{ account: string; balance: string }>(
      `select account, sum(amount) as balance from (
         select debit_account as account, amount from ledger_transfers where tenant_id = $1
         union all select credit_account, -amount from ledger_transfers where tenant_id = $1) x group by account`,
      [this.t.ref.id],
    )
    return Object.fromEntries(rows.map((r) => [r.account, Number(r.balance)]))
  }
  /** A callback as WeChat Pay would sign it, saying whatever is wanted. */
  callback(what: 'payments' | 'refunds', resource: Record<string, unknown>) {
    const account = this.w.sandbox.keys.account(this.t.ref.slug)
    const key = this.w.sandbox.keys.signingKey(account)
    const original = what === 'payments' ? 'transaction' : 'refund'
    const body = JSON.stringify({
      id: newId(),
      event_type: what === 'payments' ? 'TRANSACTION.SUCCESS' : 'REFUND.SUCCESS',
      resource: { original_type: original, ...seal(JSON.stringify(resource), account.apiV3Key, original) },
    })
    const timestamp = String(Math.floor(this.w.now().getTime() / 1000))
    const nonce = randomBytes(8).toString('hex')
    const headers = {
      'wechatpay-serial': key.serial,
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-signature': signText(signatureMessage(timestamp, nonce, body), key.privateKeyPem),
    }
    const path = `/callbacks/wechat-pay/${this.t.ref.id}/${what}`
    return { mchid: account.mchId, send: () => this.t.api.send('POST', path, body, headers) }
  }
  /** A paid transaction as callbacks tell it. */
  transaction(outTradeNo: string, change: Record<string, unknown> = {}) {
    const account = this.w.sandbox.keys.account(this.t.ref.slug)
    return {
      appid: account.appId,
      mchid: account.mchId,
      out_trade_no: outTradeNo,
      transaction_id: `42000000${outTradeNo.slice(0, 20)}`,
      trade_state: 'SUCCESS',
      success_time: this.w.now().toISOString(),
      amount: { total: 2000, currency: 'CNY' },
      ...change,
    }
  }
}
