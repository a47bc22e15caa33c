import { callbackRequest } from './callback.js'
import { FORGERIES, type Forgery } from './switches.js'
import type { Attempt, Delivery, PayOrder, PayRefund, World } from './world.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits between attempts, in milliseconds, as WeChat Pay documents them: 24 h 4 min in all. */
export const RETRY_WAITS_MS: readonly number[] = [
  15 * SECOND,
  15 * SECOND,
  30 * SECOND,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
]

const ANSWER_TIMEOUT_MS = 5_000

/** Brings callbacks to merchants: at once, again by the schedule, and wrongly where a switch says so. */
export class Postman {
  private round: Promise<unknown> = Promise.resolve()

  constructor(private readonly world: World) {}

  /** Takes in the callback of a payment or refund; one without a notify_url has none. */
  post(kind: Delivery['kind'], order: PayOrder, refund?: PayRefund): Delivery | undefined {
    const url = refund ? refund.notifyUrl : order.notifyUrl
    if (!url) return undefined
    const { switches } = this.world
    const now = this.world.now().toISOString()
    const delivery: Delivery = {
      id: this.world.id(),
      kind,
      mchid: order.mchid,
      outTradeNo: order.outTradeNo,
      ...(refund ? { outRefundNo: refund.outRefundNo } : {}),
      url,
      createdAt: now,
      dueAt: now,
      state: 'waiting',
      copies: switches.strikes('callback-duplicate', order) ? 1 : 0,
      retries: 0,
      attempts: [],
    }
    if (switches.strikes('callback-missing', order)) delivery.state = 'dropped'
    else if (switches.strikes('callback-late', order)) delivery.state = 'held'
    this.world.deliveries.push(delivery)
    this.world.changed()
    return delivery
  }

  /** Brings everything that is due by the clock; one round at a time. Answers the number of attempts made. */
  deliverDue(): Promise<number> {
    const next = this.round.then(() => this.walk())
    this.round = next.catch(() => undefined)
    return next
  }

  /** Lets held callbacks go (of one order or all) and brings them. Answers how many were released. */
  async release(outTradeNo?: string): Promise<number> {
    const held = this.world.deliveries.filter(
      (d) => d.state === 'held' && (outTradeNo === undefined || d.outTradeNo === outTradeNo),
    )
    for (const delivery of held) {
      delivery.state = 'waiting'
      delivery.dueAt = this.world.now().toISOString()
    }
    await this.deliverDue()
    return held.length
  }

  /** Sends one forged "paid" callback right away, whether or not the order was paid; answers the receiver's answer. */
  async forge(order: PayOrder, forgery: Forgery): Promise<Attempt> {
    if (!order.notifyUrl) throw new Error('the order has no notify_url')
    const now = this.world.now().toISOString()
    const delivery: Delivery = {
      id: this.world.id(),
      kind: 'payment',
      mchid: order.mchid,
      outTradeNo: order.outTradeNo,
      url: order.notifyUrl,
      createdAt: now,
      dueAt: now,
      state: 'done',
      copies: 0,
      retries: 0,
      attempts: [],
    }
    const attempt = await this.bring(delivery, forgery)
    this.world.deliveries.push(delivery)
    this.world.changed()
    return attempt
  }

  private async walk(): Promise<number> {
    let attempts = 0
    for (;;) {
      const now = this.world.now().toISOString()
      const due = this.world.deliveries.filter((d) => d.state === 'waiting' && d.dueAt <= now)
      if (!due.length) return attempts
      attempts += due.length
      await Promise.all(due.map((delivery) => this.attempt(delivery)))
      this.world.changed()
    }
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const forgery = FORGERIES.find((f) => this.world.switches.strikes(`forged-${f}`, delivery))
    const { status } = await this.bring(delivery, forgery)
    const taken = status >= 200 && status < 300
    if (taken && !forgery) {
      if (delivery.copies > 0) delivery.copies -= 1
      else delivery.state = 'done'
      return
    }
    const wait = RETRY_WAITS_MS[delivery.retries]
    if (wait === undefined) {
      delivery.state = 'given-up'
      return
    }
    delivery.retries += 1
    delivery.dueAt = new Date(this.world.now().getTime() + wait).toISOString()
  }

  /** One attempt; a receiver that does not answer in five seconds counts as status 0. */
  private async bring(delivery: Delivery, forgery?: Forgery): Promise<Attempt> {
    const attempt: Attempt = {
      at: this.world.now().toISOString(),
      status: 0,
      ...(forgery ? { forgery } : {}),
    }
    delivery.attempts.push(attempt)
    const { headers, body } = callbackRequest(this.world, delivery, forgery)
    try {
      const answer = await fetch(delivery.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      })
      attempt.status = answer.status
      await answer.arrayBuffer()
    } catch (error) {
      attempt.error = error instanceof Error ? error.message : String(error)
    }
    return attempt
  }
}
