import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { World, type Client } from '../../test/world.js'

const MINUTE = 60_000

describe('handing over', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())
  const code = (digits: string, by: Client = shop.manager, storeId = shop.storeId) =>
    by.post('/verifications', { storeId, code: digits })
  const move = (id: string, name: string, by: Client = shop.manager) =>
    by.post(`/fulfilments/${id}/moves`, { move: name })

  describe('the board', () => {
    it('shows what is paid, oldest first, with what to do; finished ones newest first', async () => {
      const mine = await TestShop.open(w)
      await mine.order()
      const [a, b] = [await mine.paidOrder({ contactName: '小李', note: '不要袋子' }), await mine.paidOrder()]
      const board = async (q = '') =>
        (await mine.manager.get(`/fulfilments?storeId=${mine.storeId}${q}`)).body.items
      expect(await board()).toMatchObject([
        {
          orderId: a.id,
          number: a.number,
          state: 'preparing',
          contactName: '小*',
          note: '不要袋子',
          payable: 2000,
          allowed: ['ready', 'cancel'],
          lines: [{ skuId: mine.sku.id, quantity: 2 }],
        },
        { orderId: b.id },
      ])
      for (const o of [a, b]) await code(o.verification!.code, mine.manager, mine.storeId)
      expect(await board()).toEqual([])
      expect((await board('&state=picked_up')).map((c: { orderId: string }) => c.orderId)).toEqual([
        b.id,
        a.id,
      ])
      const page = (await mine.manager.get(`/fulfilments?storeId=${mine.storeId}&state=picked_up&limit=1`))
        .body
      expect(
        (await board(`&state=picked_up&limit=1&cursor=${page.nextCursor}`)).map(
          (c: { orderId: string }) => c.orderId,
        ),
      ).toEqual([a.id])
    })

    it('404 for a store and a card out of reach, 400 without a store, 401 for guests', async () => {
      const paid = await shop.paidOrder()
      const sister = await shop.t.aStore()
      const stranger = await shop.t.aPerson('clerk', 'store', sister)
      expect((await stranger.get(`/fulfilments?storeId=${shop.storeId}`)).status).toBe(404)
      expect((await stranger.get(`/fulfilments/${paid.fulfilments[0]!.id}`)).status).toBe(404)
      expect((await move(paid.fulfilments[0]!.id, 'ready', stranger)).status).toBe(404)
      expect((await shop.manager.get('/fulfilments')).status).toBe(400)
      expect((await shop.t.api.get(`/fulfilments?storeId=${shop.storeId}`)).status).toBe(401)
    })
  })

  describe('moves', () => {
    it('ready and back: the order follows, the shopper sees it, everybody may know who', async () => {
      const { id, fulfilments } = await shop.paidOrder()
      const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
      expect((await move(fulfilments[0]!.id, 'ready', clerk)).body).toMatchObject({
        state: 'ready',
        allowed: ['unready'],
      })
      expect((await shop.mine(id)).status).toBe('ready')
      expect((await move(fulfilments[0]!.id, 'unready', clerk)).body).toMatchObject({ state: 'preparing' })
      const order = await shop.mine(id)
      expect(order.status).toBe('preparing')
      expect(order.timeline.slice(2).map((e) => [e.event, e.from, e.to])).toEqual([
        ['fulfilment.ready', 'preparing', 'ready'],
        ['fulfilment.unready', 'ready', 'preparing'],
      ])
    })

    it('409 with what is allowed for an illegal one, twice the same, and an unpaid order', async () => {
      const { fulfilments } = await shop.paidOrder()
      const id = fulfilments[0]!.id
      expect((await move(id, 'expire')).body).toMatchObject({
        status: 409,
        code: 'fulfilment.move_illegal',
        args: { from: 'preparing' },
      })
      expect((await Promise.all([1, 2, 3].map(() => move(id, 'ready')))).map((a) => a.status).sort()).toEqual(
        [200, 409, 409],
      )
      expect((await move(id, 'fly')).status).toBe(400)
      const unpaid = await shop.order()
      expect((await move(unpaid.fulfilments[0]!.id, 'ready')).body.code).toBe('fulfilment.not_paid')
    })

    it('not picked up: goods go back on sale, money goes back, by somebody who may cancel', async () => {
      const mine = await TestShop.open(w)
      const { id, fulfilments } = await mine.paidOrder()
      const clerk = await mine.t.aPerson('clerk', 'store', mine.storeId)
      await move(fulfilments[0]!.id, 'ready', clerk)
      expect((await move(fulfilments[0]!.id, 'expire', clerk)).status).toBe(403)
      expect((await move(fulfilments[0]!.id, 'cancel', clerk)).status).toBe(403)
      expect((await move(fulfilments[0]!.id, 'expire', mine.manager)).body).toMatchObject({
        state: 'expired',
        allowed: [],
      })
      expect(await mine.mine(id)).toMatchObject({ status: 'refunding', verification: null })
      expect(await mine.stock()).toEqual({ onHand: 100, reserved: 0 })
      expect((await mine.mine(id)).payments).toMatchObject([{ state: 'refunding' }])
    })
  })

  describe('verification codes', () => {
    it('previewed, then used: goods leave, the order is complete, HQ has the record', async () => {
      const mine = await TestShop.open(w)
      const order = await mine.paidOrder()
      const { code: digits, qr } = order.verification!
      const preview = await mine.manager.post('/verifications/preview', { storeId: mine.storeId, code: qr })
      expect(preview.body).toMatchObject({ orderId: order.id, state: 'preparing' })
      const spaced = `${digits.slice(0, 4)} ${digits.slice(4)}`
      const { status, body } = await code(spaced, mine.manager, mine.storeId)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        card: { orderId: order.id, state: 'picked_up', allowed: [] },
        verifiedAt: expect.any(String),
      })
      expect(await mine.mine(order.id)).toMatchObject({
        status: 'completed',
        verification: null,
        fulfilments: [{ state: 'picked_up' }],
      })
      expect(await mine.stock()).toEqual({ onHand: 98, reserved: 0 })
      const list = (await mine.manager.get('/verifications')).body.items
      expect(list).toMatchObject([
        {
          orderId: order.id,
          number: order.number,
          storeId: mine.storeId,
          codeMasked: `****${digits.slice(-4)}`,
          payable: 2000,
        },
      ])
      expect(JSON.stringify(list)).not.toContain(digits)
    })

    it('twenty clerks at once: one hands over, the others learn when it happened', async () => {
      const before = await shop.stock()
      const order = await shop.paidOrder()
      const answers = await Promise.all(Array.from({ length: 20 }, () => code(order.verification!.code)))
      expect(answers.filter((a) => a.status === 200)).toHaveLength(1)
      const others = answers.filter((a) => a.status !== 200)
      for (const a of others)
        expect(a.body).toMatchObject({
          status: 409,
          code: 'fulfilment.code_used',
          args: { at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) },
        })
      expect(await shop.stock()).toEqual({ onHand: before.onHand - 2, reserved: before.reserved })
    })

    it('the same request twice under one key is one hand-over with one answer', async () => {
      const order = await shop.paidOrder()
      const key = { 'idempotency-key': randomUUID() }
      const ask = () =>
        shop.manager.post('/verifications', { storeId: shop.storeId, code: order.verification!.code }, key)
      const [a, b] = [await ask(), await ask()]
      expect([a.status, b.status]).toEqual([200, 200])
      expect(b.body).toEqual(a.body)
    })

    it('409 at another store, naming the right one in the asked language; a store out of reach is 404', async () => {
      const order = await shop.paidOrder()
      const sister = await shop.t.aStore()
      const owner = await shop.t.aPerson('owner')
      const answer = await owner.post(
        '/verifications',
        { storeId: sister, code: order.verification!.code },
        { 'accept-language': 'en' },
      )
      expect(answer.body).toMatchObject({
        status: 409,
        code: 'fulfilment.code_elsewhere',
        args: { store: order.storeName.en },
      })
      expect((await code(order.verification!.code, shop.manager, sister)).status).toBe(404)
      expect((await shop.mine(order.id)).status).toBe('preparing')
    })

    it('404 for a code of another brand: it says nothing', async () => {
      const other = await TestShop.open(w)
      const order = await other.paidOrder()
      const owner = await shop.t.aPerson('owner')
      const unknown = await owner.post('/verifications', {
        storeId: shop.storeId,
        code: order.verification!.code,
      })
      expect(unknown.body).toMatchObject({ status: 404, code: 'fulfilment.code_unknown' })
      expect((await other.mine(order.id)).status).toBe('preparing')
    })

    it('five wrong ones lock the person for a quarter of an hour, even typed all at once', async () => {
      const clerk = () => shop.t.aPerson('clerk', 'store', shop.storeId)
      const order = await shop.paidOrder()
      const guesser = await clerk()
      const guesses = await Promise.all(
        ['00000001', '00000002', '00000003', '00000004', '00000005'].map((c) => code(c, guesser)),
      )
      expect(guesses.map((g) => g.body.code)).toEqual(guesses.map(() => 'fulfilment.code_unknown'))
      const locked = await code(order.verification!.code, guesser)
      expect(locked.body).toMatchObject({ status: 429, code: 'fulfilment.locked', args: { minutes: 15 } })
      expect(locked.headers['retry-after']).toBe('900')
      expect(
        (
          await guesser.post('/verifications/preview', {
            storeId: shop.storeId,
            code: order.verification!.code,
          })
        ).status,
      ).toBe(429)
      expect((await code(order.verification!.code, await clerk())).status).toBe(200)
      w.shift(15 * MINUTE + 1000)
      const [row] = await w.facts('select locked_until from verification_failures where person_id = $1', [
        guesser.personId,
      ])
      expect(new Date(row!['locked_until'] as string).getTime()).toBeLessThan(w.now().getTime())
    })

    it('400 for what is no code, 401 for guests, 403 for a cashier, 400 without a key', async () => {
      const mine = await TestShop.open(w)
      for (const digits of ['1234567', '123456789', 'abcdefgh', ''])
        expect((await code(digits, mine.manager, mine.storeId)).status).toBe(400)
      expect(
        (await mine.t.api.post('/verifications', { storeId: mine.storeId, code: '12345678' })).status,
      ).toBe(401)
      expect(
        (await code('12345678', await mine.t.aPerson('cashier', 'store', mine.storeId), mine.storeId)).status,
      ).toBe(403)
      const order = await mine.paidOrder()
      expect(
        (
          await mine.manager.send('POST', '/verifications', {
            storeId: mine.storeId,
            code: order.verification!.code,
          })
        ).body.code,
      ).toBe('request.key_required')
    })

    it('the list pages newest first and stays within reach', async () => {
      const mine = await TestShop.open(w)
      const ids: string[] = []
      for (let i = 0; i < 3; i++) {
        const order = await mine.paidOrder()
        await code(order.verification!.code, mine.manager, mine.storeId)
        ids.unshift(order.id)
      }
      const first = (await mine.manager.get('/verifications?limit=2')).body
      const rest = (await mine.manager.get(`/verifications?limit=2&cursor=${first.nextCursor}`)).body
      expect([...first.items, ...rest.items].map((v: { orderId: string }) => v.orderId)).toEqual(ids)
      const stranger = await mine.t.aPerson('clerk', 'store', await mine.t.aStore())
      expect((await stranger.get('/verifications')).body.items).toEqual([])
      expect((await stranger.get(`/verifications?storeId=${mine.storeId}`)).status).toBe(404)
      expect((await mine.manager.get('/verifications?cursor=WyJ4IiwieSJd')).status).toBe(400)
    })
  })
})
