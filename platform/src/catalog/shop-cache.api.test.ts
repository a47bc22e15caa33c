import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gtin, words } from '../../test/goods.js'
import { TestShop } from '../../test/shop.js'
import { newId, World, type Answer, type Client } from '../../test/world.js'
import { Answers } from '../kernel/answers.js'
import { useClock } from '../kernel/clock.js'
import { Ear } from '../kernel/ear.js'
import { scope } from '../kernel/scope.js'
import { SearchService } from './index.js'

let world: World, shop: TestShop, owner: Client, other: string
let frozen: Date
beforeAll(async () => {
  world = await World.start()
  shop = await TestShop.open(world, { stock: 50 })
  other = await shop.t.aStore()
  owner = await shop.t.aPerson('owner')
})
afterAll(() => world.stop())
// nothing that is kept runs out by itself: what is forgotten was touched
beforeEach(() => useClock({ now: () => frozen }))
beforeEach(() => void (frozen = world.now()))
// nor by a late notice of what a test before changed
beforeEach(() => world.heard())
afterEach(() => useClock({ now: () => world.now() }))

const list = (by = shop.t.api, query = '') => by.get(`/shop/products?storeId=${shop.storeId}${query}`)
const counts = (more = '') => shop.t.api.get(`/shop/filters?storeId=${shop.storeId}${more}`)
const detail = (by = shop.t.api) => by.get(`/shop/products/${shop.sku.productId}?storeId=${shop.storeId}`)
const scan = (code: string) => shop.t.api.get(`/shop/barcodes/${code}?storeId=${shop.storeId}`)
const priced = (price: number | null) => owner.put(`/stores/${shop.storeId}/prices/${shop.sku.id}`, { price })
/** A change that this process is told nothing of, as if the notice of another one were still on its way. */
const behindOurBack = (price: number) =>
  world.facts('update skus set list_price = $1 where id = $2', [price, shop.sku.id])
const priceIn = ({ body }: Answer) => (body.items ?? [body])[0].priceFrom ?? body.skus[0].price
const statements = ({ headers }: Answer) => headers['x-statements']

describe("a store's pages that are kept", () => {
  it('cost no statement the second time, for a guest and a shopper alike, and are the same to the byte', async () => {
    const first = await list()
    expect([first.status, statements(first)]).toEqual([200, '1'])
    for (const again of [await list(), await list(shop.shopper)]) {
      expect(statements(again)).toBe('0')
      expect(again.text).toBe(first.text)
      expect(again.headers['content-type']).toBe('application/json; charset=utf-8')
    }
    expect(statements(await list(shop.t.api, '&sort=newest'))).toBe('1')
  })

  it('many at once are one statement', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => list(shop.t.api, '&limit=7')))
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    expect(all.reduce((sum, answer) => sum + Number(statements(answer)), 0)).toBe(1)
  })

  it('a thousand on a page that ran out are one statement, and the measures tell', async () => {
    const given = async () => {
      const { text } = await shop.t.api.raw('GET', '/metrics')
      const of = (from: string) =>
        Number(new RegExp(`^answers_total\\{from="${from}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
      return { made: of('made'), others: of('kept') + of('shared') }
    }
    const question = { storeId: shop.storeId, limit: 20, sort: 'popular' } as const
    const thousand = () =>
      shop.t.run(async () => {
        await Promise.all(Array.from({ length: 1_000 }, () => world.get(SearchService).window(question)))
        return scope().statements
      })
    await thousand()
    frozen = new Date(frozen.getTime() + 1_000)
    const before = await given()
    expect(await thousand()).toBe(1)
    expect(await thousand()).toBe(0)
    const after = await given()
    expect([after.made - before.made, after.others - before.others]).toEqual([1, 1_999])
  })

  it('of one store are nothing to the price of another', async () => {
    const there = () => shop.t.api.get(`/shop/products?storeId=${other}`)
    expect([priceIn(await there()), priceIn(await list())]).toEqual([1000, 1000])
    await counts()
    expect((await priced(900)).status).toBe(200)
    expect([statements(await there()), priceIn(await list())]).toEqual(['0', 900])
    expect(statements(await counts())).toBe('1')
    expect((await priced(null)).status).toBe(200)
    expect([statements(await there()), priceIn(await list())]).toEqual(['0', 1000])
  })

  it('show a new price, a product taken out, a store that closed as soon as the change was answered', async () => {
    expect(priceIn(await list())).toBe(1000)
    expect((await priced(900)).status).toBe(200)
    expect(priceIn(await list())).toBe(900)
    expect((await priced(null)).status).toBe(200)
    expect(priceIn(await list())).toBe(1000)
    const listPrice = (price: number) =>
      owner.put(`/skus/${shop.sku.id}/list-price`, { listPrice: price, priceMin: null, priceMax: null })
    expect((await listPrice(1100)).status).toBe(200)
    expect(priceIn(await list())).toBe(1100)
    expect((await listPrice(1000)).status).toBe(200)
    const move = (name: string) =>
      owner.post(`/products/${shop.sku.productId}/moves`, { move: name, note: '' })
    expect((await list()).body.items).toHaveLength(1)
    expect((await move('retire')).status).toBe(200)
    expect((await list()).body.items).toEqual([])
    for (const name of ['revive', 'submit', 'publish']) expect((await move(name)).status).toBe(200)
    expect((await list()).body.items).toHaveLength(1)
    expect((await owner.patch(`/stores/${shop.storeId}`, { status: 'closed' })).status).toBe(200)
    expect((await list()).status).toBe(404)
    expect((await owner.patch(`/stores/${shop.storeId}`, { status: 'open' })).status).toBe(200)
    expect((await list()).status).toBe(200)
  })

  it('show stock that an order holds, and that a correction brings, at once', async () => {
    const available = async () => (await list()).body.items[0].available as number
    const before = await available()
    const { id } = await shop.order()
    expect(await available()).toBe(before - 2)
    expect((await shop.shopper.post(`/shop/orders/${id}/cancel`, {})).status).toBeLessThan(300)
    expect(await available()).toBe(before)
    const correction = {
      id: newId(),
      storeId: shop.storeId,
      skuId: shop.sku.id,
      quantity: 5,
      kind: 'receipt',
      note: '',
    }
    expect((await owner.post('/stock/adjustments', correction)).status).toBeLessThan(300)
    expect(await available()).toBe(before + 5)
  })

  it('what can be narrowed down is counted anew after ten seconds, where stock is asked about after each order', async () => {
    const asked = async () => [statements(await counts()), statements(await counts('&inStock=true'))]
    await asked()
    expect(await asked()).toEqual(['0', '0'])
    const { id } = await shop.order()
    expect(await asked()).toEqual(['0', '1'])
    expect((await shop.shopper.post(`/shop/orders/${id}/cancel`, {})).status).toBeLessThan(300)
    frozen = new Date(frozen.getTime() + 9_999)
    expect(await asked()).toEqual(['0', '1'])
    frozen = new Date(frozen.getTime() + 1)
    expect(await asked()).toEqual(['1', '0'])
  })

  it('are read anew after a second, whatever was heard', async () => {
    const before = priceIn(await list())
    await behindOurBack(1234)
    expect(priceIn(await list())).toBe(before)
    frozen = new Date(frozen.getTime() + 1_000)
    expect(priceIn(await list())).toBe(1234)
    await behindOurBack(1000)
  })
})

describe('a price that is shown', () => {
  it('is not the price that is charged: orders are priced by the database, however old the page', async () => {
    const shown = priceIn(await list())
    await behindOurBack(1500)
    expect(priceIn(await list())).toBe(shown)
    const one = { lines: [{ skuId: shop.sku.id, quantity: 1 }] }
    const refused = await shop.shopper.post('/shop/orders', shop.basket({ ...one, expectedPayable: shown }))
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'selling.price_changed',
      args: { payable: 1500 },
    })
    expect((await shop.order(one)).payable).toBe(1500)
    await behindOurBack(1000)
  })
})

describe('another process', () => {
  it('forgets when the change commits, and not before', async () => {
    const ear = new Ear(() => world.config.databaseUrlApp)
    const there = new Answers(ear)
    await ear.start()
    let made = 0
    const ask = () => shop.t.run(() => there.to(shop.storeId, 'page', async () => `${++made}`))
    expect([await ask(), await ask()]).toEqual(['1', '1'])
    expect((await priced(5)).status).toBe(200)
    await world.until(async () => (await ask()) === '2', 'the notice of the new price')
    // a change that was refused tells nobody anything: the next notice that comes is that of the second
    expect((await priced(0)).status).toBe(400)
    expect(await ask()).toBe('2')
    expect((await priced(null)).status).toBe(200)
    await world.until(async () => (await ask()) === '3', 'the notice of the price taken away')
    await ear.stop()
    // deaf, it keeps nothing
    expect([await ask(), await ask()]).toEqual(['4', '5'])
    await ear.start()
    expect([await ask(), await ask()]).toEqual(['6', '6'])
    await ear.stop()
  })

  it('whose answer was begun before the change does not keep it, nor hand it to who asks after', async () => {
    const ear = new Ear(() => world.config.databaseUrlApp)
    const there = new Answers(ear)
    await ear.start()
    let finish: (text: string) => void = () => undefined
    const slow = new Promise<string>((done) => (finish = done))
    const ask = (make: () => Promise<string>) => shop.t.run(() => there.to(shop.storeId, 'page', make))
    const early = ask(() => slow)
    there.touch(shop.t.ref.id)
    expect(await ask(async () => 'new')).toBe('new')
    finish('old')
    expect(await early).toBe('old')
    expect(await ask(async () => 'newer')).toBe('new')
    await ear.stop()
  })
})

describe('tenants with the same ids', () => {
  it('see their own goods, in lists, details and scans', async () => {
    const [storeId, productId] = [newId(), newId()]
    const brands = []
    for (const n of [1, 2]) {
      const t = await world.aTenant()
      await t.aStore({ id: storeId })
      const name = words(`品牌 ${n}`, `Brand ${n}`)
      const sku = await t.aSku({ productId, price: n * 100, barcode: '6901234567892', name })
      await t.stock(storeId, sku.id, n)
      brands.push({ t, price: n * 100, available: n })
    }
    const paths = [
      `/shop/products?storeId=${storeId}`,
      `/shop/products/${productId}?storeId=${storeId}`,
      `/shop/barcodes/6901234567892?storeId=${storeId}`,
    ]
    for (let round = 0; round < 2; round++)
      for (const path of paths) {
        const seen = await Promise.all(brands.map(({ t }) => t.api.get(path)))
        expect(seen.map(priceIn)).toEqual(brands.map(({ price }) => price))
        const names = seen.map(({ body }) => (body.items?.[0] ?? body).name.en)
        expect(names).toEqual(['Brand 1', 'Brand 2'])
        const available = seen.map(({ body }) => (body.items ?? body.skus)[0].available)
        expect(available).toEqual(brands.map((b) => b.available))
      }
  })
})

describe('one product', () => {
  it('is what the database says now: price and stock though its words are kept', async () => {
    const first = await detail()
    await behindOurBack(1700)
    const second = await detail()
    expect([priceIn(first), priceIn(second)]).toEqual([1000, 1700])
    await behindOurBack(1000)
    expect((await detail()).body).toEqual(first.body)
  })

  it('is read anew when its version is another, whoever changed it', async () => {
    await detail()
    const rename = (name: string) =>
      world.facts('update products set name_en = $1, version = version + 1 where id = $2', [
        name,
        shop.sku.productId,
      ])
    await rename('Renamed')
    const { body, headers } = await detail()
    expect([body.name.en, headers['x-statements']]).toEqual(['Renamed', '2'])
    expect(statements(await detail())).toBe('1')
    await rename('Goods')
  })

  it('twenty at once share statements, and each gets its own', async () => {
    const other = await shop.t.aSku({ price: 777 })
    const ids = [shop.sku.productId, other.productId]
    for (const id of ids) await shop.t.api.get(`/shop/products/${id}?storeId=${shop.storeId}`)
    const asked = Array.from({ length: 20 }, (_, n) => ids[n % 2]!)
    const all = await Promise.all(
      asked.map((id) => shop.t.api.get(`/shop/products/${id}?storeId=${shop.storeId}`)),
    )
    expect(all.map(({ body }) => body.id)).toEqual(asked)
    expect(all.map(priceIn)).toEqual(asked.map((id) => (id === other.productId ? 777 : 1000)))
    expect(all.reduce((sum, answer) => sum + Number(statements(answer)), 0)).toBeLessThan(20)
    expect((await shop.t.api.get(`/shop/products/${ids[0]}?storeId=${newId()}`)).status).toBe(404)
  })

  it('scanned: a barcode that went to another product leads there at once', async () => {
    const code = gtin()
    const [from, to] = [await shop.t.aSku({ barcode: code }), await shop.t.aSku()]
    expect((await scan(code)).body.id).toBe(from.productId)
    expect(statements(await scan(code))).toBe('1')
    const give = async (productId: string, barcodes: string[]) => {
      const { body } = await owner.get(`/products/${productId}`)
      const skus = body.skus.map(({ active: _, ...sku }: { active: boolean }) => ({ ...sku, barcodes }))
      const { media, id: _i, state: _s, updatedAt: _u, ...rest } = body
      const mediaIds = media.map((m: { id: string }) => m.id)
      const { status, text } = await owner.put(`/products/${productId}`, { ...rest, mediaIds, skus })
      expect(status, text).toBe(200)
    }
    await give(from.productId, [])
    expect((await scan(code)).status).toBe(404)
    await give(to.productId, [code])
    expect((await scan(code)).body.id).toBe(to.productId)
  })
})
