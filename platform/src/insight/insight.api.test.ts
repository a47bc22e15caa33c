import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSale, aSeed, SeededTenant } from '../../test/seed.js'
import { newId, World, type Client } from '../../test/world.js'

const DAY_MS = 86_400_000

describe('GET /insight/dashboard', () => {
  let w: World
  let tenant: SeededTenant
  let owner: Client
  const day = (daysAgo: number) => aSale(w.now(), 'x', daysAgo, 0).tradingDay
  const online = { channel: 'h5', tender: 'wechat_pay', memberKey: 'm1' } as const
  const bread = (quantity: number) => [{ skuCode: 'SKU-bread', quantity, price: 1000 }]
  beforeAll(async () => {
    w = await World.start()
    // noon in China
    w.shift(DAY_MS - ((w.now().getTime() - 4 * 3_600_000) % DAY_MS))
    const now = w.now()
    tenant = await SeededTenant.load(
      w,
      aSeed(w, 'watched', [
        aSale(now, 'before', 5, 8, { lines: bread(5) }),
        aSale(now, 'early', 3, 0.5, { lines: bread(1) }),
        aSale(now, 'online', 3, 18.2, { ...online, lines: bread(3) }),
        aSale(now, 'late', 2, 23.75, { storeKey: 'b', lines: bread(2) }),
        aSale(now, 'west', 2, 12, { storeKey: 'c', lines: bread(4) }),
        aSale(now, 'part', 2, 13, { lines: bread(10) }),
        aSale(now, 'back', 2, 14, { lines: bread(20) }),
        aSale(now, 'unpaid', 2, 15, { lines: bread(30) }),
        aSale(now, 'morning', 1, 9, { lines: bread(6) }),
        aSale(now, 'evening', 1, 18, { lines: bread(7) }),
        aSale(now, 'today', 0, 9, { lines: bread(8) }),
      ]),
    )
    const change = (what: string, payable: number) =>
      w.facts(`update storeweave.orders set ${what} where tenant_id = $1 and payable = $2`, [
        tenant.id,
        payable,
      ])
    await change("payment = 'part_refunded', refunded = 2500", 10_000)
    await change("payment = 'refunded', status = 'refunded', refunded = paid", 20_000)
    await change("payment = 'unpaid', status = 'to_pay', paid = 0, paid_at = null", 30_000)
    owner = await tenant.as('owner')
  })
  // orders of other days are written as rows, with what a dashboard reads of them and no more
  afterAll(() =>
    w.stop({
      unless: [
        'order_paid_is_payments',
        'order_refunded_is_refunds',
        'pickup_has_code',
        'waiting_order_holds_goods',
      ],
    }),
  )

  const dashboard = async (who: Client, query = '') => {
    const { status, body, text, headers } = await who.get(
      `/insight/dashboard?from=${day(3)}&to=${day(2)}${query}`,
    )
    if (status !== 200) throw new Error(text)
    expect(Number(headers['x-statements'])).toBeLessThanOrEqual(6)
    return body
  }

  it('equals the orders: paid less what went back, against the two days before', async () => {
    const body = await dashboard(owner)
    const [facts] = await w.facts(
      `select sum(paid - refunded)::int as sales, count(*)::int as orders, sum(paid - refunded) filter (where channel <> 'pos')::int as online
         from orders where tenant_id = $1 and trading_day between $2 and $3 and paid_at is not null and payment in ('paid', 'part_refunded')`,
      [tenant.id, day(3), day(2)],
    )
    expect(facts).toEqual({ sales: 17_500, orders: 5, online: 3000 })
    expect(body).toMatchObject({
      from: day(3),
      to: day(2),
      currency: 'CNY',
      sales: { value: 17_500, previous: 5000 },
      onlineSales: { value: 3000, previous: 0 },
      tillSales: { value: 14_500, previous: 5000 },
      orders: { value: 5, previous: 1 },
      averageBasket: { value: 3500, previous: 5000 },
      verifications: { value: 1, previous: 0 },
    })
    expect(body.days).toEqual([
      { day: day(3), sales: 4000, onlineSales: 3000, orders: 2 },
      { day: day(2), sales: 13_500, onlineSales: 0, orders: 3 },
    ])
    expect(body.channels).toEqual([
      { channel: 'pos', sales: 14_500, orders: 4 },
      { channel: 'h5', sales: 3000, orders: 1 },
    ])
  })

  it("hours are those of the tenant's zone, all 24", async () => {
    const { hours } = await dashboard(owner)
    expect(hours).toHaveLength(24)
    const at = (hour: number) => hours[hour]
    expect([at(0), at(18), at(23)]).toEqual([
      { hour: 0, sales: 1000, orders: 1 },
      { hour: 18, sales: 3000, orders: 1 },
      { hour: 23, sales: 2000, orders: 1 },
    ])
  })

  it('stores and products by what they brought', async () => {
    const { stores, products } = await dashboard(owner)
    expect(
      stores.map((s: { name: { en: string }; sales: number; previousSales: number }) => [
        s.name.en,
        s.sales,
        s.previousSales,
      ]),
    ).toEqual([
      ['Store a', 11_500, 5000],
      ['Store c', 4000, 0],
      ['Store b', 2000, 0],
    ])
    expect(products).toMatchObject([{ name: { en: 'Bread' }, lines: 5, picture: { alt: '面包' } }])
  })

  it('narrows to a region or a store, and to what a person reaches', async () => {
    const sales = async (who: Client, query = '') => (await dashboard(who, query)).sales.value
    expect(await sales(owner, `&regionId=${tenant.idOf('region', 'west')}`)).toBe(4000)
    expect(await sales(owner, `&storeId=${tenant.idOf('store', 'b')}`)).toBe(2000)
    expect(await sales(await tenant.as('east'))).toBe(13_500)
    const manager = await tenant.as('manager-a')
    expect(await sales(manager)).toBe(11_500)
    expect((await dashboard(manager)).stores).toHaveLength(1)
  })

  it('counts what waits now: low levels and pickups to prepare', async () => {
    expect(await dashboard(owner)).toMatchObject({ lowStock: 0, toPrepare: 0 })
    const shopper = (
      await tenant.api.post('/shop/auth/wechat', { code: 'code-waits', agreed: { version: 1, client: 'h5' } })
    ).body.accessToken
    const storeId = tenant.idOf('store', 'b')
    const lines = [{ skuId: tenant.idOf('sku', 'SKU-bread'), quantity: 99_997 }]
    const placed = await tenant.api
      .as(shopper)
      .post('/shop/orders', { id: newId(), storeId, channel: 'h5', fulfilment: 'pickup', lines })
    expect(placed.status).toBe(201)
    expect(await dashboard(owner)).toMatchObject({ lowStock: 1, toPrepare: 0 })
    await w.facts(
      "update storeweave.fulfilments set state = 'preparing' where tenant_id = $1 and state = 'pending'",
      [tenant.id],
    )
    expect(await dashboard(owner)).toMatchObject({ lowStock: 1, toPrepare: 1, sales: { value: 17_500 } })
  })

  it('without dates covers 30 days to today', async () => {
    const { body } = await owner.get('/insight/dashboard')
    expect([body.from, body.to, body.days.length]).toEqual([day(29), day(0), 30])
  })

  it('compares a day that still runs with as much of the day before', async () => {
    const { body } = await owner.get(`/insight/dashboard?from=${day(0)}&to=${day(0)}`)
    expect(body).toMatchObject({
      sales: { value: 8000, previous: 6000 },
      orders: { value: 1, previous: 1 },
      verifications: { value: 0, previous: 0 },
    })
    expect(body.stores[0]).toMatchObject({ sales: 8000, previousSales: 6000 })
    const { body: over } = await owner.get(`/insight/dashboard?from=${day(1)}&to=${day(1)}`)
    expect(over.sales).toEqual({ value: 13_000, previous: 17_500 - 4000 })
  })

  it('400 beyond 92 days, backwards or not a day', async () => {
    expect((await owner.get(`/insight/dashboard?from=${day(91)}&to=${day(0)}`)).status).toBe(200)
    for (const query of [
      `from=${day(92)}&to=${day(0)}`,
      `from=${day(1)}&to=${day(2)}`,
      'from=2026-13-01',
      'storeId=1',
    ])
      expect((await owner.get(`/insight/dashboard?${query}`)).body.code).toBe('request.invalid')
  })

  it('401 for guests, 403 without the right, 404 for what is foreign or unknown', async () => {
    expect((await tenant.api.get('/insight/dashboard')).status).toBe(401)
    expect((await (await tenant.as('cashier-a')).get('/insight/dashboard')).status).toBe(403)
    const manager = await tenant.as('manager-a')
    const other = await w.aTenant()
    for (const [who, query] of [
      [manager, `storeId=${tenant.idOf('store', 'b')}`],
      [manager, `regionId=${tenant.idOf('region', 'west')}`],
      [owner, `storeId=${newId()}`],
      [owner, `regionId=${newId()}`],
      [owner, `regionId=${other.regionId}`],
      [owner, `regionId=${tenant.idOf('store', 'a')}`],
    ] as const) {
      const { status, body } = await who.get(`/insight/dashboard?${query}`)
      expect([status, body.code]).toEqual([404, 'access.not_found'])
    }
  })
})
