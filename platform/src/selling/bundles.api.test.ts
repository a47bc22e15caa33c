import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../test/client.js'
import { product as aProduct, sku as aSku, whole, words } from '../../test/goods.js'
import { TestShop } from '../../test/shop.js'
import { aSupplier } from '../../test/suppliers.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

let w: World
let s: TestShop
let owner: Client
let cashier: Client
let mediaId: string
/** 30.00 and 10.00 by the list; a set holds two of the first and one of the second for 56.01. */
let tea: TestSku
let cup: TestSku
let set: Sold
interface Sold {
  productId: string
  skuId: string
}

const part = (one: { id: string }, quantity: number) => ({ skuId: one.id, quantity })
const bundle = (parts: object[] | undefined, more: object = {}) =>
  aProduct(
    { categoryId: s.t.categoryId, mediaId },
    {
      kind: 'bundle',
      name: words('茶具套装', 'Tea set'),
      skus: [aSku([], { listPrice: 5601, ...(parts ? { parts } : {}) })],
      ...more,
    },
  )
const move = (id: string, to: string) => owner.post(`/products/${id}/moves`, { move: to, note: '' })
const publish = (id: string) => move(id, 'publish')
const read = async (id: string) => (await owner.get(`/products/${id}`)).body
async function onSale(parts: object[], more: object = {}): Promise<Sold> {
  const made = bundle(parts, more)
  expect((await owner.post('/products', made)).status).toBe(201)
  expect((await publish(made.id)).body.state).toBe('published')
  return { productId: made.id, skuId: made.skus[0]!.id }
}
/** A shop with eleven of the tea and forty of the cups, hence five sets. */
async function anotherShop(): Promise<TestShop> {
  const one = await s.t.aStore()
  await s.t.stock(one, tea.id, 11)
  await s.t.stock(one, cup.id, 40)
  const manager = await s.t.aPerson('store_manager', 'store', one)
  const name = `buyer${newId().slice(-12)}`
  return new TestShop(w, s.t, one, tea, await s.t.aShopper(`${name}-0`), manager, name)
}
const sets = (quantity: number, ...more: [TestSku, number][]) => ({
  lines: [{ skuId: set.skuId, quantity }, ...more.map(([one, n]) => ({ skuId: one.id, quantity: n }))],
})
const stockAt = async (storeId: string) => {
  const rows = await w.facts<{ sku_id: string; on_hand: string; reserved: string }>(
    'select sku_id, on_hand, reserved from stock_levels where location_id = $1',
    [storeId],
  )
  const of = (one: TestSku) => {
    const row = rows.find((r) => r.sku_id === one.id)
    return [Number(row?.on_hand), Number(row?.reserved)]
  }
  return { tea: of(tea), cup: of(cup) }
}
const refusal = async (answer: Promise<Answer>) => {
  const { status, body } = await answer
  return [status, body.code, body.args?.skuIds]
}

beforeAll(async () => {
  w = await World.start()
  s = await TestShop.open(w)
  owner = await s.t.aPerson('owner')
  tea = await s.t.aSku({ price: 3000, name: words('红茶', 'Black tea') })
  cup = await s.t.aSku({ price: 1000, name: words('茶杯', 'Cup') })
  mediaId = (await read(tea.productId)).media[0].id
  s = await anotherShop()
  cashier = await s.t.aPerson('cashier', 'store', s.storeId)
  set = await onSale([part(tea, 2), part(cup, 1)])
})
afterAll(() => w.stop())

describe('what a bundle consists of', () => {
  it('own physical goods, each once, twenty at most; other goods have no parts', async () => {
    const weighed = await s.t.aSku({ kind: 'weighed', unitSize: 500 })
    const supplied = await s.t.aSku({ supplierId: (await aSupplier(s.t.api, owner)).id })
    const made = async (body: object) => {
      const { status, body: answer } = await owner.post('/products', body)
      return [status, answer.code, answer.args?.problem]
    }
    expect(await made(bundle([part(weighed, 1)]))).toEqual([422, 'catalog.part_unfitting', 'weighed'])
    expect(await made(bundle([{ skuId: set.skuId, quantity: 1 }]))).toEqual([
      422,
      'catalog.part_unfitting',
      'bundle',
    ])
    expect(await made(bundle([part(supplied, 1)]))).toEqual([422, 'catalog.part_unfitting', 'supplied'])
    expect((await made(bundle([part(tea, 1), part(tea, 2)])))[1]).toBe('catalog.part_twice')
    expect((await made(bundle([part({ id: newId() }, 1)])))[1]).toBe('request.invalid')
    expect((await made(bundle([part(tea, 0)])))[0]).toBe(400)
    expect((await made(bundle(Array.from({ length: 21 }, () => part({ id: newId() }, 1)))))[0]).toBe(400)
    expect((await made(bundle([part(tea, 1)], { kind: 'physical' })))[1]).toBe('request.invalid')
    expect(
      (await made(bundle([part(tea, 1)], { supplierId: (await aSupplier(s.t.api, owner)).id })))[1],
    ).toBe('catalog.bundle_supplied')
    expect(await w.facts('select count(*)::int as n from bundle_parts')).toEqual([{ n: 2 }])
  })

  it('it is a bundle for good, and goods never become one', async () => {
    const [plain, bundled] = [await read(tea.productId), await read(set.productId)]
    for (const [one, kind] of [
      [plain, 'bundle'],
      [bundled, 'physical'],
    ]) {
      const skus = one.skus.map(({ active: _, parts: __, ...sku }: Record<string, unknown>) => sku)
      const { status, body } = await owner.put(`/products/${one.id}`, whole(one, { kind, skus }))
      expect([status, body.code]).toEqual([409, 'catalog.bundle_fixed'])
      expect(await read(one.id)).toEqual(one)
    }
  })

  it('goes on sale with parts, all of them on sale', async () => {
    const none = bundle(undefined)
    await owner.post('/products', none)
    const refused = (await publish(none.id)).body
    expect([refused.code, refused.args.lacking]).toEqual(['catalog.not_ready', ['parts']])
    const draft = await s.t.aSku({ publish: false })
    const early = bundle([part(tea, 1), part(draft, 1)])
    await owner.post('/products', early)
    expect((await publish(early.id)).body).toMatchObject({
      code: 'catalog.parts_not_on_sale',
      args: { codes: draft.code, parts: [{ code: draft.code, problem: 'not_published' }] },
    })
    expect((await read(early.id)).state).toBe('draft')
    await publish(draft.productId)
    expect((await publish(early.id)).body.state).toBe('published')
  })

  it('is changed by who may publish or by a change, and told in words of codes', async () => {
    const editor = await s.t.aPerson('merchandiser')
    const one = await onSale([part(tea, 1)])
    const now = await read(one.productId)
    const skus = now.skus.map(({ active: _, ...sku }: Record<string, unknown>) => ({
      ...sku,
      parts: [part(tea, 1), part(cup, 3)],
    }))
    const other = whole(now, { skus })
    const id = newId()
    const { status, body } = await editor.post(`/products/${now.id}/changes`, { id, note: '', ...other })
    expect(status).toBe(201)
    const difference = {
      field: 'sku.parts',
      of: now.skus[0].code,
      before: `${tea.code}*1`,
      after: `${tea.code}*1 ${cup.code}*3`,
    }
    expect(body.differences).toEqual([difference])
    await owner.post(`/changes/${id}/moves`, { move: 'apply', decisionNote: '' })
    expect((await read(now.id)).skus[0].parts).toEqual([part(tea, 1), part(cup, 3)])
    expect((await owner.get(`/products/${now.id}/versions`)).body.items[0].differences).toEqual([difference])
    const restored = await owner.post(`/products/${now.id}/restores`, {
      to: now.version,
      version: now.version + 1,
    })
    expect(restored.body.skus[0].parts).toEqual([part(tea, 1)])
  })

  it('goods are looked for by words, codes and ids, each with what stands against it', async () => {
    const found = async (query: string) => (await owner.get(`/part-goods?${query}`)).body.items
    expect(await found(`q=${encodeURIComponent('红茶')}`)).toMatchObject([
      { skuId: tea.id, code: tea.code, name: words('红茶', 'Black tea'), listPrice: 3000, problem: null },
    ])
    expect(await found(`skuIds=${set.skuId}`)).toMatchObject([{ problem: 'bundle' }])
    expect(await found(`q=${encodeURIComponent('茶具套装')}`)).toEqual([])
    expect(await found('')).toEqual([])
  })

  it('a SKU that is part of it stays, of its kind, until it is taken out or the bundle is given up', async () => {
    const colours = { name: words('颜色'), values: [words('红'), words('蓝')] }
    const mugs = aProduct(
      { categoryId: s.t.categoryId, mediaId },
      { options: [colours], skus: [aSku([0]), aSku([1])] },
    )
    await owner.post('/products', mugs)
    await publish(mugs.id)
    const one = await onSale([part(mugs.skus[1]!, 1)])
    const now = await read(mugs.id)
    const without = whole(now, { skus: whole(now).skus.slice(0, 1) })
    const refused = await owner.put(`/products/${mugs.id}`, without)
    expect([refused.status, refused.body.code, refused.body.args]).toEqual([
      409,
      'catalog.sku_is_part',
      { code: mugs.skus[1]!.code, bundle: '茶具套装' },
    ])
    expect((await owner.put(`/products/${mugs.id}`, whole(now, { kind: 'weighed' }))).body.code).toBe(
      'catalog.sku_is_part',
    )
    expect(await read(mugs.id)).toEqual(now)
    await move(one.productId, 'retire')
    expect((await owner.put(`/products/${mugs.id}`, without)).status).toBe(200)
  })
})

describe('what can be had of it', () => {
  const detail = (one = set) => s.t.api.get(`/shop/products/${one.productId}?storeId=${s.storeId}`)
  const card = async (one = set) =>
    (await s.t.api.get(`/shop/products?storeId=${s.storeId}&limit=50`)).body.items.find(
      (c: { id: string }) => c.id === one.productId,
    )
  const till = async (one = set) =>
    (await cashier.get(`/till/catalogue?storeId=${s.storeId}`)).body.skus.find(
      (k: { skuId: string }) => k.skuId === one.skuId,
    )

  it('as many as its scarcest part allows, wherever it is shown, in as many statements as ever', async () => {
    const page = await detail()
    expect(page.body.skus[0]).toMatchObject({
      available: 5,
      price: 5601,
      parts: [
        { productId: tea.productId, name: words('红茶', 'Black tea'), quantity: 2 },
        { productId: cup.productId, name: words('茶杯', 'Cup'), quantity: 1 },
      ],
    })
    const again = await detail()
    expect([again.body, Number(again.headers['x-statements'])]).toEqual([page.body, 1])
    expect(await card()).toMatchObject({ kind: 'bundle', available: 5 })
    expect(await till()).toMatchObject({ kind: 'bundle', available: 5, price: 5601 })
    const near = (await s.shopper.get(`/shop/stores/nearby?skuId=${set.skuId}`)).body.items
    expect(near.find((one: { id: string }) => one.id === s.storeId).available).toBe(5)
    const listed = (await s.manager.get(`/stores/${s.storeId}/goods?limit=100`)).body.items
    expect(listed.find((one: { productId: string }) => one.productId === set.productId).available).toBe(5)
    const cart = (await s.shopper.put(`/shop/cart/lines/${set.skuId}`, { storeId: s.storeId, quantity: 1 }))
      .body
    expect(cart.lines[0]).toMatchObject({ available: 5 })
    await s.shopper.delete(`/shop/cart/lines/${set.skuId}?storeId=${s.storeId}`)
  })

  it('it has no stock of its own to correct', async () => {
    const body = { id: newId(), storeId: s.storeId, skuId: set.skuId, quantity: 5, kind: 'receipt', note: '' }
    const { status, body: answer } = await s.manager.post('/stock/adjustments', body)
    expect([status, answer.code]).toEqual([422, 'inventory.bundle_has_none'])
  })

  it('none while a part is off sale, on pages that are kept too, and the admin is told which', async () => {
    const lid = await s.t.aSku({ price: 500 })
    await s.t.stock(s.storeId, lid.id, 3)
    const one = await onSale([part(tea, 1), part(lid, 1)])
    expect((await detail(one)).body.skus[0].available).toBe(3)
    expect([(await card(one)).available, (await till(one)).available]).toEqual([3, 3])
    await move(lid.productId, 'retire')
    expect([(await detail(one)).status, await card(one), await till(one)]).toEqual([
      404,
      undefined,
      undefined,
    ])
    const order = s.basket({ lines: [{ skuId: one.skuId, quantity: 1 }] })
    expect(await refusal(s.shopper.post('/shop/orders', order))).toEqual([
      409,
      'selling.not_for_sale',
      [one.skuId],
    ])
    const told = (await owner.get(`/part-goods?skuIds=${lid.id}`)).body.items
    expect(told).toMatchObject([{ problem: 'retired' }])
    // it may be edited as it stands, but gets no more parts that are off sale
    const now = await read(one.productId)
    expect((await owner.put(`/products/${now.id}`, whole(now, { brand: '新' }))).status).toBe(200)
    await move(lid.productId, 'revive')
    await publish(lid.productId)
    expect((await detail(one)).body.skus[0].available).toBe(3)
    await move(one.productId, 'retire')
  })
})

describe('a bundle that is sold', () => {
  it('holds its parts as it was sold, with their shares to the fen; called off, they are back', async () => {
    const order = await s.order(sets(2))
    expect(order.lines).toMatchObject([
      {
        skuId: set.skuId,
        kind: 'bundle',
        quantity: 2,
        total: 11_202,
        parts: [
          { skuId: tea.id, code: tea.code, name: words('红茶', 'Black tea'), quantity: 4, amount: 9602 },
          { skuId: cup.id, code: cup.code, name: words('茶杯', 'Cup'), quantity: 2, amount: 1600 },
        ],
      },
    ])
    expect(await stockAt(s.storeId)).toEqual({ tea: [11, 4], cup: [40, 2] })
    expect((await s.mine(order.id)).lines).toEqual(order.lines)
    // what it consists of later is nothing to an order
    const now = await read(set.productId)
    const skus = whole(now).skus.map((sku: object) => ({ ...sku, parts: [part(tea, 5)] }))
    const changed = await owner.put(`/products/${now.id}`, whole(now, { skus }))
    expect(changed.status).toBe(200)
    expect((await s.shopper.post(`/shop/orders/${order.id}/cancel`)).body.status).toBe('cancelled')
    expect(await stockAt(s.storeId)).toEqual({ tea: [11, 0], cup: [40, 0] })
    await owner.put(`/products/${now.id}`, whole(changed.body, { skus: whole(now).skus }))
  })

  it('is not sold beyond its parts, alone or beside them; the goods of the cart are named', async () => {
    const mine = await anotherShop()
    const place = (lines: object) => refusal(mine.shopper.post('/shop/orders', mine.basket(lines)))
    expect(await place(sets(6))).toEqual([409, 'inventory.not_enough_stock', [set.skuId]])
    expect(await place(sets(5, [tea, 2]))).toEqual([409, 'inventory.not_enough_stock', [set.skuId, tea.id]])
    expect(await stockAt(mine.storeId)).toEqual({ tea: [11, 0], cup: [40, 0] })
    await mine.order(sets(5, [tea, 1]))
    expect(await stockAt(mine.storeId)).toEqual({ tea: [11, 11], cup: [40, 5] })
  })

  it('handed over, its parts leave; a piece that comes back is worth its part of the line and fills the shelf with its parts', async () => {
    const mine = await anotherShop()
    const paid = await mine.paidOrder(sets(2))
    const code = { storeId: mine.storeId, code: paid.verification!.code }
    expect((await mine.manager.post('/verifications', code)).status).toBe(200)
    expect(await stockAt(mine.storeId)).toEqual({ tea: [7, 0], cup: [38, 0] })
    const back = { lineId: paid.lines[0]!.id, quantity: 1, restock: true }
    const asked = { id: newId(), reason: '缺件', lines: [back] }
    expect((await owner.post(`/orders/${paid.id}/refunds`, asked)).status).toBe(200)
    expect(await w.facts('select amount::int from refunds where order_id = $1', [paid.id])).toEqual([
      { amount: 5601 },
    ])
    expect(await stockAt(mine.storeId)).toEqual({ tea: [9, 0], cup: [39, 0] })
  })

  it('leaves a warehouse as its parts', async () => {
    const warehouse = await s.t.aStore({ kind: 'warehouse' })
    await s.t.stock(warehouse, tea.id, 2)
    await s.t.stock(warehouse, cup.id, 1)
    const id = newId()
    await s.shopper.post('/shop/addresses', {
      id,
      name: '王小明',
      phone: '13877776666',
      province: '33',
      city: '杭州市',
      district: '西湖区',
      street: '文三路 90 号',
    })
    await s.paidOrder({ storeId: warehouse, fulfilment: 'express', addressId: id, ...sets(1) })
    expect(await stockAt(warehouse)).toEqual({ tea: [2, 2], cup: [1, 1] })
  })
})

describe('at the till', () => {
  const sale = (storeId: string, quantity: number, tender: object, soldAt = w.now()) => ({
    storeId,
    deviceId: newId(),
    soldAt: soldAt.toISOString(),
    lines: [{ skuId: set.skuId, quantity }],
    expectedPayable: quantity * 5601,
    tender,
    note: '',
  })
  const cash = { kind: 'cash', received: 50_000 }

  it('cash takes the parts at once, a code holds them; sold offline they are taken once it is told', async () => {
    const mine = await anotherShop()
    const at = await s.t.aPerson('cashier', 'store', mine.storeId)
    expect((await at.put(`/till/sales/${newId()}`, sale(mine.storeId, 1, cash))).body).toMatchObject({
      state: 'paid',
      payable: 5601,
    })
    expect(await stockAt(mine.storeId)).toEqual({ tea: [9, 0], cup: [39, 0] })
    const held = newId()
    await at.put(`/till/sales/${held}`, sale(mine.storeId, 2, { kind: 'wechat_code' }))
    expect(await stockAt(mine.storeId)).toEqual({ tea: [9, 4], cup: [39, 2] })
    expect((await at.post(`/till/sales/${held}/cancel`)).body.state).toBe('cancelled')
    const [id, offline] = [newId(), sale(mine.storeId, 3, cash, new Date(w.now().getTime() - 3_600_000))]
    for (let n = 0; n < 2; n++) expect((await at.put(`/till/sales/${id}`, offline)).status).toBe(200)
    expect(await stockAt(mine.storeId)).toEqual({ tea: [3, 0], cup: [36, 0] })
    expect(await refusal(at.put(`/till/sales/${newId()}`, sale(mine.storeId, 2, cash)))).toEqual([
      409,
      'inventory.not_enough_stock',
      [set.skuId],
    ])
    expect(await stockAt(mine.storeId)).toEqual({ tea: [3, 0], cup: [36, 0] })
  })
})

it('sets and single goods at once: never more than there is, and nobody waits for another for ever', async () => {
  const mine = await anotherShop()
  const shoppers = await Promise.all(Array.from({ length: 5 }, () => s.t.aShopper()))
  const persist = async (shopper: Client, lines: object) => {
    const [body, key] = [mine.basket(lines), { 'idempotency-key': newId() }]
    for (;;) {
      const { status, body: answer } = await shopper.post('/shop/orders', body, key)
      if (status !== 503 && answer.code !== 'request.in_progress') return [status, answer.code]
    }
  }
  const other = await onSale([part(cup, 8), part(tea, 1)])
  const asked = Array.from({ length: 30 }, (_, n) =>
    persist(
      shoppers[n % 5]!,
      [
        sets(1),
        { lines: [{ skuId: tea.id, quantity: 1 }] },
        { lines: [{ skuId: other.skuId, quantity: 1 }] },
      ][n % 3]!,
    ),
  )
  const answers = await Promise.all(asked)
  for (const [status, code] of answers)
    expect([201, 'inventory.not_enough_stock']).toContain(status === 201 ? status : code)
  const { tea: left, cup: cups } = await stockAt(mine.storeId)
  const [held] = await w.facts<{ n: number }>(
    "select sum(r.quantity)::int as n from reservations r where r.location_id = $1 and r.sku_id = $2 and r.state = 'held'",
    [mine.storeId, tea.id],
  )
  // every piece of the tea is wanted by somebody, so all of it goes, or all but the one that makes no set
  expect([10, 11]).toContain(left[1])
  expect(held!.n).toBe(left[1])
  expect(cups[1]).toBeLessThanOrEqual(40)
})

it('a brand shows its logo with its goods, on kept pages too', async () => {
  const one = await s.t.aSku()
  const now = await read(one.productId)
  expect((await owner.put('/brands/logo', { brand: '织山', mediaId })).status).toBe(404)
  await owner.put(`/products/${now.id}`, whole(now, { brand: '织山' }))
  const shown = async () =>
    (await s.t.api.get(`/shop/products/${one.productId}?storeId=${s.storeId}`)).body.brandLogo
  const filter = async () =>
    (await s.t.api.get(`/shop/filters?storeId=${s.storeId}`)).body.brands.find(
      (b: { brand: string }) => b.brand === '织山',
    )
  expect([await shown(), await filter()]).toEqual([undefined, { brand: '织山', count: 1 }])
  expect((await owner.put('/brands/logo', { brand: '织山', mediaId: newId() })).status).toBe(400)
  const { status, body } = await owner.put('/brands/logo', { brand: '织山', mediaId })
  expect([status, body.items.find((b: { brand: string }) => b.brand === '织山').logo.id]).toEqual([
    200,
    mediaId,
  ])
  expect((await shown()).id).toBe(mediaId)
  expect((await filter()).logo.id).toBe(mediaId)
  expect((await s.manager.put('/brands/logo', { brand: '织山', mediaId: null })).status).toBe(403)
  expect((await owner.put('/brands/logo', { brand: '织山', mediaId: null })).status).toBe(200)
  expect(await shown()).toBeUndefined()
})

describe('as time goes by', () => {
  it('unpaid too long its parts are free again; money that came late takes them anew or goes back', async () => {
    const mine = await anotherShop()
    const [first, second] = [await mine.order(sets(3)), await mine.order(sets(2))]
    const started = [await mine.start(first.id), await mine.start(second.id)]
    await mine.later(16 * 60_000)
    expect(await stockAt(mine.storeId)).toEqual({ tea: [11, 0], cup: [40, 0] })
    // one of the two can still be had
    await mine.order({ lines: [{ skuId: tea.id, quantity: 6 }] })
    for (const [n, order] of [first, second].entries()) {
      const resource = mine.transaction(started[n]!.outTradeNo, {
        amount: { total: order.payable, currency: 'CNY' },
      })
      expect((await mine.callback('payments', resource).send()).status).toBe(200)
    }
    expect([(await mine.mine(first.id)).status, (await mine.mine(second.id)).status]).toEqual([
      'refunding',
      'preparing',
    ])
    expect(await stockAt(mine.storeId)).toEqual({ tea: [11, 10], cup: [40, 2] })
  })

  it('hears of the bundle when a part moves, is off sale', async () => {
    w.shift(61_000)
    owner = await s.t.aPerson('owner')
    cashier = await s.t.aPerson('cashier', 'store', s.storeId)
    let at = (await cashier.get(`/till/catalogue?storeId=${s.storeId}`)).body.at
    const news = async () => {
      const { body, text } = await cashier.get(`/till/catalogue/changes?storeId=${s.storeId}&since=${at}`)
      if (!body.skus) throw new Error(text)
      at = body.at
      w.shift(61_000)
      const mine = body.skus.find((k: { skuId: string }) => k.skuId === set.skuId)
      return [body.skuIds.includes(set.skuId), mine?.available]
    }
    expect(await news()).toEqual([false, undefined])
    const body = { id: newId(), storeId: s.storeId, skuId: tea.id, quantity: 2, kind: 'receipt', note: '' }
    expect((await owner.post('/stock/adjustments', body)).status).toBe(200)
    expect(await news()).toEqual([true, 6])
    await move(cup.productId, 'retire')
    expect(await news()).toEqual([true, undefined])
    await move(cup.productId, 'revive')
    await publish(cup.productId)
    expect(await news()).toEqual([true, 6])
  })
})
