import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type TestSku, type TestTenant } from '../../test/world.js'
import { InventoryService } from '../inventory/index.js'
import { CatalogJobs } from './catalog.jobs.js'
import { CatalogService } from './index.js'

let world: World,
  tenant: TestTenant,
  storeId: string,
  otherStore: string,
  apple: TestSku,
  pear: TestSku,
  rice: TestSku,
  draft: TestSku,
  childId: string
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  storeId = await tenant.aStore()
  otherStore = await tenant.aStore()
  const owner = await tenant.aPerson('owner')
  childId = (
    await owner.post('/categories', {
      id: newId(),
      parentId: tenant.categoryId,
      name: { zh: '进口水果', en: 'Imported' },
      position: 1,
    })
  ).body.id
  const grain = (
    await owner.post('/categories', {
      id: newId(),
      parentId: null,
      name: { zh: '粮油', en: 'Grain' },
      position: 2,
    })
  ).body.id
  apple = await tenant.aSku({
    price: 1000,
    barcode: '036000291452',
    name: { zh: '红富士苹果', en: 'Fuji apple' },
  })
  pear = await tenant.aSku({ price: 2000, categoryId: childId, name: { zh: '秋月梨', en: 'Autumn pear' } })
  rice = await tenant.aSku({ price: 500, categoryId: grain, name: { zh: '东北大米', en: 'Rice' } })
  draft = await tenant.aSku({ publish: false, name: { zh: '未上架苹果', en: 'Draft apple' } })
  await tenant.stock(storeId, apple.id, 10)
  await owner.put(`/stores/${storeId}/prices/${apple.id}`, { price: 900 })
})
afterAll(() => world.stop())

const shop = (query = '', store = storeId) => tenant.api.get(`/shop/products?storeId=${store}${query}`)
const names = async (query: string, store = storeId) =>
  (await shop(query, store)).body.items.map((i: { name: { en: string } }) => i.name.en)

describe('GET /shop/products', () => {
  it("200 with the store's own price, stock and picture; one statement finds the words, one the page", async () => {
    const { status, body, headers } = await shop('&q=pingguo')
    expect(status).toBe(200)
    expect(headers['x-statements']).toBe('2')
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      id: apple.productId,
      priceFrom: 900,
      priceTo: 900,
      listPriceFrom: 1000,
      available: 10,
      skuCount: 1,
      skuId: apple.id,
    })
    expect(body.items[0].picture.variants).toHaveLength(3)
    expect((await shop('&q=pingguo', otherStore)).body.items[0]).toMatchObject({
      priceFrom: 1000,
      available: 0,
    })
  })
  it('200 by price both ways, newest and popularity, each paging through everything once', async () => {
    expect(await names('&sort=price_up')).toEqual(['Rice', 'Fuji apple', 'Autumn pear'])
    expect(await names('&sort=price_down')).toEqual(['Autumn pear', 'Fuji apple', 'Rice'])
    expect(await names('&sort=newest')).toEqual(['Rice', 'Autumn pear', 'Fuji apple'])
    for (const sort of ['popular', 'price_up', 'price_down', 'newest']) {
      const seen: string[] = []
      for (let cursor = ''; ;) {
        const { body } = await shop(`&sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`)
        seen.push(...body.items.map((i: { id: string }) => i.id))
        if (!(cursor = body.nextCursor)) break
      }
      expect([...seen].sort()).toEqual([apple.productId, pear.productId, rice.productId].sort())
    }
  })
  it('200 by category with what is below it, by stock, by words in any script', async () => {
    expect((await names(`&categoryId=${tenant.categoryId}`)).sort()).toEqual(['Autumn pear', 'Fuji apple'])
    expect(await names(`&categoryId=${childId}`)).toEqual(['Autumn pear'])
    expect(await names('&inStock=true')).toEqual(['Fuji apple'])
    for (const q of ['苹果', 'pg', 'FUJI', '036000291452', '红富士 apple'])
      expect(await names(`&q=${encodeURIComponent(q)}`), q).toEqual(['Fuji apple'])
    expect(await names(`&q=${encodeURIComponent('苹果 rice')}`)).toEqual([])
  })
  it('what is held for an order is not promised again', async () => {
    const stock = world.get(InventoryService)
    const orderId = newId()
    await tenant.run(() => stock.reserve(orderId, storeId, [{ skuId: apple.id, quantity: 4 }]))
    expect((await shop('&q=pg')).body.items[0].available).toBe(6)
    await tenant.run(() => stock.release(orderId))
  })
  it('404 for a store that is unknown, closed, a pickup point or of another tenant', async () => {
    const closed = await tenant.aStore({ status: 'closed' })
    const point = await tenant.aStore({ kind: 'pickup_point' })
    const foreign = await (await world.aTenant()).aStore()
    for (const id of [newId(), closed, point, foreign]) {
      expect((await shop('', id)).body.code).toBe('access.not_found')
      expect((await tenant.api.get(`/shop/categories?storeId=${id}`)).status).toBe(404)
      expect((await tenant.api.get(`/shop/products/${apple.productId}?storeId=${id}`)).status).toBe(404)
    }
  })
  it('400 for what no query can be', async () => {
    for (const query of [
      '&sort=cheap',
      '&limit=0',
      '&limit=101',
      '&cursor=abc',
      '&categoryId=1',
      `&q=${'x'.repeat(81)}`,
      '&q=%00',
    ])
      expect((await shop(query)).status, query).toBe(400)
    expect((await tenant.api.get('/shop/products')).status).toBe(400)
    // a cursor of one order is no cursor of another
    const { body } = await shop('&sort=newest&limit=1')
    expect((await shop(`&sort=popular&cursor=${body.nextCursor}`)).status).toBe(400)
  })
  it('a new product of an open store without any goods answers an empty page', async () => {
    const other = await world.aTenant()
    expect((await other.api.get(`/shop/products?storeId=${await other.aStore()}`)).body).toEqual({
      items: [],
      nextCursor: null,
    })
  })
})

describe('one product', () => {
  it('200 by id and by barcode in either form', async () => {
    const { body } = await tenant.api.get(`/shop/products/${apple.productId}?storeId=${storeId}`)
    expect(body).toMatchObject({
      id: apple.productId,
      skus: [{ id: apple.id, price: 900, listPrice: 1000, available: 10 }],
    })
    for (const barcode of ['036000291452', '0036000291452'])
      expect((await tenant.api.get(`/shop/barcodes/${barcode}?storeId=${storeId}`)).body).toEqual(body)
  })
  it('404 for drafts, unknown ids and barcodes; nothing of a draft shows in lists', async () => {
    expect((await tenant.api.get(`/shop/products/${draft.productId}?storeId=${storeId}`)).status).toBe(404)
    expect((await tenant.api.get(`/shop/products/${newId()}?storeId=${storeId}`)).status).toBe(404)
    expect((await tenant.api.get(`/shop/barcodes/96385074?storeId=${storeId}`)).status).toBe(404)
    expect((await tenant.api.get(`/shop/barcodes/abc?storeId=${storeId}`)).status).toBe(404)
    expect(await names(`&q=${encodeURIComponent('未上架')}`)).toEqual([])
  })
})

describe('what else the shop needs', () => {
  it('categories with something for sale, counted upward', async () => {
    const { status, body } = await tenant.api.get(`/shop/categories?storeId=${storeId}`)
    expect(status).toBe(200)
    expect(
      body.items.map((c: { name: { en: string }; productCount: number }) => [c.name.en, c.productCount]),
    ).toEqual([
      ['Fruit', 2],
      ['Imported', 1],
      ['Grain', 1],
    ])
  })
  it('snapshots for orders say what is for sale where', async () => {
    const catalog = world.get(CatalogService)
    const at = (store: string) => tenant.run(() => catalog.skusForSale(store, [apple.id, draft.id, newId()]))
    const here = await at(storeId)
    expect(here.size).toBe(2)
    expect(here.get(apple.id)).toMatchObject({
      productId: apple.productId,
      forSale: true,
      optionText: { zh: '', en: '' },
      code: apple.code,
      supplierId: null,
      supplyPrice: null,
    })
    expect(here.get(draft.id)!.forSale).toBe(false)
    expect((await at(await tenant.aStore({ status: 'closed' }))).get(apple.id)!.forSale).toBe(false)
  })
  it('the popularity job runs on a shop without sales', async () => {
    expect(await tenant.run(() => world.get(CatalogJobs).refreshPopularity())).toBe(0)
  })
})
