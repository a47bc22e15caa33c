import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World, newId, type Client, type TestTenant } from '../../test/world.js'

describe('a store or region that moves in the tree', () => {
  let world: World
  let tenant: TestTenant
  let owner: Client
  beforeAll(async () => {
    world = await World.start()
    tenant = await world.aTenant()
    owner = await tenant.aPerson('owner')
  })
  afterAll(() => world.stop())

  /** A store with prices of its own, and a region where lower ones are not allowed. */
  async function place() {
    const [from, to] = [await tenant.aRegion(), await tenant.aRegion()]
    const storeId = await tenant.aStore({ regionId: from })
    const sku = await tenant.aSku({ price: 1000 })
    await owner.put(`/stores/${storeId}/prices/${sku.id}`, { price: 800 })
    await owner.put(`/skus/${sku.id}/tiers/${storeId}`, { quantityFrom: 3, price: 790 })
    await owner.put(`/skus/${sku.id}/bounds`, { unitId: to, priceMin: 900 })
    return { from, to, storeId, skuId: sku.id }
  }
  const parentOf = async (id: string) =>
    (await world.facts('select parent_id from org_units where id = $1', [id]))[0]!['parent_id']
  const priceAt = async (storeId: string, skuId: string) =>
    (await owner.get(`/stores/${storeId}/prices/${skuId}`)).body
  const rows = () => world.facts('select * from unit_prices order by id')

  it('previews what breaks and moves nothing', async () => {
    const { from, to, storeId, skuId } = await place()
    const before = await rows()
    const { status, body } = await owner.post(`/org-units/${storeId}/move/preview`, { parentId: to })
    expect([status, body.count]).toEqual([200, 2])
    expect(body.conflicts.map((c: { price: number; clampedTo: number }) => [c.price, c.clampedTo])).toEqual(
      expect.arrayContaining([
        [800, 900],
        [790, 900],
      ]),
    )
    expect(body.conflicts[0]).toMatchObject({ skuId, unitId: storeId, priceMin: 900 })
    expect([await parentOf(storeId), await rows()]).toEqual([from, before])
    expect((await owner.post(`/org-units/${from}/move/preview`, { parentId: from })).body.code).toBe(
      'org.parent_invalid',
    )
    const manager = await tenant.aPerson('store_manager', 'store', storeId)
    expect((await manager.post(`/org-units/${storeId}/move/preview`, { parentId: to })).status).toBe(403)
  })

  it('409 naming the prices, unless they are brought inside, each remembered', async () => {
    const { from, to, storeId, skuId } = await place()
    const before = await rows()
    const refused = await owner.patch(`/stores/${storeId}`, { regionId: to })
    expect([refused.status, refused.body.code, refused.body.args.count]).toEqual([
      409,
      'pricing.breaks_prices',
      2,
    ])
    expect([await parentOf(storeId), await rows()]).toEqual([from, before])
    expect((await owner.patch(`/stores/${storeId}?prices=clamp`, { regionId: to })).status).toBe(200)
    expect(await priceAt(storeId, skuId)).toMatchObject({ price: 900, inside: true })
    const clamps = await world.facts("select 1 from price_changes where sku_id = $1 and kind = 'clamp'", [
      skuId,
    ])
    expect(clamps).toHaveLength(2)
  })

  it('waits on the desk where that is chosen: shown there, and nothing is sold until it is settled', async () => {
    const { to, storeId, skuId } = await place()
    expect((await owner.patch(`/stores/${storeId}?prices=desk`, { regionId: to })).status).toBe(200)
    expect(await priceAt(storeId, skuId)).toMatchObject({ price: 800, inside: false })
    const { items } = (await owner.get('/contested-bounds')).body
    const mine = items.find((i: { skuId: string }) => i.skuId === skuId)
    expect(mine).toMatchObject({ count: 2 })
    const quote = await tenant.api.post('/shop/quotes', { storeId, lines: [{ skuId, quantity: 1 }] })
    expect(quote.body.code).toBe('selling.outside_bounds')
    expect((await owner.post(`/contested-bounds/${mine.bound.id}/settle`, { way: 'clamp' })).status).toBe(204)
    expect((await priceAt(storeId, skuId)).price).toBe(900)
  })

  it('a region is judged with all below it, and with the bounds it brings along', async () => {
    const { from, to, storeId, skuId } = await place()
    const body = { parentId: to }
    expect((await owner.patch(`/regions/${from}`, body)).body.code).toBe('pricing.breaks_prices')
    await owner.put(`/stores/${storeId}/prices/${skuId}`, { price: null })
    await owner.put(`/skus/${skuId}/tiers/${storeId}`, { quantityFrom: 3, price: null })
    const other = await tenant.aSku({ price: 1000 })
    await owner.put(`/skus/${other.id}/prices/${to}`, { price: 1200 })
    await owner.put(`/skus/${other.id}/bounds`, { unitId: from, priceMax: 1100 })
    expect((await owner.patch(`/regions/${from}`, body)).body.args).toMatchObject({ count: 1 })
    await owner.put(`/skus/${other.id}/prices/${to}`, { price: null })
    expect((await owner.patch(`/regions/${from}`, body)).status).toBe(200)
    expect(await parentOf(from)).toBe(to)
  })

  it('by who may not set list prices: moved where nothing breaks, refused to bring prices inside', async () => {
    const { from, to, storeId } = await place()
    const above = await tenant.aPerson('region_manager', 'region', from)
    expect((await above.patch(`/stores/${storeId}?prices=clamp`, { regionId: to })).status).not.toBe(200)
    expect(await parentOf(storeId)).toBe(from)
    expect((await owner.patch(`/stores/${newId()}?prices=clamp`, { regionId: to })).status).toBe(404)
    expect((await owner.patch(`/stores/${storeId}?prices=sell`, { regionId: to })).status).toBe(400)
  })
})
