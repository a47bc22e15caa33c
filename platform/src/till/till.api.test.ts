import { boundsAt } from '@storeweave/rules/pricing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { idAt } from '../kernel/id.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const deviceId = newId()
const code = (ending = '9999') => `13${String(Math.floor(Math.random() * 1e12)).padStart(12, '0')}${ending}`

describe('the till', () => {
  let w: World
  let shop: TestShop
  let cashier: Client
  let pears: TestSku
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 100 })
    cashier = await shop.t.aPerson('cashier', 'store', shop.storeId)
    pears = await shop.t.aSku({
      price: 599,
      unitSize: 500,
      kind: 'weighed',
      barcode: '6901234567892',
      name: { zh: '香梨', en: 'Pears' },
    })
    await shop.t.stock(shop.storeId, pears.id, 5000)
  })
  afterAll(() => w.stop())

  const sale = (change: object = {}) => ({
    storeId: shop.storeId,
    deviceId,
    soldAt: w.now().toISOString(),
    lines: [{ skuId: shop.sku.id, quantity: 2 }],
    expectedPayable: 2000,
    tender: { kind: 'cash', received: 5000 },
    ...change,
  })
  const byCode = { tender: { kind: 'wechat_code' } }
  const counts = async () => {
    const [row] = await w.facts<
      Record<'orders' | 'payments' | 'ledger' | 'movements' | 'held' | 'events', number>
    >(
      `select (select count(*) from orders)::int orders, (select count(*) from payments)::int payments, (select count(*) from ledger_transfers)::int ledger,
              (select count(*) from stock_movements)::int movements, (select count(*) from reservations where state = 'held')::int held, (select count(*) from outbox)::int events`,
    )
    return { ...row!, ...(await shop.stock()) }
  }
  const refused = async (work: () => Promise<{ status: number; body: { code: string } }>) => {
    const before = await counts()
    const { status, body } = await work()
    expect(await counts()).toEqual(before)
    return [status, body.code]
  }

  describe('GET /till/catalogue', () => {
    const catalogue = (query = '', who: Client = cashier) =>
      who.get(`/till/catalogue?storeId=${shop.storeId}${query}`)

    it('is all a till needs, in two statements a page', async () => {
      await catalogue()
      const { status, body, headers } = await catalogue()
      expect(status).toBe(200)
      expect(Number(headers['x-statements'])).toBeLessThanOrEqual(2)
      expect(body).toMatchObject({
        storeId: shop.storeId,
        currency: 'CNY',
        cashRounding: 'none',
        complete: true,
        nextCursor: null,
        categories: [{ name: { zh: '水果', en: 'Fruit' } }],
      })
      const sku = body.skus.find((s: { skuId: string }) => s.skuId === pears.id)
      expect(sku).toMatchObject({
        barcodes: ['6901234567892'],
        kind: 'weighed',
        unitSize: 500,
        price: 599,
        listPrice: 599,
        floorPrice: null,
        available: 5000,
        name: { zh: '香梨' },
      })
      expect(sku.search).toEqual(expect.arrayContaining(['xiangli', 'xl']))
      expect(sku.search).not.toContain('6901234567892')
    })

    it('pages, each SKU once', async () => {
      const first = (await catalogue('&limit=1')).body
      expect([first.skus.length, first.complete]).toEqual([1, false])
      const second = (await catalogue(`&limit=1&cursor=${first.nextCursor}`)).body
      expect([second.skus.length, second.complete, second.nextCursor]).toEqual([1, true, null])
      expect(new Set([first.skus[0].skuId, second.skus[0].skuId]).size).toBe(2)
    })

    it("has the store's price, and what the brand says of its tills", async () => {
      const path = `/stores/${shop.storeId}/prices/${pears.id}`
      expect((await shop.manager.put(path, { price: 650 })).status).toBe(200)
      const { body } = await catalogue()
      expect(body.skus.find((s: { skuId: string }) => s.skuId === pears.id)).toMatchObject({
        price: 650,
        listPrice: 599,
      })
      expect((await shop.manager.put(path, { price: null })).status).toBe(200)
      const scaleLabels = [{ prefix: '28', holds: 'grams' }]
      expect((await (await shop.t.aPerson('owner')).patch('/tenant', { scaleLabels })).status).toBe(200)
      expect((await catalogue()).body).toMatchObject({ scaleLabels })
    })

    it('400, 401, 403 and 404', async () => {
      expect((await cashier.get('/till/catalogue')).status).toBe(400)
      expect((await catalogue('&cursor=WzFd')).body.code).toBe('request.bad_cursor')
      expect((await catalogue('', shop.t.api)).status).toBe(401)
      expect((await catalogue('', await shop.t.aPerson('clerk', 'store', shop.storeId))).status).toBe(403)
      expect((await cashier.get(`/till/catalogue?storeId=${await shop.t.aStore()}`)).status).toBe(404)
      expect((await cashier.get(`/till/catalogue?storeId=${newId()}`)).status).toBe(404)
    })
  })

  describe('GET /till/catalogue/changes', () => {
    const catalogue = async () => (await cashier.get(`/till/catalogue?storeId=${shop.storeId}`)).body
    const changes = (since: string, who: Client = cashier, storeId = shop.storeId) =>
      who.get(`/till/catalogue/changes?storeId=${storeId}&since=${encodeURIComponent(since)}`)
    /** What a till that keeps up has afterwards must be what one that begins is told. */
    const kept = { at: '', skus: new Map<string, { skuId: string; productId: string }>() }
    async function keepUp() {
      const answer = await changes(kept.at)
      expect([answer.status, answer.body.whole]).toEqual([200, false])
      const { productIds, skuIds, skus, at } = answer.body
      for (const { skuId, productId } of [...kept.skus.values()])
        if (productIds.includes(productId) || skuIds.includes(skuId)) kept.skus.delete(skuId)
      for (const sku of skus) kept.skus.set(sku.skuId, sku)
      kept.at = at
      const whole = (await catalogue()).skus as { skuId: string }[]
      expect(new Map(whole.map((sku) => [sku.skuId, sku]))).toEqual(kept.skus)
      return answer
    }
    /** What was told is told no more. */
    async function later() {
      w.shift(61_000)
      await keepUp()
    }
    let owner: Client
    // by then their sign-ins have run out
    afterAll(async () => {
      cashier = await shop.t.aPerson('cashier', 'store', shop.storeId)
      await shop.signInAgain()
    })
    beforeAll(async () => {
      owner = await shop.t.aPerson('owner')
      w.shift(61_000) // what opened the shop is no news
      const { at, skus } = await catalogue()
      kept.at = at
      for (const sku of skus) kept.skus.set(sku.skuId, sku)
    })
    it('tells what changed alone, in three statements, and nothing when nothing did', async () => {
      await later()
      expect((await keepUp()).body).toMatchObject({ productIds: [], skuIds: [], skus: [] })
      const path = `/stores/${shop.storeId}/prices/${pears.id}`
      expect((await shop.manager.put(path, { price: 650 })).status).toBe(200)
      const { body, headers } = await keepUp()
      expect(body).toMatchObject({ productIds: [], skuIds: [pears.id], skus: [{ price: 650 }] })
      expect(Number(headers['x-statements'])).toBeLessThanOrEqual(3)
      expect((await shop.manager.put(path, { price: null })).status).toBe(200)
      expect((await keepUp()).body.skus).toMatchObject([{ price: 599 }])
    })
    it('tells of list prices, new goods, goods that are gone, stock, and what is sold where', async () => {
      await later()
      const listPrice = (price: number, priceMin: number | null) =>
        owner.put(`/skus/${pears.id}/list-price`, { listPrice: price, priceMin, priceMax: null })
      expect((await listPrice(610, 600)).status).toBe(200)
      expect((await keepUp()).body.skus).toMatchObject([{ price: 610, floorPrice: 600 }])
      expect((await listPrice(599, null)).status).toBe(200)
      const move = (productId: string, name: string) =>
        owner.post(`/products/${productId}/moves`, { move: name, note: '' })
      expect((await move(pears.productId, 'retire')).status).toBe(200)
      await keepUp()
      expect(kept.skus.has(pears.id)).toBe(false)
      for (const name of ['revive', 'submit', 'publish'])
        expect((await move(pears.productId, name)).status).toBe(200)
      await keepUp()
      expect(kept.skus.has(pears.id)).toBe(true)
      await later()
      await shop.order()
      expect((await keepUp()).body.skus).toMatchObject([{ skuId: shop.sku.id }])
      await later()
      const listed = (to: boolean) =>
        shop.manager.put(`/stores/${shop.storeId}/goods/${pears.productId}`, { listed: to })
      expect((await listed(false)).status).toBe(200)
      expect((await keepUp()).body).toMatchObject({ productIds: [pears.productId], skus: [] })
      expect((await listed(true)).status).toBe(200)
      expect((await keepUp()).body.skus).toMatchObject([{ skuId: pears.id }])
    })
    it('tells of bounds and prices that begin later with their times: the till knows its floor by itself', async () => {
      await later()
      const now = w.now().getTime()
      const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
      const bound = { unitId: shop.t.regionId, priceMin: 550, startsAt: at(1) }
      expect((await owner.put(`/skus/${pears.id}/bounds`, bound)).status).toBe(200)
      const { skus, unitIds } = (await keepUp()).body
      expect(skus).toMatchObject([
        { skuId: pears.id, floorPrice: null, bounds: [{ priceMin: 550, endsAt: null }] },
      ])
      const floorAt = (hours: number) =>
        boundsAt(skus[0], { units: unitIds, at: Date.parse(at(hours)) }).priceMin
      expect([floorAt(0), floorAt(2)]).toEqual([null, 550])
      await later()
      const { bounds } = (await owner.get(`/skus/${pears.id}/prices`)).body
      const open = { unitId: shop.t.regionId, priceMin: null, priceMax: null, startsAt: bounds[0].startsAt }
      expect((await owner.put(`/skus/${pears.id}/bounds`, open)).status).toBe(200)
      expect((await keepUp()).body.skus).toMatchObject([{ skuId: pears.id, bounds: [] }])
    })
    it('tells what was dated before it asked the last time and committed after', async () => {
      await later()
      const dated = idAt(new Date(Date.parse(kept.at) - 30_000))
      await w.facts(
        "insert into outbox (tenant_id, id, name, payload, created_at) values ($1, $2, 'catalog.product_changed', $3, now())",
        [shop.t.ref.id, dated, { productId: pears.productId, state: 'published' }],
      )
      expect((await keepUp()).body).toMatchObject({
        productIds: [pears.productId],
        skus: [{ skuId: pears.id }],
      })
    })
    it('is nothing that happened in another store alone', async () => {
      await later()
      const elsewhere = await shop.t.aStore()
      expect((await owner.put(`/stores/${elsewhere}/prices/${pears.id}`, { price: 700 })).status).toBe(200)
      expect((await keepUp()).body).toMatchObject({ productIds: [], skuIds: [], skus: [] })
    })
    it('asks for the whole where the store moved, or it was too long ago', async () => {
      const regionId = await shop.t.aRegion()
      expect((await owner.patch(`/stores/${shop.storeId}`, { regionId })).status).toBe(200)
      expect((await changes(kept.at)).body).toMatchObject({
        whole: true,
        productIds: [],
        skuIds: [],
        skus: [],
      })
      const dayBefore = new Date(w.now().getTime() - 24 * 3_600_000).toISOString()
      expect((await changes(dayBefore)).body).toMatchObject({ whole: true })
    })
    it('400, 401, 403 and 404', async () => {
      expect((await changes('yesterday')).status).toBe(400)
      expect((await changes(kept.at, shop.t.api)).status).toBe(401)
      expect((await changes(kept.at, await shop.t.aPerson('clerk', 'store', shop.storeId))).status).toBe(403)
      expect((await changes(kept.at, cashier, await shop.t.aStore())).status).toBe(404)
      expect((await changes(kept.at, cashier, newId())).status).toBe(404)
    })
  })

  describe('PUT /till/sales/:id', () => {
    it('cash: paid, handed over, out of stock, in the books, with change', async () => {
      const before = await counts()
      const id = newId()
      const { status, body } = await cashier.put(`/till/sales/${id}`, sale())
      expect(status).toBe(200)
      expect(body).toMatchObject({
        id,
        state: 'paid',
        payable: 2000,
        received: 5000,
        change: 3000,
        tender: 'cash',
        rounding: 0,
        lines: [{ quantity: 2, unitPrice: 1000, total: 2000 }],
      })
      expect(body.number).toMatch(/-\d{6}-\d{4}$/)
      expect(body.cashier).toMatch(/^cashier/)
      const after = await counts()
      expect([after.onHand, after.reserved]).toEqual([before.onHand - 2, before.reserved])
      expect([after.ledger - before.ledger, after.movements - before.movements]).toEqual([1, 1])
      expect((await shop.balances())[`cash:${shop.storeId}`]).toBeGreaterThanOrEqual(2000)
      expect((await shop.manager.get(`/orders/${id}`)).body).toMatchObject({
        channel: 'pos',
        status: 'completed',
        payment: 'paid',
      })
    })

    it('the same sale again is the same answer, also at once and ten times', async () => {
      const id = newId()
      const body = sale({
        lines: [{ skuId: pears.id, quantity: 250 }],
        expectedPayable: 300,
        tender: { kind: 'cash', received: 300 },
      })
      const before = await counts()
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => cashier.put(`/till/sales/${id}`, body)),
      )
      expect(new Set(answers.map((a) => a.text)).size).toBe(1)
      expect(answers[0]!.body).toMatchObject({ state: 'paid', payable: 300, change: 0 })
      const after = await counts()
      expect([
        after.orders - before.orders,
        after.movements - before.movements,
        after.payments - before.payments,
      ]).toEqual([1, 1, 1])
    })

    it('409 till.sale_differs for another sale under a known id', async () => {
      const id = newId()
      expect((await cashier.put(`/till/sales/${id}`, sale())).status).toBe(200)
      for (const change of [
        { lines: [{ skuId: shop.sku.id, quantity: 1 }], expectedPayable: 1000 },
        { tender: { kind: 'cash', received: 2000 } },
        byCode,
      ])
        expect(await refused(() => cashier.put(`/till/sales/${id}`, sale(change)))).toEqual([
          409,
          'till.sale_differs',
        ])
    })

    it('409 with the new sum when the receipt showed another', async () => {
      const before = await counts()
      const { status, body } = await cashier.put(`/till/sales/${newId()}`, sale({ expectedPayable: 1900 }))
      expect([status, body.code, body.args.payable]).toEqual([409, 'selling.price_changed', 2000])
      expect(await counts()).toEqual(before)
    })

    it('409 when there is not that much, 422 when the cash is short', async () => {
      const much = {
        lines: [{ skuId: shop.sku.id, quantity: 5000 }],
        expectedPayable: 5_000_000,
        tender: { kind: 'cash', received: 5_000_000 },
      }
      expect(await refused(() => cashier.put(`/till/sales/${newId()}`, sale(much)))).toEqual([
        409,
        'inventory.not_enough_stock',
      ])
      expect(
        await refused(() =>
          cashier.put(`/till/sales/${newId()}`, sale({ tender: { kind: 'cash', received: 1999 } })),
        ),
      ).toEqual([422, 'payments.cash_short'])
    })

    it('400 for a body that is none, 401, 403, 404', async () => {
      const path = () => `/till/sales/${newId()}`
      for (const change of [
        { lines: [] },
        { lines: [{ skuId: shop.sku.id, quantity: -1 }] },
        { soldAt: 'now' },
        { price: 1 },
        { expectedPayable: 0.5 },
      ])
        expect(await refused(() => cashier.put(path(), sale(change)))).toEqual([400, 'request.invalid'])
      expect((await refused(() => shop.t.api.put(path(), sale())))[0]).toBe(401)
      const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
      expect((await refused(() => clerk.put(path(), sale())))[0]).toBe(403)
      const storeId = await shop.t.aStore()
      expect(await refused(() => cashier.put(path(), sale({ storeId })))).toEqual([404, 'access.not_found'])
      expect((await refused(() => cashier.put('/till/sales/1', sale())))[0]).toBe(404)
    })
  })

  describe('payment codes', () => {
    const begin = async () => {
      const id = newId()
      const { status, body } = await cashier.put(`/till/sales/${id}`, sale(byCode))
      expect([status, body.state, body.received, body.change]).toEqual([200, 'unpaid', 0, 0])
      return id
    }
    const charge = (id: string, authCode: string, who: Client = cashier) =>
      who.post(`/till/sales/${id}/charge`, { authCode })

    it('hold the goods, then a charge pays and hands over', async () => {
      const before = await shop.stock()
      const id = await begin()
      expect(await shop.stock()).toEqual({ onHand: before.onHand, reserved: before.reserved + 2 })
      const { status, body } = await charge(id, code())
      expect([status, body.state, body.received, body.change]).toEqual([200, 'paid', 2000, 0])
      expect(await shop.stock()).toEqual({ onHand: before.onHand - 2, reserved: before.reserved })
      expect((await cashier.get(`/till/sales/${id}`)).body).toEqual(body)
      expect((await charge(id, code())).body).toEqual(body)
    })

    it('a shopper who types a password: paying until the provider says paid', async () => {
      const id = await begin()
      expect((await charge(id, code('0001'))).body).toMatchObject({ state: 'paying', received: 0 })
      expect((await cashier.get(`/till/sales/${id}`)).body.state).toBe('paying')
      const [open] = await w.facts<{ out_trade_no: string }>(
        "select out_trade_no from payments where order_id = $1 and state <> 'paid'",
        [id],
      )
      w.sandbox.control.pay({ outTradeNo: open!.out_trade_no })
      expect((await cashier.get(`/till/sales/${id}`)).body).toMatchObject({ state: 'paid', received: 2000 })
    })

    it('422 with the reason when the code is refused; another code pays', async () => {
      const id = await begin()
      const { status, body } = await charge(id, code('0002'))
      expect([status, body.code]).toEqual([422, 'payments.provider_refused'])
      expect(body.args.reason).not.toBe('')
      expect((await cashier.get(`/till/sales/${id}`)).body.state).toBe('unpaid')
      expect((await charge(id, code())).body.state).toBe('paid')
    })

    it('cancelled: the goods are back, again changes nothing, and nothing can be charged', async () => {
      const before = await shop.stock()
      const id = await begin()
      const { status, body } = await cashier.post(`/till/sales/${id}/cancel`)
      expect([status, body.state]).toEqual([200, 'cancelled'])
      expect(await shop.stock()).toEqual(before)
      expect((await cashier.post(`/till/sales/${id}/cancel`)).body).toEqual(body)
      expect(await refused(() => charge(id, code()))).toEqual([409, 'selling.cancelled'])
    })

    it('409 when what is to be cancelled is paid', async () => {
      const id = await begin()
      await charge(id, code())
      expect(await refused(() => cashier.post(`/till/sales/${id}/cancel`))).toEqual([
        409,
        'selling.already_paid',
      ])
    })

    it('400 for what is no code, 401, 403, 404 and nothing moved', async () => {
      const id = await begin()
      expect(await refused(() => charge(id, '123'))).toEqual([400, 'request.invalid'])
      expect((await refused(() => charge(id, code(), shop.t.api)))[0]).toBe(401)
      const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
      const elsewhere = await shop.t.aPerson('cashier', 'store', await shop.t.aStore())
      for (const act of [
        (who: Client) => charge(id, code(), who),
        (who: Client) => who.post(`/till/sales/${id}/cancel`),
        (who: Client) => who.get(`/till/sales/${id}`),
      ]) {
        expect((await refused(() => act(clerk)))[0]).toBe(403)
        expect(await refused(() => act(elsewhere))).toEqual([404, 'access.not_found'])
      }
      expect((await charge(newId(), code())).status).toBe(404)
      expect((await cashier.get(`/till/sales/${newId()}`)).status).toBe(404)
      expect((await cashier.post(`/till/sales/${newId()}/cancel`)).status).toBe(404)
    })
  })
})
