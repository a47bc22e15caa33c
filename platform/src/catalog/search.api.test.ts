import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtin, product as aProduct, sku, words } from '../../test/goods.js'
import { newId, World, type Answer, type Client, type TestTenant } from '../../test/world.js'
import { SearchTerms } from './index.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client, mediaId: string, storeId: string
const ids: Record<string, string> = {}
const barcode = gtin()
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  storeId = await tenant.aStore()
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  const first = await tenant.aSku({ name: words('面巾纸', 'Tissues') })
  mediaId = (await owner.get(`/products/${first.productId}`)).body.media[0].id
  ids['tissue'] = first.productId
  await goods('apple', { name: words('红富士苹果', 'Fuji apple'), brand: '烟台' })
  await goods('vinegar', { name: words('苹果醋 250ml', 'Cider vinegar'), brand: '天地壹号' })
  await goods('jam', { name: words('有机苹果酱', 'Organic jam'), brand: '味好美' })
  await goods('milk', {
    name: words('特仑苏纯牛奶', 'Whole milk'),
    brand: '蒙牛',
    skus: [sku([], { barcodes: [barcode] })],
  })
  await goods('tomato', { name: words('西红柿', 'Tomato') })
  await goods('clam', { name: words('鲜活蛤蜊', 'Clams') })
  await goods('tea', { name: words('绿茶', 'Green tea') })
})
afterAll(() => world.stop())

async function goods(key: string, more: object = {}): Promise<string> {
  const made = aProduct({ categoryId: tenant.categoryId, mediaId }, { brand: '', ...more })
  expect((await owner.post('/products', made)).status).toBe(201)
  expect((await owner.post(`/products/${made.id}/moves`, { move: 'publish', note: '' })).status).toBe(200)
  return (ids[key] = made.id)
}
const keysOf = (items: { id: string }[]) =>
  items.map(({ id }) => Object.keys(ids).find((key) => ids[key] === id) ?? id)
const ask = (q: string, more = '') =>
  tenant.api.get(`/shop/products?storeId=${storeId}&q=${encodeURIComponent(q)}${more}`)
const find = async (q: string, more = '') => keysOf((await ask(q, more)).body.items)
const suggest = async (q: string) =>
  (await tenant.api.get(`/shop/suggestions?storeId=${storeId}&q=${encodeURIComponent(q)}`)).body

describe('GET /shop/products?q=', () => {
  it('finds a product of 250 SKUs by its name and by every one of its codes and barcodes', async () => {
    const code = `DRESS-${newId().slice(-6)}`
    const options = ['颜色', '尺码'].map((name) => ({
      name: words(name),
      values: Array.from({ length: 16 }, (_, n) => words(`${n}号`)),
    }))
    const skus = Array.from({ length: 250 }, (_, n) => sku([n >> 4, n & 15], { code: `${code}-${n}` }))
    await goods('dress', { name: words('碎花连衣裙', 'Flower dress'), options, skus })
    for (const q of [
      '碎花',
      '连衣裙',
      'lianyiqun',
      'shlyq',
      'flower',
      `${code}-249`,
      code.toLowerCase(),
      skus[249]!.barcodes[0]!,
    ])
      expect(await find(q), q).toEqual(['dress'])
    expect(
      (await owner.get(`/products?q=${encodeURIComponent('连衣裙')}`)).body.items.map(
        (p: { id: string }) => p.id,
      ),
    ).toEqual([ids['dress']])
  })
  it('finds by words, pinyin, initials, mixed scripts, barcode and other readings', async () => {
    for (const q of [
      '纯牛奶',
      'niunai',
      'tlscnn',
      'niu奶',
      '牛nai',
      '蒙牛',
      'mengniu',
      barcode,
      barcode.slice(0, 12),
    ])
      expect(await find(q), q).toEqual(['milk'])
    for (const q of ['geli', 'hali', 'xianhuogeli']) expect(await find(q), q).toEqual(['clam'])
    for (const q of ['lvcha', 'lucha', 'lüchá']) expect(await find(q), q).toEqual(['tea'])
    for (const q of ['%%%', '__', "' or 1=1 --"]) expect(await find(q), q).toEqual([])
  })
  it('puts the word first, then what begins with it, then what has it within, then what means the same', async () => {
    const { body } = await owner.post('/synonyms', { id: newId(), words: ['苹果', '智慧果'] })
    await goods('wise', { name: words('陕西智慧果干') })
    expect(await find('苹果')).toEqual(['apple', 'vinegar', 'jam', 'wise'])
    expect(await find('苹果', '&sort=newest')).toEqual(['wise', 'jam', 'vinegar', 'apple'])
    const pages: string[] = []
    for (let cursor = ''; ;) {
      const { body: page } = await ask('苹果', `&limit=1${cursor && `&cursor=${cursor}`}`)
      pages.push(...keysOf(page.items))
      if (!(cursor = page.nextCursor)) break
    }
    expect(pages).toEqual(['apple', 'vinegar', 'jam', 'wise'])
    expect((await owner.delete(`/synonyms/${body.id}`)).status).toBe(204)
    expect(await find('苹果')).toEqual(['apple', 'vinegar', 'jam'])
  })
  it('offers what was meant by one slip, what nearly fits, and else what sells best', async () => {
    const instead = async (q: string) => {
      const { items, instead: offer } = (await ask(q)).body
      expect(items, q).toEqual([])
      return { words: offer.words, alike: offer.alike, items: keysOf(offer.items) }
    }
    expect(await instead('niunia')).toEqual({ words: '牛奶', alike: true, items: ['milk'] })
    expect(await instead('tomatto')).toEqual({ words: 'tomato', alike: true, items: ['tomato'] })
    expect(await instead('平果醋')).toMatchObject({ alike: true, items: ['vinegar'] })
    expect(await instead('红富土苹果')).toEqual({ words: '', alike: true, items: ['apple'] })
    const favourites = await instead('xyzzyx')
    expect(favourites).toMatchObject({ words: '', alike: false })
    expect(favourites.items.length).toBe(8)
    expect((await ask('牛奶')).body.instead).toBeUndefined()
  })
  it('writes the terms of many at once, and those that wait, without touching what is right already', async () => {
    const rows = () =>
      world.facts('select term, product_id, first from product_terms where tenant_id = $1 order by 1, 2', [
        tenant.ref.id,
      ])
    const right = await rows()
    await world.facts("delete from product_terms where tenant_id = $1 and term like '牛%'", [tenant.ref.id])
    await world.facts("insert into product_terms (tenant_id, term, product_id) values ($1, 'stale', $2)", [
      tenant.ref.id,
      ids['milk'],
    ])
    await tenant.run(() => world.get(SearchTerms).setTermsOf([...Object.values(ids), newId()]))
    expect(await rows()).toEqual(right)
    await world.facts('delete from product_terms where tenant_id = $1', [tenant.ref.id])
    await world.facts('update products set termed = false where tenant_id = $1', [tenant.ref.id])
    const written = await tenant.run(() => world.get(SearchTerms).writeWaiting())
    expect(written).toBe(Object.keys(ids).length)
    expect(await rows()).toEqual(right)
    expect(await tenant.run(() => world.get(SearchTerms).writeWaiting())).toBe(0)
  })
  it('400 for a sort that is none; another tenant finds none of it and gets no offer of it', async () => {
    expect((await ask('牛奶', '&sort=cheap')).status).toBe(400)
    const stranger = await world.aTenant()
    const theirs = await stranger.aStore()
    const { body } = await stranger.api.get(
      `/shop/products?storeId=${theirs}&q=${encodeURIComponent('牛奶')}`,
    )
    expect(body).toMatchObject({ items: [], instead: { words: '', alike: false, items: [] } })
  })
})

describe('what a search hits', () => {
  const statements = ({ headers }: Answer) => headers['x-statements']
  const at = (store: string, q: string, more = '') =>
    tenant.api.get(`/shop/products?storeId=${store}&limit=5&q=${encodeURIComponent(q)}${more}`)
  /** Goods of 403 like names, the last the best sold; the last 401 sold at another store alone. */
  async function many(elsewhere: string) {
    const last = await goods('many', { name: words('批量好物', 'Bulk thing') })
    await world.facts(
      `with ids as (select n, gen_random_uuid() as product_id from generate_series(1, 402) n),
            added as (
              insert into products (tenant_id, id, kind, state, name_zh, unit_zh, category_id, popularity, published_at, created_at, updated_at, assortment, store_id)
              select p.tenant_id, i.product_id, p.kind, p.state, p.name_zh, p.unit_zh, p.category_id, 1000 - i.n, p.published_at, p.created_at, p.updated_at,
                     case when i.n > 1 then 'exclusive' else 'all' end, case when i.n > 1 then $2::uuid end from products p, ids i where p.id = $1),
            found_by as (
              insert into product_terms (tenant_id, term, product_id, first) select t.tenant_id, t.term, i.product_id, t.first from product_terms t, ids i where t.product_id = $1)
       insert into skus (tenant_id, id, product_id, code, list_price, created_at, updated_at)
       select k.tenant_id, gen_random_uuid(), i.product_id, 'MANY-' || i.n, k.list_price, k.created_at, k.updated_at from skus k, ids i where k.product_id = $1`,
      [last, elsewhere],
    )
    return last
  }

  it('is found once for all stores, until goods change', async () => {
    const other = await tenant.aStore()
    await world.heard()
    expect(statements(await at(storeId, '苹果'))).toBe('2')
    const there = await at(other, '苹果')
    expect([statements(there), keysOf(there.body.items)]).toEqual(['1', ['apple', 'vinegar', 'jam']])
    expect(await find('苹果', '&sort=newest')).toEqual(['jam', 'vinegar', 'apple'])
    const pear = await goods('pear', { name: words('苹果梨', 'Apple pear') })
    const after = await at(other, '苹果')
    expect([statements(after), keysOf(after.body.items)]).toEqual(['2', ['apple', 'pear', 'vinegar', 'jam']])
    expect((await owner.post(`/products/${pear}/moves`, { move: 'retire', note: '' })).status).toBe(200)
    expect(await find('苹果')).toEqual(['apple', 'vinegar', 'jam'])
  })
  it('is looked through to its end for a store that sells few of the best', async () => {
    const elsewhere = await tenant.aStore()
    const last = await many(elsewhere)
    const here = await at(storeId, '批量')
    expect(here.body.items.map((p: { id: string }) => p.id).at(-1)).toBe(last)
    expect([here.body.items.length, here.body.nextCursor]).toEqual([2, null])
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer = await tenant.api.get(
        `/shop/products?storeId=${elsewhere}&limit=50&q=${encodeURIComponent('批量')}${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...page.body.items.map((p: { id: string }) => p.id))
      cursor = page.body.nextCursor
    }
    expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([403, 403, last])
  })
})

describe('GET /shop/suggestions', () => {
  it('200 words that lead to goods, categories and goods as one types', async () => {
    expect(await suggest('niu')).toMatchObject({ words: ['牛奶'] })
    expect((await suggest('牛')).words).toEqual(['牛奶'])
    expect((await suggest('有机 ping')).words).toEqual(['有机 苹果', '有机 苹果酱'])
    const apples = await suggest('苹果')
    expect(keysOf(apples.goods)).toEqual(['apple', 'vinegar', 'jam'])
    expect((await suggest('sg')).categories).toEqual([
      { id: tenant.categoryId, name: { zh: '水果', en: 'Fruit' } },
    ])
    expect(await suggest('xyzzyx')).toEqual({ words: [], categories: [], goods: [] })
  })
  it('forgets words nothing is called by any more', async () => {
    const id = await goods('once', { name: words('限定口味气泡', 'Onceonly') })
    expect((await suggest('oncei')).words).toEqual([])
    expect((await suggest('oncon')).words).toEqual([])
    expect((await suggest('onceo')).words).toEqual(['onceonly'])
    await world.facts("delete from product_terms where product_id = $1 and term = 'onceonly'", [id])
    expect((await suggest('onceonl')).words).toEqual([])
    await tenant.run(() => world.get(SearchTerms).setTermsOf([id]))
  })
  it('400 without words, 404 for a store that is not there', async () => {
    expect((await tenant.api.get(`/shop/suggestions?storeId=${storeId}&q=`)).status).toBe(400)
    expect((await tenant.api.get(`/shop/suggestions?storeId=${newId()}&q=a`)).status).toBe(404)
  })
})

describe('synonyms', () => {
  it('201, 200, 204; found both ways and by sound; the same again adds none', async () => {
    const id = newId()
    expect((await owner.post('/synonyms', { id, words: ['番茄', '西红柿'] })).status).toBe(201)
    expect((await owner.post('/synonyms', { id, words: ['番茄', '西红柿'] })).status).toBe(201)
    expect((await owner.post('/synonyms', { id, words: ['番茄', '柿子'] })).body.code).toBe(
      'request.key_reused',
    )
    for (const q of ['番茄', 'fanqie']) expect(await find(q), q).toEqual(['tomato'])
    expect((await owner.put(`/synonyms/${id}`, { words: ['洋柿子', '西红柿'] })).body).toMatchObject({
      id,
      words: ['洋柿子', '西红柿'],
    })
    expect(await find('洋柿子')).toEqual(['tomato'])
    expect(await find('番茄')).toEqual([])
    expect((await clerk.get('/synonyms')).body.items).toHaveLength(1)
    expect((await owner.delete(`/synonyms/${id}`)).status).toBe(204)
    expect((await owner.get('/synonyms')).body.items).toEqual([])
  })
  it('400, 401, 403, 404, 422, and nothing changed', async () => {
    const id = newId()
    await owner.post('/synonyms', { id, words: ['汽水', '苏打'] })
    for (const bad of [['汽水'], [], ['汽水', ''], ['a'.repeat(31), 'b']])
      expect((await owner.put(`/synonyms/${id}`, { words: bad })).status, bad.join()).toBe(400)
    for (const [bad, code] of [
      [['可口 可乐', '可乐'], 'catalog.synonym_not_a_word'],
      [['!!', '可乐'], 'catalog.synonym_not_a_word'],
      [['Cola', 'ＣＯＬＡ'], 'catalog.synonyms_alike'],
    ] as const)
      expect((await owner.put(`/synonyms/${id}`, { words: bad })).body, code).toMatchObject({
        status: 422,
        code,
      })
    expect((await tenant.api.put(`/synonyms/${id}`, { words: ['a', 'b'] })).status).toBe(401)
    expect((await clerk.put(`/synonyms/${id}`, { words: ['a', 'b'] })).status).toBe(403)
    expect((await clerk.delete(`/synonyms/${id}`)).status).toBe(403)
    const stranger = await (await world.aTenant()).aPerson('owner')
    for (const [who, which] of [
      [owner, newId()],
      [stranger, id],
    ] as const) {
      expect((await who.put(`/synonyms/${which}`, { words: ['a', 'b'] })).status).toBe(404)
      expect((await who.delete(`/synonyms/${which}`)).status).toBe(404)
    }
    expect((await owner.get('/synonyms')).body.items.map((s: { words: string[] }) => s.words)).toEqual([
      ['汽水', '苏打'],
    ])
  })
})
