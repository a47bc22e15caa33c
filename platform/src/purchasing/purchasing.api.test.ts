import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestMall } from '../../test/mall.js'
import { newId, World, type Answer, type Client } from '../../test/world.js'

describe('stores order goods at agreed prices', () => {
  let w: World
  let m: TestMall
  let sister: Client
  beforeAll(async () => {
    w = await World.start()
    m = await TestMall.open(await w.aTenant())
    sister = await m.t.aPerson('store_manager', 'store', m.dealer)
  }, 60_000)
  afterAll(() => w.stop())

  const list = (change: object = {}) => ({
    version: 0,
    name: '协议价',
    sellerId: m.supplierId,
    unitIds: [m.t.hqId],
    lines: [{ skuId: m.milk.id, price: 500, min: 12, pack: 6, from: null, until: null }],
    ...change,
  })
  const line = (change: object) => ({ ...list().lines[0], ...change })
  /** Asks, expects exactly this refusal, and that nothing anywhere has changed. */
  async function refused(ask: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
    const before = await m.all()
    const answer = await ask()
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await m.all()).toBe(before)
    return answer
  }
  const offers = async (by: Client, store: string, query = '') =>
    (await by.get(`/stores/${store}/offers${query}`)).body.items.map(
      (o: { name: { zh: string }; price: number; available: number | null }) => [
        o.name.zh,
        o.price,
        o.available,
      ],
    )

  it('a list is HQ’s, is written whole, and refuses what cannot be', async () => {
    const put = (by: Client, body: object, id = newId()) => by.put(`/purchase-lists/${id}`, body)
    await refused(() => put(m.manager, list()), 403, 'access.denied')
    await refused(() => m.manager.get('/purchase-lists'), 403, 'access.denied')
    for (const bad of [
      line({ min: 13 }),
      line({ pack: 0 }),
      line({ from: '2026-12-02', until: '2026-12-01' }),
      line({ price: -1 }),
    ])
      await refused(() => put(m.merch, list({ lines: [bad] })), 400, 'request.invalid')
    const twice = [line({ until: '2026-12-31' }), line({ from: '2026-12-31' })]
    const answer = await refused(() => put(m.merch, list({ lines: twice })), 422, 'purchasing.twice_on_a_day')
    expect(answer.body.args).toEqual({ code: m.milk.code })
    await refused(() => put(m.merch, list({ lines: [line({ skuId: newId() })] })), 404, 'access.not_found')
    await refused(() => put(m.merch, list({ unitIds: [newId()] })), 404, 'access.not_found')
    await refused(() => put(m.merch, list({ sellerId: newId() })), 404, 'access.not_found')
    await refused(() => put(m.merch, list({ sellerId: m.store })), 422, 'purchasing.not_a_warehouse')
    await refused(
      () => put(m.merch, list({ lines: [line({ skuId: m.rice.id })] })),
      422,
      'purchasing.not_its_goods',
    )
    await refused(() => put(m.merch, list({ version: 7 })), 404, 'access.not_found')
    await refused(
      () => put(m.merch, list({ version: 2 }), m.lists.dairy),
      409,
      'purchasing.changed_meanwhile',
    )
    const id = newId()
    const both = await Promise.all([put(m.merch, list(), id), put(m.owner, list(), id)])
    expect(both.map((a) => a.status).sort()).toEqual([200, 409])
    const { body } = await m.merch.get(`/purchase-lists/${id}`)
    expect(body).toMatchObject({ version: 1, lineCount: 1, seller: { kind: 'supplier', id: m.supplierId } })
    expect(body.lines).toMatchObject([{ code: m.milk.code, price: 500, min: 12, pack: 6 }])
    expect((await m.merch.delete(`/purchase-lists/${id}`)).status).toBe(204)
    expect((await m.merch.get(`/purchase-lists/${id}`)).status).toBe(404)
    expect((await m.merch.get('/purchase-sellers')).body.items.map((s: { kind: string }) => s.kind)).toEqual([
      'warehouse',
      'supplier',
    ])
  })

  it('the nearest list of a seller holds: a dealer has its own price, and today decides', async () => {
    expect(await offers(m.manager, m.store)).toEqual([
      ['大米', 800, null],
      ['奶酪', 3333, null],
      ['牛奶', 500, null],
    ])
    expect(await offers(sister, m.dealer)).toEqual([
      ['大米', 800, null],
      ['奶酪', 3333, null],
      ['牛奶', 550, null],
    ])
    expect(await offers(m.manager, m.store, '?q=milk')).toEqual([['牛奶', 500, null]])
    expect(await offers(m.manager, m.store, `?sellerId=${m.warehouse}`)).toEqual([['大米', 800, null]])
    expect((await m.manager.get(`/stores/${m.dealer}/offers`)).body.code).toBe('access.not_found')
    // of two lists at one node the one made later; its end brings the former back
    const later = newId()
    await m.list(later, m.supplierId, [m.t.hqId], [line({ price: 480 })])
    expect(await offers(m.manager, m.store, '?q=milk')).toEqual([['牛奶', 480, null]])
    expect(await offers(sister, m.dealer, '?q=milk')).toEqual([['牛奶', 550, null]])
    await m.list(later, m.supplierId, [m.t.hqId], [line({ price: 480, until: '2020-01-01' })], 1)
    expect(await offers(m.manager, m.store, '?q=milk')).toEqual([['牛奶', 500, null]])
    await m.list(later, m.supplierId, [m.t.regionId], [line({ price: 490, from: '2020-01-01' })], 2)
    expect(await offers(m.manager, m.store, '?q=milk')).toEqual([['牛奶', 490, null]])
    await m.owner.delete(`/purchase-lists/${later}`)
    const first = (await m.manager.get(`/stores/${m.store}/offers?limit=2`)).body
    const rest = (await m.manager.get(`/stores/${m.store}/offers?limit=2&cursor=${first.nextCursor}`)).body
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null])
    // a supplier that doesn't supply offers nothing
    await w.facts("update suppliers set state = 'suspended' where id = $1", [m.supplierId])
    expect(await offers(m.manager, m.store)).toEqual([['大米', 800, null]])
    await w.facts("update suppliers set state = 'active' where id = $1", [m.supplierId])
  })

  it('a cart is filled by hand, by paste and from an earlier order, and says what doesn’t fit', async () => {
    await refused(
      () =>
        m.manager.put(`/stores/${m.store}/purchase-cart/lines`, {
          lines: [{ sellerId: m.warehouse, skuId: m.milk.id, quantity: 12 }],
        }),
      422,
      'purchasing.not_offered',
    )
    await refused(
      () =>
        m.manager.put(`/stores/${m.dealer}/purchase-cart/lines`, {
          lines: [{ sellerId: m.supplierId, skuId: m.milk.id, quantity: 12 }],
        }),
      404,
      'access.not_found',
    )
    const text = `6901234567892 13\n${m.cheese.code.toLowerCase()}\t1.23\n${m.rice.code} 1.5\nNOPE 3`
    const { body } = await m.manager.post(`/stores/${m.store}/purchase-cart/paste`, { text })
    expect(body.left).toEqual([
      { line: 3, code: m.rice.code, why: 'no_quantity' },
      { line: 4, code: 'NOPE', why: 'unknown' },
    ])
    const [dairy] = body.sellers
    expect(dairy.lines.map((l: any) => [l.code, l.quantity, l.total, l.fault])).toEqual([
      // 1.23 kg in packs of 100 g is 1.3 kg; 33.33 a pound
      [m.cheese.code, 1300, 8666, null],
      [m.milk.code, 18, 9000, null],
    ])
    const odd = await m.cart([{ sku: m.milk, quantity: 13 }])
    expect(odd.sellers[0]!.lines.map((l) => l.fault)).toEqual([null, 'not_in_packs'])
    expect(odd.sellers[0]!.orderable).toBe(false)
    await refused(
      () => m.manager.post('/purchase-orders', m.submission(15_166)),
      422,
      'purchasing.quantity_unfit',
    )
    const gone = await m.cart([
      { sku: m.milk, quantity: 0 },
      { sku: m.cheese, quantity: 0 },
    ])
    expect(gone.sellers).toEqual([])
  })

  it('an order is sent once, at the prices of that moment, for what the person saw', async () => {
    await m.cart()
    const body = m.submission(12_000, { note: '周五前' })
    await refused(() => m.dairy.post('/purchase-orders', body), 403, 'access.denied')
    await refused(() => sister.post('/purchase-orders', body), 404, 'access.not_found')
    const wrong = await refused(
      () => m.manager.post('/purchase-orders', m.submission(11_999)),
      409,
      'purchasing.total_changed',
    )
    expect(wrong.body.args).toMatchObject({ total: '¥120.00', totalAmount: 12_000 })
    const key = { 'idempotency-key': newId() }
    const sent = await m.manager.post('/purchase-orders', body, key)
    expect([sent.status, sent.body.state, sent.body.asked, sent.body.confirmed]).toEqual([
      201,
      'submitted',
      12_000,
      null,
    ])
    expect(sent.body.number).toMatch(/-B1$/)
    const before = await m.all()
    expect((await m.manager.post('/purchase-orders', body, key)).body).toEqual(sent.body)
    expect(await m.all()).toBe(before)
    await refused(() => m.manager.post('/purchase-orders', m.submission(0)), 409, 'purchasing.cart_empty')
    // a price list that changes changes no order
    await m.list(
      m.lists.dairy,
      m.supplierId,
      [m.t.hqId],
      [line({ price: 700 }), line({ skuId: m.cheese.id, price: 3333, min: 100, pack: 100 })],
      1,
    )
    expect((await m.manager.get(`/purchase-orders/${body.id}`)).body.asked).toBe(12_000)
    await m.list(
      m.lists.dairy,
      m.supplierId,
      [m.t.hqId],
      [line({}), line({ skuId: m.cheese.id, price: 3333, min: 100, pack: 100 })],
      2,
    )
    const again = await m.manager.post(`/stores/${m.store}/purchase-cart/again`, { purchaseId: body.id })
    expect(again.body.sellers[0].lines.map((l: any) => [l.code, l.quantity])).toEqual([[m.milk.code, 24]])
    // two colleagues press at once: one order
    const both = await Promise.all([1, 2].map(() => m.manager.post('/purchase-orders', m.submission(12_000))))
    expect(both.map((a) => [a.status, a.body.code]).sort()).toEqual([
      [201, undefined],
      [409, 'purchasing.cart_empty'],
    ])
    expect((await m.owner.get(`/purchase-orders?storeId=${m.store}`)).body.items).toHaveLength(2)
    expect((await sister.get('/purchase-orders')).body.items).toEqual([])
    expect((await sister.get(`/purchase-orders/${body.id}`)).status).toBe(404)
  })

  it('above an amount somebody else approves, and until then the seller knows nothing of it', async () => {
    expect((await m.merch.put('/purchase-settings', { approvalFrom: 12_000 })).body).toEqual({
      approvalFrom: 12_000,
    })
    const waits = await m.order()
    expect([waits.state, waits.allowed]).toEqual(['to_approve', ['cancel']])
    expect((await m.dairy.get(`/supplier/purchase-orders/${waits.id}`)).status).toBe(404)
    const decide = (by: Client, id: string, approve: boolean, reason = '') =>
      by.post(`/purchase-orders/${id}/decision`, { approve, reason })
    await refused(() => decide(m.manager, waits.id, true), 403, 'access.denied')
    await refused(() => decide(m.merch, waits.id, false), 400, 'request.invalid')
    const approved = await decide(m.merch, waits.id, true)
    expect([approved.body.state, approved.body.events.map((e: { move: string }) => e.move)]).toEqual([
      'submitted',
      ['submit', 'approve'],
    ])
    expect((await m.dairy.get(`/supplier/purchase-orders/${waits.id}`)).body.allowed).toEqual([
      'confirm',
      'decline',
    ])
    await refused(() => decide(m.merch, waits.id, true), 409, 'purchasing.move_illegal')
    // who may approve needs nobody; who ordered never approves it, also where the right came later
    const own = await m.order(undefined, m.owner)
    expect(own.state).toBe('submitted')
    const later = await m.order()
    await w.facts(
      "update purchase_orders set submitted_by = (select person_id from role_grants where tenant_id = $1 and role_key = 'merchandiser' limit 1) where id = $2",
      [m.t.ref.id, later.id],
    )
    await refused(() => decide(m.merch, later.id, true), 403, 'purchasing.own_order')
    expect((await decide(m.owner, later.id, false, '先用库存')).body.state).toBe('refused')
    const small = await m.order([{ sku: m.milk, quantity: 12 }])
    expect(small.state).toBe('submitted')
    await m.merch.put('/purchase-settings', { approvalFrom: null })
  })

  it('no agreement goes below what a contract in force pays the supplier', async () => {
    await w.facts('update skus set supply_price = 520 where id = $1', [m.milk.id])
    await m.list(m.lists.dealer, m.supplierId, [m.dealer], [line({ price: 519 })], 1)
    await m.cart([{ sku: m.milk, quantity: 12 }])
    await m.contract({ model: 'supply_price', rate: 0 })
    const below = list({ version: 2, unitIds: [m.dealer], lines: [line({ price: 519 })] })
    const answer = await refused(
      () => m.merch.put(`/purchase-lists/${m.lists.dealer}`, below),
      422,
      'purchasing.below_supply_price',
    )
    expect(answer.body.args).toEqual({ code: m.milk.code, price: '¥5.19', floor: '¥5.20' })
    await refused(
      () => m.manager.post('/purchase-orders', m.submission(6000)),
      422,
      'purchasing.below_supply_price',
    )
    await m.list(m.lists.dealer, m.supplierId, [m.dealer], [line({ price: 520 })], 2)
    await w.facts('update skus set supply_price = null where id = $1', [m.milk.id])
  })
})
