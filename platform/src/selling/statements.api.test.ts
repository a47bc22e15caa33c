import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Unit } from '../kernel/db.js'
import { scope } from '../kernel/scope.js'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'

interface Counting {
  count(statement: { text: string }): Promise<unknown>
}

/** What a whole checkout sends to the database: every request from the cart to the provider's callback. */
describe('statements of a checkout', () => {
  let w: World
  let shop: TestShop
  const sent: string[] = []
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    const unit = Unit.prototype as unknown as Counting
    const { count } = unit
    vi.spyOn(unit, 'count').mockImplementation(function (this: Counting, statement) {
      // the worker hears of the order meanwhile; that is not the shopper's time
      // nor are the settings, which are kept for seconds
      if (scope().who.kind !== 'system' && !/tenant_settings/.test(statement.text)) sent.push(statement.text)
      return count.call(this, statement)
    })
  })
  afterAll(() => w.stop())
  const during = async (work: () => Promise<unknown>): Promise<number> => {
    sent.length = 0
    await work()
    return sent.length
  }

  it('a cart line, the order, its payment and the callback stay within their numbers', async () => {
    const line = { storeId: shop.storeId, quantity: 2 }
    const cart = await during(() => shop.shopper.put(`/shop/cart/lines/${shop.sku.id}`, line))
    const more = await shop.t.aSku({ price: 300 })
    await shop.t.stock(shop.storeId, more.id, 5)
    const id = newId()
    const lines = [
      { skuId: shop.sku.id, quantity: 2 },
      { skuId: more.id, quantity: 1 },
    ]
    let placed: unknown
    const order = await during(async () => (placed = await shop.order({ id, fromCart: true, lines })))
    // the answer is made of what was written; a look at the order finds the same
    expect(placed).toEqual(await shop.mine(id))
    let codeUrl = ''
    const payment = await during(async () => ({ codeUrl } = await shop.start(id)))
    w.sandbox.control.pay({ codeUrl })
    const callback = await during(() => w.sandbox.control.deliverDue())
    expect((await shop.mine(id)).status).toBe('preparing')
    expect({ cart, order, payment, callback }).toEqual({ cart: 1, order: 5, payment: 3, callback: 2 })
  })
  it('a cart takes two statements to look at, the shop window and a product one each', async () => {
    const at = `?storeId=${shop.storeId}`
    expect(await during(() => shop.shopper.get(`/shop/cart${at}`))).toBe(2)
    expect(await during(() => shop.shopper.get(`/shop/products${at}`))).toBe(1)
    expect(await during(() => shop.shopper.get(`/shop/products/${shop.sku.productId}${at}`))).toBe(1)
  })
})
