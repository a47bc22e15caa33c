import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { CatalogService } from '../catalog/index.js'

let world: World,
  tenant: TestTenant,
  owner: Client,
  manager: Client,
  clerk: Client,
  storeId: string,
  otherStore: string,
  sku: TestSku
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  storeId = await tenant.aStore()
  otherStore = await tenant.aStore()
  owner = await tenant.aPerson('owner')
  manager = await tenant.aPerson('store_manager', 'store', storeId)
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  sku = await tenant.aSku({ price: 1000, min: 800, max: 1200, name: { zh: '苹果', en: 'Apple' } })
})
afterAll(() => world.stop())

const priceAt = async (store: string) =>
  (await tenant.run(() => world.get(CatalogService).skusForSale(store, [sku.id]))).get(sku.id)!
const bounds = () => world.facts('select price_min::int, price_max::int from skus where id = $1', [sku.id])
const history = () =>
  world.facts('select kind, before, after, person_name from price_changes where sku_id = $1 order by id', [
    sku.id,
  ])
const put = (who: Client, price: unknown, store = storeId, id = sku.id) =>
  who.put(`/stores/${store}/prices/${id}`, { price })

describe('PUT /stores/:id/prices/:skuId', () => {
  it('200 holds in that store alone, is in the history, and null takes it away', async () => {
    const { status, body } = await put(manager, 900)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      skuId: sku.id,
      listPrice: 1000,
      storePrice: 900,
      effectivePrice: 900,
      priceMin: 800,
      priceMax: 1200,
    })
    expect((await priceAt(storeId)).price).toBe(900)
    expect((await priceAt(otherStore)).price).toBe(1000)
    expect((await manager.get(`/stores/${storeId}/prices?differing=true`)).body.items).toHaveLength(1)
    expect((await put(manager, null)).body).toMatchObject({ storePrice: null, effectivePrice: 1000 })
    expect((await manager.get(`/stores/${storeId}/prices?differing=true`)).body.items).toHaveLength(0)
    expect((await history()).map((h) => [h['before'].price, h['after'].price])).toEqual([
      [null, 900],
      [900, null],
    ])
  })
  it('200 at both ends of the bounds; the same price again leaves no second entry', async () => {
    for (const price of [800, 1200, 1200]) expect((await put(manager, price)).status).toBe(200)
    expect(await history()).toHaveLength(4)
    await put(manager, null)
  })
  it('422 outside the bounds with the bounds, and nothing changed', async () => {
    for (const price of [799, 1201]) {
      const { status, body } = await put(manager, price)
      expect(status).toBe(422)
      expect(body).toMatchObject({
        code: 'pricing.outside_bounds',
        args: { min: '¥8.00', max: '¥12.00', priceMin: 800, priceMax: 1200 },
      })
    }
    expect((await priceAt(storeId)).price).toBe(1000)
  })
  it('400, 401, 403, 404', async () => {
    for (const price of [0, -1, 1.5, '900', 1e15]) expect((await put(manager, price)).status).toBe(400)
    expect((await put(tenant.api, 900)).status).toBe(401)
    expect((await put(clerk, 900)).status).toBe(403)
    expect((await put(manager, 900, otherStore)).status).toBe(404)
    expect((await put(owner, 900, newId())).status).toBe(404)
    expect((await put(owner, 900, storeId, newId())).status).toBe(404)
    expect((await put(owner, 900, 'nonsense')).status).toBe(404)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await put(stranger, 900)).status).toBe(404)
    expect(await world.facts('select 1 from unit_prices where ends_at is null')).toEqual([])
  })
})

describe('PUT /skus/:id/list-price', () => {
  const set = (who: Client, listPrice: unknown, priceMin: unknown, priceMax: unknown, id = sku.id) =>
    who.put(`/skus/${id}/list-price`, { listPrice, priceMin, priceMax })
  it('200 answers the product with the new price', async () => {
    const { status, body } = await set(owner, 1100, 700, null)
    expect(status).toBe(200)
    expect(body.skus[0]).toMatchObject({ listPrice: 1100, priceMin: 700, priceMax: null })
    expect((await priceAt(otherStore)).price).toBe(1100)
    await set(owner, 1000, 800, 1200)
  })
  it('409 names store prices that new bounds would break, and nothing changed', async () => {
    await put(manager, 850)
    const { status, body } = await set(owner, 1000, 900, 1200)
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'pricing.breaks_prices',
      args: { count: 1, prices: [{ storeId, skuId: sku.id, price: 850 }] },
    })
    expect(await priceAt(storeId)).toMatchObject({ listPrice: 1000, price: 850 })
    expect(await bounds()).toEqual([{ price_min: 800, price_max: 1200 }])
    await put(manager, null)
  })
  it('422 for bounds that cross or leave the list price outside', async () => {
    expect((await set(owner, 1000, 1200, 800)).body.code).toBe('pricing.bounds_invalid')
    expect((await set(owner, 1300, 800, 1200)).body.code).toBe('pricing.outside_bounds')
    expect(await priceAt(storeId)).toMatchObject({ listPrice: 1000, price: 1000 })
    expect(await bounds()).toEqual([{ price_min: 800, price_max: 1200 }])
  })
  it('400, 401, 403, 404', async () => {
    for (const price of [0, -5, 2.5, null]) expect((await set(owner, price, null, null)).status).toBe(400)
    expect((await set(tenant.api, 1000, null, null)).status).toBe(401)
    expect((await set(manager, 1000, null, null)).status).toBe(403)
    expect((await set(owner, 1000, null, null, newId())).status).toBe(404)
  })
  it('bounds and store prices set at the same moment never end up apart', async () => {
    await Promise.all([
      ...Array.from({ length: 8 }, (_, n) => put(manager, 800 + n)),
      ...Array.from({ length: 8 }, (_, n) => set(owner, 1000, 800 + n * 10, 1200)),
    ])
    const [row] = await world.facts(
      'select k.price_min, sp.price from skus k left join unit_prices sp on sp.sku_id = k.id and sp.ends_at is null where k.id = $1',
      [sku.id],
    )
    expect(row!['price'] === null || Number(row!['price']) >= Number(row!['price_min'])).toBe(true)
  })
})

describe('GET /stores/:id/prices', () => {
  it('200 by page and word; 404 for a store out of reach; 403 for a clerk; 401', async () => {
    await tenant.aSku({ name: { zh: '香蕉', en: 'Banana' } })
    const first = await manager.get(`/stores/${storeId}/prices?limit=1`)
    const second = await manager.get(`/stores/${storeId}/prices?limit=1&cursor=${first.body.nextCursor}`)
    expect([first.body.items[0].name.zh, second.body.items[0].name.zh].sort()).toEqual(['苹果', '香蕉'])
    expect((await manager.get(`/stores/${storeId}/prices?q=xj`)).body.items).toHaveLength(1)
    expect(
      (await manager.get(`/stores/${storeId}/prices?categoryId=${tenant.categoryId}`)).body.items,
    ).toHaveLength(2)
    expect((await manager.get(`/stores/${storeId}/prices?categoryId=${newId()}`)).body.items).toHaveLength(0)
    expect((await manager.get(`/stores/${storeId}/prices?cursor=e30`)).status).toBe(400)
    expect((await manager.get(`/stores/${otherStore}/prices`)).status).toBe(404)
    expect((await owner.get(`/stores/${newId()}/prices`)).status).toBe(404)
    expect((await clerk.get(`/stores/${storeId}/prices`)).status).toBe(403)
    expect((await tenant.api.get(`/stores/${storeId}/prices`)).status).toBe(401)
  })
})
