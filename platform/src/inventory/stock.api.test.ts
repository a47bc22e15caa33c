import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { CatalogService } from '../catalog/index.js'
import { InventoryService } from './index.js'

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
  sku = await tenant.aSku({ name: { zh: '有机牛奶', en: 'Organic milk' } })
  await tenant.stock(storeId, sku.id, 20)
  await tenant.stock(otherStore, sku.id, 3)
})
afterAll(() => world.stop())

const adjustment = (quantity: number, more: object = {}) => ({
  id: newId(),
  storeId,
  skuId: sku.id,
  quantity,
  kind: 'correction',
  note: '盘点',
  ...more,
})
const onHand = async () =>
  Number(
    (
      await world.facts(
        'select on_hand from stock_levels l join locations o on o.id = l.location_id where o.store_id = $1 and sku_id = $2',
        [storeId, sku.id],
      )
    )[0]!['on_hand'],
  )

describe('GET /stock', () => {
  it('200 HQ sees all locations, a manager only the own store', async () => {
    expect((await owner.get('/stock')).body.items).toHaveLength(2)
    expect((await owner.get(`/stock?regionId=${tenant.hqId}`)).body.items).toHaveLength(2)
    expect((await owner.get(`/stock?regionId=${await tenant.aRegion()}`)).body.items).toEqual([])
    const { status, body } = await manager.get('/stock')
    expect(status).toBe(200)
    expect(body.items).toEqual([
      expect.objectContaining({
        storeId,
        skuId: sku.id,
        onHand: 20,
        available: 20,
        name: { zh: '有机牛奶', en: 'Organic milk' },
      }),
    ])
    expect((await manager.get(`/stock?storeId=${otherStore}`)).body.items).toEqual([])
  })
  it('200 by word, pinyin and low stock; pages hold every row once', async () => {
    expect(
      (await owner.get('/stock?low=true')).body.items.map((i: { storeId: string }) => i.storeId),
    ).toEqual([otherStore])
    expect((await owner.get('/stock?q=niunai')).body.items).toHaveLength(2)
    expect((await owner.get('/stock?q=' + encodeURIComponent('苹果'))).body.items).toHaveLength(0)
    const first = await owner.get('/stock?limit=1')
    const second = await owner.get(`/stock?limit=1&cursor=${first.body.nextCursor}`)
    expect(new Set([...first.body.items, ...second.body.items].map((i) => i.storeId)).size).toBe(2)
    expect(second.body.nextCursor).toBeNull()
  })
  it('400 for a forged cursor or an unknown filter value', async () => {
    const forged = Buffer.from(JSON.stringify(["x' or 1=1", 'y'])).toString('base64url')
    expect((await owner.get(`/stock?cursor=${forged}`)).body.code).toBe('request.bad_cursor')
    expect((await owner.get('/stock?low=maybe')).status).toBe(400)
    expect((await owner.get('/stock?limit=101')).status).toBe(400)
  })
  it('401 without sign-in, 403 for a shopper', async () => {
    expect((await tenant.api.get('/stock')).status).toBe(401)
    expect((await (await tenant.aShopper()).get('/stock')).status).toBe(403)
  })
})

describe('POST /stock/adjustments', () => {
  it('200 changes the level and leaves a movement with before and after', async () => {
    const before = await onHand()
    const { status, body } = await manager.post('/stock/adjustments', adjustment(5, { kind: 'receipt' }))
    expect(status).toBe(200)
    expect(body).toMatchObject({ onHand: before + 5, available: before + 5 })
    const [last] = (await manager.get('/stock/movements?limit=1')).body.items
    expect(last).toMatchObject({
      kind: 'receipt',
      quantity: 5,
      before,
      after: before + 5,
      note: '盘点',
      skuId: sku.id,
    })
  })
  it('the same id twice counts once, and is refused for another correction', async () => {
    const before = await onHand()
    const body = adjustment(-2)
    expect((await manager.post('/stock/adjustments', body)).body.onHand).toBe(before - 2)
    expect((await manager.post('/stock/adjustments', body)).body.onHand).toBe(before - 2)
    expect((await manager.post('/stock/adjustments', { ...body, quantity: -3 })).body).toMatchObject({
      status: 422,
      code: 'request.key_reused',
    })
    expect(await onHand()).toBe(before - 2)
  })
  it('409 below zero or below what is held, and nothing moved', async () => {
    const before = await onHand()
    const orderId = newId()
    await tenant.run(() =>
      world.get(InventoryService).reserve(orderId, storeId, [{ skuId: sku.id, quantity: 2 }]),
    )
    for (const quantity of [-before - 1, -before + 1])
      expect((await manager.post('/stock/adjustments', adjustment(quantity))).body).toMatchObject({
        status: 409,
        code: 'inventory.below_zero',
      })
    expect(await onHand()).toBe(before)
    expect(await tenant.run(() => world.get(InventoryService).release(orderId))).toBe(true)
    expect(await tenant.run(() => world.get(InventoryService).release(orderId))).toBe(false)
  })
  it('400 for zero, fractions, huge numbers and unknown fields', async () => {
    for (const quantity of [0, 1.5, 1_000_000, -1_000_000, '5', null])
      expect((await manager.post('/stock/adjustments', adjustment(1, { quantity }))).status).toBe(400)
    expect((await manager.post('/stock/adjustments', adjustment(1, { onHand: 99 }))).status).toBe(400)
  })
  it('401, 403 for a clerk, 404 for a store out of reach, an unknown SKU and another tenant', async () => {
    const before = await onHand()
    expect((await tenant.api.post('/stock/adjustments', adjustment(1))).status).toBe(401)
    expect((await clerk.post('/stock/adjustments', adjustment(1))).status).toBe(403)
    expect((await manager.post('/stock/adjustments', adjustment(1, { storeId: otherStore }))).status).toBe(
      404,
    )
    expect((await owner.post('/stock/adjustments', adjustment(1, { skuId: newId() }))).status).toBe(404)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.post('/stock/adjustments', adjustment(1))).status).toBe(404)
    expect((await stranger.get('/stock')).body.items).toEqual([])
    expect(await onHand()).toBe(before)
  })
})

describe('a sale through the stock', () => {
  it('held, consumed once, taken back once, each with its movement', async () => {
    const stock = world.get(InventoryService)
    const orderId = newId()
    const before = await onHand()
    await tenant.run(() => stock.reserve(orderId, storeId, [{ skuId: sku.id, quantity: 2 }]))
    const forSale = await tenant.run(() => world.get(CatalogService).skusForSale(storeId, [sku.id]))
    expect(forSale.get(sku.id)!.available).toBe(before - 2)
    expect(await tenant.run(() => stock.consume(orderId, { document: 'N100' }))).toBe(true)
    expect(await tenant.run(() => stock.consume(orderId, { document: 'N100' }))).toBe(false)
    expect(await tenant.run(() => stock.release(orderId))).toBe(false)
    expect(await onHand()).toBe(before - 2)
    for (const first of [true, false])
      expect(
        await tenant.run(() =>
          stock.takeBack(`refund:${orderId}`, storeId, [{ skuId: sku.id, quantity: 2 }], 'N100'),
        ),
      ).toBe(first)
    expect(await onHand()).toBe(before)
    const { body } = await owner.get(`/stock/movements?skuId=${sku.id}&storeId=${storeId}&limit=2`)
    expect(body.items).toMatchObject([
      { kind: 'refund', quantity: 2, document: 'N100' },
      { kind: 'sale', quantity: -2, document: 'N100' },
    ])
    expect((await owner.get('/stock/movements?kind=loss')).body.items).toEqual([])
    const region = `regionId=${tenant.regionId}`
    expect((await owner.get(`/stock/movements?${region}&limit=1`)).body.items[0].weighed).toBe(false)
    expect((await owner.get(`/stock/movements?regionId=${await tenant.aRegion()}`)).body.items).toEqual([])
  })
  it("movements of other stores stay out of a manager's list", async () => {
    const { body } = await manager.get('/stock/movements?limit=100')
    expect(body.items.every((m: { locationId: string }) => m.locationId === storeId)).toBe(true)
    expect((await tenant.api.get('/stock/movements')).status).toBe(401)
    expect((await manager.get('/stock/movements?kind=theft')).status).toBe(400)
  })
})
