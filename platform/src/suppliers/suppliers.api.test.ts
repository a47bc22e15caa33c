import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSale, aSeed, SeededTenant } from '../../test/seed.js'
import { World, type Client } from '../../test/world.js'

describe('suppliers', () => {
  let w: World
  let tenant: SeededTenant
  let dairy: Client
  let today: string
  beforeAll(async () => {
    w = await World.start()
    const now = w.now()
    const apples = [{ skuCode: 'SKU-apple', quantity: 750, price: 1000 }]
    tenant = await SeededTenant.load(
      w,
      aSeed(w, 'supplied', [
        aSale(now, 'old', 45, 9, { lines: [{ skuCode: 'SKU-milk', quantity: 1, price: 1000 }] }),
        aSale(now, 'mixed', 3, 9, { lines: [{ skuCode: 'SKU-milk', quantity: 2, price: 1000 }, ...apples] }),
        aSale(now, 'pickup', 2, 9, { channel: 'h5', tender: 'wechat_pay', memberKey: 'm1', storeKey: 'b' }),
        aSale(now, 'bread', 1, 9, { lines: [{ skuCode: 'SKU-bread', quantity: 2, price: 1000 }] }),
        aSale(now, 'back', 1, 10, { lines: [{ skuCode: 'SKU-milk', quantity: 9, price: 1000 }] }),
      ]),
    )
    // the last one was given back whole
    await w.facts(
      "update storeweave.orders set payment = 'refunded', status = 'refunded', refunded = paid where tenant_id = $1 and payable = 9000",
      [tenant.id],
    )
    dairy = await tenant.as('dairy')
    today = aSale(now, 'x', 0, 0).tradingDay
  })
  // a refund is written as the order's column alone
  afterAll(() => w.stop({ unless: ['order_refunded_is_refunds'] }))

  it('GET /suppliers lists those of the brand', async () => {
    const { status, body } = await (await tenant.as('owner')).get('/suppliers')
    expect(status).toBe(200)
    expect(body.items).toMatchObject([
      { code: 'SUP-1', name: { en: 'Muxi Dairy' }, productCount: 1 },
      { code: 'SUP-2', productCount: 1 },
    ])
  })

  it('401 without a sign-in, 403 for those whose goods they are not', async () => {
    for (const path of ['/suppliers', '/supplier/summary', '/supplier/products', '/supplier/sold-lines'])
      expect((await tenant.api.get(path)).status).toBe(401)
    const owner = await tenant.as('owner')
    for (const path of ['/supplier/summary', '/supplier/products', '/supplier/sold-lines'])
      expect((await owner.get(path)).status).toBe(403)
    for (const path of ['/suppliers', '/orders', '/products', '/insight/dashboard'])
      expect((await dairy.get(path)).status).toBe(403)
  })

  it('the summary is of the last 30 days, against the 30 before, in few statements', async () => {
    const { body, headers } = await dairy.get('/supplier/summary')
    expect(body).toMatchObject({
      supplier: { code: 'SUP-1' },
      productCount: 1,
      quantitySold: 4,
      supplyAmount: 2400,
      previousSupplyAmount: 600,
      lineCount: 2,
    })
    expect(body.days).toHaveLength(30)
    expect(body.days.at(-1)).toEqual({ day: today, supplyAmount: 0, lines: 0 })
    expect(body.days.filter((d: { lines: number }) => d.lines)).toHaveLength(2)
    expect(Number(headers['x-statements'])).toBeLessThanOrEqual(3)
    const farm = (await (await tenant.as('farm')).get('/supplier/summary')).body
    // 750 g at 6.00 a half kilo; a weighed line counts as one piece
    expect(farm).toMatchObject({ quantitySold: 1, supplyAmount: 900, lineCount: 1 })
  })

  it('products come with stock over all stores and what 30 days sold', async () => {
    const { body, headers } = await dairy.get('/supplier/products')
    expect(body).toEqual({
      items: [
        expect.objectContaining({
          name: { zh: '鲜牛奶', en: 'Fresh milk' },
          state: 'published',
          skuCount: 1,
          supplyPriceFrom: 600,
          priceMin: 800,
          priceMax: 1200,
          onHand: 300_000 - 1 - 2 - 2 - 9,
          storeCount: 3,
          sold30Days: 4,
        }),
      ],
      nextCursor: null,
    })
    expect(Number(headers['x-statements'])).toBeLessThanOrEqual(2)
    expect((await dairy.get('/supplier/products?q=niunai')).body.items).toHaveLength(1)
    expect((await dairy.get(`/supplier/products?q=${encodeURIComponent('苹果')}`)).body.items).toEqual([])
  })

  it('sold lines page by keyset, newest first, and say nothing of shoppers and stores', async () => {
    const first = (await dairy.get('/supplier/sold-lines?limit=2')).body
    expect(first.items.map((l: { quantity: number }) => l.quantity)).toEqual([2, 2])
    const rest = (await dairy.get(`/supplier/sold-lines?limit=2&cursor=${first.nextCursor}`)).body
    expect(rest.items).toHaveLength(1)
    expect(rest.nextCursor).toBeNull()
    expect(Object.keys(first.items[0]).sort()).toEqual(
      [
        'id',
        'orderRef',
        'skuCode',
        'name',
        'optionText',
        'unit',
        'kind',
        'unitSize',
        'quantity',
        'supplyAmount',
        'tradingDay',
        'soldAt',
      ].sort(),
    )
    expect(JSON.stringify(first)).not.toMatch(/小李|13800000001|Store/)
  })

  it('sold lines are filtered by words, order number and days', async () => {
    const all = (await dairy.get('/supplier/sold-lines')).body.items
    const of = async (query: string) => (await dairy.get(`/supplier/sold-lines?${query}`)).body.items.length
    expect(await of('q=milk')).toBe(3)
    expect(await of('q=apples')).toBe(0)
    expect(await of(`q=${all[0].orderRef.toLowerCase()}`)).toBe(1)
    expect(await of(`from=${all[1].tradingDay}`)).toBe(2)
    expect(await of(`to=${all[2].tradingDay}`)).toBe(1)
  })

  it('400 for a forged cursor, a bad day, a page beyond the limit', async () => {
    for (const query of ['cursor=WyJ4Il0', 'cursor=!!', 'from=yesterday', 'limit=1000'])
      expect((await dairy.get(`/supplier/sold-lines?${query}`)).status).toBe(400)
    expect((await dairy.get('/supplier/products?cursor=WzFd')).body.code).toBe('request.bad_cursor')
  })
})
