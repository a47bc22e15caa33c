import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { BulkPriceService } from './index.js'

let world: World, tenant: TestTenant, owner: Client, manager: Client
let region: string, storeId: string, sister: string, sku: TestSku
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  region = tenant.regionId
  storeId = await tenant.aStore()
  sister = await tenant.aStore()
  owner = await tenant.aPerson('owner')
  manager = await tenant.aPerson('store_manager', 'store', storeId)
})
beforeEach(async () => {
  sku = await tenant.aSku({ price: 1000 })
  await policy({})
})
afterAll(() => world.stop())

const policy = (p: object, who = owner) =>
  who.put('/price-parity/policy', { belowMost: null, aboveMost: null, blocks: false, ...p })
const put = (unit: string, body: object, who = owner, of = sku) =>
  who.put(`/skus/${of.id}/prices/${unit}`, body)
const except = (body: object, who = owner) =>
  who.post('/price-parity/exceptions', { id: newId(), reason: '开业活动', endsAt: inHours(2), ...body })
const inHours = (hours: number) => new Date(world.now().getTime() + hours * 3_600_000).toISOString()
const report = async (query = '', who = owner) =>
  (await who.get(`/price-parity/differences?limit=100&q=${sku.code}${query}`)).body.items.map((d: any) => [
    d.unitId,
    d.stores,
    d.online,
    d.inStore,
    d.difference,
  ])
const facts = () =>
  world.facts(
    'select (select count(*)::int from unit_prices) as prices, (select count(*)::int from price_changes) as changes, (select sum(list_price)::int from skus) as lists',
  )

describe('differences between prices online and in the store', () => {
  it('stand in the report once beyond the policy, at the node where they were made', async () => {
    await put(region, { price: 900, channel: 'online' })
    expect(await report()).toEqual([])
    await policy({ belowMost: 1000 })
    expect(await report()).toEqual([])
    await policy({ belowMost: 999 })
    expect(await report()).toEqual([[region, 2, 900, 1000, -1000]])
    await put(storeId, { price: 950 })
    expect(await report()).toEqual([[region, 1, 900, 1000, -1000]])
    await put(sister, { price: 950 })
    expect(await report()).toEqual([])
    await put(sister, { price: 990, channel: 'online' })
    await policy({ aboveMost: 0 })
    expect(await report()).toEqual([[sister, 1, 990, 950, 422]])
    // a store sees its own, and those above
    expect(await report('', manager)).toEqual([])
    expect(await report(`&unitId=${region}`)).toHaveLength(1)
    expect(await report(`&unitId=${storeId}`)).toEqual([])
    expect(await report(`&categoryId=${newId()}`)).toEqual([])
  })
  it('are page by page and end with the price', async () => {
    await policy({ belowMost: 0, aboveMost: 0 })
    await put(storeId, { price: 900, channel: 'online' })
    await put(sister, { price: 1100, channel: 'in_store', endsAt: inHours(1 / 60) })
    const first = await owner.get(`/price-parity/differences?limit=1&q=${sku.code}`)
    const second = await owner.get(
      `/price-parity/differences?limit=1&q=${sku.code}&cursor=${first.body.nextCursor}`,
    )
    expect(new Set([first, second].map((p) => p.body.items[0].unitId))).toEqual(new Set([storeId, sister]))
    expect(second.body.nextCursor).toBeNull()
    world.shift(60_000)
    expect(await report()).toHaveLength(1)
    world.shift(-60_000)
  })
  it('pass by a named exception of a SKU, a category or a place, until it ends or is taken back', async () => {
    await policy({ belowMost: 0 })
    await put(region, { price: 900, channel: 'online' })
    for (const of of [{ skuId: sku.id }, { categoryId: tenant.categoryId }, { unitId: region }]) {
      const { status, body } = await except(of)
      expect([status, body.reason]).toEqual([201, '开业活动'])
      expect(await report('&excepted=false')).toEqual([])
      expect(await report('&excepted=true')).toHaveLength(1)
      expect((await owner.get('/price-parity/exceptions')).body.items.map((x: any) => x.id)).toEqual([
        body.id,
      ])
      expect((await owner.delete(`/price-parity/exceptions/${body.id}`)).status).toBe(204)
      expect((await owner.delete(`/price-parity/exceptions/${body.id}`)).status).toBe(404)
      expect(await report('&excepted=false')).toHaveLength(1)
    }
    expect(await world.facts('select 1 from parity_exceptions')).toHaveLength(3)
  })
})

describe('a policy that blocks', () => {
  const broken = (answer: { status: number; body: any }) =>
    expect([answer.status, answer.body.code]).toEqual([422, 'pricing.parity_broken'])
  it('422 on every way a price is written, naming place and prices, and nothing changed', async () => {
    await policy({ belowMost: 500, blocks: true })
    expect((await put(region, { price: 950, channel: 'online' })).status).toBe(200)
    const before = await facts()
    const answer = await put(region, { price: 949, channel: 'online' })
    broken(answer)
    expect(answer.body.args).toMatchObject({ online: '¥9.49', inStore: '¥10.00', unitId: region })
    broken(await put(storeId, { price: 940, channel: 'online', startsAt: inHours(1), endsAt: inHours(2) }))
    broken(await put(storeId, { price: 1001, channel: 'in_store' }, manager))
    broken(await owner.put(`/skus/${sku.id}/list-price`, { listPrice: 1001, priceMin: null, priceMax: null }))
    const changes = [{ skuId: sku.id, unitId: storeId, seen: null, price: 949 }]
    const cells = await owner.post('/price-grid/changes', { unitIds: [storeId], channel: 'online', changes })
    expect(cells.body.args.cells).toMatchObject([{ unitId: storeId, code: 'pricing.parity_broken' }])
    expect(await facts()).toEqual(before)
  })
  it('a sheet’s row is refused by itself', async () => {
    await put(storeId, { price: 1000, channel: 'online' })
    await policy({ belowMost: 0, blocks: true })
    const before = await facts()
    const named = { id: sku.id, code: sku.code, productId: sku.productId, listPrice: 1000 } as never
    const [higher, lower] = await tenant.run(() =>
      world.get(BulkPriceService).against(
        [
          { storeId, sku: named, price: 1010 },
          { storeId: sister, sku: named, price: 1010 },
        ],
        'CNY',
      ),
    )
    expect([higher?.code, lower]).toEqual(['pricing.parity_broken', undefined])
    expect(await facts()).toEqual(before)
  })
  it('what was apart before may come nearer but not go further', async () => {
    await put(storeId, { price: 800, channel: 'online' })
    await policy({ belowMost: 0, blocks: true })
    broken(await put(storeId, { price: 790, channel: 'online' }))
    expect((await put(storeId, { price: 900, channel: 'online' })).status).toBe(200)
    await except({ skuId: sku.id })
    expect((await put(storeId, { price: 700, channel: 'online' })).status).toBe(200)
  })
  it('400, 401, 403, 404, 422; none changed anything', async () => {
    const set = () =>
      world.facts('select p.*, (select count(*)::int from parity_exceptions) as n from parity_policies p')
    const before = await set()
    expect((await policy({ belowMost: -1 })).status).toBe(400)
    expect((await policy({}, tenant.api)).status).toBe(401)
    expect((await policy({}, manager)).status).toBe(403)
    expect((await except({})).status).toBe(400)
    expect((await except({ skuId: sku.id, categoryId: tenant.categoryId })).status).toBe(400)
    expect((await except({ skuId: sku.id }, manager)).status).toBe(403)
    expect((await except({ skuId: newId() })).status).toBe(404)
    expect((await except({ unitId: newId() })).status).toBe(404)
    expect((await except({ skuId: sku.id, endsAt: inHours(-1) })).status).toBe(422)
    expect(await set()).toEqual(before)
  })
})
