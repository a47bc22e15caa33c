import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

const hours = [
  { weekday: 1, from: '08:00', to: '12:00' },
  { weekday: 1, from: '14:00', to: '22:00' },
]
const profile = {
  kind: 'store',
  name: { zh: '西湖店', en: 'West Lake' },
  address: '湖滨路 1 号',
  phone: '0571-12345678',
  lat: 30.25,
  lng: 120.16,
  hours,
  services: ['pickup'],
  areaSquareMetres: 300,
  preparationMinutes: 20,
  managerName: '李店长',
  photoUrls: ['/media/a.webp'],
}

describe('org tree and stores', () => {
  let w: World
  let t: TestTenant
  let other: TestTenant
  let owner: Client
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    other = await w.aTenant()
    owner = await t.aPerson('owner')
  })
  afterAll(() => w.stop())

  it('saves a store profile and reads every field back', async () => {
    const id = newId()
    const made = await owner.post('/stores', { id, code: 'W01', regionId: t.regionId, ...profile })
    expect(made.status).toBe(201)
    expect((await owner.get(`/stores/${id}`)).body).toEqual({
      id,
      code: 'W01',
      regionId: t.regionId,
      regionName: expect.any(Object),
      status: 'preparing',
      timeZone: 'Asia/Shanghai',
      createdAt: expect.any(String),
      ...profile,
    })
    const [row] = await w.facts('select lat, lng, wgs_lat, wgs_lng from stores where id = $1', [id])
    expect([
      Math.abs(row!['lat'] - row!['wgs_lat']) > 0.001,
      Math.abs(row!['lng'] - row!['wgs_lng']) > 0.001,
    ]).toEqual([true, true])
  })

  it.each([
    ['latitude beyond the pole', { lat: 91 }],
    ['hours that are no time', { hours: [{ weekday: 1, from: '25:00', to: '26:00' }] }],
    ['an unknown service', { services: ['teleport'] }],
    ['an unknown field', { tenantId: newId() }],
    ['a name of 61 characters', { name: { zh: 'x'.repeat(61), en: '' } }],
    ['a negative area', { areaSquareMetres: -1 }],
  ])('400 for %s, and nothing was made', async (_what, wrong) => {
    const before = await w.facts('select count(*)::int n from stores')
    const answer = await owner.post('/stores', {
      id: newId(),
      code: `X${Math.random().toString(36).slice(2, 8)}`,
      regionId: t.regionId,
      ...profile,
      ...wrong,
    })
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid'])
    expect(await w.facts('select count(*)::int n from stores')).toEqual(before)
  })

  it('409 when the code is taken; 422 when the parent is a store or of another tenant', async () => {
    expect(
      (await owner.post('/stores', { id: newId(), code: 'W01', regionId: t.regionId, ...profile })).body.code,
    ).toBe('org.code_taken')
    const store = await t.aStore()
    for (const parentId of [store, other.regionId, newId()])
      expect(
        (await owner.post('/regions', { id: newId(), parentId, code: 'Q1', name: { zh: '区', en: '' } })).body
          .code,
      ).toBe('org.parent_invalid')
  })

  it('keeps markup in a name as text', async () => {
    const id = newId()
    const name = { zh: '<script>alert(1)</script>', en: "'; drop table stores; --" }
    await owner.post('/stores', { id, code: 'XSS', regionId: t.regionId, ...profile, name })
    const answer = await owner.get(`/stores/${id}`)
    expect(answer.body.name).toEqual(name)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  it('a region manager sees the stores of the region and those below, and a moved store at once no more', async () => {
    const east = await t.aRegion()
    const eastSub = await t.aRegion(east)
    const west = await t.aRegion()
    const [a, b, c] = [
      await t.aStore({ regionId: east }),
      await t.aStore({ regionId: eastSub }),
      await t.aStore({ regionId: west }),
    ]
    const manager = await t.aPerson('region_manager', 'region', east)
    const ids = async () =>
      (await manager.get('/stores?limit=100')).body.items.map((s: { id: string }) => s.id).sort()
    expect(await ids()).toEqual([a, b].sort())
    expect((await manager.get(`/stores/${c}`)).status).toBe(404)
    expect((await owner.patch(`/stores/${b}`, { regionId: west })).status).toBe(200)
    expect(await ids()).toEqual([a])
    expect((await manager.get(`/stores/${b}`)).status).toBe(404)
  })

  const NOW: Record<string, unknown> = {
    phone: '0571-9999',
    hours: [{ weekday: 2, from: '09:00', to: '18:00' }],
    services: ['pickup', 'booking'],
    managerName: '王店长',
    preparationMinutes: 45,
    photoUrls: ['/media/b.webp'],
    note: '换了照片',
    name: { zh: '新店名', en: 'New' },
    address: '新地址 2 号',
    lat: 30.3,
    lng: 120.2,
    areaSquareMetres: 999,
    kind: 'shop-in-shop',
    status: 'closed',
  }
  const OWN = ['phone', 'hours', 'services', 'preparationMinutes', 'managerName', 'photoUrls', 'note']

  it.each(Object.keys(NOW))(
    'a store manager writes %s only if it is the store’s own, HQ always',
    async (field) => {
      const store = await t.aStore()
      const manager = await t.aPerson('store_manager', 'store', store)
      const clerk = await t.aPerson('clerk', 'store', store)
      const before = (await owner.get(`/stores/${store}`)).body
      const change = { [field]: NOW[field] }
      expect((await clerk.patch(`/stores/${store}`, change)).status).toBe(403)
      const answer = await manager.patch(`/stores/${store}`, change)
      if (OWN.includes(field)) expect(answer.status).toBe(200)
      else {
        expect([answer.status, answer.body.code, answer.body.errors]).toEqual([
          403,
          'access.field_denied',
          [{ path: field, code: 'denied', message: expect.any(String) }],
        ])
        expect((await owner.get(`/stores/${store}`)).body).toEqual(before)
      }
      expect((await owner.patch(`/stores/${store}`, change)).status).toBe(200)
      expect((await owner.get(`/stores/${store}`)).body).toEqual(
        field === 'note' ? before : { ...before, ...change },
      )
    },
  )

  it('refuses a mixed change whole, and names every field', async () => {
    const store = await t.aStore()
    const manager = await t.aPerson('store_manager', 'store', store)
    const before = (await owner.get(`/stores/${store}`)).body
    const answer = await manager.patch(`/stores/${store}`, {
      phone: '0571-1111',
      status: 'closed',
      regionId: t.hqId,
    })
    expect([answer.status, answer.body.args]).toEqual([403, { fields: 'regionId, status' }])
    expect((await owner.get(`/stores/${store}`)).body).toEqual(before)
  })

  it('who places stores in a region moves them neither out of nor into it', async () => {
    const [east, west] = [await t.aRegion(), await t.aRegion()]
    const below = await t.aRegion(east)
    const [mine, theirs] = [await t.aStore({ regionId: east }), await t.aStore({ regionId: west })]
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '开店经理', en: 'Opener' },
      scopes: ['region'],
      permissions: ['Store:read', 'Store:create', 'Store:update', 'Store:assign'],
      limits: { priceCut: null, refund: null, stockCorrection: null },
    })
    const opener = await t.aPerson(role.body.key, 'region', east)
    const out = await opener.patch(`/stores/${mine}`, { regionId: west })
    const into = await opener.patch(`/stores/${theirs}`, { regionId: east })
    const nowhere = await opener.patch(`/stores/${mine}`, { regionId: newId() })
    expect([out, into, nowhere].map((a) => [a.status, a.body.code])).toEqual([
      [422, 'org.parent_invalid'],
      [404, 'access.not_found'],
      [422, 'org.parent_invalid'],
    ])
    expect(out.body.title).toBe(nowhere.body.title)
    const regions = async () =>
      (
        await w.facts('select id, parent_id from org_units where id = any ($1) order by id', [[mine, theirs]])
      ).map((r) => r['parent_id'])
    expect(await regions()).toEqual([east, west])
    expect((await opener.patch(`/stores/${mine}`, { regionId: below, status: 'closed' })).status).toBe(200)
    expect(await regions()).toEqual([below, west])
    const made = { ...profile, code: 'OP1' }
    expect((await opener.post('/stores', { id: newId(), ...made, regionId: west })).status).toBe(422)
    const own = await opener.post('/stores', { id: newId(), ...made, regionId: below })
    expect([own.status, (await opener.get(`/stores/${own.body.id}`)).status]).toEqual([201, 200])
  })

  it('refuses a ring of regions', async () => {
    const a = await t.aRegion()
    const b = await t.aRegion(a)
    expect((await owner.patch(`/regions/${a}`, { parentId: b })).body.code).toBe('org.parent_invalid')
    expect((await owner.patch(`/regions/${a}`, { parentId: a })).body.code).toBe('org.parent_invalid')
  })

  it('opens only once it has what it needs: each step by itself holds it up, and nothing changed', async () => {
    const id = newId()
    const bare = { ...profile, code: 'OPEN1', hours: [], services: [], phone: '', photoUrls: [] }
    await owner.post('/stores', { id, regionId: t.regionId, ...bare })
    const missing = async () => {
      const { body } = await owner.get(`/stores/${id}/opening`)
      return body.items.flatMap((i: { step: string; done: boolean; required: boolean }) =>
        i.done ? [] : [i.required ? i.step : `(${i.step})`],
      )
    }
    const opened = async () => {
      const answer = await owner.patch(`/stores/${id}`, { status: 'open' }, { 'accept-language': 'en' })
      return [answer.status, answer.body.code, answer.body.args]
    }
    const refused = (steps: string[], words: string) => [
      409,
      'org.not_ready_to_open',
      { steps, missing: words },
    ]
    expect(await missing()).toEqual(['hours', 'manager', 'goods', 'selling', '(phone)', '(photos)'])
    expect(await opened()).toEqual(
      refused(
        ['hours', 'manager', 'goods', 'selling'],
        'opening hours, a manager, stock of goods for sale, pickup or a cashier',
      ),
    )
    await owner.patch(`/stores/${id}`, { hours })
    expect(await opened()).toEqual(
      refused(['manager', 'goods', 'selling'], 'a manager, stock of goods for sale, pickup or a cashier'),
    )
    // a region's manager is none of this store; a store's manager may sell at its till as well
    await t.aPerson('region_manager', 'region', t.regionId)
    await t.aPerson('clerk', 'store', id)
    expect(await missing()).toContain('manager')
    await t.aPerson('store_manager', 'store', id)
    expect(await opened()).toEqual(refused(['goods'], 'stock of goods for sale'))
    const sku = await t.aSku()
    await t.stock(id, sku.id, 3)
    await owner.post(`/products/${sku.productId}/moves`, { move: 'retire', note: '' })
    expect(await missing()).toContain('goods')
    expect(await w.facts('select status from stores where id = $1', [id])).toEqual([{ status: 'preparing' }])
    await t.stock(id, (await t.aSku()).id, 3)
    expect(await missing()).toEqual(['(phone)', '(photos)'])
    expect((await opened())[0]).toBe(200)
    const point = newId()
    await owner.post('/stores', {
      id: point,
      regionId: t.regionId,
      ...profile,
      code: 'OPEN2',
      kind: 'pickup_point',
    })
    await t.aPerson('store_manager', 'store', point)
    expect((await owner.patch(`/stores/${point}`, { status: 'open' })).status).toBe(200)
  })

  it('a closed store is gone from the storefront, its history stays with HQ', async () => {
    const store = await t.aStore()
    const sku = await t.aSku()
    await t.stock(store, sku.id, 5)
    const shopper = await t.aShopper()
    const basket = {
      storeId: store,
      channel: 'h5',
      fulfilment: 'pickup',
      lines: [{ skuId: sku.id, quantity: 1 }],
    }
    const placed = await shopper.post('/shop/orders', { id: newId(), ...basket })
    expect(placed.status).toBe(201)
    const near = async () =>
      (await t.api.get('/shop/stores/nearby?limit=50')).body.items.map((s: { id: string }) => s.id)
    expect(await near()).toContain(store)
    expect((await owner.patch(`/stores/${store}`, { status: 'closed' })).status).toBe(200)
    expect(await near()).not.toContain(store)
    expect((await t.api.get(`/shop/stores/${store}`)).status).toBe(404)
    const again = await shopper.post('/shop/orders', { id: newId(), ...basket })
    expect([again.status, again.body.code]).toEqual([409, 'selling.store_closed'])
    const listed = (await owner.get(`/orders?storeId=${store}`)).body.items as { id: string }[]
    expect(listed.map((o) => o.id)).toEqual([placed.body.id])
    expect((await owner.get(`/orders/totals?storeId=${store}`)).body.count).toBe(1)
    expect((await owner.get(`/stock?storeId=${store}`)).body.items[0]).toMatchObject({
      onHand: 5,
      reserved: 1,
    })
  })

  it('counts the stores below each node', async () => {
    const top = await t.aRegion()
    const sub = await t.aRegion(top)
    await t.aStore({ regionId: sub })
    await t.aStore({ regionId: top })
    const units = (await owner.get('/org-units')).body.items as { id: string; storeCount: number }[]
    expect([top, sub].map((id) => units.find((u) => u.id === id)?.storeCount)).toEqual([2, 1])
  })
})

describe('stores near a shopper', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
  })
  afterAll(() => w.stop())

  it('lists by distance with one decimal of a kilometre to show, open state, and only trading stores', async () => {
    const near = await t.aStore({ lat: 30.2463, lng: 120.1485 })
    const far = await t.aStore({ lat: 30.2907, lng: 120.2131 })
    await t.aStore({ status: 'closed' })
    await t.aStore({ status: 'preparing' })
    const { body } = await t.api.get('/shop/stores/nearby?lat=30.2463&lng=120.1485')
    expect(
      body.items.map((s: { id: string; distanceMetres: number; openNow: boolean }) => [
        s.id,
        s.distanceMetres,
        s.openNow,
      ]),
    ).toEqual([
      [near, 0, true],
      [far, 7929, true],
    ])
    expect(
      (await t.api.get('/shop/stores/nearby?lat=30.2463&lng=120.1485&radiusMetres=3000')).body.items.map(
        (s: { id: string }) => s.id,
      ),
    ).toEqual([near])
  })

  it('passes over the nearest that is closed and the second without stock, and says why', async () => {
    const own = await w.aTenant()
    const sku = await own.aSku()
    const closed = await own.aStore({ lat: 30.25, lng: 120.15, hours: [] })
    const empty = await own.aStore({ lat: 30.26, lng: 120.15 })
    const third = await own.aStore({ lat: 30.27, lng: 120.15 })
    await own.stock(closed, sku.id, 5)
    await own.stock(third, sku.id, 5)
    const owner = await own.aPerson('owner')
    expect((await owner.put(`/stores/${third}/prices/${sku.id}`, { price: 777 })).status).toBe(200)
    const { body } = await own.api.get(`/shop/stores/nearby?lat=30.25&lng=120.15&skuId=${sku.id}`)
    const [only, ...others] = body.items
    expect([only.id, only.price, only.available, others]).toEqual([third, 777, 5, []])
    // at night a shopper still wants to know who has it; who never opens hands nothing over
    const nights = await own.aStore({
      lat: 30.2501,
      lng: 120.15,
      hours: [{ weekday: 3, from: '03:00', to: '05:00' }],
    })
    await own.stock(nights, sku.id, 2)
    const late = await own.api.get(`/shop/stores/nearby?lat=30.25&lng=120.15&skuId=${sku.id}&closedToo=true`)
    expect(late.body.items.map((s: { id: string; readyAt: unknown }) => [s.id, typeof s.readyAt])).toEqual([
      [nights, 'string'],
      [third, 'string'],
    ])
    expect(body.skipped.map((s: { id: string; reason: string }) => [s.id, s.reason])).toEqual([
      [closed, 'closed'],
      [empty, 'no_stock'],
    ])
  })

  it.each([
    'lat=91&lng=0',
    'lat=abc&lng=1',
    "lat=1');drop table stores;--&lng=1",
    'lat=NaN&lng=NaN',
    'radiusMetres=1e9',
  ])('400 for %s', async (query) => {
    const answer = await t.api.get(`/shop/stores/nearby?${encodeURI(query)}`)
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid'])
  })
})
