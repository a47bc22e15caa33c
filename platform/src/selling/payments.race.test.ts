import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { World } from '../../test/world.js'
import { InventoryService } from '../inventory/index.js'
import { Fault } from '../kernel/fault.js'
import { transaction } from '../kernel/db.js'
import { PaymentsService, RefundsService } from '../payments/index.js'

const MINUTE = 60_000
const SECOND = 1_000

describe('money from several sides at once', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
  })
  afterAll(() => w.stop())
  afterEach(() => w.sandbox.control.off())

  const fresh = async (o: { stock?: number; price?: number } = {}) => (shop = await TestShop.open(w, o))
  const eventsOf = async (id: string) => (await shop.mine(id)).timeline.map((e) => e.event)
  const announced = async (name: string) =>
    (
      await w.facts<{ id: string }>(
        `select payload ->> 'orderId' as id from outbox where tenant_id = $1 and name = $2 order by id`,
        [shop.t.ref.id, name],
      )
    ).map((row) => row.id)
  /** An order whose money is at the provider, which says nothing by itself. */
  const paidInSilence = async (change: Parameters<TestShop['order']>[0] = {}) => {
    const { id } = await shop.order(change)
    const { codeUrl, outTradeNo } = await shop.start(id)
    w.sandbox.control.on({ kind: 'callback-missing', outTradeNo })
    const { transactionId } = w.sandbox.control.pay({ codeUrl })
    return { id, outTradeNo, notice: () => shop.callback('payments', told(outTradeNo, transactionId)) }
  }
  const told = (outTradeNo: string, transactionId: string | undefined) =>
    shop.transaction(outTradeNo, { transaction_id: transactionId })

  describe('callbacks', () => {
    it('fifteen, one after the other over a day, count once', async () => {
      await fresh()
      const { id, notice } = await paidInSilence()
      for (let i = 0; i < 15; i++) {
        expect((await notice().send()).status).toBe(200)
        w.shift(96 * MINUTE)
      }
      await shop.signInAgain()
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.paid'])
      expect(await announced('selling.order_paid')).toEqual([id])
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
    })

    it("at once with the shopper's check, the query job and the cancelling shopper: one order, paid once", async () => {
      await fresh()
      const { id, notice } = await paidInSilence()
      w.shift(31 * SECOND)
      const [called, ...answers] = await Promise.all([
        shop.shopper.post(`/shop/orders/${id}/cancel`),
        ...Array.from({ length: 5 }, () => notice().send()),
        ...Array.from({ length: 3 }, () => shop.shopper.post(`/shop/orders/${id}/payments/check`)),
        w.advance(0),
        w.advance(0),
      ])
      expect(called.status).toBe(409)
      expect(answers.map((a) => a?.status ?? 200)).toEqual(answers.map(() => 200))
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.paid'])
      expect(await announced('selling.order_paid')).toEqual([id])
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
    })

    it('the very same bytes again count once, and six minutes later are refused', async () => {
      await fresh()
      const { id, notice } = await paidInSilence()
      const kept = notice()
      expect([(await kept.send()).status, (await kept.send()).status]).toEqual([200, 200])
      w.shift(6 * MINUTE)
      expect((await kept.send()).status).toBe(401)
      expect(await eventsOf(id)).toEqual(['order.placed', 'order.paid'])
    })

    it('a refund told before its payment is refused, and both end right', async () => {
      await fresh()
      const { id, notice } = await paidInSilence()
      const early = shop.callback('refunds', {
        mchid: w.sandbox.keys.account(shop.t.ref.slug).mchId,
        ...{ out_refund_no: 'f'.repeat(32), refund_id: '5030', refund_status: 'SUCCESS' },
        amount: { total: 2000, refund: 2000 },
      })
      expect((await early.send()).body).toMatchObject({ status: 422, code: 'payments.notice_mismatch' })
      expect(await shop.mine(id)).toMatchObject({ payment: 'unpaid', refunded: 0 })
      await notice().send()
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing', payment: 'paid', refunded: 0 })
    })

    it('a failure told after success changes nothing', async () => {
      await fresh()
      const { id, outTradeNo, notice } = await paidInSilence()
      await notice().send()
      const late = shop.callback('payments', shop.transaction(outTradeNo, { trade_state: 'PAYERROR' }))
      expect((await late.send()).status).toBe(200)
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing', payment: 'paid', paid: 2000 })
    })

    it('money for an attempt that was closed is money all the same', async () => {
      await fresh()
      const { id } = await shop.order()
      const first = await shop.start(id)
      await shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_jsapi' })
      expect(await w.facts('select state from payments where out_trade_no = $1', [first.outTradeNo])).toEqual(
        [{ state: 'closed' }],
      )
      expect((await shop.callback('payments', told(first.outTradeNo, '4200-late')).send()).status).toBe(200)
      expect(await shop.mine(id)).toMatchObject({ status: 'preparing', payment: 'paid', paid: 2000 })
    })
  })

  describe('a provider that is silent', () => {
    it('never answers: 502, the next try is the same attempt, and the provider has it once', async () => {
      await fresh()
      const { id } = await shop.order()
      w.sandbox.control.on({ kind: 'pay-timeout', times: 1 })
      const start = () => shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })
      expect((await start()).body).toMatchObject({ status: 502, code: 'payments.provider_failed' })
      w.sandbox.control.on({ kind: 'pay-answer-lost', times: 1 })
      expect((await start()).status).toBe(502)
      await shop.pay(id)
      const attempts = await w.facts('select state from payments where order_id = $1', [id])
      expect(attempts).toEqual([{ state: 'paid' }])
      const { mchId } = w.sandbox.keys.account(shop.t.ref.slug)
      expect(w.sandbox.control.orders().filter((o) => o.mchid === mchId)).toHaveLength(1)
      expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
    })

    it('fails five times: 503 without a call until its pause is over, others pay meanwhile, nothing is charged twice', async () => {
      await fresh()
      const other = await TestShop.open(w)
      const { id } = await shop.order()
      const start = () => shop.shopper.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })
      for (const kind of [
        'pay-answer-lost',
        'pay-down',
        'pay-down',
        'pay-answer-lost',
        'pay-down',
      ] as const) {
        w.sandbox.control.on({ kind, times: 1 })
        expect((await start()).status).toBe(502)
      }
      const held = await start()
      expect([held.status, held.body.code, held.headers['retry-after']]).toEqual([
        503,
        'server.provider_down',
        '15',
      ])
      expect((await other.paidOrder()).payment).toBe('paid')
      w.shift(15_000)
      await shop.pay(id)
      expect(await w.facts('select state from payments where order_id = $1', [id])).toEqual([
        { state: 'paid' },
      ])
      const { mchId } = w.sandbox.keys.account(shop.t.ref.slug)
      expect(w.sandbox.control.orders().filter((o) => o.mchid === mchId)).toHaveLength(1)
      for (const who of [shop, other])
        expect(await who.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
    })
  })

  describe('the clock', () => {
    it('two workers expire the same twenty orders at once: each is released once', async () => {
      await fresh({ stock: 40 })
      const orders = []
      for (let i = 0; i < 20; i++) orders.push(await shop.order())
      expect(await shop.stock()).toEqual({ onHand: 40, reserved: 40 })
      w.shift(15 * MINUTE)
      await Promise.all([w.advance(0), w.advance(0)])
      await shop.signInAgain()
      expect(await shop.stock()).toEqual({ onHand: 40, reserved: 0 })
      for (const { id } of orders) expect(await eventsOf(id)).toEqual(['order.placed', 'order.expired'])
      expect(await announced('selling.order_cancelled')).toHaveLength(20)
    })

    it.each([-SECOND, 0, SECOND])(
      'money and the end of the time together, %i ms from it: paid or released, never both',
      async (ms) => {
        await fresh({ stock: 24 })
        const placed = []
        for (let i = 0; i < 12; i++) placed.push(await paidInSilence())
        w.shift(15 * MINUTE + ms - 2 * SECOND)
        w.sandbox.control.on({ kind: 'pay-down' }) // the expiry can't ask first: callback and clock race alone
        w.shift(2 * SECOND)
        await Promise.all([w.advance(0), ...placed.map(({ notice }) => notice().send()), w.advance(0)])
        w.sandbox.control.off('pay-down')
        await shop.signInAgain()
        const found = await Promise.all(placed.map(({ id }) => shop.mine(id)))
        // goods are still there: an order that expired first came back to life, the others never died
        expect(found.map((o) => [o.status, o.payment])).toEqual(found.map(() => ['preparing', 'paid']))
        for (const { timeline } of found)
          expect([
            ['order.placed', 'order.paid'],
            ['order.placed', 'order.expired', 'order.revived'],
          ]).toContainEqual(timeline.map((e) => e.event))
        expect(await shop.stock()).toEqual({ onHand: 24, reserved: 24 })
        expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 24_000, sales: -24_000 })
      },
    )
  })

  describe('a store that gives up', () => {
    it('while a clerk verifies: the goods leave or the money goes back, never both', async () => {
      await fresh({ stock: 40 })
      const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
      const orders = []
      for (let i = 0; i < 12; i++) orders.push(await shop.paidOrder())
      const ends = await Promise.all(
        orders.map(async ({ id, verification }) => {
          const [cancelled, verified] = await Promise.all([
            shop.manager.post(`/orders/${id}/cancel`),
            clerk.post('/verifications', { storeId: shop.storeId, code: verification!.code }),
          ])
          return [cancelled.status, verified.status].filter((status) => status === 200).length
        }),
      )
      expect(ends).toEqual(ends.map(() => 1))
      const left = await Promise.all(orders.map(({ id }) => shop.mine(id)))
      const gone = left.filter((o) => o.status === 'completed').length
      expect(left.filter((o) => o.status === 'refunding')).toHaveLength(12 - gone)
      expect(await shop.stock()).toEqual({ onHand: 40 - 2 * gone, reserved: 0 })
    })
  })

  describe('parts of a payment', () => {
    /** The payment of an order, and a way to send some of it back. */
    const parts = async (price: number) => {
      await fresh({ price })
      const { id } = await shop.paidOrder({ lines: [{ skuId: shop.sku.id, quantity: 1 }] })
      const [payment] = await shop.t.run(() => w.get(PaymentsService).paidOf(id))
      const back = (amount: number) =>
        shop.t.run(() =>
          transaction(() => w.get(RefundsService).request(payment!, amount, 'cancelled', shop.storeId)).then(
            () => true,
            (error: unknown) => {
              if (error instanceof Fault && error.code === 'selling.cannot_cancel') return false
              throw error
            },
          ),
        )
      return { id, back }
    }
    const sumOf = async (id: string) =>
      w.facts('select count(*)::int, coalesce(sum(amount), 0)::int as sum from refunds where order_id = $1', [
        id,
      ])
    const pursued = (id: string, refunded: number) =>
      w.until(async () => {
        await w.advance(SECOND)
        await w.sandbox.control.deliverDue()
        return (await shop.mine(id)).refunded === refunded
      }, `${refunded} back`)

    it('however it is split, all of it goes back and not a fen more', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 }),
          fc.integer({ min: 0, max: 900 }),
          async (split, rest) => {
            const price = split.reduce((a, b) => a + b, rest)
            const { id, back } = await parts(price)
            for (const amount of split) expect(await back(amount)).toBe(true)
            expect(await back(rest + 1)).toBe(false)
            if (rest > 0) expect(await back(rest)).toBe(true)
            await pursued(id, price)
            expect(await shop.mine(id)).toMatchObject({ status: 'refunded', payment: 'refunded' })
            expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 0, sales: -price, refunds: price })
            // whoever calls an order off gives its goods back; here only its money was sent back, part by part
            expect(await shop.t.run(() => w.get(InventoryService).release(id))).toBe(true)
          },
        ),
        { numRuns: 6, seed: 20261122 },
      )
    })

    it('asked for by ten at once: as many as the payment holds', async () => {
      const { id, back } = await parts(2000)
      const won = (await Promise.all(Array.from({ length: 10 }, () => back(300)))).filter(Boolean)
      expect(won).toHaveLength(6)
      expect(await sumOf(id)).toEqual([{ count: 6, sum: 1800 }])
      await pursued(id, 1800)
      expect(await shop.mine(id)).toMatchObject({ payment: 'part_refunded', refunded: 1800 })
    })
  })
})
