import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtin, product as aProduct, sku, words } from '../../test/goods.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client, mediaId: string, storeId: string
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  storeId = await tenant.aStore()
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  const { productId } = await tenant.aSku()
  mediaId = (await owner.get(`/products/${productId}`)).body.media[0].id
})
afterAll(() => world.stop())

const product = (more: object = {}) => aProduct({ categoryId: tenant.categoryId, mediaId }, more)
const create = async (more: object = {}) => (await owner.post('/products', product(more))).body
describe('POST /products/:id/moves', () => {
  it('200 draft, review, published, retired, draft again', async () => {
    const { id } = await create()
    const states = []
    for (const move of ['submit', 'reject', 'submit', 'publish', 'retire', 'revive'])
      states.push((await owner.post(`/products/${id}/moves`, { move, note: '审核意见' })).body.state)
    expect(states).toEqual(['in_review', 'draft', 'in_review', 'published', 'retired', 'draft'])
    expect(
      await world.facts('select move, note from product_moves where product_id = $1 order by id', [id]),
    ).toHaveLength(6)
  })
  it('409 names what is possible instead; 422 what is missing; 400 for an unknown move', async () => {
    const { id } = await create({ mediaIds: [], skus: [sku([], { listPrice: 0 })] })
    expect((await owner.post(`/products/${id}/moves`, { move: 'retire' })).body).toMatchObject({
      status: 409,
      code: 'catalog.move_illegal',
      args: { state: 'draft', moves: ['submit', 'publish'] },
    })
    const refused = (
      await owner.with({ 'accept-language': 'zh-CN' }).post(`/products/${id}/moves`, { move: 'publish' })
    ).body
    expect(refused).toMatchObject({
      status: 422,
      code: 'catalog.not_ready',
      args: { lacking: ['picture', 'price'] },
      title: '商品还不能上架：缺少 图片、大于零的价格',
    })
    expect((await owner.post(`/products/${id}/moves`, { move: 'sell' })).status).toBe(400)
    expect((await owner.get(`/products/${id}`)).body.state).toBe('draft')
  })
  it('eight people publish at once: it happens once', async () => {
    const { id } = await create()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => owner.post(`/products/${id}/moves`, { move: 'publish' })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
  })
  it('401, 403 for who may only read, 404', async () => {
    const { id } = await create()
    expect((await tenant.api.post(`/products/${id}/moves`, { move: 'publish' })).status).toBe(401)
    expect((await clerk.post(`/products/${id}/moves`, { move: 'publish' })).status).toBe(403)
    expect((await owner.post(`/products/${newId()}/moves`, { move: 'publish' })).status).toBe(404)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.post(`/products/${id}/moves`, { move: 'publish' })).status).toBe(404)
  })
})

describe('GET /products', () => {
  it('200 by word, pinyin, barcode, state, category; both sorts page through everything once', async () => {
    const barcode = gtin()
    const made = await create({
      name: words('红富士苹果', 'Fuji apple'),
      skus: [sku([], { barcodes: [barcode], listPrice: 500 })],
    })
    for (const q of ['富士', 'hongfushi', 'hfspg', 'fuji app', barcode, made.skus[0].code])
      expect(
        (await owner.get(`/products?q=${encodeURIComponent(q)}`)).body.items.map((p: { id: string }) => p.id),
        q,
      ).toEqual([made.id])
    expect((await owner.get(`/products?q=${encodeURIComponent('%%%')}`)).body.items).toEqual([])
    expect((await owner.get('/products?state=in_review')).body.items).toEqual([])
    expect((await owner.get(`/products?categoryId=${newId()}`)).body.items).toEqual([])
    const total = Number(
      (await world.facts('select count(*) as n from products where tenant_id = $1', [tenant.ref.id]))[0]![
        'n'
      ],
    )
    for (const sort of ['name', 'updated']) {
      const seen: string[] = []
      for (let cursor = ''; ;) {
        const { status, body } = await owner.get(
          `/products?sort=${sort}&limit=7&categoryId=${tenant.categoryId}${cursor && `&cursor=${cursor}`}`,
        )
        expect(status).toBe(200)
        seen.push(...body.items.map((p: { id: string }) => p.id))
        if (!(cursor = body.nextCursor)) break
      }
      expect(new Set(seen).size).toBe(total)
      expect(seen).toHaveLength(total)
    }
  })
  it('shows only the stock the asker may see', async () => {
    const { id: skuId, productId } = await tenant.aSku({ name: words('西瓜', 'Melon') })
    await tenant.stock(storeId, skuId, 4)
    await tenant.stock(await tenant.aStore(), skuId, 7)
    const find = async (who: Client) => (await who.get('/products?q=xigua')).body.items[0]
    expect(await find(owner)).toMatchObject({
      id: productId,
      onHand: 11,
      skuCount: 1,
      priceFrom: 1000,
      priceTo: 1000,
      categoryName: { zh: '水果' },
    })
    expect(await find(clerk)).toMatchObject({ onHand: 4 })
  })
  it('400 for a bad cursor or filter; 401; another tenant sees none of it', async () => {
    expect((await owner.get('/products?cursor=xx')).status).toBe(400)
    expect((await owner.get('/products?state=sold')).status).toBe(400)
    expect((await tenant.api.get('/products')).status).toBe(401)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.get('/products')).body.items).toEqual([])
  })
})
