import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { product as aProduct, sku, words } from '../../test/goods.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { useClock } from '../kernel/clock.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client, mediaId: string, storeId: string
const ids: Record<string, string> = {}
const [season, summer, july, winter, origin, here, fresh, hot] = Array.from({ length: 8 }, () => newId())
const WHILE = 480_000
const after = (ms: number) => new Date(world.now().getTime() + ms).toISOString()
const nameOf = (zh: string) => ({ zh, en: '' })

beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  storeId = await tenant.aStore()
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  const first = await tenant.aSku({ name: words('面巾纸') })
  mediaId = (await owner.get(`/products/${first.productId}`)).body.media[0].id
  ids['tissue'] = first.productId
  for (const [position, [id, parentId, zh]] of [
    [season, null, '季节'],
    [summer, season, '夏'],
    [july, summer, '七月'],
    [winter, season, '冬'],
    [origin, null, '产地'],
    [here, origin, '本地'],
  ].entries())
    expect((await owner.post('/classifications', { id, parentId, position, name: nameOf(zh!) })).status).toBe(
      201,
    )
  await owner.post('/tags', { id: fresh, name: nameOf('新品'), colour: 'green' })
  await owner.post('/tags', { id: hot, name: nameOf('热卖'), colour: 'red', position: 1 })
  await goods(
    'melon',
    { name: words('西瓜'), brand: '阳光', price: 3000 },
    [july!, here!],
    [{ tagId: fresh, from: after(-WHILE), until: after(WHILE) }],
  )
  await goods('ice', { name: words('西瓜冰棒'), brand: '冰峰', price: 500 }, [summer!])
  await goods(
    'stew',
    { name: words('羊肉煲'), brand: '阳光', price: 8000 },
    [winter!, here!],
    [{ tagId: hot, from: after(WHILE), until: null }],
  )
})
afterAll(() => world.stop())
afterEach(() => useClock({ now: () => world.now() }))

async function goods(
  key: string,
  { price, ...more }: { price: number; name: object; brand: string },
  classificationIds: string[] = [],
  tags: object[] = [],
) {
  const made = aProduct(
    { categoryId: tenant.categoryId, mediaId },
    { ...more, skus: [sku([], { listPrice: price })] },
  )
  ids[key] = made.id
  await owner.post('/products', made)
  expect((await owner.post(`/products/${made.id}/moves`, { move: 'publish', note: '' })).status).toBe(200)
  expect((await owner.put(`/products/${made.id}/marks`, { classificationIds, tags })).status).toBe(200)
}
const keysOf = (items: { id: string }[]) =>
  items.map(({ id }) => Object.keys(ids).find((key) => ids[key] === id) ?? id).sort()
const find = async (query: string) =>
  keysOf((await tenant.api.get(`/shop/products?storeId=${storeId}${query}`)).body.items)
const counts = async (query = '') => {
  const { status, body } = await tenant.api.get(`/shop/filters?storeId=${storeId}${query}`)
  expect(status).toBe(200)
  return {
    total: body.total,
    brands: body.brands.map((b: { brand: string; count: number }) => [b.brand, b.count]),
    trees: body.trees.map(
      (t: { name: { zh: string }; choices: { name: { zh: string }; count: number }[] }) => [
        t.name.zh,
        ...t.choices.map((c) => `${c.name.zh} ${c.count}`),
      ],
    ),
    tags: body.tags.map((t: { name: { zh: string }; count: number }) => `${t.name.zh} ${t.count}`),
  }
}

describe('GET /shop/products, narrowed down', () => {
  it('by brands, values and all below them, tags, and prices at the store, each alone and all together', async () => {
    const brands = (...list: string[]) => `&brands=${encodeURIComponent(list.join('|'))}`
    expect(await find(brands('阳光'))).toEqual(['melon', 'stew'])
    expect(await find(brands('阳光', '冰峰'))).toEqual(['ice', 'melon', 'stew'])
    expect(await find(`&classes=${summer}`)).toEqual(['ice', 'melon'])
    expect(await find(`&classes=${july},${winter}`)).toEqual(['melon', 'stew'])
    expect(await find(`&classes=${july},${winter};${here}`)).toEqual(['melon', 'stew'])
    expect(await find(`&classes=${summer};${here}`)).toEqual(['melon'])
    expect(await find(`&tags=${fresh}`)).toEqual(['melon'])
    expect(await find(`&tags=${hot}`)).toEqual([])
    expect(await find('&priceFrom=500&priceTo=3000')).toEqual(['ice', 'melon', 'tissue'])
    expect(await find(`&q=${encodeURIComponent('西瓜')}&priceFrom=501`)).toEqual(['melon'])
    expect(await find(`${brands('阳光')}&classes=${winter}&priceTo=7999`)).toEqual([])
  })
  it('400 for what is no filter', async () => {
    for (const bad of ['classes=x', 'tags=,', 'priceFrom=-1', 'priceTo=1.5', 'priceFrom=x'])
      expect((await tenant.api.get(`/shop/products?storeId=${storeId}&${bad}`)).status, bad).toBe(400)
  })
})

describe('GET /shop/filters', () => {
  it('counts what each choice would leave; a choice does not narrow down its own list', async () => {
    expect(await counts()).toEqual({
      total: 4,
      brands: [
        ['阳光', 2],
        ['冰峰', 1],
      ],
      trees: [
        ['季节', '夏 2', '七月 1', '冬 1'],
        ['产地', '本地 2'],
      ],
      tags: ['新品 1'],
    })
    expect(await counts(`&classes=${winter}&brands=${encodeURIComponent('阳光')}`)).toEqual({
      total: 1,
      brands: [['阳光', 1]],
      trees: [
        ['季节', '夏 1', '七月 1', '冬 1'],
        ['产地', '本地 1'],
      ],
      tags: [],
    })
    expect(await counts(`&q=${encodeURIComponent('西瓜')}&priceTo=1000`)).toMatchObject({
      total: 1,
      brands: [['冰峰', 1]],
    })
    expect(await counts(`&categoryId=${newId()}`)).toEqual({ total: 0, brands: [], trees: [], tags: [] })
  })
  it('is one statement beside the one of the page, and none the second time', async () => {
    useClock({ now: () => new Date('2026-11-22T12:00:00Z') })
    const statements = async (path: string) => (await tenant.api.get(path)).headers['x-statements']
    const query = `storeId=${storeId}&categoryId=${tenant.categoryId}&classes=${summer}&brands=x`
    expect([await statements(`/shop/products?${query}`), await statements(`/shop/filters?${query}`)]).toEqual(
      ['1', '1'],
    )
    expect([await statements(`/shop/products?${query}`), await statements(`/shop/filters?${query}`)]).toEqual(
      ['0', '0'],
    )
  })
  it('404 for a store that is not open to shoppers', async () => {
    expect((await tenant.api.get(`/shop/filters?storeId=${newId()}`)).status).toBe(404)
  })
})

describe('tags', () => {
  it('show from when to when they hold, to the moment, and nowhere out of use', async () => {
    const tagsOf = async (key: string) =>
      (await tenant.api.get(`/shop/products?storeId=${storeId}`)).body.items
        .find((item: { id: string }) => item.id === ids[key])
        .tags.map((tag: { name: { zh: string } }) => tag.name.zh)
    const detailOf = async (key: string) =>
      (await tenant.api.get(`/shop/products/${ids[key]}?storeId=${storeId}`)).body.tags
    const start = world.now().getTime()
    const at = (ms: number) => useClock({ now: () => new Date(start + ms) })
    expect([await tagsOf('melon'), await tagsOf('stew')]).toEqual([['新品'], []])
    const shown = [{ name: nameOf('新品'), colour: 'green' }]
    expect([await detailOf('melon'), await detailOf('melon'), await detailOf('stew')]).toEqual([
      shown,
      shown,
      [],
    ])
    at(WHILE + 1)
    expect([await detailOf('melon'), await detailOf('stew')]).toEqual([
      [],
      [{ name: nameOf('热卖'), colour: 'red' }],
    ])
    expect([await tagsOf('melon'), await tagsOf('stew')]).toEqual([[], ['热卖']])
    expect(await find(`&tags=${fresh}`)).toEqual([])
    expect(await find(`&tags=${hot}`)).toEqual(['stew'])
    expect((await counts()).tags).toEqual(['热卖 1'])
    expect((await owner.patch(`/tags/${hot}`, { active: false })).body.active).toBe(false)
    expect(await tagsOf('stew')).toEqual([])
    expect(await find(`&tags=${hot}`)).toEqual([])
    expect((await owner.patch(`/tags/${hot}`, { active: true, name: nameOf('爆款') })).body.name.zh).toBe(
      '爆款',
    )
    expect(await tagsOf('stew')).toEqual(['爆款'])
  })
  it('422 for a time that ends before it begins, 400 for what is not there, 401, 403, 404; nothing changed', async () => {
    const path = `/products/${ids['ice']}/marks`
    const before = (await owner.get(path)).body
    const foreign = newId()
    const stranger = await world.aTenant()
    await (await stranger.aPerson('owner')).post('/tags', { id: foreign, name: nameOf('外'), colour: 'blue' })
    const marks = (more: object) => ({ classificationIds: [], tags: [], ...more })
    const tag = (tagId: string, from: string, until: string | null) =>
      marks({ tags: [{ tagId, from, until }] })
    const then = after(WHILE)
    expect((await owner.put(path, tag(fresh!, then, then))).body.code).toBe('catalog.tag_time_mixed_up')
    for (const bad of [
      tag(foreign, after(0), null),
      marks({ classificationIds: [season] }),
      marks({ classificationIds: [newId()] }),
    ])
      expect((await owner.put(path, bad)).status).toBe(400)
    expect((await tenant.api.put(path, marks({}))).status).toBe(401)
    expect((await clerk.put(path, marks({}))).status).toBe(403)
    expect((await owner.put(`/products/${newId()}/marks`, marks({}))).status).toBe(404)
    expect((await (await stranger.aPerson('owner')).put(path, marks({}))).status).toBe(404)
    expect((await clerk.get(path)).body).toEqual(before)
  })
  it('an editor who has the product open is not disturbed by them', async () => {
    const { version } = (await owner.get(`/products/${ids['ice']}`)).body
    await owner.put(`/products/${ids['ice']}/marks`, { classificationIds: [summer], tags: [] })
    expect((await owner.get(`/products/${ids['ice']}`)).body.version).toBe(version)
  })
})

describe('classifications', () => {
  it('201 once for an id, 200, 409 while in use, 204; what is hidden is no filter', async () => {
    const id = newId()
    const input = { id, parentId: season, name: nameOf('春') }
    expect((await owner.post('/classifications', input)).status).toBe(201)
    expect((await owner.post('/classifications', input)).status).toBe(201)
    expect((await owner.post('/classifications', { ...input, name: nameOf('秋') })).body.code).toBe(
      'request.key_reused',
    )
    expect(
      (await owner.patch(`/classifications/${id}`, { name: nameOf('早春'), position: 3 })).body,
    ).toMatchObject({
      name: nameOf('早春'),
      position: 3,
      productCount: 0,
    })
    expect((await owner.delete(`/classifications/${id}`)).status).toBe(204)
    for (const used of [summer, here, season])
      expect((await owner.delete(`/classifications/${used}`)).body.code).toBe('catalog.classification_in_use')
    expect((await owner.get('/classifications')).body.items).toHaveLength(6)
    await owner.patch(`/classifications/${origin}`, { shown: false })
    expect((await counts()).trees.map(([tree]: string[]) => tree)).toEqual(['季节'])
    await owner.patch(`/classifications/${origin}`, { shown: true })
  })
  it('400 for an unknown parent or name, 401, 403, 404', async () => {
    const bad = (more: object) => ({ id: newId(), parentId: season, name: nameOf('春'), ...more })
    for (const more of [{ parentId: newId() }, { name: nameOf('') }, { position: -1 }, { extra: 1 }])
      expect((await owner.post('/classifications', bad(more))).status, JSON.stringify(more)).toBe(400)
    expect((await tenant.api.get('/classifications')).status).toBe(401)
    expect((await clerk.post('/classifications', bad({}))).status).toBe(403)
    expect((await owner.delete(`/classifications/${newId()}`)).status).toBe(404)
    expect((await owner.get('/classifications')).body.items).toHaveLength(6)
  })
})

describe('the console', () => {
  it('lists brands, and goods by brand, value and tag', async () => {
    expect((await clerk.get('/brands')).body.items).toEqual([
      { brand: '阳光', productCount: 2, logo: null },
      { brand: '冰峰', productCount: 1, logo: null },
    ])
    const list = async (query: string) => keysOf((await owner.get(`/products?${query}`)).body.items)
    expect(await list(`brand=${encodeURIComponent('冰峰')}`)).toEqual(['ice'])
    expect(await list(`classificationId=${summer}`)).toEqual(['ice', 'melon'])
    expect(await list(`tagId=${fresh}`)).toEqual(['melon'])
  })
})
