import type { Order, PlaceOrder, Voucher } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { product as aProduct, sku as aSku, whole, words } from '../../test/goods.js'
import { TestShop, type Staff } from '../../test/shop.js'
import { newId, World, type Client } from '../../test/world.js'

const DAY = 86_400_000
let w: World
let s: TestShop
let owner: Staff
let manager: Staff
let mediaId: string
/** Ten washes for 100.01, thirty days. */
let wash: Sold
/** An e-book for 20.00, no end. */
let book: Sold
interface Sold {
  productId: string
  skuId: string
}

const terms = (more: object = {}) => ({
  uses: 10,
  validDays: 30,
  validUntil: null,
  refundable: true,
  howTo: { zh: '到店出示券码', en: 'Show the code in the store' },
  ...more,
})
const voucher = (
  more: object = {},
  price = 10_001,
  kind = 'service_voucher',
  voucherTerms: object | null = terms(more),
) =>
  aProduct(
    { categoryId: s.t.categoryId, mediaId },
    {
      kind,
      name: words('洗车十次卡', 'Ten car washes'),
      skus: [aSku([], { listPrice: price, ...(voucherTerms ? { voucher: voucherTerms } : {}) })],
    },
  )
const publish = (id: string) => owner.post(`/products/${id}/moves`, { move: 'publish', note: '' })
async function onSale(made: ReturnType<typeof voucher>): Promise<Sold> {
  expect((await owner.post('/products', made)).status).toBe(201)
  expect((await publish(made.id)).body.state).toBe('published')
  return { productId: made.id, skuId: made.skus[0]!.id }
}
const of = (goods: Sold, quantity = 1): Partial<PlaceOrder> => ({
  fulfilment: 'virtual',
  lines: [{ skuId: goods.skuId, quantity }],
})
/** Moves the clock; those whose sessions have run out come in anew. */
async function later(ms: number): Promise<void> {
  await s.later(ms)
  owner = await s.t.aPerson('owner')
  manager = await s.t.aPerson('store_manager', 'store', s.storeId)
}
const bought = (goods: Sold, quantity = 1, shopper = s.shopper): Promise<Order> =>
  s.paidOrder(of(goods, quantity), shopper)
const one = async (goods: Sold): Promise<{ order: Order; mine: Voucher & { code: string } }> => {
  const order = await bought(goods)
  return { order, mine: order.vouchers[0] as Voucher & { code: string } }
}
const use = (code: string, uses = 1, o: { who?: Client; storeId?: string; key?: string } = {}) =>
  (o.who ?? manager).post(
    '/verifications',
    { storeId: o.storeId ?? s.storeId, code, uses },
    ...(o.key ? [{ 'idempotency-key': o.key }] : []),
  )
const refund = (id: string, o: { who?: Client; refundId?: string } = {}) =>
  (o.who ?? owner).post(`/vouchers/${id}/refunds`, { id: o.refundId ?? newId(), reason: '顾客不要了' })
const seen = async (order: Order): Promise<Voucher[]> => (await s.mine(order.id)).vouchers
const balance = (v: Voucher | undefined) => v && [v.state, v.used, v.refunded, v.uses]
const rowOf = async (id: string) =>
  (
    await w.facts<{ state: string; used: string; refunded: string }>(
      'select state, used, refunded from vouchers where id = $1',
      [id],
    )
  ).map((r) => [r.state, Number(r.used), Number(r.refunded)])[0]

beforeAll(async () => {
  w = await World.start()
  s = await TestShop.open(w)
  owner = await s.t.aPerson('owner')
  manager = s.manager
  mediaId = (await owner.get(`/products/${s.sku.productId}`)).body.media[0].id
  wash = await onSale(voucher())
  book = await onSale(voucher({}, 2000, 'virtual', terms({ uses: 1, validDays: null })))
})
afterAll(() => w.stop())

describe('what a voucher is good for', () => {
  it('is said before it goes on sale, and by vouchers alone', async () => {
    const bare = voucher({}, 100, 'service_voucher', null)
    await owner.post('/products', bare)
    const refused = (await publish(bare.id)).body
    expect([refused.code, refused.args.lacking]).toEqual(['catalog.not_ready', ['voucher']])
    const made = async (body: object) => (await owner.post('/products', body)).body.code
    expect(await made(voucher({}, 100, 'physical'))).toBe('request.invalid')
    expect(await made(voucher({ uses: 2 }, 100, 'virtual'))).toBe('request.invalid')
    expect((await owner.post('/products', voucher({ uses: 0 }))).status).toBe(400)
    expect((await owner.post('/products', voucher({ validUntil: 'soon' }))).status).toBe(400)
  })

  it('stays with the product when an edit leaves it out; goods never become vouchers', async () => {
    const now = (await owner.get(`/products/${wash.productId}`)).body
    const skus = now.skus.map(({ active: _, voucher: __, ...sku }: Record<string, unknown>) => sku)
    const after = (await owner.put(`/products/${now.id}`, whole(now, { skus }))).body
    expect(after.skus[0].voucher).toEqual(terms())
    const { status, body } = await owner.put(`/products/${now.id}`, whole(after, { kind: 'physical', skus }))
    expect([status, body.code]).toEqual([409, 'catalog.voucher_fixed'])
    const plain = (await owner.get(`/products/${s.sku.productId}`)).body
    const goods = plain.skus.map(({ active: _, ...sku }: Record<string, unknown>) => sku)
    expect(
      (await owner.put(`/products/${plain.id}`, whole(plain, { kind: 'virtual', skus: goods }))).body.code,
    ).toBe('catalog.voucher_fixed')
  })

  it('is told to shoppers', async () => {
    const { body } = await s.shopper.get(`/shop/products/${wash.productId}?storeId=${s.storeId}`)
    expect(body.skus[0]).toMatchObject({ available: 100, voucher: terms() })
  })
})

describe('buying vouchers', () => {
  it('they make an order of their own, bought online and at once', async () => {
    const both = [
      { skuId: wash.skuId, quantity: 1 },
      { skuId: s.sku.id, quantity: 1 },
    ]
    const place = async (change: object) => (await s.shopper.post('/shop/orders', s.basket(change))).body.code
    expect(await place({ ...of(wash), fulfilment: 'pickup' })).toBe('selling.voucher_apart')
    expect(await place({ fulfilment: 'virtual', lines: both })).toBe('selling.voucher_apart')
    expect(await place({ fulfilment: 'virtual' })).toBe('selling.voucher_apart')
    expect(await place(of(wash, 101))).toBe('selling.voucher_many')
    expect((await s.shopper.post('/shop/quotes', { storeId: s.storeId, ...of(wash, 2) })).body).toMatchObject(
      { payable: 20_002, freight: 0 },
    )
    const line = { storeId: s.storeId, quantity: 1, selected: true }
    expect((await s.shopper.put(`/shop/cart/lines/${wash.skuId}`, line)).body.code).toBe(
      'selling.voucher_direct',
    )
  })

  it('the till neither knows nor sells them', async () => {
    const cashier = await s.t.aPerson('cashier', 'store', s.storeId)
    const { body } = await cashier.get(`/till/catalogue?storeId=${s.storeId}&limit=100`)
    const known = body.skus.map((i: { skuId: string }) => i.skuId)
    expect([known.includes(s.sku.id), known.includes(wash.skuId)]).toEqual([true, false])
  })

  it('paying brings one for each piece, once, however often the callback comes; no stock moves', async () => {
    const before = await s.balances()
    const { id } = await s.order(of(wash, 3))
    expect((await s.mine(id)).vouchers).toEqual([])
    const outTradeNo = await s.pay(id)
    const told = s.transaction(outTradeNo, { amount: { total: 30_003, currency: 'CNY' } })
    await Promise.all([1, 2, 3].map(() => s.callback('payments', told).send()))
    const order = await s.mine(id)
    expect([order.status, order.fulfilments[0]!.state, order.vouchers.length]).toEqual([
      'completed',
      'issued',
      3,
    ])
    expect(new Set(order.vouchers.map((v) => v.code)).size).toBe(3)
    for (const v of order.vouchers) {
      expect(v.code).toMatch(/^\d{8}$/)
      expect(v.qr).toBe(`SW1:${v.code}`)
      expect(balance(v)).toEqual(['live', 0, 0, 10])
    }
    const end = Date.parse(order.vouchers[0]!.expiresAt!) - w.now().getTime()
    expect(end).toBeGreaterThan(30 * DAY)
    expect(end).toBeLessThanOrEqual(31 * DAY)
    expect(await w.facts('select count(*)::int as n from reservations where order_id = $1', [id])).toEqual([
      { n: 0 },
    ])
    expect((await s.balances())['sales']! - (before['sales'] ?? 0)).toBe(-30_003)
  })

  it('money that comes after the order expired brings them all the same', async () => {
    const { id } = await s.order(of(book))
    const { codeUrl, outTradeNo } = await s.start(id)
    w.sandbox.control.on({ kind: 'callback-late', outTradeNo })
    w.sandbox.control.pay({ codeUrl })
    w.sandbox.control.on({ kind: 'pay-down' })
    await later(16 * 60_000)
    w.sandbox.control.off('pay-down')
    expect((await s.mine(id)).status).toBe('cancelled')
    await w.sandbox.control.release(outTradeNo)
    const order = await s.mine(id)
    expect([order.status, order.vouchers.map(balance)]).toEqual(['completed', [['live', 0, 0, 1]]])
  })

  it('codes are their shopper’s alone', async () => {
    const { order, mine } = await one(book)
    const staff = (await owner.get<Order>(`/orders/${order.id}`)).body.vouchers[0]!
    expect([staff.code, staff.qr, staff.codeMasked]).toEqual([null, null, `****${mine.code.slice(-4)}`])
    const { body } = await s.shopper.get('/shop/vouchers?is=live&limit=1')
    expect(body.items[0]).toMatchObject({ id: mine.id, code: mine.code })
    expect(body.nextCursor).toBeTruthy()
    const next = (await s.shopper.get(`/shop/vouchers?is=live&limit=1&cursor=${body.nextCursor}`)).body
    expect(next.items[0].id).not.toBe(mine.id)
    const other = await s.t.aShopper()
    expect((await other.get('/shop/vouchers')).body.items).toEqual([])
  })
})

describe('using vouchers', () => {
  it('1 of n, then k, in any store, once for each key; beyond it says when and where', async () => {
    const { order, mine } = await one(wash)
    const preview = await manager.post('/verifications/preview', { storeId: s.storeId, code: mine.code })
    expect(preview.body).toMatchObject({ number: order.number, voucher: { used: 0, uses: 10, code: null } })
    const key = newId()
    for (const _ of [1, 2])
      expect((await use(mine.code, 1, { key })).body.card.voucher).toMatchObject({ used: 1, state: 'live' })
    const elsewhere = await s.t.aStore()
    const there = await s.t.aPerson('clerk', 'store', elsewhere)
    expect((await use(mine.code, 8, { who: there, storeId: elsewhere })).body.card.voucher.used).toBe(9)
    expect((await use(mine.code, 2)).body).toMatchObject({
      code: 'fulfilment.voucher_lacks',
      args: { left: 1 },
    })
    expect((await use(mine.code)).body.card.voucher).toMatchObject({ used: 10, state: 'used' })
    const over = (await use(mine.code, 1, { who: there, storeId: elsewhere })).body
    expect(over.code).toBe('fulfilment.voucher_used_up')
    expect(over.title).toContain(order.storeName.zh)
    const [now] = await seen(order)
    expect(balance(now)).toEqual(['used', 10, 0, 10])
    expect(now!.code).toBeNull()
    expect(now!.history.map((h) => [h.uses, h.clerk])).toEqual([
      [1, ''],
      [8, ''],
      [1, ''],
    ])
    const list = (await owner.get(`/verifications?limit=3`)).body.items
    expect(list.map((v: { uses: number; storeId: string }) => [v.uses, v.storeId])).toEqual([
      [1, s.storeId],
      [8, elsewhere],
      [1, s.storeId],
    ])
    const first = (await owner.get(`/verifications?limit=1`)).body
    const second = (await owner.get(`/verifications?limit=1&cursor=${first.nextCursor}`)).body
    expect([first.items[0].uses, second.items[0].uses]).toEqual([1, 8])
  })

  it('not where HQ does not let it be sold', async () => {
    const here = await onSale(voucher())
    const { mine } = await one(here)
    const which = { productIds: [here.productId] }
    const only = { id: newId(), which, kind: 'only', unitIds: [s.storeId] }
    expect((await owner.post('/allocation-changes', only)).status).toBe(201)
    const elsewhere = await s.t.aStore()
    const there = await s.t.aPerson('clerk', 'store', elsewhere)
    expect((await use(mine.code, 1, { who: there, storeId: elsewhere })).body.code).toBe(
      'fulfilment.voucher_elsewhere',
    )
    expect((await use(mine.code)).status).toBe(200)
  })

  it('of many callers as many win as there are uses', async () => {
    const { order, mine } = await one(wash)
    const answers = await Promise.all(Array.from({ length: 6 }, () => use(mine.code, 3)))
    expect(answers.filter((a) => a.status === 200)).toHaveLength(3)
    for (const { status, body } of answers)
      if (status !== 200) expect(body.code).toBe('fulfilment.voucher_lacks')
    expect(balance((await seen(order))[0])).toEqual(['live', 9, 0, 10])
  })

  it('wrong codes lock who types them, as everywhere', async () => {
    const clerk = await s.t.aPerson('clerk', 'store', s.storeId)
    const { mine } = await one(book)
    const wrong = mine.code === '00000001' ? '00000002' : '00000001'
    for (let n = 0; n < 5; n++)
      expect((await use(wrong, 1, { who: clerk })).body.code).toBe('fulfilment.code_unknown')
    expect((await use(mine.code, 1, { who: clerk })).body.code).toBe('fulfilment.locked')
  })

  it('an end that has come refuses it, before and after the job', async () => {
    const short = await onSale(voucher({ validDays: 1, uses: 2 }, 300))
    const { order, mine } = await one(short)
    await use(mine.code)
    await later(2 * DAY + 1)
    expect((await use(mine.code)).body.code).toBe('fulfilment.voucher_expired')
    expect(await rowOf(mine.id)).toEqual(['expired', 1, 0])
    expect(balance((await seen(order))[0])).toEqual(['expired', 1, 0, 2])
  })
})

describe('money back for vouchers', () => {
  it('what is left of one, exact to the fen, once for its id', async () => {
    const order = await bought(wash, 2)
    const [a, b] = order.vouchers as [Voucher & { code: string }, Voucher & { code: string }]
    await use(a.code, 3)
    const refundId = newId()
    // 20.002 of 20 uses, seven of them: 70.007
    for (const _ of [1, 2]) expect((await refund(a.id, { refundId })).body.amount).toBe(7001)
    expect((await refund(b.id, { refundId })).body.code).toBe('selling.refund_differs')
    expect((await refund(a.id)).body.code).toBe('selling.voucher_not_refundable')
    expect((await refund(b.id)).body.amount).toBe(10_001)
    expect((await use(a.code)).body.code).toBe('fulfilment.voucher_refunded')
    const after = await s.mine(order.id)
    expect(after.vouchers.map(balance)).toEqual([
      ['refunded', 3, 7, 10],
      ['refunded', 0, 10, 10],
    ])
    expect(after.refunds.map((r) => [r.amount, r.lines[0]!.quantity])).toEqual([
      [7001, 0],
      [10_001, 1],
    ])
    await later(30_000)
    expect(await s.mine(order.id)).toMatchObject({
      refunded: 17_002,
      payment: 'part_refunded',
      status: 'completed',
    })
  })

  it('by the shopper while it was never used and its terms allow it', async () => {
    const { order, mine } = await one(wash)
    const back = (id: string, who: Client = s.shopper) =>
      who.post(`/shop/vouchers/${id}/refunds`, { id: newId() })
    expect((await back(mine.id, await s.t.aShopper())).status).toBe(404)
    const { body } = await back(mine.id)
    expect([body.amount, body.voucher.state]).toEqual([10_001, 'refunded'])
    await later(30_000)
    expect((await s.mine(order.id)).status).toBe('refunded')
    const used = await one(wash)
    await use(used.mine.code)
    expect((await back(used.mine.id)).body.code).toBe('selling.voucher_not_refundable')
    const strict = await one(await onSale(voucher({ refundable: false })))
    expect(strict.mine.refundable).toBe(false)
    expect((await back(strict.mine.id)).body.code).toBe('selling.voucher_not_refundable')
  })

  it('never by pieces of the line, and not by who may not', async () => {
    const { order, mine } = await one(wash)
    const lines = [{ lineId: order.lines[0]!.id, quantity: 1 }]
    const asked = { id: newId(), reason: '退', lines }
    expect((await owner.post(`/orders/${order.id}/refunds`, asked)).body.code).toBe(
      'selling.refund_by_voucher',
    )
    expect((await owner.get<Order>(`/orders/${order.id}`)).body.refundable).toEqual([])
    const clerk = await s.t.aPerson('clerk', 'store', s.storeId)
    expect((await refund(mine.id, { who: clerk })).status).toBe(403)
    const elsewhere = await s.t.aPerson('store_manager', 'store', await s.t.aStore())
    expect([403, 404]).toContain((await refund(mine.id, { who: elsewhere })).status)
    expect(await rowOf(mine.id)).toEqual(['live', 0, 0])
  })

  it('of a use and a refund at the same moment one wins', async () => {
    for (let n = 0; n < 4; n++) {
      const { mine } = await one(book)
      const [used, back] = await Promise.all([use(mine.code), refund(mine.id)])
      expect([used.status, back.status].filter((status) => status === 200)).toHaveLength(1)
      const [state, times, gone] = (await rowOf(mine.id))!
      expect(times === 1 ? [state, gone] : [state, times]).toEqual([times === 1 ? 'used' : 'refunded', 0])
    }
  })
})
