import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyRing } from './keys.js'
import type { PayReturn, PayShare } from './shares.js'
import { Switchboard, type Forgery } from './switches.js'
import { beijing } from './wire.js'

export type TradeType = 'JSAPI' | 'H5' | 'NATIVE' | 'MICROPAY'
export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'REFUND' | 'CLOSED' | 'REVOKED' | 'PAYERROR'

/** One order at WeChat Pay. Amounts are fen, times are ISO. */
export interface PayOrder {
  mchid: string
  appid: string
  outTradeNo: string
  tradeType: TradeType
  description: string
  attach?: string
  total: number
  notifyUrl?: string
  openid?: string
  prepayId: string
  codeToken: string
  /** What a repeated request has to agree with. */
  fingerprint: string
  expiresAt: string
  createdAt: string
  state: TradeState
  transactionId?: string
  paidAt?: string
  /** Its money is frozen until it is shared or set free. */
  profitSharing?: boolean
  freed?: boolean
}

export interface PayRefund {
  mchid: string
  outTradeNo: string
  transactionId: string
  outRefundNo: string
  refundId: string
  refund: number
  total: number
  reason?: string
  notifyUrl?: string
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL'
  createdAt: string
  settledAt?: string
}

export interface Attempt {
  at: string
  /** The receiver's HTTP status, or 0 when there was no answer. */
  status: number
  forgery?: Forgery
  error?: string
}

export interface Delivery {
  id: string
  kind: 'payment' | 'refund'
  mchid: string
  outTradeNo: string
  outRefundNo?: string
  url: string
  createdAt: string
  dueAt: string
  state: 'waiting' | 'held' | 'dropped' | 'done' | 'given-up'
  /** How often it still goes out although it was taken. */
  copies: number
  retries: number
  attempts: Attempt[]
}

export interface SmsMessage {
  id: string
  phone: string
  signName: string
  templateCode: string
  params: Record<string, string>
  text: string
  at: string
}

export interface SubscribeMessage {
  id: string
  appid: string
  openid: string
  templateId: string
  page?: string
  data: Record<string, string>
  at: string
}

interface Snapshot {
  orders: [string, PayOrder][]
  refunds: [string, PayRefund][]
  shares?: [string, PayShare][]
  returns?: [string, PayReturn][]
  receivers?: [string, string][]
  shareRatio?: number
  deliveries: Delivery[]
  sms: SmsMessage[]
  messages: SubscribeMessage[]
  shipped: [string, string][]
}

const MESSAGES_MAX = 1_000
const DELIVERIES_MAX = 5_000

/** Everything the outside world knows at one moment: clock, keys, switches, orders and messages. */
export class World {
  readonly switches = new Switchboard()
  readonly orders = new Map<string, PayOrder>()
  readonly refunds = new Map<string, PayRefund>()
  readonly shares = new Map<string, PayShare>()
  readonly returns = new Map<string, PayReturn>()
  /** Merchant and receiver account -> the receiver's name. */
  readonly receivers = new Map<string, string>()
  /** How much of an order may be shared, in parts of ten thousand. */
  shareRatio = 3_000
  /** Transaction id -> last upload time of its shipping information. */
  readonly shipped = new Map<string, string>()
  deliveries: Delivery[] = []
  sms: SmsMessage[] = []
  messages: SubscribeMessage[] = []
  /** Address of this sandbox, known once it listens. */
  url = ''
  private offsetMs = 0
  private saving: NodeJS.Timeout | undefined

  constructor(
    readonly keys: KeyRing,
    private readonly clock: () => Date,
    private readonly dataDir?: string,
  ) {
    this.load()
  }

  now(): Date {
    return new Date(this.clock().getTime() + this.offsetMs)
  }

  /** Seconds since 1970, as text, as headers carry it. */
  timestamp(): string {
    return String(Math.floor(this.now().getTime() / 1000))
  }

  /** Moves the sandbox's clock on by so many milliseconds, relative to the clock it was given. */
  advance(ms: number): void {
    this.offsetMs += ms
  }

  order(mchid: string, outTradeNo: string): PayOrder | undefined {
    return this.orders.get(`${mchid}/${outTradeNo}`)
  }

  /** An order by prepay id, the token in a code URL, or the transaction id. */
  orderBy(id: string): PayOrder | undefined {
    for (const order of this.orders.values()) {
      if (order.prepayId === id || order.codeToken === id || order.transactionId === id) return order
    }
    return undefined
  }

  refundsOf(order: PayOrder): PayRefund[] {
    return [...this.refunds.values()].filter(
      (refund) => refund.mchid === order.mchid && refund.outTradeNo === order.outTradeNo,
    )
  }

  /** Fen of an order that are refunded or on their way back. */
  refundedOf(order: PayOrder): number {
    return this.refundsOf(order).reduce((sum, refund) => sum + refund.refund, 0)
  }

  sharesOf(order: PayOrder): PayShare[] {
    return [...this.shares.values()].filter(
      (share) => share.mchid === order.mchid && share.outTradeNo === order.outTradeNo,
    )
  }

  /** Fen of an order that receivers hold or are about to get. */
  sharedOf(order: PayOrder): number {
    return this.sharesOf(order)
      .flatMap((share) => share.receivers.map((r) => ({ share, r })))
      .filter(({ r }) => r.result !== 'CLOSED')
      .reduce((sum, { share, r }) => sum + r.amount - this.returnedOf(share, r.account), 0)
  }

  /** Fen of an instruction that a receiver gave back or is about to. */
  returnedOf(share: PayShare, account: string): number {
    return [...this.returns.values()]
      .filter((one) => one.mchid === share.mchid && one.outOrderNo === share.outOrderNo)
      .filter((one) => one.returnMchid === account && one.result !== 'FAILED')
      .reduce((sum, one) => sum + one.amount, 0)
  }

  /** A number as WeChat Pay makes them: prefix, Beijing day, random digits. */
  number(prefix: string, length: number): string {
    let text = prefix + beijing(this.now()).slice(0, 10).replaceAll('-', '')
    while (text.length < length) text += String(randomInt(10))
    return text
  }

  /** A fresh random id, hexadecimal. */
  id(bytes = 16): string {
    return randomBytes(bytes).toString('hex')
  }

  /** Remembers soon what has changed, so that a restart does not forget paid orders. */
  changed(): void {
    if (this.messages.length > MESSAGES_MAX) this.messages = this.messages.slice(0, MESSAGES_MAX)
    if (this.sms.length > MESSAGES_MAX) this.sms = this.sms.slice(0, MESSAGES_MAX)
    if (this.deliveries.length > DELIVERIES_MAX) this.forgetOldDeliveries()
    if (!this.dataDir || this.saving) return
    this.saving = setTimeout(() => this.save(), 500)
    this.saving.unref()
  }

  /** Writes the state now; without a directory nothing happens. */
  save(): void {
    clearTimeout(this.saving)
    this.saving = undefined
    if (!this.dataDir) return
    const { deliveries, sms, messages } = this
    const snapshot: Snapshot = {
      orders: [...this.orders],
      refunds: [...this.refunds],
      shares: [...this.shares],
      returns: [...this.returns],
      receivers: [...this.receivers],
      shareRatio: this.shareRatio,
      shipped: [...this.shipped],
      deliveries,
      sms,
      messages,
    }
    const path = join(this.dataDir, 'state.json')
    writeFileSync(`${path}.new`, JSON.stringify(snapshot), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }

  private load(): void {
    const path = this.dataDir && join(this.dataDir, 'state.json')
    if (!path || !existsSync(path)) return
    const snapshot = JSON.parse(readFileSync(path, 'utf8')) as Snapshot
    for (const [key, order] of snapshot.orders) this.orders.set(key, order)
    for (const [key, refund] of snapshot.refunds) this.refunds.set(key, refund)
    for (const [key, share] of snapshot.shares ?? []) this.shares.set(key, share)
    for (const [key, one] of snapshot.returns ?? []) this.returns.set(key, one)
    for (const [key, name] of snapshot.receivers ?? []) this.receivers.set(key, name)
    this.shareRatio = snapshot.shareRatio ?? this.shareRatio
    for (const [key, at] of snapshot.shipped) this.shipped.set(key, at)
    this.deliveries = snapshot.deliveries
    this.sms = snapshot.sms
    this.messages = snapshot.messages
  }

  private forgetOldDeliveries(): void {
    const open = (d: Delivery) => d.state === 'waiting' || d.state === 'held'
    const recent = new Set(this.deliveries.slice(-DELIVERIES_MAX / 2))
    this.deliveries = this.deliveries.filter((d) => open(d) || recent.has(d))
  }
}
