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

  it('a store manager changes hours but not region, kind or status; a clerk changes nothing', async () => {
    const store = await t.aStore()
    const manager = await t.aPerson('store_manager', 'store', store)
    const clerk = await t.aPerson('clerk', 'store', store)
    expect((await manager.patch(`/stores/${store}`, { phone: '0571-99' + '99' })).body.phone).toBe(
      '0571-9999',
    )
    for (const change of [{ status: 'closed' }, { kind: 'pickup_point' }, { regionId: t.hqId }])
      expect((await manager.patch(`/stores/${store}`, change)).status).toBe(403)
    expect((await clerk.patch(`/stores/${store}`, { phone: '1234567' })).status).toBe(403)
    expect((await owner.get(`/stores/${store}`)).body).toMatchObject({
      status: 'open',
      kind: 'store',
      phone: '0571-9999',
    })
  })

  it('refuses a ring of regions', async () => {
    const a = await t.aRegion()
    const b = await t.aRegion(a)
    expect((await owner.patch(`/regions/${a}`, { parentId: b })).body.code).toBe('org.parent_invalid')
    expect((await owner.patch(`/regions/${a}`, { parentId: a })).body.code).toBe('org.parent_invalid')
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
    const { body } = await own.api.get(`/shop/stores/nearby?lat=30.25&lng=120.15&skuId=${sku.id}`)
    expect(body.items.map((s: { id: string }) => s.id)).toEqual([third])
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
