import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSale, aSeed, SEED_PASSWORD, SeededTenant } from '../../test/seed.js'
import { newId, World } from '../../test/world.js'
import { enterTenant, findTenant } from '../kernel/directory.js'
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

  it('its jobs that come before it is entered wait for it: none is dropped, and nobody is taken for unknown later', async () => {
    const [id, eventId] = [newId(), newId()]
    const payload = JSON.stringify({ tenantId: id, data: { eventId } })
    await w.facts("select graphile_worker.add_job('deliver_event', $1::json, job_key => $2)", [payload, id])
    const job = async () =>
      (await w.facts('select attempts, last_error from graphile_worker.jobs where key = $1', [id]))[0]
    await w.until(async () => /no tenant/.test((await job())?.['last_error'] ?? ''), 'the refusal of the job')
    await enterTenant({ id, slug: 'late' }, {})
    expect(await findTenant('id', id)).toMatchObject({ slug: 'late' })
    await w.facts('update graphile_worker._private_jobs set run_at = now() where key = $1', [id])
    await w.until(async () => (await job()) === undefined, 'the job of the brand that is there now')
  })

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

  it('its goods are described, sorted, filtered by and reviewed, as its people wrote it', async () => {
    const words = (zh: string, en: string) => ({ zh, en })
    const now = w.now()
    const plain = aSeed(w, 'described', [
      aSale(now, 's1', 3, 10, { channel: 'h5', tender: 'wechat_pay', memberKey: 'm1' }),
    ])
    const review = {
      saleKey: 's1',
      skuCode: 'SKU-milk',
      stars: 4,
      storeStars: 5,
      at: new Date(now.getTime() - 3_600_000),
    }
    const full: TenantSeed = {
      ...plain,
      reservationMinutes: 7,
      reviewsAtOnce: true,
      roles: [
        {
          key: 'helper',
          name: words('助理', 'Helper'),
          scopes: ['hq'],
          permissions: ['Product:read', 'Product:update'],
        },
      ],
      decisions: [{ decision: 'price', level: 'hq' }],
      people: [
        ...plain.people,
        { login: 'helper', name: '小助', password: SEED_PASSWORD, role: 'helper', scope: { kind: 'hq' } },
      ],
      attributes: [
        {
          key: 'storage',
          kind: 'choice',
          name: words('储存', 'Storage'),
          filterable: true,
          choices: [{ key: 'cold', name: words('冷藏', 'Chilled') }],
        },
        { key: 'days', kind: 'number', name: words('保质期', 'Keeps'), unit: words('天', 'days') },
      ],
      categories: plain.categories.map((one) => ({
        ...one,
        asks: [{ attribute: 'storage', required: true }],
      })),
      classifications: [
        { key: 'season', parentKey: null, name: words('季节', 'Season') },
        { key: 'summer', parentKey: 'season', name: words('夏', 'Summer') },
      ],
      synonyms: [['鲜奶', '牛乳']],
      products: plain.products.map((product) => ({
        ...product,
        tags: [{ key: 'new', from: now, until: new Date(now.getTime() + 86_400_000) }],
        values: { storage: 'cold', days: 21 },
        classes: ['summer'],
        related: product.key === 'milk' ? ['bread'] : [],
        ...(product.key === 'milk'
          ? {
              story: { zh: [{ kind: 'heading', text: '牧场' }], en: [{ kind: 'heading', text: 'The farm' }] },
            }
          : {}),
        state: product.key === 'apple' ? 'draft' : 'published',
        ...(product.key === 'apple' ? { publishAt: new Date(now.getTime() + 86_400_000) } : {}),
      })),
      reviews: [
        {
          ...review,
          words: '很新鲜',
          pictures: ['front'],
          state: 'shown',
          decidedBy: 'owner',
          reply: { by: 'manager-a', words: '谢谢', at: now },
          followup: { at: now, words: '还在喝', state: 'waiting' },
        },
      ],
      changes: [
        {
          key: 'c1',
          productKey: 'milk',
          by: 'helper',
          note: '换名',
          name: words('鲜牛乳', 'Milk'),
          comments: [{ by: 'owner', words: '好' }],
        },
      ],
    }
    const made = await SeededTenant.load(w, full)
    const owner = await made.as('owner')
    const milk = made.idOf('product', 'milk')
    const storeId = made.idOf('store', 'a')
    const page = (await made.api.get(`/shop/products/${milk}?storeId=${storeId}`)).body
    expect(page.specs).toEqual([
      { name: words('储存', 'Storage'), value: words('冷藏', 'Chilled') },
      { name: words('保质期', 'Keeps'), value: words('21天', '21 days') },
    ])
    expect(page.story.en).toEqual([{ kind: 'heading', text: 'The farm' }])
    const { body: filters } = await made.api.get(`/shop/filters?storeId=${storeId}`)
    expect(filters.attributes.map((one: any) => [one.name.en, one.choices.map((v: any) => v.count)])).toEqual(
      [['Storage', [2]]],
    )
    const beside = (await made.api.get(`/shop/related?storeId=${storeId}&products=${milk}`)).body.items
    expect(beside[0]).toMatchObject({ id: made.idOf('product', 'bread'), reason: 'chosen' })
    const said = (await made.api.get(`/shop/products/${milk}/reviews`)).body
    expect(said.rating).toEqual({ average: 4, count: 1, stars: [0, 0, 0, 1, 0], pictured: 1 })
    expect(said.items).toMatchObject([{ words: '很新鲜', reply: { words: '谢谢' }, followup: null }])
    expect((await made.api.get(said.items[0].pictures[0].variants[0].url)).status).toBe(200)
    expect((await owner.get('/reviews')).body.items).toMatchObject([{ kind: 'followup', first: '很新鲜' }])
    expect((await owner.get('/changes')).body.items).toMatchObject([
      { by: '小助', note: '换名', state: 'open' },
    ])
    expect((await owner.get('/roles')).body.items.at(-1)).toMatchObject({
      name: words('助理', 'Helper'),
      permissions: ['Tenant:read', 'Product:read', 'Product:update'],
      holders: 1,
    })
    expect((await owner.get('/decisions')).body.items[0]).toMatchObject({ decision: 'price', level: 'hq' })
    expect((await owner.get('/synonyms')).body.items).toMatchObject([{ words: ['鲜奶', '牛乳'] }])
    expect((await owner.get(`/products/${made.idOf('product', 'apple')}/plan`)).body.publishAt).not.toBeNull()
    const settings = 'select reservation_minutes as minutes from tenant_settings where tenant_id = $1'
    expect(await w.facts(settings, [made.id])).toEqual([{ minutes: 7 }])
    expect((await owner.get('/review-settings')).body).toEqual({ atOnce: true })
  })

  it('goods of one store alone are sold there and nowhere else', async () => {
    const plain = aSeed(w, 'corner', [])
    const products = plain.products.map((one) => (one.key === 'milk' ? { ...one, onlyAt: 'a' } : one))
    const made = await SeededTenant.load(w, { ...plain, products })
    const sold = async (store: string) =>
      (await made.api.get(`/shop/products?storeId=${made.idOf('store', store)}`)).body.items.length
    expect([await sold('a'), await sold('b')]).toEqual([3, 2])
  })

  it.each([
    ['a value that its attribute cannot have', 'cold', "can't be", { storage: 'warm' }],
    ['goods on sale without what their category asks for', 'bare', 'without what its category asks', {}],
  ])('refuses a seed with %s, and writes nothing', async (_what, slug, complaint, values) => {
    const plain = aSeed(w, slug, [])
    const seed: TenantSeed = {
      ...plain,
      attributes: [{ key: 'storage', kind: 'number', name: { zh: '储存', en: '' } }],
      categories: plain.categories.map((one) => ({
        ...one,
        asks: [{ attribute: 'storage', required: true }],
      })),
      products: plain.products.map((product) => ({ ...product, values })),
    }
    await expect(new TenantLoader(w.platform.app).load(seed)).rejects.toThrow(complaint)
    expect(await w.facts('select 1 from tenants where slug = $1', [slug])).toEqual([])
  })

  it('refuses a seed that reviews what nobody bought, and writes nothing', async () => {
    const said = {
      saleKey: 's1',
      skuCode: 'SKU-milk',
      stars: 5,
      words: '',
      state: 'shown',
      at: w.now(),
    } as const
    const seed = { ...aSeed(w, 'gossip', [aSale(w.now(), 's1', 2, 9)]), reviews: [said] }
    await expect(new TenantLoader(w.platform.app).load(seed)).rejects.toThrow('nobody known bought')
    expect(await w.facts("select 1 from tenants where slug = 'gossip'")).toEqual([])
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
