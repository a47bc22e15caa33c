import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StoreGood } from '@storeweave/contract'
import { useClock } from '../kernel/clock.js'
import { gtin } from '../../test/goods.js'
import type { Shopper, Staff } from '../../test/shop.js'
import { newId, World, type Answer, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { RulesJobs } from './rules.jobs.js'

const NOWHERE = {
  window: false,
  search: false,
  filters: false,
  detail: false,
  scan: false,
  category: false,
  nearby: false,
  cart: false,
  scanned: false,
  kept: false,
  order: false,
  till: false,
  sale: false,
}
const EVERYWHERE = Object.fromEntries(Object.keys(NOWHERE).map((where) => [where, true]))

let w: World, t: TestTenant, owner: Staff, shopper: Shopper
/** Two stores in the east, one of them in a district below it; one in the west. */
let east: string, district: string, west: string
let lake: string, tower: string, harbour: string
let managers: Record<string, Staff>
/** Goods with a category of their own, stocked in every store. */
let sku: TestSku, barcode: string, categoryId: string

beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  east = await t.aRegion()
  district = await t.aRegion(east)
  west = await t.aRegion()
  lake = await t.aStore({ regionId: east })
  tower = await t.aStore({ regionId: district })
  harbour = await t.aStore({ regionId: west })
  owner = await t.aPerson('owner')
  shopper = await t.aShopper()
  managers = {}
  for (const store of [lake, tower, harbour])
    managers[store] = await t.aPerson('store_manager', 'store', store)
  categoryId = newId()
  const name = { zh: '时令', en: 'In season' }
  expect(
    (await owner.post('/categories', { id: categoryId, parentId: null, name, position: 5 })).status,
  ).toBe(201)
  barcode = gtin()
  sku = await t.aSku({ categoryId, barcode })
  for (const store of [lake, tower, harbour]) await t.stock(store, sku.id, 1000)
})
// each test begins with goods that are sold everywhere
beforeEach(async () => {
  const now = (await owner.get(`/products/${sku.productId}/allocation`)).body
  if (now.assortment !== 'all') await change('everywhere')
  if (now.unlistedCount) for (const store of [lake, tower, harbour]) await list(store, true)
})
afterAll(() => w.stop())

const change = (kind: string, unitIds: string[] = [], which: object = { productIds: [sku.productId] }) =>
  owner.post('/allocation-changes', { id: newId(), which, kind, unitIds })
const preview = async (
  kind: string,
  unitIds: string[] = [],
  which: object = { productIds: [sku.productId] },
) => (await owner.post('/allocation-changes/preview', { which, kind, unitIds })).body
const list = (store: string, listed: boolean, by: Client = managers[store]!, productId = sku.productId) =>
  by.put(`/stores/${store}/goods/${productId}`, { listed })
const goods = async (store: string, query = '') =>
  (await managers[store]!.get(`/stores/${store}/goods?limit=100${query}`)).body.items as StoreGood[]
const good = async (store: string) => (await goods(store)).find((g) => g.productId === sku.productId)
const code = ({ status, body }: Answer) => [status, body?.code]
const order = (store: string, by: Client = shopper) =>
  by.post('/shop/orders', {
    id: newId(),
    storeId: store,
    channel: 'h5',
    fulfilment: 'pickup',
    lines: [{ skuId: sku.id, quantity: 1 }],
  })
const catalogue = async (store: string) =>
  (await managers[store]!.get(`/till/catalogue?storeId=${store}`)).body
const changes = async (store: string, since: string) =>
  (await managers[store]!.get(`/till/catalogue/changes?storeId=${store}&since=${since}`)).body
const rows = async () => {
  const [row] = await w.facts(
    `select (select count(*) from orders)::int as orders, (select count(*) from reservations)::int as held, (select sum(reserved) from stock_levels)::int as reserved,
       (select count(*) from stock_movements)::int as movements, (select count(*) from outbox)::int as events`,
  )
  return row
}

/** Every place where a shopper or a till may meet the goods: whether they are met there. Refusals must leave no trace. */
async function met(store: string): Promise<Record<string, boolean>> {
  const at = `storeId=${store}`
  const refused = async (wanted: number, answers: string, send: () => Promise<Answer>) => {
    const before = await rows()
    const answer = await send()
    if (answer.status === wanted) return true
    expect([answer.body.code, await rows()]).toEqual([answers, before])
    return false
  }
  const line = { storeId: store, lines: [{ skuId: sku.id, quantity: 1, selected: true }] }
  const sale = { storeId: store, deviceId: newId(), soldAt: w.now().toISOString(), expectedPayable: 1000 }
  const cash = { lines: [{ skuId: sku.id, quantity: 1 }], tender: { kind: 'cash', received: 1000 } }
  const [window, search, filters, detail, scan, categories, nearby, guest, till] = await Promise.all([
    t.api.get(`/shop/products?${at}&limit=100`),
    t.api.get(`/shop/suggestions?${at}&q=${barcode}`),
    t.api.get(`/shop/filters?${at}&categoryId=${categoryId}`),
    t.api.get(`/shop/products/${sku.productId}?${at}`),
    t.api.get(`/shop/barcodes/${barcode}?${at}`),
    t.api.get(`/shop/categories?${at}`),
    t.api.get(`/shop/stores/nearby?skuId=${sku.id}`),
    t.api.post('/shop/cart/preview', line),
    managers[store]!.get(`/till/catalogue?${at}`),
  ])
  const lists = ({ status, body }: Answer, of: string, id: string) =>
    status === 200 && body[of].some((one: { id?: string; skuId?: string }) => (one.id ?? one.skuId) === id)
  const is = ({ status, body }: Answer) => status === 200 && body.id === sku.productId
  const cart = await refused(200, 'selling.not_for_sale', () =>
    shopper.put(`/shop/cart/lines/${sku.id}`, { storeId: store, quantity: 1 }),
  )
  const scanned = await refused(200, 'access.not_found', () =>
    shopper.post('/shop/cart/scans', { id: newId(), storeId: store, barcode }),
  )
  const ordered = await refused(201, 'selling.not_for_sale', () => order(store))
  const sold = await refused(200, 'selling.not_for_sale', () =>
    managers[store]!.put(`/till/sales/${newId()}`, { ...sale, ...cash }),
  )
  return {
    window: lists(window, 'items', sku.productId),
    search: lists(search, 'goods', sku.productId),
    filters: filters.status === 200 && filters.body.total === 1,
    detail: is(detail),
    scan: is(scan),
    category: lists(categories, 'items', categoryId),
    nearby: lists(nearby, 'items', store),
    kept: guest.body.lines[0]?.forSale === true,
    cart,
    scanned,
    order: ordered,
    till: lists(till, 'skus', sku.id),
    sale: sold,
  }
}

describe('goods that HQ releases', () => {
  it('are sold everywhere to begin with', async () => {
    for (const store of [lake, tower, harbour]) expect(await met(store)).toEqual(EVERYWHERE)
    expect(await good(lake)).toMatchObject({ reason: 'everywhere', releasedBy: null, listed: true, by: null })
  })

  it('to a region: in exactly its stores, those of its districts too, wherever one looks', async () => {
    expect(await preview('only', [east])).toEqual({
      matched: 1,
      products: 1,
      gained: 0,
      lost: 1,
      stores: 2,
      tooMany: false,
      fromRules: 0,
    })
    const made = await change('only', [east])
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ kind: 'only', products: 1, gained: 0, lost: 1, undone: null })
    for (const store of [lake, tower]) expect(await met(store)).toEqual(EVERYWHERE)
    expect(await met(harbour)).toEqual(NOWHERE)
    expect((await owner.get(`/products/${sku.productId}/allocation`)).body).toMatchObject({
      assortment: 'chosen',
      storeCount: 2,
      unlistedCount: 0,
      units: [{ unitId: east, kind: 'region', storeCount: 2 }],
    })
    expect(await good(tower)).toMatchObject({ reason: 'region', listed: true })
    expect(await good(harbour)).toMatchObject({ reason: 'not_released', releasedBy: null })
    expect((await goods(harbour, '&show=not_released')).map((g) => g.productId)).toEqual([sku.productId])
    expect(await goods(harbour, '&show=sold')).toEqual([])
  })

  it('to a store besides: there too; taken back from the region: there alone', async () => {
    await change('only', [east])
    expect((await change('add', [harbour])).body).toMatchObject({ gained: 1, lost: 0 })
    expect(await met(harbour)).toEqual(EVERYWHERE)
    expect(await good(harbour)).toMatchObject({ reason: 'store' })
    expect((await change('remove', [east])).body).toMatchObject({ gained: 0, lost: 2 })
    expect(await met(lake)).toEqual(NOWHERE)
    expect(await met(tower)).toEqual(NOWHERE)
    expect(await met(harbour)).toEqual(EVERYWHERE)
  })

  it('to HQ: in stores that open later too', async () => {
    expect((await change('only', [t.hqId])).status).toBe(201)
    const later = await t.aStore({ regionId: west })
    expect((await t.api.get(`/shop/products/${sku.productId}?storeId=${later}`)).status).toBe(200)
    expect(await good(lake)).toMatchObject({ reason: 'hq' })
    // out of the way of what is counted below
    await owner.patch(`/stores/${later}`, { status: 'closed' })
  })

  it('a store that moves sells what its new place sells with the next request; so do all of a region that moves', async () => {
    await change('only', [west])
    const found = async (store: string) =>
      (await t.api.get(`/shop/products?storeId=${store}`)).body.items.some(
        (c: { id: string }) => c.id === sku.productId,
      )
    expect([await found(lake), await found(tower), await found(harbour)]).toEqual([false, false, true])
    expect((await owner.patch(`/stores/${lake}`, { regionId: west })).status).toBe(200)
    expect(await met(lake)).toEqual(EVERYWHERE)
    expect((await owner.patch(`/stores/${lake}`, { regionId: east })).status).toBe(200)
    expect(await met(lake)).toEqual(NOWHERE)
    expect((await owner.patch(`/regions/${district}`, { parentId: west })).status).toBe(200)
    expect(await met(tower)).toEqual(EVERYWHERE)
    expect((await owner.patch(`/regions/${district}`, { parentId: east })).status).toBe(200)
    expect(await met(tower)).toEqual(NOWHERE)
    const places = await w.facts<{ id: string; unit_ids: string[] }>(
      'select id, unit_ids from stores where tenant_id = $1 and id = any($2)',
      [t.ref.id, [lake, tower]],
    )
    expect(Object.fromEntries(places.map((p) => [p.id, p.unit_ids]))).toEqual({
      [lake]: [lake, east, t.hqId],
      [tower]: [tower, district, east, t.hqId],
    })
  })

  it('to one store alone: the others know nothing of it, nor do their staff', async () => {
    expect((await change('exclusive', [tower])).status).toBe(201)
    expect(await met(tower)).toEqual(EVERYWHERE)
    expect(await met(lake)).toEqual(NOWHERE)
    expect(await good(tower)).toMatchObject({ reason: 'own' })
    expect(await good(lake)).toBeUndefined()
    for (const [store, status] of [
      [lake, 404],
      [tower, 200],
    ] as const) {
      const manager = managers[store]!
      expect((await manager.get(`/products/${sku.productId}`)).status).toBe(status)
      expect((await manager.get(`/products/${sku.productId}/moves`)).status).toBe(status)
      expect((await list(store, true)).status).toBe(status)
      const seen = (await manager.get('/products?limit=100')).body.items.map((p: { id: string }) => p.id)
      expect(seen.includes(sku.productId)).toBe(status === 200)
      const prices = (await manager.get(`/stores/${store}/prices?limit=100`)).body.items
      expect(prices.some((p: { skuId: string }) => p.skuId === sku.id)).toBe(status === 200)
      expect((await manager.put(`/stores/${store}/prices/${sku.id}`, { price: 1000 })).status).toBe(status)
    }
    expect((await owner.get(`/products/${sku.productId}`)).status).toBe(200)
    expect((await change('everywhere')).status).toBe(201)
    expect(await met(lake)).toEqual(EVERYWHERE)
  })

  it('422 for places that fit no change, 409 for one that changes nothing, 404 for what is unknown; nothing moves', async () => {
    const before = await w.facts('select count(*) from allocation_changes')
    for (const [kind, units] of [
      ['only', []],
      ['add', [newId()]],
      ['exclusive', [east]],
      ['exclusive', [lake, tower]],
    ] as const)
      expect(code(await change(kind, [...units]))).toEqual([422, 'assortment.place_invalid'])
    expect(code(await change('everywhere'))).toEqual([409, 'assortment.nothing_changes'])
    expect(code(await change('add', [east]))).toEqual([409, 'assortment.nothing_changes'])
    expect((await owner.post('/allocation-changes', { kind: 'everywhere' })).status).toBe(400)
    expect((await owner.get(`/products/${newId()}/allocation`)).status).toBe(404)
    expect((await owner.post(`/allocation-changes/${newId()}/undo`)).status).toBe(404)
    expect((await managers[lake]!.get('/allocations')).status).toBe(403)
    expect(await w.facts('select count(*) from allocation_changes')).toEqual(before)
  })
})

describe('a change of many', () => {
  let many: TestSku[]
  const which = () => ({ categoryId: other })
  let other: string
  beforeAll(async () => {
    other = newId()
    const name = { zh: '饮料', en: 'Drinks' }
    await owner.post('/categories', { id: other, parentId: null, name, position: 6 })
    many = []
    for (let i = 0; i < 3; i++) many.push(await t.aSku({ categoryId: other }))
  })
  const sold = async (store: string) =>
    ((await t.api.get(`/shop/products?storeId=${store}&categoryId=${other}`)).body.items as object[]).length

  it('by filter is previewed, made once, listed, and undone but for what was changed since', async () => {
    const asked = await preview('only', [west], which())
    expect(asked).toEqual({
      matched: 3,
      products: 3,
      gained: 0,
      lost: 6,
      stores: 1,
      tooMany: false,
      fromRules: 0,
    })
    const body = { id: newId(), which: which(), kind: 'only', unitIds: [west] }
    const twice = await Promise.all([1, 2].map(() => owner.post('/allocation-changes', body)))
    expect(twice.map((a) => a.status)).toContain(201)
    expect((await owner.post('/allocation-changes', body)).body).toMatchObject({ products: 3, lost: 6 })
    expect(code(await owner.post('/allocation-changes', { ...body, kind: 'everywhere' }))).toEqual([
      422,
      'request.key_reused',
    ])
    expect([await sold(lake), await sold(harbour)]).toEqual([0, 3])
    const page = (await owner.get(`/allocations?categoryId=${other}`)).body.items
    expect(page.map((a: { assortment: string; storeCount: number }) => [a.assortment, a.storeCount])).toEqual(
      many.map(() => ['chosen', 1]),
    )
    await change('everywhere', [], { productIds: [many[0]!.productId] })
    expect((await owner.get('/allocation-changes?limit=2')).body.items).toMatchObject([
      { kind: 'everywhere', products: 1, gained: 2 },
      { id: body.id, kind: 'only', units: [{ unitId: west, kind: 'region' }] },
    ])
    const undone = await owner.post(`/allocation-changes/${body.id}/undo`)
    expect(undone.body.undone).toMatchObject({ restored: 2 })
    expect([await sold(lake), await sold(harbour)]).toEqual([3, 3])
    expect(code(await owner.post(`/allocation-changes/${body.id}/undo`))).toEqual([
      409,
      'assortment.undone_already',
    ])
  })

  it('can be undone for 30 days; then what goods were before is gone', async () => {
    const made = await change('only', [west], { productIds: [many[0]!.productId] })
    const id = made.body.id
    const rows = () => w.facts('select product_id from allocation_change_rows where change_id = $1', [id])
    const forget = () => t.run(() => w.get(RulesJobs).forget())
    const madeBefore = (minutes: number) =>
      w.facts(
        "update allocation_changes set made_at = to_timestamp($2::float8) - interval '30 days' - make_interval(mins => $3) where id = $1",
        [id, w.now().getTime() / 1000, minutes],
      )
    await madeBefore(-1)
    await forget()
    expect([made.body.undoable, (await rows()).length]).toEqual([true, 1])
    await madeBefore(1)
    await forget()
    expect(await rows()).toEqual([])
    expect(code(await owner.post(`/allocation-changes/${id}/undo`))).toEqual([
      409,
      'assortment.undo_too_late',
    ])
    const { items } = (await owner.get('/allocation-changes?limit=100')).body
    expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({
      products: 1,
      undone: null,
      undoable: false,
    })
    expect(await sold(lake)).toBe(2)
    await change('everywhere', [], { productIds: [many[0]!.productId] })
  })

  it('narrows by node, state and words, and leaves goods of one store alone when nodes come and go', async () => {
    await change('exclusive', [lake], { productIds: [many[1]!.productId] })
    await change('only', [east], { productIds: [many[2]!.productId] })
    const named = async (query: string) =>
      (await owner.get(`/allocations?${query}`)).body.items.map((a: { productId: string }) => a.productId)
    expect(await named(`unitId=${lake}`)).toEqual([many[1]!.productId])
    expect(await named(`unitId=${east}`)).toEqual([many[2]!.productId])
    expect(await named(`assortment=exclusive`)).toEqual([many[1]!.productId])
    expect(await preview('add', [west], which())).toMatchObject({ matched: 3, products: 1, gained: 1 })
    expect(await preview('only', [west], { q: many[0]!.code })).toMatchObject({ matched: 1, lost: 2 })
    expect(await preview('only', [west], { state: 'draft' })).toMatchObject({ matched: 0, products: 0 })
    for (const { productId } of [many[1]!, many[2]!])
      await change('everywhere', [], { productIds: [productId] })
  })
})

describe('a store', () => {
  it('takes goods off its shelves: shoppers and tills of that store meet them nowhere, others as before', async () => {
    // kept pages do not run out by themselves
    w.shift(61_000)
    const frozen = w.now()
    useClock({ now: () => frozen })
    const window = () => t.api.get(`/shop/products?storeId=${lake}&categoryId=${categoryId}`)
    expect((await window()).body.items).toHaveLength(1)
    const off = await list(lake, false)
    expect((await window()).body.items).toEqual([])
    useClock({ now: () => w.now() })
    expect(off.body).toMatchObject({ listed: false, reason: 'everywhere' })
    expect(await met(lake)).toEqual(NOWHERE)
    const told = await Promise.all([lake, tower].map((store) => changes(store, frozen.toISOString())))
    expect(told.map(({ productIds }) => productIds)).toEqual([[sku.productId], []])
    expect(await met(tower)).toEqual(EVERYWHERE)
    expect(await good(lake)).toMatchObject({ listed: false, by: expect.stringMatching(/^store-manager/) })
    expect((await goods(lake, '&show=unlisted')).map((g) => g.productId)).toEqual([sku.productId])
    expect((await goods(lake, '&show=sold')).map((g) => g.productId)).not.toContain(sku.productId)
    expect((await owner.get(`/products/${sku.productId}/allocation`)).body.unlistedCount).toBe(1)
  })

  it('a cart says so of goods that were put in before; back on the shelf they are for sale as before', async () => {
    await shopper.put(`/shop/cart/lines/${sku.id}`, { storeId: tower, quantity: 1 })
    await list(tower, false)
    const cart = (await shopper.get(`/shop/cart?storeId=${tower}`)).body
    const line = cart.lines.find((l: { skuId: string }) => l.skuId === sku.id)
    expect([line.forSale, cart.quote.payable]).toEqual([false, 0])
    for (const store of [lake, tower]) {
      expect((await list(store, true)).body).toMatchObject({ listed: true })
      expect(await met(store)).toEqual(EVERYWHERE)
    }
  })

  it('one good comes as another goes: the till hears of it though their number is the same', async () => {
    const twin = await t.aSku()
    await list(lake, false, managers[lake], twin.productId)
    w.shift(61_000)
    const { at } = await catalogue(lake)
    await list(lake, true, managers[lake], twin.productId)
    await list(lake, false)
    const { whole, productIds, skus } = await changes(lake, at)
    expect([whole, new Set(productIds)]).toEqual([false, new Set([twin.productId, sku.productId])])
    expect(skus.map((s: { skuId: string }) => s.skuId)).toEqual([twin.id])
    await list(lake, true)
    await list(lake, false, managers[lake], twin.productId)
    const back = await changes(lake, at)
    expect(back.skus.map((s: { skuId: string }) => s.skuId)).toEqual([sku.id])
  })

  it('lists nothing that HQ has not released to it, nor what HQ or the region keeps to itself', async () => {
    await change('only', [west])
    for (const listed of [true, false])
      expect(code(await list(lake, listed))).toEqual([409, 'assortment.not_released'])
    await change('everywhere')
    const decide = (level: string | null) => owner.put(`/decisions/${east}`, { decision: 'listing', level })
    const region = await t.aPerson('region_manager', 'region', east)
    const merchandiser = await t.aPerson('merchandiser')
    await decide('hq')
    for (const by of [managers[lake]!, region])
      expect(code(await list(lake, false, by))).toEqual([403, 'assortment.decided_above'])
    expect(await good(lake)).toMatchObject({ listed: true })
    expect((await list(lake, false, merchandiser)).status).toBe(200)
    await decide('region')
    expect(code(await list(lake, true))).toEqual([403, 'assortment.decided_above'])
    expect((await list(lake, true, region)).status).toBe(200)
    expect((await list(harbour, false)).status).toBe(200)
    await list(harbour, true)
    await decide(null)
    expect((await list(lake, true)).status).toBe(200)
  })

  it('400, 401, 403 and 404', async () => {
    const path = `/stores/${lake}/goods`
    expect((await managers[lake]!.get(`${path}?show=all`)).status).toBe(400)
    expect((await t.api.get(path)).status).toBe(401)
    const clerk = await t.aPerson('clerk', 'store', lake)
    expect((await clerk.get(path)).status).toBe(403)
    expect((await managers[tower]!.get(path)).status).toBe(404)
    expect((await list(lake, false, managers[tower])).status).toBe(404)
    expect((await owner.get(`/stores/${newId()}/goods`)).status).toBe(404)
    expect((await list(lake, false, managers[lake], newId())).status).toBe(404)
    const draft = await t.aSku({ publish: false })
    expect((await list(lake, false, managers[lake], draft.productId)).status).toBe(404)
    expect(await good(lake)).toMatchObject({ listed: true })
  })

  it('orders that come while it takes the goods away are placed or refused, none after the answer, and stock adds up', async () => {
    const shoppers = await Promise.all(Array.from({ length: 8 }, () => t.aShopper()))
    const before = await rows()
    const early = shoppers.map((one) => order(harbour, one))
    const [unlisted] = await Promise.all([list(harbour, false), ...early])
    expect(unlisted.status).toBe(200)
    const late = await Promise.all(shoppers.map((one) => order(harbour, one)))
    expect(late.map(code)).toEqual(shoppers.map(() => [409, 'selling.not_for_sale']))
    const answers = await Promise.all(early)
    const placed = answers.filter((a) => a.status === 201).length
    for (const a of answers) expect([201, 409]).toContain(a.status)
    const after = await rows()
    expect([after!['orders'] - before!['orders'], after!['reserved'] - before!['reserved']]).toEqual([
      placed,
      placed,
    ])
    await list(harbour, true)
  })
})

describe('a store from before there was a place to look at', () => {
  it('learns it with the first change; what moved unheard of is mended by the hour', async () => {
    await w.facts("update stores set unit_ids = '{}' where tenant_id = $1", [t.ref.id])
    await change('only', [east])
    expect(await met(lake)).toEqual(EVERYWHERE)
    expect(await met(harbour)).toEqual(NOWHERE)
    await w.facts('update org_units set parent_id = $1 where id = $2', [east, harbour])
    await w.advance(3_600_000)
    shopper = await t.aShopper()
    for (const store of [lake, tower, harbour])
      managers[store] = await t.aPerson('store_manager', 'store', store)
    expect(await met(harbour)).toEqual(EVERYWHERE)
  })
})
