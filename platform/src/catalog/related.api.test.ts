import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'
import { CatalogJobs } from './catalog.jobs.js'

describe('goods beside other goods', () => {
  let w: World
  let shop: TestShop
  let owner: Client
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    owner = await shop.t.aPerson('owner')
  })
  afterAll(() => w.stop())

  /** A category of its own, so that nothing else is of the same. */
  async function aCategory(): Promise<string> {
    const id = newId()
    await owner.post('/categories', {
      id,
      parentId: null,
      name: { zh: `类${id.slice(-6)}`, en: '' },
      position: 1,
    })
    return id
  }
  async function goods(categoryId: string, stock = 5): Promise<TestSku> {
    const sku = await shop.t.aSku({ categoryId })
    if (stock) await shop.t.stock(shop.storeId, sku.id, stock)
    return sku
  }
  const beside = async (ids: string[], more = '') => {
    const answer = await shop.t.api.get(`/shop/related?storeId=${shop.storeId}&products=${ids.join()}${more}`)
    expect(answer.status).toBe(200)
    const items = answer.body.items as { id: string; reason: string }[]
    return { items: items.map(({ id, reason }) => [id, reason]), statements: answer.headers['x-statements'] }
  }
  const choose = (id: string, productIds: string[], who = owner) =>
    who.put(`/products/${id}/related`, { productIds })

  it('what was chosen goes first, in its order, then the same category; each once, with its reason, in one statement', async () => {
    const [mine, other] = [await aCategory(), await aCategory()]
    const [a, b, c, d] = [await goods(mine), await goods(mine), await goods(other), await goods(other)]
    expect((await beside([a.productId])).items).toEqual([[b.productId, 'same_category']])
    const chosen = await choose(a.productId, [d.productId, c.productId, d.productId])
    expect(chosen.body.items.map((one: { productId: string }) => one.productId)).toEqual([
      d.productId,
      c.productId,
    ])
    expect((await owner.get(`/products/${a.productId}/related`)).body).toEqual(chosen.body)
    const shown = await beside([a.productId])
    expect(shown).toEqual({
      items: [
        [d.productId, 'chosen'],
        [c.productId, 'chosen'],
        [b.productId, 'same_category'],
      ],
      statements: '1',
    })
    expect((await beside([a.productId, d.productId], '&limit=1')).items).toEqual([[c.productId, 'chosen']])
    await choose(a.productId, [])
    expect((await beside([a.productId])).items).toEqual([[b.productId, 'same_category']])
  })

  it('only what this store sells and has', async () => {
    const mine = await aCategory()
    const [a, gone, sold] = [await goods(mine), await goods(mine), await goods(mine, 0)]
    await choose(a.productId, [gone.productId, sold.productId])
    expect((await beside([a.productId])).items).toEqual([[gone.productId, 'chosen']])
    await shop.manager.put(`/stores/${shop.storeId}/goods/${gone.productId}`, { listed: false })
    expect((await beside([a.productId])).items).toEqual([])
    const closed = await shop.t.aStore({ status: 'preparing' })
    expect((await shop.t.api.get(`/shop/related?storeId=${closed}&products=${a.productId}`)).status).toBe(404)
  })

  it('what was bought together at least twice is found by the job, and forgotten when it is not any more', async () => {
    const [a, b, c] = [
      await goods(await aCategory()),
      await goods(await aCategory()),
      await goods(await aCategory()),
    ]
    const buy = async (...skus: TestSku[]) => {
      const order = await shop.paidOrder({ lines: skus.map(({ id }) => ({ skuId: id, quantity: 1 })) })
      await shop.manager.post('/verifications', { storeId: shop.storeId, code: order.verification!.code })
      return order.id
    }
    const jobs = () => shop.t.run(() => w.get(CatalogJobs).findTogether())
    const first = await buy(a, b, c)
    expect(await jobs()).toBe(0)
    await buy(a, b)
    expect([await jobs(), await jobs()]).toEqual([2, 0])
    expect((await beside([a.productId])).items).toEqual([[b.productId, 'bought_together']])
    expect((await beside([b.productId])).items).toEqual([[a.productId, 'bought_together']])
    await w.facts("update orders set status = 'refunded' where id = $1", [first])
    await jobs()
    expect((await beside([a.productId])).items).toEqual([])
    await w.facts("update orders set status = 'completed' where id = $1", [first])
  })

  it('refuses itself and goods that are not there, and who may not; nothing changes', async () => {
    const [a, b] = [await goods(await aCategory()), await goods(await aCategory())]
    await choose(a.productId, [b.productId])
    const abroad = await (await w.aTenant()).aSku()
    for (const id of [a.productId, newId(), abroad.productId])
      expect((await choose(a.productId, [b.productId, id])).status).toBe(400)
    expect((await choose(newId(), [b.productId])).status).toBe(404)
    expect((await choose(a.productId, [], shop.manager)).status).toBe(403)
    expect((await owner.get(`/products/${a.productId}/related`)).body.items).toHaveLength(1)
    const bad = await shop.t.api.get(`/shop/related?storeId=${shop.storeId}&products=x`)
    expect(bad.status).toBe(400)
  })
})
