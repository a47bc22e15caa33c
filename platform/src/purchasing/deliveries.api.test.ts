import type { PurchaseOrder } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestMall } from '../../test/mall.js'
import { newId, World, type Answer, type Client } from '../../test/world.js'

describe('what is ordered is confirmed, shipped, counted and owed for', () => {
  let w: World
  let m: TestMall
  let finance: Client
  beforeAll(async () => {
    w = await World.start()
    m = await TestMall.open(await w.aTenant())
    finance = await m.t.aPerson('finance')
  }, 60_000)
  afterAll(() => w.stop())

  async function refused(ask: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
    const before = await m.all()
    const answer = await ask()
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await m.all()).toBe(before)
    return answer
  }
  const at = (o: PurchaseOrder, what: string) => `/supplier/purchase-orders/${o.id}/${what}`
  const house = (o: PurchaseOrder, what: string) => `/purchase-orders/${o.id}/${what}`
  const receipt = (
    o: PurchaseOrder,
    shipmentId: string,
    quantities: number[],
    reason: string | null = null,
  ) => ({
    shipmentId,
    lines: o.lines.map((l, i) => ({ lineId: l.id, quantity: quantities[i]!, reason })),
  })

  it('a supplier confirms part, ships twice, the store counts: stock, transit and books to the piece and fen', async () => {
    const o = await m.order([
      { sku: m.cheese, quantity: 1300 },
      { sku: m.milk, quantity: 24 },
    ])
    const [a, b] = o.lines as [PurchaseOrder['lines'][0], PurchaseOrder['lines'][0]]
    const [first, second] = a.skuId === m.milk.id ? [b, a] : [a, b]
    const [cheese, milk] = [first.id, second.id]
    const confirm = (lines: object[], reason = '缺货') =>
      m.dairy.post(at(o, 'confirmation'), { lines, reason })
    const said = (lineId: string, quantity: number) => ({ lineId, quantity })
    await refused(() => confirm([said(cheese, 1300)]), 422, 'purchasing.lines_differ')
    await refused(() => confirm([said(cheese, 1300), said(cheese, 1)]), 422, 'purchasing.lines_differ')
    await refused(() => confirm([said(cheese, 1300), said(newId(), 1)]), 422, 'purchasing.lines_differ')
    const over = await refused(
      () => confirm([said(cheese, 1301), said(milk, 1)]),
      422,
      'purchasing.more_than_asked',
    )
    expect(over.body.args).toEqual({ code: m.cheese.code, most: 1300 })
    await refused(() => confirm([said(cheese, 1300), said(milk, 18)], ''), 422, 'purchasing.reason_needed')
    await refused(() => m.manager.post(house(o, 'confirmation'), { lines: m.lines(o) }), 403, 'access.denied')
    // two people of the supplier at once: one word holds
    const both = await Promise.all([18, 12].map((n) => confirm([said(cheese, 1300), said(milk, n)])))
    expect(both.map((r) => r.status).sort()).toEqual([200, 409])
    const pieces = both[0]!.status === 200 ? 18 : 12
    const known = (await m.manager.get(`/purchase-orders/${o.id}`)).body as PurchaseOrder
    expect([known.state, known.asked, known.confirmed]).toEqual(['confirmed', 20_666, 8666 + pieces * 500])
    expect(known.lines.find((l) => l.id === milk)!.confirmed).toBe(pieces)
    await refused(
      () => m.manager.post(house(o, 'cancellation'), { reason: '不要了' }),
      409,
      'purchasing.move_illegal',
    )

    const ship = (lines: object[], id = newId()) =>
      m.dairy.post(at(o, 'shipments'), { id, carrier: '自送', waybill: `W${id}`, lines })
    const much = await refused(() => ship([said(milk, pieces + 1)]), 422, 'purchasing.more_than_confirmed')
    expect(much.body.args).toEqual({ code: m.milk.code, most: pieces })
    await refused(() => ship([said(milk, 1), said(milk, 1)]), 422, 'purchasing.lines_differ')
    const [one, two] = [newId(), newId()]
    expect((await ship([said(cheese, 650), said(milk, 6)], one)).body.state).toBe('shipped')
    expect(await m.stock(m.store, m.milk)).toEqual([0, 6])
    await refused(() => ship([said(milk, pieces - 5)]), 422, 'purchasing.more_than_confirmed')
    await refused(() => ship([said(milk, 1)], one), 422, 'request.key_reused')
    expect((await ship([said(cheese, 650), said(milk, pieces - 6)], two)).status).toBe(200)
    expect(await m.stock(m.store, m.cheese)).toEqual([0, 1300])

    const count = (id: string, lines: object[]) =>
      m.manager.post(house(o, 'receipts'), { shipmentId: id, lines })
    await refused(() => count(one, [said(cheese, 651), said(milk, 6)]), 422, 'purchasing.more_than_shipped')
    await refused(() => count(one, [said(cheese, 650), said(milk, 5)]), 422, 'purchasing.reason_needed')
    await refused(() => count(one, [said(milk, 6)]), 422, 'purchasing.lines_differ')
    await refused(() => count(newId(), [said(cheese, 650), said(milk, 6)]), 404, 'access.not_found')
    // two clerks count the same parcel at once: it comes in once
    const damaged = { ...said(milk, 4), reason: 'damaged' }
    const counts = await Promise.all([1, 2, 3].map(() => count(one, [said(cheese, 650), damaged])))
    expect(counts.map((r) => [r.status, r.body.code]).sort()).toEqual([
      [200, undefined],
      [409, 'purchasing.move_illegal'],
      [409, 'purchasing.move_illegal'],
    ])
    expect([await m.stock(m.store, m.cheese), await m.stock(m.store, m.milk)]).toEqual([
      [650, 650],
      [4, pieces - 6],
    ])
    // 650 g at 33.33 a pound is 43.329: 43.33; 4 milk at 5.00
    expect(await m.books()).toEqual({
      [`store:${m.store}`]: 6333,
      supplies: -6333,
      purchases: 6333,
      [`trade:${m.supplierId}`]: -6333,
    })
    const done = await count(two, [said(cheese, 650), said(milk, pieces - 6)])
    expect(done.body.state).toBe('closed')
    expect(done.body.events.map((e: { move: string }) => e.move)).toEqual([
      ...['submit', 'confirm', 'ship', 'ship', 'receive', 'receive', 'close'],
    ])
    // 1,300 g together are 86.66, so the second half is 43.33
    const owed = 8666 + (pieces - 2) * 500
    expect([done.body.received, (await m.books())[`store:${m.store}`]]).toEqual([owed, owed])
    expect(done.body.shipments[0].lines.find((l: { lineId: string }) => l.lineId === milk)).toEqual({
      lineId: milk,
      quantity: 6,
      received: 4,
      reason: 'damaged',
    })
    const moved = await w.facts(
      "select kind, quantity::int, ref from stock_movements where tenant_id = $1 and sku_id = $2 and document <> '' order by id",
      [m.t.ref.id, m.milk.id],
    )
    expect(moved).toEqual([
      { kind: 'receipt', quantity: 4, ref: `shipment:${one}:in` },
      { kind: 'receipt', quantity: pieces - 6, ref: `shipment:${two}:in` },
    ])
    const mine = (await m.manager.get(`/stores/${m.store}/trade-entries`)).body
    const theirs = (await m.dairy.get('/supplier/trade-entries')).body
    expect([mine.owed, theirs.owed, mine.items.length]).toEqual([owed, owed, 2])
    expect(mine.items[1]).toMatchObject({ kind: 'delivery', amount: 6333, purchaseId: o.id })
  })

  it('a payment is recorded once, and never more than is owed', async () => {
    const { owed } = (await m.manager.get(`/stores/${m.store}/trade-entries`)).body
    const pay = (party: string, amount: number, bankRef: string, by: Client = finance, more = {}) =>
      by.post(`/trade-accounts/${party}/payments`, { id: newId(), amount, bankRef, ...more })
    await refused(() => pay(m.store, owed + 1, 'B-1'), 409, 'purchasing.paid_too_much')
    await refused(() => pay(m.store, 0, 'B-1'), 400, 'request.invalid')
    await refused(() => pay(m.store, 100, 'B-1', m.manager), 403, 'access.denied')
    await refused(() => pay(newId(), 100, 'B-1'), 404, 'access.not_found')
    const twice = await Promise.all(['B-1', 'B-2'].map((ref) => pay(m.store, owed, ref)))
    expect(twice.map((r) => [r.status, r.body.code]).sort()).toEqual([
      [200, undefined],
      [409, 'purchasing.paid_too_much'],
    ])
    const used = twice[0]!.status === 200 ? 'B-1' : 'B-2'
    await refused(() => pay(m.supplierId, 100, used), 409, 'purchasing.bank_ref_used')
    expect((await pay(m.supplierId, owed, 'B-3')).body.owed).toBe(0)
    expect(await m.books()).toEqual({
      [`store:${m.store}`]: 0,
      supplies: -owed,
      purchases: owed,
      [`trade:${m.supplierId}`]: 0,
      bank: 0,
    })
    const { items } = (await finance.get('/trade-accounts')).body
    expect(items.map((a: { party: string; owed: number }) => [a.party, a.owed])).toEqual([
      ['store', 0],
      ['supplier', 0],
    ])
  })

  it('HQ’s warehouse: goods leave it when they are sent, never more than there is', async () => {
    const o = await m.order([{ sku: m.rice, quantity: 90 }])
    const keeper = await m.t.aPerson('store_manager', 'store', m.warehouse)
    expect((await keeper.get(`/purchase-orders/${o.id}`)).body.allowed).toEqual(['confirm', 'decline'])
    await m.confirmed(o)
    expect(await m.stock(m.warehouse, m.rice)).toEqual([100, 0])
    expect(
      (
        await keeper.post(
          house(o, 'shipments'),
          m.parcel(o, () => 80),
        )
      ).status,
    ).toBe(200)
    expect([await m.stock(m.warehouse, m.rice), await m.stock(m.store, m.rice)]).toEqual([
      [20, 0],
      [0, 80],
    ])
    const more = await m.order([{ sku: m.rice, quantity: 30 }])
    await m.confirmed(more)
    await refused(
      () => keeper.post(house(more, 'shipments'), m.parcel(more)),
      409,
      'inventory.not_enough_stock',
    )
    // what was confirmed and cannot be sent is given up; what is under way is still counted
    expect((await keeper.post(house(o, 'ending'), { reason: '盘亏' })).body.state).toBe('shipped')
    await refused(() => keeper.post(house(o, 'ending'), { reason: '盘亏' }), 409, 'purchasing.move_illegal')
    const [{ id }] = (await m.manager.get(`/purchase-orders/${o.id}`)).body.shipments
    const counted = await m.manager.post(house(o, 'receipts'), receipt(o, id, [80]))
    expect([counted.body.state, counted.body.received]).toEqual(['closed', 64_000])
    expect([await m.stock(m.warehouse, m.rice), await m.stock(m.store, m.rice)]).toEqual([
      [20, 0],
      [80, 0],
    ])
    expect((await m.books())[`store:${m.store}`]).toBe(64_000)
    expect((await m.merch.post(house(more, 'ending'), { reason: '无货' })).body.state).toBe('declined')
  })

  it('whose word counts: sellers are strangers to each other, a clerk counts, stores wait for their own', async () => {
    const o = await m.order()
    const other = newId()
    await w.facts(
      "insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, 'FARM', '农场', now())",
      [m.t.ref.id, other],
    )
    const farm = await m.t.aPerson('supplier', 'supplier', other)
    const seller = await m.t.aPerson('supplier_finance', 'supplier', m.supplierId)
    await refused(() => farm.post(at(o, 'confirmation'), { lines: m.lines(o) }), 404, 'access.not_found')
    await refused(() => seller.post(at(o, 'confirmation'), { lines: m.lines(o) }), 403, 'access.denied')
    expect((await farm.get('/supplier/purchase-orders')).body.items).toEqual([])
    const { shipmentId, order } = await m.shipped(o)
    const stranger = await m.t.aPerson('clerk', 'store', m.dealer)
    const clerk = await m.t.aPerson('clerk', 'store', m.store)
    const body = receipt(order, shipmentId, [24])
    await refused(() => stranger.post(house(o, 'receipts'), body), 404, 'access.not_found')
    const key = { 'idempotency-key': newId() }
    const counted = await clerk.post(house(o, 'receipts'), body, key)
    expect(counted.body.state).toBe('closed')
    const before = await m.all()
    expect((await clerk.post(house(o, 'receipts'), body, key)).body).toEqual(counted.body)
    expect(await m.all()).toBe(before)
    const declined = await m.order()
    const none = m.lines(declined, () => 0)
    await refused(
      () => m.dairy.post(at(declined, 'confirmation'), { lines: none }),
      422,
      'purchasing.reason_needed',
    )
    expect(
      (await m.dairy.post(at(declined, 'confirmation'), { lines: none, reason: '停产' })).body.state,
    ).toBe('declined')
    const off = await m.order()
    expect((await m.manager.post(house(off, 'cancellation'), { reason: '下错了' })).body.state).toBe(
      'cancelled',
    )
    await refused(
      () => m.dairy.post(at(off, 'confirmation'), { lines: m.lines(off) }),
      409,
      'purchasing.move_illegal',
    )
  })

  it('goods on contract are settled when sold, so their coming is owed to nobody twice; a warehouse owes nobody', async () => {
    const owed = async () => (await m.books())[`trade:${m.supplierId}`]
    await m.contract()
    const o = await m.order()
    expect(o.settledAtSale).toBe(true)
    const before = await owed()
    const { shipmentId, order } = await m.shipped(o)
    await m.manager.post(house(o, 'receipts'), receipt(order, shipmentId, [24]))
    expect(await owed()).toBe(before)
    expect((await m.manager.get(`/stores/${m.store}/trade-entries`)).body.items[0].amount).toBe(12_000)
    const hq = await m.order(undefined, m.owner, m.warehouse)
    const sent = await m.shipped(hq)
    await m.owner.post(house(hq, 'receipts'), receipt(sent.order, sent.shipmentId, [24]))
    expect([await m.stock(m.warehouse, m.milk), (await m.books())[`store:${m.warehouse}`]]).toEqual([
      [24, 0],
      undefined,
    ])
  })
})
