import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSale, aSeed, SeededTenant } from '../../test/seed.js'
import { World } from '../../test/world.js'
import { TenantLoader } from './loader.js'
import type { TenantSeed } from './seed.js'

describe('a seed', () => {
  let w: World
  let seed: TenantSeed
  let tenant: SeededTenant
  beforeAll(async () => {
    w = await World.start()
    const now = w.now()
    const pickup = { channel: 'h5', tender: 'wechat_pay', memberKey: 'm1' } as const
    seed = aSeed(w, 'seeded', [
      aSale(now, 's1', 40, 9),
      aSale(now, 's2', 2, 10, {
        ...pickup,
        lines: [
          { skuCode: 'SKU-apple', quantity: 750, price: 990 },
          { skuCode: 'SKU-bread', quantity: 3, price: 1000 },
        ],
      }),
      // handed over at once, while the pickup before it still waits
      aSale(now, 's3', 2, 10.1, { lines: [{ skuCode: 'SKU-bread', quantity: 1, price: 1000 }] }),
      aSale(now, 's4', 1, 20, { tender: 'wechat_pay', storeKey: 'b' }),
    ])
    tenant = await SeededTenant.load(w, seed)
  })
  afterAll(() => w.stop())

  const count = async () => {
    const tables = [
      'orders',
      'order_lines',
      'stock_movements',
      'products',
      'product_tags',
      'people',
      'role_grants',
      'media',
      'ledger_transfers',
    ]
    const [row] = await w.facts(
      `select ${tables.map((t) => `(select count(*) from ${t} where tenant_id = '${tenant.id}')::int as ${t}`).join(', ')}`,
    )
    return row
  }

  it('loads once: the second time changes nothing', async () => {
    const before = await count()
    expect(before).toMatchObject({
      orders: 4,
      order_lines: 5,
      products: 3,
      product_tags: 1,
      people: 7,
      media: 7,
    })
    expect(await new TenantLoader(w.platform.app).load(seed)).toBe(false)
    expect(await count()).toEqual(before)
  })

  it('what is on hand is the sum of the movements, and each begins where the one before ended', async () => {
    const wrong = await w.facts(
      `select * from stock_levels l where tenant_id = $1 and on_hand <> coalesce((select sum(quantity) from stock_movements m
         where m.tenant_id = l.tenant_id and m.location_id = l.location_id and m.sku_id = l.sku_id), 0)`,
      [tenant.id],
    )
    expect(wrong).toEqual([])
    const jumps = await w.facts(
      `select * from (select before, lag(after) over (partition by location_id, sku_id order by id) as last from stock_movements where tenant_id = $1) m
        where last is not null and before <> last`,
      [tenant.id],
    )
    expect(jumps).toEqual([])
  })

  it('what the orders were paid is what the payments and the ledger say', async () => {
    const [sums] = await w.facts(
      `select (select sum(payable) from orders where tenant_id = $1)::int as payable, (select sum(paid) from orders where tenant_id = $1)::int as paid,
              (select sum(total) from order_lines where tenant_id = $1)::int as lines, (select sum(amount) from payments where tenant_id = $1 and state = 'paid')::int as payments,
              (select sum(amount) from ledger_transfers where tenant_id = $1 and credit_account = 'sales')::int as ledger`,
      [tenant.id],
    )
    // 750 g of 9.90 a half kilo, three breads, one bread, two milks twice
    const all = 1485 + 3000 + 1000 + 2000 + 2000
    expect(sums).toEqual({ payable: all, paid: all, lines: all, payments: all, ledger: all })
  })

  it('orders, numbers and codes are those of a shop that has traded', async () => {
    const owner = await tenant.as('owner')
    const { items } = (await owner.get('/orders?limit=10')).body
    expect(
      items.map((o: { status: string; channel: string; storeName: { en: string } }) => [
        o.status,
        o.channel,
        o.storeName.en,
      ]),
    ).toEqual([
      ['completed', 'pos', 'Store b'],
      ['completed', 'pos', 'Store a'],
      ['completed', 'h5', 'Store a'],
      ['completed', 'pos', 'Store a'],
    ])
    expect(items[1].number.slice(-4)).toBe('0002')
    const order = (await owner.get(`/orders/${items[2].id}`)).body
    expect(order.timeline.map((e: { event: string }) => e.event)).toEqual([
      'order.placed',
      'order.paid',
      'fulfilment.ready',
      'fulfilment.verified',
    ])
    expect((await owner.get('/verifications')).body.items).toHaveLength(1)
  })

  it('shoppers find its stores, goods, prices and pictures', async () => {
    const shop = tenant.api
    const nearby = await shop.get('/shop/stores/nearby')
    expect(nearby.body.items).toHaveLength(3)
    const cards = await shop.get(`/shop/products?storeId=${tenant.idOf('store', 'b')}&q=xianniu`)
    expect(cards.body.items).toMatchObject([{ priceFrom: 1100, available: 99_998 }])
    const picture = await shop.get(cards.body.items[0].picture.url)
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/webp'])
    expect((await shop.get('/tenant')).body).toMatchObject({
      slug: 'seeded',
      brand: { logoUrl: expect.stringMatching(/-480\.webp$/) },
      demoSignIns: [{ login: 'owner' }],
    })
  })

  it('a run that was cut short leaves nobody a half tenant, and the next one completes it', async () => {
    const broken = aSeed(w, 'broken', [])
    const cut = { ...broken, stock: [{ storeKey: 'nowhere', skuCode: 'SKU-milk', quantity: 1, safety: 0 }] }
    const loader = new TenantLoader(w.platform.app)
    await expect(loader.load(cut)).rejects.toThrow('stock_levels')
    expect(await w.facts("select 1 from tenants where slug = 'broken'")).toEqual([])
    expect(
      await w.facts('select 1 from products where tenant_id = $1', [new SeededTenant(w, broken).id]),
    ).toEqual([])
    expect(await loader.load(broken)).toBe(true)
    await new SeededTenant(w, broken).as('manager-a')
  })

  it('refuses a seed that sells what it does not have, and writes nothing', async () => {
    const greedy = { ...aSeed(w, 'greedy', [aSale(w.now(), 'g1', 1, 9)]), stock: [] }
    await expect(new TenantLoader(w.platform.app).load(greedy)).rejects.toThrow('sells more')
    expect(await w.facts("select 1 from tenants where slug = 'greedy'")).toEqual([])
  })
})
