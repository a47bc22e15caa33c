import type { SupplierReport } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { aContract, SuppliedShop } from '../../test/supplied.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'
import { transaction } from '../kernel/db.js'
import { routesOf } from '../kernel/routes.js'
import { ShoppersDataRepo } from '../selling/shoppers-data.repo.js'

const MONDAY = '2026-12-07'
const CALLER = { contactName: '欧阳顾客', contactPhone: '13912345678' }

describe('what a supplier is told of its sales', () => {
  let w: World
  let shop: TestShop
  let farm: SuppliedShop
  const goods = {} as Record<'milk' | 'cheese' | 'tea', TestSku>
  /** Two stores of the first region, each in a group of its own, and one of the second. */
  const at = {} as Record<'east' | 'west' | 'north', string>
  const regions = {} as Record<'a' | 'b', string>
  let owner: Client
  let farmer: Client

  async function on(day: string): Promise<void> {
    await w.advance(Date.parse(`${day}T10:00:00+08:00`) - w.now().getTime())
    owner = await shop.t.aPerson('owner')
    farmer = await shop.t.aPerson('supplier', 'supplier', farm.supplierId)
  }
  /** Sold at a till to somebody nobody knows; answers the order's id. */
  async function sell(store: keyof typeof at, sku: keyof typeof goods): Promise<string> {
    const id = newId()
    const { price, id: skuId } = goods[sku]
    const { status, text } = await owner.put(`/till/sales/${id}`, {
      storeId: at[store],
      deviceId: newId(),
      soldAt: w.now().toISOString(),
      lines: [{ skuId, quantity: 1 }],
      expectedPayable: price,
      tender: { kind: 'cash', received: price },
    })
    expect([status, text]).toEqual([200, text])
    return id
  }
  async function giveBack(orderId: string, what: object): Promise<void> {
    const [line] = await w.facts<{ id: string }>('select id from order_lines where order_id = $1', [orderId])
    const lines = [{ lineId: line!.id, ...what }]
    expect((await owner.post(`/orders/${orderId}/refunds`, { id: newId(), lines, reason: 'x' })).status).toBe(
      200,
    )
  }
  const report = async (week = MONDAY, who = farmer): Promise<SupplierReport> =>
    (await who.get<SupplierReport>(`/supplier/reports/${week}`)).body
  const sums = (lines: number, amount: number) => ({ lines, pieces: lines, amount })

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    farm = await SuppliedShop.open(shop, 'FARM')
    await on(MONDAY)
    regions.a = await shop.t.aRegion()
    regions.b = await shop.t.aRegion()
    at.east = await shop.t.aStore({ regionId: await shop.t.aRegion(regions.a) })
    at.west = await shop.t.aStore({ regionId: await shop.t.aRegion(regions.a) })
    at.north = await shop.t.aStore({ regionId: regions.b })
    for (const [name, price] of [
      ['milk', 1000],
      ['cheese', 500],
      ['tea', 300],
    ] as const) {
      goods[name] = await farm.aSku(price)
      for (const store of Object.values(at)) await shop.t.stock(store, goods[name].id, 1000)
    }
    const agreed = aContract({ from: MONDAY, rate: 1000 })
    expect((await owner.post(`/suppliers/${farm.supplierId}/contracts`, agreed)).status).toBe(200)
    expect((await owner.put('/supplier-settings', { crowd: 3 })).status).toBe(200)
  }, 60_000)
  afterAll(() => w.stop())

  it('a week is told once it is over: groups of three buyers or more, and one more held back where any is', async () => {
    const first = await sell('east', 'milk')
    for (const store of ['east', 'east', 'north', 'north', 'north'] as const) await sell(store, 'milk')
    await giveBack(first, { amount: 100 })
    await giveBack(await sell('west', 'milk'), { quantity: 1 })
    await on('2026-12-08')
    await sell('west', 'tea')
    for (const store of ['east', 'north', 'north'] as const) await sell(store, 'cheese')
    await on('2026-12-14')
    expect((await farmer.get('/supplier/reports')).body).toEqual({ items: [] })
    await on('2026-12-15')
    const whole = { week: MONDAY, to: '2026-12-13', least: 3, currency: 'CNY', total: sums(10, 6930) }
    expect((await farmer.get('/supplier/reports')).body).toEqual({ items: [whole] })
    expect(await report()).toEqual({
      ...whole,
      days: [
        { day: MONDAY, ...sums(6, 5310) },
        { day: '2026-12-08', ...sums(4, 1620) },
      ],
      // one bought tea: with it the smaller of the others is held back
      products: [
        {
          productId: goods.milk.productId,
          name: { zh: expect.any(String), en: expect.any(String) },
          ...sums(6, 5310),
        },
      ],
      regions: [
        { regionId: regions.b, name: expect.any(Object), ...sums(5, 3600), groups: [] },
        { regionId: regions.a, name: expect.any(Object), ...sums(5, 3330), groups: [] },
      ],
    })
  })

  it('it is frozen: what comes back later, another crowd, or asking otherwise changes nothing', async () => {
    const before = await report()
    const [order] = await w.facts<{ id: string }>(
      "select order_id as id from settlement_lines where kind = 'sale' and amount = 900 limit 1",
    )
    await giveBack(order!.id, { quantity: 1 })
    await owner.put('/supplier-settings', { crowd: 2 })
    await w.advance(3_600_000)
    await on('2026-12-16')
    expect(await report()).toEqual(before)
    for (const query of ['from=2026-12-08', `regionId=${regions.a}`, `storeId=${at.west}`])
      expect((await farmer.get(`/supplier/reports/${MONDAY}?${query}`)).body).toEqual(before)
    for (const day of ['2026-12-08', '2026-11-30', '2026-12-14'])
      expect((await farmer.get(`/supplier/reports/${day}`)).status).toBe(404)
  })

  it('who buys often is one buyer, and being forgotten makes no crowd: such a week is not told', async () => {
    await shop.signInAgain()
    const lines = [{ skuId: goods.milk.id, quantity: 1 }]
    for (let n = 0; n < 4; n++) {
      const order = await shop.paidOrder({ lines, ...CALLER })
      await owner.post('/verifications', { storeId: shop.storeId, code: order.verification!.code })
    }
    const { memberId } = shop.shopper
    const forget = () => transaction(() => w.get(ShoppersDataRepo).makeNameless(memberId))
    expect(await shop.t.run(forget)).toBe(4)
    await on('2026-12-22')
    const { items } = (await farmer.get('/supplier/reports')).body
    expect(items[0]).toMatchObject({ week: '2026-12-14', least: 2, total: null })
    expect(await report('2026-12-14')).toMatchObject({ total: null, days: [], products: [], regions: [] })
    expect(
      await w.facts("select figures from supplier_reports where week = '2026-12-14' and figures is not null"),
    ).toEqual([])
  })

  it('another supplier’s weeks are not there; HQ has its own figures; guests are asked to sign in', async () => {
    const mill = await SuppliedShop.open(shop, 'MILL')
    const miller = await shop.t.aPerson('supplier', 'supplier', mill.supplierId)
    expect((await miller.get('/supplier/reports')).body).toEqual({ items: [] })
    expect((await miller.get(`/supplier/reports/${MONDAY}`)).status).toBe(404)
    for (const path of ['/supplier/reports', `/supplier/reports/${MONDAY}`]) {
      expect((await owner.get(path)).status).toBe(403)
      expect((await shop.t.api.get(path)).status).toBe(401)
    }
  })

  it('no answer a supplier reads names a shopper', async () => {
    await on('2026-12-23')
    await shop.signInAgain()
    const order = await shop.paidOrder({ lines: [{ skuId: goods.milk.id, quantity: 1 }], ...CALLER })
    await owner.post('/verifications', { storeId: shop.storeId, code: order.verification!.code })
    await on('2027-01-02')
    const [statement] = (await farmer.get('/supplier/statements')).body.items
    const ids: Record<string, string> = { id: statement.id, week: MONDAY }
    const routes = routesOf(w.platform.app).filter((r) => r.method === 'GET' && r.needs?.subject === 'Supply')
    expect(routes.length).toBeGreaterThan(8)
    const members = await w.facts<{ id: string }>('select id from members')
    expect(members.length).toBeGreaterThan(0)
    for (const route of routes) {
      const path = route.path
        .replace(/^\/api/, '')
        .replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? newId())
      const { text } = await farmer.get(path)
      for (const word of [CALLER.contactName, CALLER.contactPhone, ...members.map((m) => m.id)])
        expect([path, text.includes(word)]).toEqual([path, false])
    }
  })
})
