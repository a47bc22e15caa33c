import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { BoundsService } from './index.js'

/** Long enough between two times, short enough for who is signed in. */
const STEP_MS = 60_000
let world: World, tenant: TestTenant, owner: Client, west: Client, manager: Client
let region: string, storeId: string, sister: string, elsewhere: string
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  region = tenant.regionId
  storeId = await tenant.aStore()
  sister = await tenant.aStore()
  elsewhere = await tenant.aStore({ regionId: await tenant.aRegion() })
  owner = await tenant.aPerson('owner')
  west = await tenant.aPerson('region_manager', 'region', region)
  manager = await tenant.aPerson('store_manager', 'store', storeId)
})
let moved = 0
const shift = (ms: number) => {
  moved += ms
  world.shift(ms)
}
afterEach(() => {
  world.shift(-moved)
  moved = 0
})
afterAll(() => world.stop())

const inSteps = (steps: number) => new Date(world.now().getTime() + steps * STEP_MS).toISOString()
const put = (who: Client, sku: TestSku, unit: string, body: object) =>
  who.put(`/skus/${sku.id}/prices/${unit}`, body)
const told = async (sku: TestSku, store: string, query = '') =>
  (await owner.get(`/stores/${store}/prices/${sku.id}${query}`)).body
const priceAt = async (sku: TestSku, store: string, query = '') => (await told(sku, store, query)).price
const prices = async (sku: TestSku, query = '') => [
  await priceAt(sku, storeId, query),
  await priceAt(sku, sister, query),
  await priceAt(sku, elsewhere, query),
]
const setBounds = (sku: TestSku, unitId: string, body: object) =>
  owner.put(`/skus/${sku.id}/bounds`, { unitId, ...body })
const supplier = (sku: TestSku, wish: object) =>
  tenant.run(() => world.get(BoundsService).setSupplierBounds({ skuId: sku.id, bounds: null, ...wish }))
const sumOf = () =>
  world.facts(
    'select (select count(*)::int from unit_prices) as prices, (select count(*)::int from price_bounds) as bounds, (select count(*)::int from price_changes) as changes',
  )

describe('prices of nodes', () => {
  it('hold below a node where nothing nearer is set, touch no rows of stores, and say why', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    expect((await put(owner, sku, tenant.hqId, { price: 980 })).status).toBe(200)
    expect((await put(west, sku, region, { price: 950 })).status).toBe(200)
    expect((await put(manager, sku, storeId, { price: 930 })).status).toBe(200)
    expect(await prices(sku)).toEqual([930, 950, 980])
    expect(await world.facts('select 1 from unit_prices where sku_id = $1', [sku.id])).toHaveLength(3)
    const { reasons } = await told(sku, storeId)
    expect(
      reasons.map(
        (r: {
          kind: string
          price: number
          set?: { price: number; unitId: string; setByName: string }
          holds: boolean
        }) => [r.set?.unitId ?? null, r.set?.price ?? r.price, r.holds],
      ),
    ).toEqual([
      [null, 1000, false],
      [tenant.hqId, 980, false],
      [region, 950, false],
      [storeId, 930, true],
    ])
    expect((await put(manager, sku, storeId, { price: null })).status).toBe(200)
    expect(await prices(sku)).toEqual([950, 950, 980])
  })
  it('are of one channel or of all, and what shoppers see is the price online', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    await put(owner, sku, region, { price: 900, channel: 'in_store' })
    expect(await prices(sku)).toEqual([1000, 1000, 1000])
    expect(await prices(sku, '?channel=in_store')).toEqual([900, 900, 1000])
    await tenant.stock(storeId, sku.id, 5)
    const till = await tenant.aPerson('cashier', 'store', storeId)
    const { body } = await till.get(`/till/catalogue?storeId=${storeId}`)
    expect(body.skus.find((s: { skuId: string }) => s.skuId === sku.id).price).toBe(900)
    const { body: shown } = await tenant.api.get(`/shop/products/${sku.productId}?storeId=${storeId}`)
    expect(shown.skus[0].price).toBe(1000)
  })
  it('begin and end by the clock; pages that are kept and tills know when', async () => {
    const sku = await tenant.aSku({ price: 1000, name: { zh: '限时梨', en: 'Timed pear' } })
    await tenant.stock(storeId, sku.id, 5)
    const set = await put(manager, sku, storeId, { price: 800, startsAt: inSteps(1), endsAt: inSteps(2) })
    expect(set.status).toBe(200)
    const page = async () =>
      (await tenant.api.get(`/shop/products?storeId=${storeId}&q=Timed`)).body.items[0].priceFrom
    const starts = Date.parse(set.body.prices[0].startsAt)
    shift(starts - world.now().getTime() - 300)
    expect(await page()).toBe(1000)
    expect(await priceAt(sku, storeId)).toBe(1000)
    shift(starts - world.now().getTime())
    expect(await page()).toBe(800)
    expect(await priceAt(sku, storeId)).toBe(800)
    shift(STEP_MS)
    expect(await page()).toBe(1000)
    expect(await priceAt(sku, storeId, `?at=${inSteps(-0.5)}`)).toBe(800)
    expect(await priceAt(sku, storeId, `?at=${inSteps(-1.5)}`)).toBe(1000)
  })
  it('of the past stay as they were, list prices and bounds too', async () => {
    const sku = await tenant.aSku({ price: 1000, min: 500 })
    const first = world.now().toISOString()
    shift(STEP_MS)
    await owner.put(`/skus/${sku.id}/list-price`, { listPrice: 1100, priceMin: 600, priceMax: null })
    await put(owner, sku, storeId, { price: 700 })
    shift(STEP_MS)
    await put(owner, sku, storeId, { price: null })
    shift(STEP_MS)
    expect(await told(sku, storeId)).toMatchObject({ price: 1100, priceMin: 600 })
    expect(await told(sku, storeId, `?at=${inSteps(-1.5)}`)).toMatchObject({ price: 700, priceMin: 600 })
    expect(await told(sku, storeId, `?at=${first}`)).toMatchObject({ price: 1000, priceMin: 500 })
    const { body } = await manager.get(`/skus/${sku.id}/price-changes`)
    expect(
      body.items.map((c: { kind: string; after: { price?: number; listPrice?: number } }) => [
        c.kind,
        c.after.price ?? c.after.listPrice ?? null,
      ]),
    ).toEqual([
      ['price', null],
      ['price', 700],
      ['list', 1100],
    ])
  })
  it('are called off before they begin and ended when they hold; overlaps and pasts are refused', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    const timed = { price: 900, startsAt: inSteps(1), endsAt: inSteps(3) }
    const [one] = (await put(manager, sku, storeId, timed)).body.prices
    const before = await sumOf()
    const refusals = [
      [{ ...timed, startsAt: inSteps(2), endsAt: inSteps(4) }, 409, 'pricing.validity_overlaps'],
      [{ ...timed, startsAt: inSteps(-1) }, 422, 'pricing.validity_invalid'],
      [{ ...timed, endsAt: timed.startsAt }, 422, 'pricing.validity_invalid'],
      [{ ...timed, price: null }, 422, 'pricing.validity_invalid'],
    ] as const
    for (const [body, status, code] of refusals) {
      const answer = await put(manager, sku, storeId, body)
      expect([answer.status, answer.body.code]).toEqual([status, code])
    }
    expect((await put(manager, sku, sister, { price: 900 })).status).toBe(404)
    expect((await put(manager, sku, region, { price: 900 })).status).toBe(404)
    expect((await put(west, sku, tenant.hqId, { price: 900 })).status).toBe(404)
    expect((await put(owner, sku, newId(), { price: 900 })).status).toBe(404)
    expect(await sumOf()).toEqual(before)
    expect((await manager.delete(`/prices/${one.id}`)).status).toBe(204)
    expect((await manager.delete(`/prices/${one.id}`)).status).toBe(404)
    expect((await owner.get(`/skus/${sku.id}/prices`)).body.prices).toEqual([])
  })
  it('a region keeps from its stores, and HQ from its regions, are refused with who decides', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    const decide = (level: string | null) => owner.put(`/decisions/${region}`, { decision: 'price', level })
    expect((await decide('hq')).status).toBe(200)
    expect((await put(west, sku, region, { price: 900 })).body.code).toBe('pricing.decided_above')
    expect((await put(owner, sku, region, { price: 900 })).status).toBe(200)
    await decide('region')
    expect((await put(manager, sku, storeId, { price: 900 })).body.code).toBe('pricing.decided_above')
    expect((await put(west, sku, region, { price: 890 })).status).toBe(200)
    await decide(null)
  })
})

describe('bounds', () => {
  it('of a supplier hold everywhere, HQ narrows by region, and each refusal names whose they are', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    await supplier(sku, { bounds: { priceMin: 800, priceMax: 1200 } })
    expect((await setBounds(sku, region, { priceMin: 900 })).status).toBe(200)
    const low = await put(manager, sku, storeId, { price: 850 })
    expect(low.body).toMatchObject({
      code: 'pricing.outside_bounds',
      args: { source: 'hq', unitId: region, priceMin: 900 },
    })
    const high = await put(manager, sku, storeId, { price: 1300 })
    expect(high.body.args).toMatchObject({ source: 'supplier', owner: expect.stringContaining('供应商') })
    const elsewhereToo = await put(owner, sku, elsewhere, { price: 790 })
    expect(elsewhereToo.body.code).toBe('pricing.outside_bounds')
    expect((await put(owner, sku, elsewhere, { price: 850 })).status).toBe(200)
    expect(await told(sku, storeId)).toMatchObject({ priceMin: 900, priceMax: 1200, inside: true })
    const apart = await setBounds(sku, region, { priceMin: 1250 })
    expect([apart.status, apart.body.code]).toEqual([422, 'pricing.bounds_apart'])
    // what a node has from above lies inside its own bounds too
    const covered = await put(owner, sku, tenant.hqId, { price: 850 })
    expect(covered.body).toMatchObject({ code: 'pricing.outside_bounds', args: { unitId: region } })
  })
  it('by ratio are worked out from the supply price, and again when it changes', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    const ratio = { bounds: { ratioMin: 11_000, ratioMax: 16_000 } }
    await expect(supplier(sku, ratio)).rejects.toMatchObject({ code: 'pricing.no_supply_price' })
    const costs = (fen: number) =>
      world.facts('update skus set supply_price = $2 where id = $1', [sku.id, fen])
    await costs(700)
    await supplier(sku, ratio)
    expect(await told(sku, storeId)).toMatchObject({ priceMin: 770, priceMax: 1120 })
    const changed = () => tenant.run(() => world.get(BoundsService).supplyPriceChanged([sku.id]))
    shift(1000)
    await costs(800)
    await changed()
    expect(await told(sku, storeId)).toMatchObject({ priceMin: 880, priceMax: 1280 })
    await costs(1000)
    await expect(changed()).rejects.toMatchObject({ code: 'pricing.breaks_prices' })
  })
  it('that move are refused, clamp what they break with a record of each, or wait for their date', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    await put(manager, sku, storeId, { price: 700 })
    await put(owner, sku, sister, { price: 1500 })
    shift(1000)
    const wish = { priceMin: 800, priceMax: 1200 }
    const preview = (await owner.post(`/skus/${sku.id}/bounds/preview`, { unitId: tenant.hqId, ...wish }))
      .body
    expect(preview.count).toBe(2)
    const before = await sumOf()
    const refused = await setBounds(sku, tenant.hqId, wish)
    expect([refused.status, refused.body.code, refused.body.args.count]).toEqual([
      409,
      'pricing.breaks_prices',
      2,
    ])
    expect((await setBounds(sku, tenant.hqId, { ...wish, way: 'schedule' })).body.code).toBe(
      'pricing.schedule_needs_date',
    )
    expect(await sumOf()).toEqual(before)
    const clampedNow = await setBounds(sku, tenant.hqId, { ...wish, way: 'clamp' })
    expect(clampedNow.body).toMatchObject({ count: 2, clamped: true })
    expect(await prices(sku)).toEqual([800, 1200, 1000])
    const clamps = await world.facts(
      "select before, after from price_changes where sku_id = $1 and kind = 'clamp' order by (before ->> 'price')::int",
      [sku.id],
    )
    expect(clamps).toMatchObject([
      { before: { price: 700 }, after: { price: 800, priceMin: 800 } },
      { before: { price: 1500 }, after: { price: 1200, priceMax: 1200 } },
    ])
  })
  it('clamp for as long as they hold: what was there goes on, and fits what is planned after them', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    await put(owner, sku, storeId, { price: 995 })
    await setBounds(sku, tenant.hqId, { priceMin: 990, priceMax: 1100, startsAt: inSteps(2) })
    shift(1000)
    const wish = { priceMin: 800, priceMax: 960, way: 'clamp' }
    expect((await setBounds(sku, tenant.hqId, wish)).body).toMatchObject({ count: 2, clamped: true })
    expect(await prices(sku)).toEqual([960, 960, 960])
    shift(2 * STEP_MS)
    expect(await prices(sku)).toEqual([995, 1000, 1000])
  })
  it('that are planned stand on the desk; then nothing outside them is sold until each is settled', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    await tenant.stock(storeId, sku.id, 5)
    await put(manager, sku, storeId, { price: 700 })
    await put(owner, sku, elsewhere, { price: 650 })
    const begins = inSteps(2)
    const planned = await setBounds(sku, tenant.hqId, { priceMin: 800, startsAt: begins, way: 'schedule' })
    expect(planned.body).toMatchObject({ count: 2, clamped: false })
    expect(await prices(sku)).toEqual([700, 1000, 650])
    expect((await put(manager, sku, storeId, { price: 750 })).body.code).toBe('pricing.outside_bounds')
    const desk = async () =>
      (await owner.get('/contested-bounds')).body.items.filter((i: { skuId: string }) => i.skuId === sku.id)
    const [entry] = await desk()
    expect(entry).toMatchObject({ count: 2, bound: { priceMin: 800, contested: true } })
    expect(entry.conflicts.map((c: { clampedTo: number }) => c.clampedTo)).toEqual([800, 800])
    shift(2 * STEP_MS + 1000)
    const shopper = await tenant.aShopper()
    const order = () =>
      shopper.post('/shop/orders', {
        id: newId(),
        storeId,
        channel: 'h5',
        fulfilment: 'pickup',
        lines: [{ skuId: sku.id, quantity: 1 }],
      })
    const refused = await order()
    expect([refused.status, refused.body.code]).toEqual([409, 'selling.outside_bounds'])
    const { priceId, unitId } = entry.conflicts.find((c: { unitId: string }) => c.unitId === storeId)
    const settle = (body: object) => owner.post(`/contested-bounds/${entry.bound.id}/settle`, body)
    expect((await settle({ way: 'clamp', only: [{ priceId, unitId }] })).status).toBe(204)
    expect((await order()).status).toBe(201)
    expect(await prices(sku)).toEqual([800, 1000, 650])
    expect((await settle({ way: 'move', startsAt: inSteps(1) })).status).toBe(204)
    const [moved] = await desk()
    expect(moved.count).toBe(1)
    expect((await owner.post(`/contested-bounds/${moved.bound.id}/settle`, { way: 'withdraw' })).status).toBe(
      204,
    )
    expect(await desk()).toEqual([])
  })
  it('and prices set at the same moment never end up apart, whoever comes first', async () => {
    const sku = await tenant.aSku({ price: 1000 })
    await Promise.all([
      ...[700, 750, 790, 820].map((price) => put(manager, sku, storeId, { price })),
      ...[710, 760, 800, 830].map((priceMin) => setBounds(sku, region, { priceMin })),
    ])
    expect(await told(sku, storeId)).toMatchObject({ inside: true })
  })
})
