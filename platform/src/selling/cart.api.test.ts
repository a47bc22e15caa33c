import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'

describe('carts and quotes', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())
  const put = (skuId: string, body: Record<string, unknown>) =>
    shop.shopper.put(`/shop/cart/lines/${skuId}`, { storeId: shop.storeId, quantity: 1, ...body })

  it('an empty one is empty', async () => {
    const shopper = await shop.t.aShopper()
    expect((await shopper.get('/shop/cart')).body).toEqual({
      storeId: null,
      lines: [],
      count: 0,
      quote: {
        currency: 'CNY',
        lines: [],
        goodsTotal: 0,
        freight: 0,
        rounding: 0,
        adjustments: [],
        payable: 0,
      },
    })
  })

  it('shows goods with the prices and the stock of its store, priced anew at every look', async () => {
    const { status, body } = await put(shop.sku.id, { quantity: 3 })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      storeId: shop.storeId,
      count: 3,
      lines: [
        {
          skuId: shop.sku.id,
          quantity: 3,
          available: 100,
          forSale: true,
          selected: true,
          unitPrice: 1000,
          total: 3000,
        },
      ],
      quote: { payable: 3000 },
    })
    await shop.manager.put(`/stores/${shop.storeId}/prices/${shop.sku.id}`, { price: 900 })
    expect((await shop.shopper.get(`/shop/cart?storeId=${shop.storeId}`)).body).toMatchObject({
      lines: [{ unitPrice: 900, total: 2700 }],
      quote: { payable: 2700 },
    })
    await shop.manager.put(`/stores/${shop.storeId}/prices/${shop.sku.id}`, { price: null })
  })

  it('what is not chosen or not for sale any more is shown and not paid for', async () => {
    const other = await shop.t.aSku({ price: 500 })
    await shop.t.stock(shop.storeId, other.id, 4)
    await put(other.id, { quantity: 2, selected: false })
    expect((await shop.shopper.get('/shop/cart')).body).toMatchObject({
      lines: [{ skuId: other.id, selected: false, available: 4 }, { skuId: shop.sku.id }],
      quote: { payable: 3000 },
    })
    await put(other.id, { quantity: 2 })
    await w.facts("update products set state = 'retired' where id = $1", [other.productId])
    const cart = (await shop.shopper.get('/shop/cart')).body
    expect(cart).toMatchObject({
      lines: [{ skuId: other.id, forSale: false }, { forSale: true }],
      quote: { payable: 3000 },
    })
    expect((await put(other.id, { quantity: 1 })).body.code).toBe('selling.not_for_sale')
    expect(
      (await shop.shopper.delete(`/shop/cart/lines/${other.id}?storeId=${shop.storeId}`)).body.lines,
    ).toHaveLength(1)
  })

  it('quantity 0 takes a line out; each shopper and each store has a cart of its own', async () => {
    const stranger = await shop.t.aShopper()
    expect((await stranger.get(`/shop/cart?storeId=${shop.storeId}`)).body.lines).toEqual([])
    const elsewhere = await shop.t.aStore()
    expect((await shop.shopper.get(`/shop/cart?storeId=${elsewhere}`)).body.lines).toEqual([])
    expect((await put(shop.sku.id, { quantity: 0 })).body.lines).toEqual([])
  })

  it("400 for wrong quantities and fields, 401 for guests, 409 for goods there aren't", async () => {
    for (const body of [
      { quantity: -1 },
      { quantity: 1.5 },
      { quantity: 1_000_000 },
      { price: 1 },
      { storeId: 'x' },
    ])
      expect((await put(shop.sku.id, body)).status, JSON.stringify(body)).toBe(400)
    expect((await shop.t.api.get('/shop/cart')).status).toBe(401)
    expect((await put(newId(), {})).body.code).toBe('selling.not_for_sale')
    expect((await shop.shopper.get('/shop/cart?storeId=x')).status).toBe(400)
  })

  it('a quote for anybody: prices of the server, lines of one SKU as one', async () => {
    const { skuId } = { skuId: shop.sku.id }
    const { status, body } = await shop.t.api.post('/shop/quotes', {
      storeId: shop.storeId,
      lines: [
        { skuId, quantity: 1 },
        { skuId, quantity: 2 },
      ],
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      currency: 'CNY',
      goodsTotal: 3000,
      freight: 0,
      rounding: 0,
      adjustments: [],
      payable: 3000,
      lines: [
        {
          skuId,
          quantity: 3,
          unitPrice: 1000,
          unitSize: 1,
          listPrice: 1000,
          gross: 3000,
          adjustments: [],
          total: 3000,
        },
      ],
    })
    expect(
      (
        await shop.t.api.post('/shop/quotes', {
          storeId: shop.storeId,
          lines: [{ skuId: newId(), quantity: 1 }],
        })
      ).body.code,
    ).toBe('selling.not_for_sale')
    expect((await shop.t.api.post('/shop/quotes', { storeId: shop.storeId, lines: [] })).status).toBe(400)
  })
})
