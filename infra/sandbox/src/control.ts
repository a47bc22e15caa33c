import { Router, type Request, type Response } from 'express'
import { bodyObject, bodyText, queryOf } from './http.js'
import { credentialsOf, type Credentials } from './credentials.js'
import { confirm } from './pay/cashier.js'
import { PayFault } from './pay/fault.js'
import type { Postman } from './postman.js'
import type { PayReturn, PayShare } from './shares.js'
import { FORGERIES, SWITCHES, type Forgery, type SwitchRequest, type SwitchRule } from './switches.js'
import type { Attempt, Delivery, PayOrder, PayRefund, SmsMessage, SubscribeMessage, World } from './world.js'

/** What the shopper does on the phone; without `prepayId` the order is named by merchant and number. */
export interface Payment {
  prepayId?: string
  codeUrl?: string
  mchId?: string
  outTradeNo?: string
  openid?: string
  outcome?: 'ok' | 'cancel'
}

/** The hands that move the outside world: switches, clock, callbacks and what has arrived. */
export interface Control {
  /** Makes something go wrong for one order, for the next n times, or until it is turned off. */
  on(request: SwitchRequest): SwitchRule
  /** Turns off one rule (its id), all of a kind, or everything. */
  off(what?: string): void
  switches(): SwitchRule[]
  /** Moves the sandbox's clock on (milliseconds); then call `deliverDue`. */
  advance(ms: number): void
  now(): Date
  /** Brings all callbacks due by the clock and waits for their answers; answers the number of attempts. */
  deliverDue(): Promise<number>
  /** Lets held callbacks go, of one order or all; answers how many. */
  release(outTradeNo?: string): Promise<number>
  /** Sends a forged "paid" callback now, even for an unpaid order; answers the receiver's answer. */
  forge(outTradeNo: string, forgery: Forgery): Promise<Attempt>
  /** The shopper pays or gives up; throws when the order can't be paid. */
  pay(payment: Payment): PayOrder
  orders(): PayOrder[]
  refunds(): PayRefund[]
  /** Instructions of profit sharing and what came back of them, the newest first. */
  shares(): PayShare[]
  returns(): PayReturn[]
  /** How much of an order may be shared, in parts of ten thousand: 3000 unless told otherwise. */
  shareUpTo(ratio: number): void
  deliveries(outTradeNo?: string): Delivery[]
  /** Messages newest first. */
  sms(phone?: string): SmsMessage[]
  messages(openid?: string): SubscribeMessage[]
}

/** The control of one world, in process. */
export function controlOf(world: World, postman: Postman): Control {
  const orderNamed = (outTradeNo: string): PayOrder => {
    const found = [...world.orders.values()].find((order) => order.outTradeNo === outTradeNo)
    if (!found) throw new PayFault(404, 'ORDER_NOT_EXIST', '订单不存在')
    return found
  }
  return {
    on: (request) => world.switches.on(request),
    off: (what) => world.switches.off(what),
    switches: () => world.switches.list(),
    advance: (ms) => world.advance(ms),
    now: () => world.now(),
    deliverDue: () => postman.deliverDue(),
    release: (outTradeNo) => postman.release(outTradeNo),
    forge: async (outTradeNo, forgery) => postman.forge(orderNamed(outTradeNo), forgery),
    pay: ({ prepayId, codeUrl, mchId, outTradeNo, openid, outcome }) =>
      confirm(world, postman, {
        prepay_id:
          prepayId ?? (codeUrl || mchId || !outTradeNo ? undefined : orderNamed(outTradeNo).prepayId),
        code_url: codeUrl,
        mchid: mchId,
        out_trade_no: outTradeNo,
        openid,
        outcome,
      }),
    orders: () => [...world.orders.values()].reverse(),
    refunds: () => [...world.refunds.values()].reverse(),
    shares: () => [...world.shares.values()].reverse(),
    returns: () => [...world.returns.values()].reverse(),
    shareUpTo: (ratio) => {
      if (!Number.isInteger(ratio) || ratio < 1 || ratio > 10_000)
        throw new Error('ratio is a whole number from 1 to 10000')
      world.shareRatio = ratio
      world.changed()
    },
    deliveries: (outTradeNo) => world.deliveries.filter((d) => !outTradeNo || d.outTradeNo === outTradeNo),
    sms: (phone) => world.sms.filter((message) => !phone || message.phone === phone),
    messages: (openid) => world.messages.filter((message) => !openid || message.openid === openid),
  }
}

type Move = (body: Record<string, unknown>, req: Request) => unknown

/** The control over HTTP, under /sandbox/control; requests that change something are JSON, so no foreign page can send them. */
export function controlRouter(world: World, control: Control): Router {
  const router = Router()
  const move = (act: Move) => async (req: Request, res: Response) => {
    if (req.method === 'POST' && !req.is('application/json')) {
      res.status(415).json({ error: 'send application/json' })
      return
    }
    const body = bodyText(req) === '' ? {} : bodyObject(req)
    try {
      if (!body) throw new Error('the body is no JSON object')
      res.json((await act(body, req)) ?? {})
    } catch (error) {
      const status = error instanceof PayFault ? error.status : 400
      res.status(status).json({ error: error instanceof Error ? error.message : String(error) })
    }
  }
  const at = (path: string) => `/sandbox/control${path}`
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)

  router.get(
    at(''),
    move(() => ({
      now: control.now().toISOString(),
      switches: control.switches(),
      kinds: SWITCHES,
      forgeries: FORGERIES,
    })),
  )
  router.post(
    at('/switches'),
    move((body) => control.on(body as unknown as SwitchRequest)),
  )
  router.delete(
    at('/switches'),
    move(() => control.off()),
  )
  router.delete(
    at('/switches/:what'),
    move((_body, req) => control.off(String(req.params.what))),
  )
  router.post(
    at('/clock'),
    move((body) => {
      if (!Number.isSafeInteger(body.advanceMs)) throw new Error('advanceMs is a whole number')
      control.advance(body.advanceMs as number)
      return { now: control.now().toISOString() }
    }),
  )
  router.post(
    at('/deliver-due'),
    move(async () => ({ attempts: await control.deliverDue() })),
  )
  router.post(
    at('/release'),
    move(async (body) => ({ released: await control.release(text(body.outTradeNo)) })),
  )
  router.post(
    at('/forge'),
    move((body) => {
      const forgery = FORGERIES.find((f) => f === body.forgery)
      if (!forgery) throw new Error(`forgery is one of ${FORGERIES.join(', ')}`)
      return control.forge(String(body.outTradeNo), forgery)
    }),
  )
  router.get(
    at('/orders'),
    move(() => ({ orders: control.orders(), refunds: control.refunds() })),
  )
  router.get(
    at('/shares'),
    move(() => ({ shares: control.shares(), returns: control.returns() })),
  )
  router.post(
    at('/share-ratio'),
    move((body) => control.shareUpTo(body.ratio as number)),
  )
  router.get(
    at('/deliveries'),
    move((_body, req) => ({
      deliveries: control.deliveries(queryOf(req).get('outTradeNo') ?? undefined),
    })),
  )
  router.get(
    at('/messages'),
    move((_body, req) => ({
      messages: control.messages(queryOf(req).get('openid') ?? undefined),
    })),
  )
  router.get(
    at('/credentials/:slug'),
    move((_body, req): Credentials => credentialsOf(world.keys, String(req.params.slug))),
  )
  return router
}
