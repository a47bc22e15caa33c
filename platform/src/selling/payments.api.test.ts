import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { World } from '../../test/world.js'

const MINUTE = 60_000

describe('payments', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
  })
  afterAll(() => w.stop())
  afterEach(() => w.sandbox.control.off())

  const fresh = async (o: { stock?: number; price?: number } = {}) => (shop = await TestShop.open(w, o))
  const eventsOf = async (id: string) => (await shop.mine(id)).timeline.map((e) => e.event)
  const refundsOf = (outTradeNo: string) =>
    w.sandbox.control.refunds().filter((r) => r.outTradeNo === outTradeNo)
  /** Runs timed work and brings callbacks until the order shows a status. */
  const settled = (id: string, status: string) =>
    w.until(async () => {
      await w.advance(1000)
      await w.sandbox.control.deliverDue()
      const order = await shop.mine(id)
      return order.status === status && order
    }, `order ${status}`)

  describe('start', () => {
    it('200 jsapi with a signature the phone accepts', async () => {
      await fresh()
      const { id } = await shop.order({ channel: 'mini_program' })
      const { status, body } = await shop.shopper.post(`/shop/orders/${id}/payments`, {
        method: 'wechat_jsapi',
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({
        amount: 2000,
        method: 'wechat_jsapi',
        h5Url: null,
        codeUrl: null,
        jsapi: { signType: 'RSA' },
      })
      const answer = await fetch(`${w.sandbox.url}/sandbox/wechat-pay/pay`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body.jsapi),
      })
      expect(await answer.json()).toMatchObject({ errMsg: 'requestPayment:ok' })
      await w.sandbox.control.deliverDue()
      expect((await shop.mine(id)).status).toBe('preparing')
    })

    it('200 h5 with the way back, only to the web', async () => {
      await fresh()
      const { id } = await shop.order()
      const start = (returnUrl: string) =>
        shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_h5', returnUrl })
      expect((await start('https://shop.example/back?a=1')).body.h5Url).toMatch(
        /&redirect_url=https%3A%2F%2Fshop\.example%2Fback%3Fa%3D1$/,
      )
      expect((await start('javascript:alert(1)')).status).toBe(400)
    })

    it('taken up again it is one attempt; another method closes the first', async () => {
      await fresh()
      const { id } = await shop.order()
      const [a, b] = [await shop.start(id), await shop.start(id)]
      expect(b.outTradeNo).toBe(a.outTradeNo)
      expect(
        (await shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_jsapi' })).status,
      ).toBe(200)
      expect(w.sandbox.control.orders().find((o) => o.outTradeNo === a.outTradeNo)?.state).toBe('CLOSED')
    })

    it("409 for a paid, a cancelled and an overdue order; 400 for a method there isn't", async () => {
      await fresh()
      const start = (id: string) =>
        shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })
      expect((await start((await shop.paidOrder()).id)).body).toMatchObject({
        status: 409,
        code: 'selling.already_paid',
      })
      const { id } = await shop.order()
      expect((await shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'cash' })).status).toBe(400)
      w.shift(15 * MINUTE)
      await shop.signInAgain()
      expect((await start(id)).body.code).toBe('selling.cancelled')
      await shop.shopper.post(`/shop/orders/${id}/cancel`)
      expect((await start(id)).body.code).toBe('selling.cancelled')
    })

    it('502 while the provider is down, silent in words or badly signed; then it works', async () => {
      await fresh()
      const { id } = await shop.order()
      for (const kind of ['pay-down', 'pay-answer-lost', 'pay-answer-forged'] as const) {
        w.sandbox.control.on({ kind, times: 1 })
        expect(
          (await shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })).body,
          kind,
        ).toMatchObject({ status: 502, code: 'payments.provider_failed' })
      }
      await shop.pay(id)
      expect((await shop.mine(id)).payment).toBe('paid')
    })

    it('422 for a shopper without WeChat, and a brand without a merchant account', async () => {
      await fresh()
      const { id } = await shop.order()
      await w.facts('update members set wechat_open_id = null where id = $1', [shop.shopper.memberId])
      expect(
        (await shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_jsapi' })).body.code,
      ).toBe('payments.wechat_needed')
    })
  })

  describe('a paid order', () => {
    it('is complete in every book: payment, ledger, goods, code, timeline, event', async () => {
      await fresh()
      const order = await shop.paidOrder()
      expect(order).toMatchObject({
        status: 'preparing',
        payment: 'paid',
        paid: 2000,
        fulfilments: [{ state: 'preparing' }],
        payments: [{ method: 'wechat_native', state: 'paid', amount: 2000 }],
        expiresAt: null,
      })
      expect(order.verification).toEqual({
        code: expect.stringMatching(/^\d{8}$/),
        qr: `SW1:${order.verification!.code}`,
      })
      expect(order.timeline.map((e) => [e.event, e.by])).toEqual([
        ['order.placed', 'shopper'],
        ['order.paid', 'system'],
      ])
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
      expect(await shop.stock()).toEqual({ onHand: 100, reserved: 2 })
      expect(
        await w.facts(
          "select payload ->> 'orderId' as id from outbox where name = 'selling.order_paid' and tenant_id = $1",
          [shop.t.ref.id],
        ),
      ).toEqual([{ id: order.id }])
    })

    it("fifteen callbacks at once and the shopper's own check complete it once", async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
      const { transactionId } = w.sandbox.control.pay({ codeUrl })
      const told = shop.transaction(outTradeNo, { transaction_id: transactionId })
      const answers = await Promise.all([
        ...Array.from({ length: 15 }, () => shop.callback('payments', told).send()),
        ...Array.from({ length: 3 }, () => shop.shopper.post(`/shop/orders/${id}/payments/check`)),
      ])
      expect(answers.map((a) => a.status)).toEqual(answers.map(() => 200))
      expect(answers[0]!.body).toEqual({ code: 'SUCCESS', message: '成功' })
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.paid'])
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
      expect(
        await w.facts('select 1 from provider_events where tenant_id = $1', [shop.t.ref.id]),
      ).toHaveLength(1)
    })
  })

  describe('callbacks that lie', () => {
    it.each(['signature', 'other-key', 'body', 'probe', 'stale'] as const)(
      '401 for a forged one (%s), and nothing moved',
      async (forgery) => {
        await fresh()
        const { id } = await shop.order()
        const { outTradeNo } = await shop.start(id)
        expect((await w.sandbox.control.forge(outTradeNo, forgery)).status).toBe(401)
        expect(await shop.mine(id)).toMatchObject({ status: 'to_pay', payment: 'unpaid' })
        expect(await shop.balances()).toEqual({})
      },
    )

    it('422 when properly signed with another amount, currency, number or no transaction; 401 for another merchant', async () => {
      await fresh()
      const { id } = await shop.order()
      const { outTradeNo } = await shop.start(id)
      expect((await w.sandbox.control.forge(outTradeNo, 'amount')).status).toBe(422)
      const tell = (change: Record<string, unknown>) =>
        shop.callback('payments', shop.transaction(outTradeNo, change)).send()
      expect((await tell({ amount: { total: 1, currency: 'CNY' } })).body.code).toBe(
        'payments.notice_mismatch',
      )
      expect((await tell({ amount: { total: 2000, currency: 'USD' } })).status).toBe(422)
      expect((await tell({ out_trade_no: 'a'.repeat(32) })).status).toBe(422)
      expect((await tell({ transaction_id: '' })).status).toBe(422)
      expect((await tell({ mchid: '1600000000' })).status).toBe(401)
      expect((await tell({ trade_state: 'NOTPAY' })).status).toBe(200)
      expect(await shop.mine(id)).toMatchObject({ status: 'to_pay', payment: 'unpaid' })
      expect(await shop.balances()).toEqual({})
      expect(await w.facts('select 1 from provider_events where tenant_id = $1', [shop.t.ref.id])).toEqual([])
    })

    it("401 at the address of another brand; 404 at one there isn't; 400 for what is no JSON", async () => {
      await fresh()
      const mine = shop
      const { id } = await mine.order()
      const { outTradeNo } = await mine.start(id)
      const other = await TestShop.open(w)
      const notice = mine.callback('payments', mine.transaction(outTradeNo))
      expect(await notice.send()).toMatchObject({ status: 200 })
      const path = `/callbacks/wechat-pay/${other.t.ref.id}/payments`
      expect((await other.t.api.post(path, {})).status).toBe(401)
      expect(
        (await other.t.api.post(path.replace(other.t.ref.id, '00000000-0000-7000-8000-000000000000'), {}))
          .status,
      ).toBe(404)
      expect((await other.t.api.send('POST', path, '{')).status).toBe(400)
    })
  })

  describe("callbacks that don't come", () => {
    it('the query job finds the money after half a minute', async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
      w.sandbox.control.pay({ codeUrl })
      expect((await shop.mine(id)).status).toBe('to_pay')
      await w.advance(31_000)
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing', payment: 'paid' })
    })

    it("the shopper's check finds it at once, and an unpaid order stays unpaid", async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
      expect((await shop.shopper.post(`/shop/orders/${id}/payments/check`)).body.status).toBe('to_pay')
      w.sandbox.control.pay({ codeUrl })
      expect((await shop.shopper.post(`/shop/orders/${id}/payments/check`)).body.status).toBe('preparing')
    })
  })

  describe('time', () => {
    it('unpaid after 15 minutes: cancelled, goods for sale again, closed at the provider', async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      await shop.later(14 * MINUTE + 30_000)
      expect((await shop.mine(id)).status).toBe('to_pay')
      await w.advance(31_000)
      expect((await shop.mine(id)).status).toBe('cancelled')
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.expired'])
      expect(await shop.stock()).toEqual({ onHand: 100, reserved: 0 })
      expect(w.sandbox.control.orders().find((o) => o.outTradeNo === outTradeNo)?.state).toBe('CLOSED')
      expect(() => w.sandbox.control.pay({ codeUrl })).toThrow()
    })

    it('paid at 14:59 with the callback lost: the expiry asks first, and the order lives', async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
      w.shift(14 * MINUTE + 58_000)
      w.sandbox.control.pay({ codeUrl })
      await shop.later(3_000)
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing', payment: 'paid' })
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.paid'])
    })

    it('money after the end: goods are still there, so they are held again and the order lives', async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-late', outTradeNo })
      w.sandbox.control.pay({ codeUrl })
      w.sandbox.control.on({ kind: 'pay-down' })
      await shop.later(16 * MINUTE)
      w.sandbox.control.off('pay-down')
      expect((await shop.mine(id)).status).toBe('cancelled')
      expect(await shop.stock()).toEqual({ onHand: 100, reserved: 0 })
      await w.sandbox.control.release(outTradeNo)
      const order = await shop.mine(id)
      expect(order).toMatchObject({
        status: 'preparing',
        payment: 'paid',
        verification: { code: expect.any(String) },
      })
      expect(order.timeline.map((e) => e.event)).toEqual(['order.placed', 'order.expired', 'order.revived'])
      expect(await shop.stock()).toEqual({ onHand: 100, reserved: 2 })
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
    })

    it('money after the end, goods gone: it goes back by itself, once, and the books are even', async () => {
      await fresh({ stock: 2 })
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-late', outTradeNo })
      w.sandbox.control.pay({ codeUrl })
      w.sandbox.control.on({ kind: 'pay-down' })
      await shop.later(16 * MINUTE)
      w.sandbox.control.off('pay-down')
      const winner = await shop.order({ lines: [{ skuId: shop.sku.id, quantity: 1 }] })
      await w.sandbox.control.release(outTradeNo)
      expect(await shop.mine(id)).toMatchObject({ status: 'refunding', payment: 'paid', verification: null })
      expect(await settled(id, 'refunded')).toMatchObject({ payment: 'refunded', paid: 2000, refunded: 2000 })
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.expired', 'payment.late', 'refund.done'])
      expect(refundsOf(outTradeNo)).toHaveLength(1)
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 0, unapplied: 0 })
      expect(await shop.stock()).toEqual({ onHand: 2, reserved: 1 })
      expect((await shop.mine(winner.id)).status).toBe('to_pay')
    })

    it('money after the shopper had called it off goes back although goods are there', async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-late', outTradeNo })
      w.sandbox.control.pay({ codeUrl })
      w.sandbox.control.on({ kind: 'pay-down' })
      expect((await shop.shopper.post(`/shop/orders/${id}/cancel`)).status).toBe(200)
      w.sandbox.control.off('pay-down')
      await w.sandbox.control.release(outTradeNo)
      await settled(id, 'refunded')
      expect(refundsOf(outTradeNo)).toMatchObject([{ refund: 2000, status: 'SUCCESS' }])
    })

    it('calling off an order that turns out to be paid is refused', async () => {
      await fresh()
      const { id } = await shop.order()
      const { codeUrl, outTradeNo } = await shop.start(id)
      w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
      w.sandbox.control.pay({ codeUrl })
      expect((await shop.shopper.post(`/shop/orders/${id}/cancel`)).body.code).toBe('selling.already_paid')
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing' })
    })
  })

  describe('refunds', () => {
    it('an order paid twice: the second payment goes back, the order stays', async () => {
      await fresh()
      const { id } = await shop.order()
      const first = await shop.start(id)
      w.sandbox.control.on({ kind: 'pay-down', times: 1 }) // the first attempt can't be closed
      const second = await shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_jsapi' })
      w.sandbox.control.pay({ codeUrl: first.codeUrl })
      w.sandbox.control.pay({ prepayId: second.body.jsapi.package.replace('prepay_id=', '') })
      await w.sandbox.control.deliverDue()
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing', payment: 'paid', paid: 2000 })
      await w.until(async () => {
        await w.advance(1000)
        await w.sandbox.control.deliverDue()
        return (await shop.mine(id)).payments.some((p) => p.state === 'refunded')
      })
      const order = await shop.mine(id)
      expect(order).toMatchObject({ status: 'preparing', payment: 'paid', paid: 2000, refunded: 0 })
      expect(order.payments.map((p) => p.state).sort()).toEqual(['paid', 'refunded'])
      expect(order.timeline.map((e) => e.event)).toEqual([
        'order.placed',
        'order.paid',
        'payment.duplicate',
        'refund.done',
      ])
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000, unapplied: 0 })
    })

    it('a lost answer and a lost callback end in one refund all the same', async () => {
      await fresh()
      const { id } = await shop.paidOrder()
      await shop.manager.post(`/orders/${id}/cancel`)
      const outTradeNo = (await shop.mine(id)).payments[0]!.id.replaceAll('-', '')
      w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
      w.sandbox.control.on({ kind: 'pay-answer-lost', times: 1 })
      await w.advance(1000)
      expect((await shop.mine(id)).status).toBe('refunding')
      await w.advance(61_000)
      await w.advance(61_000)
      expect((await shop.mine(id)).status).toBe('refunded')
      expect(refundsOf(outTradeNo)).toHaveLength(1)
    })

    it('a merchant without money: tried again until it works', async () => {
      await fresh()
      const { id } = await shop.paidOrder()
      await shop.manager.post(`/orders/${id}/cancel`)
      w.sandbox.control.on({ kind: 'refund-notenough', times: 2 })
      await w.advance(1000)
      await w.advance(61_000)
      expect((await shop.mine(id)).status).toBe('refunding')
      await w.advance(120_000)
      await settled(id, 'refunded')
    })

    it('an abnormal one says so, waits for a person, and goes out again under its number', async () => {
      await fresh()
      const { id } = await shop.paidOrder()
      await shop.manager.post(`/orders/${id}/cancel`)
      w.sandbox.control.on({ kind: 'refund-abnormal', times: 1 })
      await w.until(async () => {
        await w.advance(1000)
        await w.sandbox.control.deliverDue()
        return (await eventsOf(id)).includes('refund.failed')
      })
      expect(await shop.mine(id)).toMatchObject({ status: 'refunding', payment: 'paid', refunded: 0 })
      expect((await shop.mine(id)).payments).toMatchObject([{ state: 'refund_failed' }])
      const path = `/orders/${id}/refunds/retry`
      const refunds = () => w.facts('select out_refund_no, state from refunds where order_id = $1', [id])
      const [failed] = await refunds()
      expect(failed).toMatchObject({ state: 'failed' })
      const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
      const stranger = await shop.t.aPerson('store_manager', 'store', await shop.t.aStore())
      expect((await shop.t.api.post(path)).status).toBe(401)
      expect((await clerk.post(path)).status).toBe(403)
      expect((await stranger.post(path)).status).toBe(404)
      expect(await refunds()).toEqual([failed])
      const manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
      const answers = await Promise.all([manager.post(path), manager.post(path)])
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
      expect(answers.find((a) => a.status === 409)!.body.code).toBe('selling.no_failed_refund')
      await settled(id, 'refunded')
      expect(await refunds()).toEqual([{ ...failed, state: 'done' }])
      expect((await eventsOf(id)).slice(-3)).toEqual(['refund.failed', 'refund.retried', 'refund.done'])
      expect((await shop.mine(id)).refunded).toBe(2000)
      expect((await (await shop.t.aPerson('owner')).post(path)).body.code).toBe('selling.no_failed_refund')
    })

    it('401 for a forged callback, 422 for another sum, and nothing moved', async () => {
      await fresh()
      const { id } = await shop.paidOrder()
      await shop.manager.post(`/orders/${id}/cancel`)
      const [refund] = await w.facts('select out_refund_no from refunds where order_id = $1', [id])
      const tell = (change: Record<string, unknown>) => {
        const account = w.sandbox.keys.account(shop.t.ref.slug)
        return shop
          .callback('refunds', {
            mchid: account.mchId,
            out_refund_no: refund!['out_refund_no'],
            refund_id: '5030',
            refund_status: 'SUCCESS',
            amount: { total: 2000, refund: 2000 },
            ...change,
          })
          .send()
      }
      expect((await tell({ mchid: '1' })).status).toBe(401)
      expect((await tell({ amount: { total: 2000, refund: 1 } })).status).toBe(422)
      expect((await tell({ out_refund_no: 'nothing' })).status).toBe(422)
      expect((await shop.mine(id)).refunded).toBe(0)
      expect((await Promise.all([tell({}), tell({}), tell({})])).map((a) => a.status)).toEqual([
        200, 200, 200,
      ])
      expect(await shop.mine(id)).toMatchObject({ status: 'refunded', refunded: 2000 })
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 0, sales: -2000, refunds: 2000 })
    })
  })
})
