import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualLimits } from '../kernel/rates.js'
import { newId, World, type TestTenant } from '../../test/world.js'

const root = mkdtempSync(join(tmpdir(), 'pages-'))
const CLIENT = `<!doctype html><html lang="zh-CN"><head><title>Storeweave</title><script type="module" src="/h5/a.js"></script></head><body><div id="app"><!--app-html--></div></body></html>`
const HOSTILE = `</script><script>alert(1)</script> "'&<b>`

describe('the storefront for those who run no scripts', () => {
  let w: World
  let t: TestTenant
  let store: string
  beforeAll(async () => {
    const at = join(root, 'uniapp/dist/build/h5')
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'index.html'), CLIENT)
    const thousand = { perSecond: 0.001, burst: 1_000 }
    const limits = {
      ...usualLimits(),
      tenant: { ...usualLimits().tenant, reads: thousand, heavy: thousand },
      tenants: { thrifty: 0.001 },
    }
    w = await World.start({ webRoot: root, limits })
    t = await w.aTenant()
    store = await t.aStore()
  })
  afterAll(async () => {
    await w.stop({ unless: ['product_rating_is_reviews'] })
    rmSync(root, { recursive: true })
  })

  const get = (path: string, headers: Record<string, string> = {}, of = t) =>
    new Promise<{ status: number; headers: Record<string, string>; text: string }>((done, fail) => {
      const { port } = w
      const host = `${of.ref.slug}.localhost:${port}`
      request({ host: '127.0.0.1', port, path, headers: { host, ...headers } }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()
          done({ status: answer.statusCode!, headers: answer.headers as Record<string, string>, text })
        })
      })
        .on('error', fail)
        .end()
    })
  const pageOf = (id: string, more = '', headers?: Record<string, string>) =>
    get(`/h5/pkg-catalog/product/product?id=${id}${more}`, headers)
  const thingIn = (html: string) =>
    JSON.parse(/<script type="application\/ld\+json">([^]*?)<\/script>/.exec(html)![1]!) as Record<
      string,
      any
    >
  const origin = () => `http://${t.ref.slug}.localhost:${w.port}`

  it('a product’s address tells title, price at a store, and the same as data; the client is still in it', async () => {
    const { id, productId } = await t.aSku({ price: 1280, name: { zh: '有机鲜牛奶', en: 'Organic milk' } })
    await t.stock(store, id, 3)
    const zh = await pageOf(productId)
    expect([zh.status, zh.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(zh.text).toContain(`<html lang="zh-CN">`)
    expect(zh.text).toMatch(/<title>有机鲜牛奶 – .+<\/title>/)
    expect(zh.text).toContain('<h1>有机鲜牛奶</h1><p>¥12.80 · ')
    expect(zh.text).toContain('<script type="module" src="/h5/a.js"></script>')
    const address = `${origin()}/h5/pkg-catalog/product/product?id=${productId}`
    expect(zh.text).toContain(`<link rel="canonical" href="${address}">`)
    expect(thingIn(zh.text)['aggregateRating']).toBeUndefined()
    await w.facts(
      'insert into product_ratings (tenant_id, product_id, stars1, stars2, stars3, stars4, stars5, pictured) values ($1, $2, 0, 0, 0, 1, 3, 0)',
      [t.ref.id, productId],
    )
    expect(thingIn((await pageOf(productId)).text)['aggregateRating']).toEqual({
      '@type': 'AggregateRating',
      ratingValue: 4.8,
      reviewCount: 4,
      bestRating: 5,
      worstRating: 1,
    })
    expect(thingIn(zh.text)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: '有机鲜牛奶',
      url: address,
      offers: {
        '@type': 'Offer',
        price: '12.80',
        priceCurrency: 'CNY',
        availability: 'https://schema.org/InStock',
      },
    })
    const en = await pageOf(productId, '', { 'accept-language': 'en', 'accept-encoding': 'gzip' })
    expect(en.headers['vary']).toBe('accept-encoding, accept-language, host')
    expect(en.text).toContain('<html lang="en">')
    expect(en.text).toContain('<h1>Organic milk</h1>')
  })

  it('the price is the asked store’s, and what is sold out says so', async () => {
    const { id, productId } = await t.aSku({ price: 500 })
    const other = await t.aStore()
    const owner = await t.aPerson('owner')
    expect((await owner.put(`/stores/${other}/prices/${id}`, { price: 450 })).status).toBe(200)
    const there = thingIn((await pageOf(productId, `&storeId=${other}`)).text)
    expect([there['offers'].price, there['offers'].availability]).toEqual([
      '4.50',
      'https://schema.org/OutOfStock',
    ])
    expect(thingIn((await pageOf(productId, `&storeId=${store}`)).text)['offers'].price).toBe('5.00')
  })

  it('404 without a product: unknown, another brand’s, retired, no id, a store that isn’t there', async () => {
    const stranger = await w.aTenant()
    await stranger.aStore()
    const theirs = await stranger.aSku({})
    const own = await t.aSku({})
    const gone = await t.aSku({})
    const owner = await t.aPerson('owner')
    const moved = await owner.post(`/products/${gone.productId}/moves`, { move: 'retire' })
    expect(moved.status).toBeLessThan(300)
    const answers = await Promise.all([
      pageOf(newId()),
      pageOf(theirs.productId),
      pageOf(gone.productId),
      pageOf('nonsense'),
      pageOf(own.productId, `&storeId=${newId()}`),
      pageOf(own.productId, '&storeId=x'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]!.text).toContain('<meta name="robots" content="noindex">')
    expect((await pageOf(own.productId)).status).toBe(200)
  })

  it('a page shows the price of a store that sells the product, and none where no store does', async () => {
    const brand = await w.aTenant()
    const [first, second] = [await brand.aStore(), await brand.aStore()]
    const { id, productId } = await brand.aSku({ price: 700 })
    const owner = await brand.aPerson('owner')
    await owner.put(`/stores/${second}/prices/${id}`, { price: 650 })
    const read = () => get(`/h5/pkg-catalog/product/product?id=${productId}`, {}, brand)
    expect(thingIn((await read()).text)['offers'].price).toBe('7.00')
    const unlist = async (storeId: string) => {
      const { status } = await owner.put(`/stores/${storeId}/goods/${productId}`, { listed: false })
      expect(status).toBeLessThan(300)
    }
    await unlist(first)
    expect(thingIn((await read()).text)['offers'].price).toBe('6.50')
    await unlist(second)
    expect((await read()).status).toBe(404)
  })

  it('a story is read whole, what search engines are told goes before name and detail, and no text of either runs', async () => {
    const { productId } = await t.aSku({ name: { zh: '苹果', en: '' } })
    const run = (text: string, more: object = {}) => ({ text, marks: [], link: null, ...more })
    const put = await (
      await t.aPerson('owner')
    ).put(`/products/${productId}/presentation`, {
      story: {
        zh: [
          { kind: 'heading', text: HOSTILE },
          { kind: 'text', runs: [run(HOSTILE, { marks: ['bold'], link: 'https://a.example/?"><script>' })] },
          { kind: 'list', ordered: true, items: [[run(HOSTILE)]] },
          { kind: 'table', head: true, rows: [[HOSTILE], ['<td>']] },
        ],
        en: [],
      },
      seo: {
        title: { zh: `苹果 ${HOSTILE}`, en: '' },
        description: { zh: HOSTILE, en: '' },
        words: { zh: HOSTILE, en: '' },
      },
      videoId: null,
      modelId: null,
      version: 0,
    })
    expect(put.status).toBe(200)
    const { text } = await pageOf(productId)
    const plain = '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;&lt;b&gt;'
    expect(text).toContain(
      `<title>苹果 ${plain}</title><meta name="description" content="${plain}"><meta name="keywords" content="${plain}">`,
    )
    expect(text).toContain(
      `<h2>${plain}</h2><p><a href="https://a.example/?&quot;&gt;&lt;script&gt;" rel="nofollow noopener"><b>${plain}</b></a></p>`,
    )
    expect(text).toContain(
      `<ol><li>${plain}</li></ol><table><tr><th>${plain}</th></tr><tr><td>&lt;td&gt;</td></tr></table>`,
    )
    expect(text).not.toContain('<script>alert')
  })

  it('no text runs, wherever it stands', async () => {
    const { productId } = await t.aSku({ name: { zh: HOSTILE, en: '' } })
    const { text } = await pageOf(productId)
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<b>')
    expect(thingIn(text)['name']).toBe(HOSTILE)
  })

  it('a category has an address of its own with what it sells at a store; 404 for one without goods', async () => {
    const brand = await w.aTenant()
    const [first, second] = [await brand.aStore(), await brand.aStore()]
    const owner = await brand.aPerson('owner')
    const child = { id: newId(), parentId: brand.categoryId, name: { zh: '<b>水果', en: 'Fruit' } }
    expect((await owner.post('/categories', child)).status).toBe(201)
    const apple = await brand.aSku({ price: 320, name: { zh: '苹果', en: 'Apple' } })
    const read = (id: string, more = '', headers?: Record<string, string>) =>
      get(`/h5/pages/category/category?id=${id}${more}`, headers, brand)
    const { status, text } = await read(brand.categoryId)
    const address = `http://${brand.ref.slug}.localhost:${w.port}/h5/pages/category/category?id=${brand.categoryId}`
    expect(status).toBe(200)
    expect(text).toContain(`<link rel="canonical" href="${address}">`)
    expect(text).toContain(
      `<li><a href="/h5/pkg-catalog/product/product?id=${apple.productId}">苹果 ¥3.20</a></li>`,
    )
    expect(text).toContain(`<a href="/h5/pages/category/category?id=${child.id}">&lt;b&gt;水果</a>`)
    expect(thingIn(text)).toMatchObject({
      '@type': 'CollectionPage',
      mainEntity: { numberOfItems: 1, itemListElement: [{ position: 1, name: '苹果' }] },
    })
    expect((await read(brand.categoryId, '', { 'accept-language': 'en' })).text).toContain('>Apple ¥3.20</a>')
    await owner.put(`/stores/${first}/goods/${apple.productId}`, { listed: false })
    const at = (storeId: string) => read(brand.categoryId, `&storeId=${storeId}`)
    expect([(await at(first)).status, (await at(second)).status]).toEqual([404, 200])
    const missing = [
      await read(child.id),
      await read(newId()),
      await read('x'),
      await get('/h5/pages/category/category?id=' + brand.categoryId),
    ]
    expect(missing.map((answer) => answer.status)).toEqual([404, 404, 404, 404])
    expect((await get('/h5/pages/category/category', {}, brand)).text).toBe(CLIENT)
  })

  it('the home page carries the brand; other pages and other files stay the client’s', async () => {
    const home = await get('/h5/')
    expect(thingIn(home.text)).toMatchObject({ '@type': 'Organization', url: `${origin()}/h5/` })
    expect((await get('/h5/pages/cart/cart')).text).toBe(CLIENT)
    const nobody = await get('/h5/', { host: `nobody.localhost:${w.port}` })
    expect(nobody.text).toBe(CLIENT)
  })

  it('the sitemap lists published products in lists, none of one store alone; robots.txt leads to it', async () => {
    const brand = await w.aTenant()
    const store = await brand.aStore()
    const ids = []
    for (let n = 0; n < 2; n++) ids.push((await brand.aSku({})).productId)
    const owner = await brand.aPerson('owner')
    const hidden = await brand.aSku({})
    expect((await owner.post(`/products/${hidden.productId}/moves`, { move: 'retire' })).status).toBeLessThan(
      300,
    )
    const own = await brand.aSku({})
    const only = { id: newId(), which: { productIds: [own.productId] }, kind: 'exclusive', unitIds: [store] }
    expect((await owner.post('/allocation-changes', only)).status).toBe(201)
    const base = `http://${brand.ref.slug}.localhost:${w.port}`
    expect((await get('/robots.txt', {}, brand)).text).toContain(`Sitemap: ${base}/sitemap.xml\n`)
    const index = await get('/sitemap.xml', {}, brand)
    expect(index.headers['content-type']).toBe('application/xml; charset=utf-8')
    expect(locs(index.text)).toEqual([`${base}/sitemap.xml?of=categories`, `${base}/sitemap.xml?after=`])
    // a category whose goods one store alone sells, or none, is not worth a visit
    const none = { id: newId(), parentId: null, name: { zh: '空', en: '' } }
    expect((await owner.post('/categories', none)).status).toBe(201)
    const categories = await get('/sitemap.xml?of=categories', {}, brand)
    expect(locs(categories.text)).toEqual([
      `${base}/h5/`,
      `${base}/h5/pages/category/category?id=${brand.categoryId}`,
    ])
    const list = await get('/sitemap.xml?after=', {}, brand)
    expect(locs(list.text)).toEqual(ids.sort().map((id) => `${base}/h5/pkg-catalog/product/product?id=${id}`))
    expect((await get('/sitemap.xml?after=nonsense', {}, brand)).status).toBe(404)
  })

  it('a brand beyond its share gets its pages as they are, and no lists', async () => {
    const thrifty = await w.aTenant('thrifty')
    expect((await get('/h5/', {}, thrifty)).text).toContain('ld+json')
    expect((await get('/h5/', {}, thrifty)).text).toBe(CLIENT)
    const lists = [await get('/sitemap.xml', {}, thrifty), await get('/sitemap.xml', {}, thrifty)]
    expect(lists.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
      [200, undefined],
      [503, '60'],
    ])
  })
})

const locs = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc)
