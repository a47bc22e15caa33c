import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'

describe('orders', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())

  const counts = async () => {
    const [row] = await w.facts(
      `select (select count(*) from orders)::int orders, (select count(*) from reservations)::int holds, (select count(*) from order_lines)::int lines, (select count(*) from outbox)::int events`,
    )
    return { ...row, ...(await shop.stock()) }
  }

  describe('POST /shop/orders', () => {
    it('201 with number, prices of the server and goods held, in few statements', async () => {
      const before = await shop.stock()
      const answer = await shop.shopper.post(
        '/shop/orders',
        shop.basket({ contactName: '小李', contactPhone: '13800138000', note: '要冰的' }),
      )
      expect(answer.status).toBe(201)
      expect(Number(answer.headers['x-statements'])).toBeLessThanOrEqual(12)
      const order = answer.body
      expect(order).toMatchObject({
        status: 'to_pay',
        payment: 'unpaid',
        payable: 2000,
        paid: 0,
        itemCount: 2,
        contactName: '小李',
        note: '要冰的',
        cancellable: true,
        verification: null,
        fulfilmentKind: 'pickup',
        quote: { goodsTotal: 2000, freight: 0, payable: 2000 },
        lines: [{ skuId: shop.sku.id, quantity: 2, unitPrice: 1000, total: 2000 }],
        fulfilments: [{ kind: 'pickup', state: 'pending' }],
      })
      expect(order.number).toMatch(/^S\d+-\d{6}-\d{4}$/)
      expect(Date.parse(order.expiresAt) - Date.parse(order.placedAt)).toBe(15 * 60_000)
      expect(order.timeline.map((e: { event: string; by: string }) => [e.event, e.by])).toEqual([
        ['order.placed', 'shopper'],
      ])
      expect(await shop.stock()).toEqual({ onHand: before.onHand, reserved: before.reserved + 2 })
    })

    it('numbers go up by one in a store and a day', async () => {
      const [a, b] = [await shop.order(), await shop.order()]
      expect(Number(b.number.slice(-4))).toBe(Number(a.number.slice(-4)) + 1)
    })

    it('201 twice under one key is one order; 422 for another body under it', async () => {
      const body = shop.basket()
      const key = { 'idempotency-key': randomUUID() }
      const [first, again] = [
        await shop.shopper.post('/shop/orders', body, key),
        await shop.shopper.post('/shop/orders', body, key),
      ]
      expect([first.status, again.status]).toEqual([201, 201])
      expect(again.body).toEqual(first.body)
      expect(again.headers['idempotent-replay']).toBe('true')
      expect((await shop.shopper.post('/shop/orders', { ...body, note: 'x' }, key)).body.code).toBe(
        'request.key_reused',
      )
    })

    it('422 when the id belongs to an order already, and nothing moved', async () => {
      const { id } = await shop.order()
      const before = await counts()
      expect((await shop.shopper.post('/shop/orders', shop.basket({ id }))).body.code).toBe(
        'request.key_reused',
      )
      expect(await counts()).toEqual(before)
    })

    it('400 without a key, with an unknown field, a price, a quantity of 0 or half, no lines; nothing moved', async () => {
      const before = await counts()
      expect((await shop.shopper.send('POST', '/shop/orders', shop.basket())).body.code).toBe(
        'request.key_required',
      )
      const wrong = [
        { payable: 1 },
        { lines: [] },
        { lines: [{ skuId: shop.sku.id, quantity: 0 }] },
        { lines: [{ skuId: shop.sku.id, quantity: 1.5 }] },
        { lines: [{ skuId: shop.sku.id, quantity: -1 }] },
        { lines: [{ skuId: shop.sku.id, quantity: 1, unitPrice: 1 }] },
        { channel: 'pos' },
        { storeId: 'x' },
        { note: 'a\u0000' },
      ]
      for (const change of wrong)
        expect(
          (await shop.shopper.post('/shop/orders', { ...shop.basket(), ...change })).status,
          JSON.stringify(change),
        ).toBe(400)
      expect(await counts()).toEqual(before)
    })

    it('401 for guests, 403 for staff', async () => {
      expect((await shop.t.api.post('/shop/orders', shop.basket())).status).toBe(401)
      expect((await shop.manager.post('/shop/orders', shop.basket())).status).toBe(403)
    })

    it('404 for a store of another brand', async () => {
      const other = await w.aTenant()
      const storeId = await other.aStore()
      expect((await shop.shopper.post('/shop/orders', shop.basket({ storeId }))).status).toBe(404)
    })

    it('409 with the new sum when the price has changed, and nothing moved', async () => {
      const before = await counts()
      const answer = await shop.shopper.post('/shop/orders', shop.basket({ expectedPayable: 1999 }))
      expect(answer.status).toBe(409)
      expect(answer.body).toMatchObject({ code: 'selling.price_changed', args: { payable: 2000 } })
      expect(await counts()).toEqual(before)
    })

    it('409 when one line of two lacks stock, naming it, and nothing moved', async () => {
      const scarce = await shop.t.aSku()
      await shop.t.stock(shop.storeId, scarce.id, 1)
      const before = await counts()
      const answer = await shop.shopper.post(
        '/shop/orders',
        shop.basket({
          lines: [
            { skuId: shop.sku.id, quantity: 1 },
            { skuId: scarce.id, quantity: 1 },
            { skuId: scarce.id, quantity: 1 },
          ],
        }),
      )
      expect(answer.body).toMatchObject({
        status: 409,
        code: 'inventory.not_enough_stock',
        args: { skuIds: [scarce.id] },
      })
      expect(await counts()).toEqual(before)
    })

    it('409 for goods not for sale, a store not open; 422 without pickup, for absurd quantities', async () => {
      const draft = await shop.t.aSku({ publish: false })
      await shop.t.stock(shop.storeId, draft.id, 10)
      expect(
        (await shop.shopper.post('/shop/orders', shop.basket({ lines: [{ skuId: draft.id, quantity: 1 }] })))
          .body,
      ).toMatchObject({ code: 'selling.not_for_sale', args: { skuIds: [draft.id] } })
      const closed = await shop.t.aStore({ status: 'closed' })
      expect((await shop.shopper.post('/shop/orders', shop.basket({ storeId: closed }))).body.code).toBe(
        'selling.store_closed',
      )
      const twice = [
        { skuId: shop.sku.id, quantity: 999_999 },
        { skuId: shop.sku.id, quantity: 1 },
      ]
      expect((await shop.shopper.post('/shop/orders', shop.basket({ lines: twice }))).body.code).toBe(
        'selling.quantity_invalid',
      )
      await w.facts("update stores set services = '{}' where id = $1", [closed])
      await w.facts("update stores set status = 'open' where id = $1", [closed])
      expect((await shop.shopper.post('/shop/orders', shop.basket({ storeId: closed }))).body.code).toBe(
        'selling.pickup_unavailable',
      )
    })

    it('takes bought lines out of the cart and leaves the others', async () => {
      const other = await shop.t.aSku()
      await shop.t.stock(shop.storeId, other.id, 5)
      const shopper = await shop.t.aShopper()
      for (const id of [shop.sku.id, other.id])
        await shopper.put(`/shop/cart/lines/${id}`, { storeId: shop.storeId, quantity: 1 })
      await shop.order({ fromCart: true }, shopper)
      expect((await shopper.get('/shop/cart')).body.lines.map((l: { skuId: string }) => l.skuId)).toEqual([
        other.id,
      ])
    })

    it('prices weighed goods by the gram, rounded to the fen', async () => {
      const apples = await shop.t.aSku({ kind: 'weighed', price: 599, unitSize: 500 })
      await shop.t.stock(shop.storeId, apples.id, 10_000)
      const order = await shop.order({ lines: [{ skuId: apples.id, quantity: 250 }] })
      expect(order).toMatchObject({ payable: 300, itemCount: 1 })
    })
  })

  describe("a shopper's orders", () => {
    it('are theirs alone: 404 for another shopper on every route', async () => {
      const { id } = await shop.order()
      const stranger = await shop.t.aShopper()
      expect((await stranger.get(`/shop/orders/${id}`)).status).toBe(404)
      expect((await stranger.post(`/shop/orders/${id}/cancel`)).status).toBe(404)
      expect((await stranger.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })).status).toBe(
        404,
      )
      expect((await stranger.post(`/shop/orders/${id}/payments/check`)).status).toBe(404)
      expect((await stranger.get('/shop/orders')).body.items).toEqual([])
    })

    it('page newest first, by status', async () => {
      const shopper = await shop.t.aShopper()
      const ids: string[] = []
      for (let i = 0; i < 3; i++)
        ids.unshift((await shop.order({ lines: [{ skuId: shop.sku.id, quantity: 1 }] }, shopper)).id)
      const first = (await shopper.get('/shop/orders?limit=2')).body
      const rest = (await shopper.get(`/shop/orders?limit=2&cursor=${first.nextCursor}`)).body
      expect([...first.items, ...rest.items].map((o: { id: string }) => o.id)).toEqual(ids)
      expect(rest.nextCursor).toBeNull()
      await shopper.post(`/shop/orders/${ids[0]}/cancel`)
      expect(
        (await shopper.get('/shop/orders?status=cancelled')).body.items.map((o: { id: string }) => o.id),
      ).toEqual([ids[0]])
      expect((await shopper.get('/shop/orders?cursor=eyJ4')).status).toBe(400)
    })

    it('cancelled: goods are for sale again; the same again changes nothing; paid ones stay', async () => {
      const before = await shop.stock()
      const { id } = await shop.order()
      const answer = await shop.shopper.post(`/shop/orders/${id}/cancel`, { reason: '不要了' })
      expect(answer.body).toMatchObject({ status: 'cancelled', cancellable: false, expiresAt: null })
      expect((await shop.shopper.post(`/shop/orders/${id}/cancel`)).status).toBe(200)
      expect(await shop.stock()).toEqual(before)
      expect(answer.body.timeline.map((e: { event: string; note: string }) => [e.event, e.note])).toEqual([
        ['order.placed', ''],
        ['order.cancelled', '不要了'],
      ])
      const paid = await shop.paidOrder()
      expect((await shop.shopper.post(`/shop/orders/${paid.id}/cancel`)).body.code).toBe(
        'selling.cannot_cancel',
      )
    })
  })

  describe('for staff', () => {
    it('list and totals agree, filtered by store, status, channel, number and phone', async () => {
      const mine = await TestShop.open(w)
      const phone = '13911112222'
      const order = await mine.order({ contactPhone: phone, channel: 'mini_program' })
      await mine.order()
      const paid = await mine.paidOrder()
      const list = async (q: string) =>
        (await mine.manager.get(`/orders?${q}`)).body.items.map((o: { id: string }) => o.id)
      expect(await list('limit=10')).toHaveLength(3)
      expect(await list(`q=${phone}`)).toEqual([order.id])
      expect(await list(`q=${encodeURIComponent(paid.number)}`)).toEqual([paid.id])
      expect(await list(`q=${encodeURIComponent(paid.number.slice(0, -1))}`)).toHaveLength(3)
      expect(await list('q=%25')).toEqual([])
      expect(await list('status=preparing')).toEqual([paid.id])
      expect(await list('channel=mini_program')).toEqual([order.id])
      expect(await list(`from=${paid.tradingDay}&to=${paid.tradingDay}`)).toHaveLength(3)
      expect(await list('to=2020-01-01')).toEqual([])
      expect(await list(`storeId=${newId()}`)).toEqual([])
      expect(await list(`regionId=${mine.t.hqId}`)).toHaveLength(3)
      expect(await list(`regionId=${mine.t.regionId}&status=preparing`)).toEqual([paid.id])
      expect(await list(`regionId=${await mine.t.aRegion()}`)).toEqual([])
      expect((await mine.manager.get('/orders/totals')).body).toEqual({
        count: 3,
        payable: 6000,
        paid: 2000,
        refunded: 0,
      })
      expect((await mine.manager.get('/orders/totals?status=to_pay')).body.count).toBe(2)
    })

    it('404 outside their stores; a clerk may look but not cancel (403); never shows the code', async () => {
      const paid = await shop.paidOrder()
      const sister = await shop.t.aStore()
      const stranger = await shop.t.aPerson('store_manager', 'store', sister)
      expect((await stranger.get(`/orders/${paid.id}`)).status).toBe(404)
      expect((await stranger.post(`/orders/${paid.id}/cancel`)).status).toBe(404)
      expect((await stranger.get('/orders')).body.items).toEqual([])
      const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
      const seen = await clerk.get(`/orders/${paid.id}`)
      expect(seen.body).toMatchObject({ status: 'preparing', verification: null, cancellable: false })
      expect(seen.text).not.toContain(paid.verification!.code)
      expect((await clerk.post(`/orders/${paid.id}/cancel`)).status).toBe(403)
    })

    it('cancel an unpaid order: goods are released', async () => {
      const before = await shop.stock()
      const { id } = await shop.order()
      expect((await shop.manager.post(`/orders/${id}/cancel`, { reason: '缺货' })).body).toMatchObject({
        status: 'cancelled',
        payment: 'unpaid',
      })
      expect(await shop.stock()).toEqual(before)
    })

    it('cancel a paid order: goods are released, the code is void, all money goes back once', async () => {
      const mine = await TestShop.open(w)
      const paid = await mine.paidOrder()
      const answers = await Promise.all(
        [1, 2, 3].map(() => mine.manager.post(`/orders/${paid.id}/cancel`, { reason: '坏了' })),
      )
      for (const a of answers)
        expect(a.body).toMatchObject({ status: 'refunding', payment: 'paid', cancellable: false })
      expect(await mine.stock()).toEqual({ onHand: 100, reserved: 0 })
      expect(
        (
          await mine.manager.post('/verifications/preview', {
            storeId: mine.storeId,
            code: paid.verification!.code,
          })
        ).status,
      ).toBe(404)
      await w.advance(1000)
      await w.sandbox.control.deliverDue()
      await w.until(async () => (await mine.mine(paid.id)).status === 'refunded', 'refund')
      const done = await mine.mine(paid.id)
      expect(done).toMatchObject({
        payment: 'refunded',
        paid: 2000,
        refunded: 2000,
        verification: null,
        payments: [{ state: 'refunded' }],
      })
      expect(done.timeline.map((e) => e.event)).toEqual([
        'order.placed',
        'order.paid',
        'order.cancelled',
        'refund.done',
      ])
      expect(w.sandbox.control.refunds().filter((r) => r.total === 2000)).toHaveLength(1)
      expect(await mine.balances()).toEqual({ 'provider:wechat_pay': 0, sales: -2000, refunds: 2000 })
    })
  })
})
