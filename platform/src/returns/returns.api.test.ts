import { noLimits, type Order } from '@storeweave/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aWaybill, TestDepot } from '../../test/depot.js'
import { TestShop, type Staff } from '../../test/shop.js'
import { ok } from '../../test/suppliers.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

describe('what shoppers ask back', () => {
  let w: World
  let shop: TestShop
  let owner: Staff
  let clerk: Staff
  let tea: TestSku

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 1000, price: 333 })
    owner = await shop.t.aPerson('owner')
    clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    tea = await shop.t.aSku({ price: 500 })
    await shop.t.stock(shop.storeId, tea.id, 1000)
  })
  afterAll(() => w.stop())

  /** Paid by WeChat and handed over: 3 of the shop's goods and 2 teas. */
  async function fetched(buyer: Client = shop.shopper): Promise<Order> {
    const lines = [
      { skuId: shop.sku.id, quantity: 3 },
      { skuId: tea.id, quantity: 2 },
    ]
    const { id, verification } = await shop.paidOrder({ lines }, buyer)
    await shop.manager.post('/verifications', { storeId: shop.storeId, code: verification!.code })
    return shop.mine(id, buyer)
  }
  const wish = (order: Order, quantity = 2, more: object = {}) => ({
    id: newId(),
    kind: 'return',
    reason: 'damaged',
    words: '瓶盖漏了',
    lines: [{ lineId: order.lines[0]!.id, quantity }],
    ...more,
  })
  const asks = (order: Order, body: object, who: Client = shop.shopper) =>
    who.post(`/shop/orders/${order.id}/returns`, body)
  const asked = async (order: Order, quantity = 2, more: object = {}) =>
    (await ok(asks(order, wish(order, quantity, more)))).id as string
  const decide = (id: string, decision: 'approve' | 'refuse', who: Client = shop.manager, note = '') =>
    who.post(`/returns/${id}/decisions`, { decision, note: note || (decision === 'refuse' ? '已拆封' : '') })
  const receive = (id: string, lines: object[], who: Client = clerk, note = '') =>
    who.post(`/returns/${id}/receipt`, { lines, note })
  const right = (order: Order, accepted: number, restock = true) => [
    { lineId: order.lines[0]!.id, accepted, restock },
  ]
  const mine = async (order: Order, id: string, who: Client = shop.shopper) =>
    (await ok(who.get(`/shop/orders/${order.id}/returns`))).items.find((r: any) => r.id === id)
  const refunds = async (order: Order) =>
    (await w.facts('select id, amount::int from refunds where order_id = $1 order by id', [order.id])) as {
      id: string
      amount: number
    }[]
  const said = (a: { status: number; body: any }) => [a.status, a.body.code]

  it('goods go back from the question to the money: asked, approved, handed in, on the shelf, refunded once', async () => {
    const order = await fetched()
    const before = await ok(shop.shopper.get(`/shop/orders/${order.id}/returns`))
    expect([before.why, before.lines.map((l: any) => l.most), before.items]).toEqual([null, [3, 2], []])
    const body = wish(order)
    for (const _ of [1, 2]) expect((await asks(order, body)).status).toBe(201)
    expect(await mine(order, body.id)).toMatchObject({
      state: 'asked',
      desk: 'store',
      worth: 666,
      amount: null,
      words: '瓶盖漏了',
      canWithdraw: true,
    })
    expect((await ok(shop.shopper.get(`/shop/orders/${order.id}/returns`))).lines[0].most).toBe(1)
    expect((await ok(decide(body.id, 'approve'))).state).toBe('approved')
    const { onHand } = await shop.stock()
    const done = await ok(receive(body.id, right(order, 2)))
    expect([done.state, done.amount, done.refund]).toEqual(['refunded', 666, 'due'])
    expect((await shop.stock()).onHand).toBe(onHand + 2)
    expect(said(await receive(body.id, right(order, 2)))).toEqual([409, 'returns.move_illegal'])
    expect(said(await decide(body.id, 'approve'))).toEqual([409, 'returns.move_illegal'])
    expect(await refunds(order)).toEqual([{ id: body.id, amount: 666 }])
    expect(done.steps.map((s: any) => s.event)).toEqual(['asked', 'approved', 'received', 'refunded'])
    await w.until(async () => {
      await w.advance(60_000)
      await w.sandbox.control.deliverDue()
      return (await owner.get(`/returns/${body.id}`)).body.refund === 'done'
    }, 'the money at the shopper')
    await shop.signInAgain()
    expect((await mine(order, body.id)).steps.map((s: any) => s.by)).toEqual([
      'shopper',
      'brand',
      'brand',
      'brand',
    ])
  })

  it('money alone goes back with the yes, within the limit of who says it', async () => {
    const order = await fetched()
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '小额退款', en: '' },
      scopes: ['store'],
      permissions: ['Order:read', 'Order:cancel'],
      limits: { ...noLimits, refund: 700 },
    })
    const small = await shop.t.aPerson(role.body.key, 'store', shop.storeId)
    const one = await asked(order, 2, { kind: 'refund_only', reason: 'missing' })
    const { onHand } = await shop.stock()
    const paid = await ok(decide(one, 'approve', small))
    expect([paid.state, paid.amount]).toEqual(['refunded', 666])
    expect((await shop.stock()).onHand).toBe(onHand)
    const two = await asked(order, 1)
    expect(said(await decide(two, 'approve', small))).toEqual([403, 'selling.refund_over_limit'])
    expect((await ok(decide(two, 'approve'))).state).toBe('approved')
    const three = await asked(order, 1, { lines: [{ lineId: order.lines[1]!.id, quantity: 1 }] })
    expect(said(await decide(three, 'approve', small))).toEqual([403, 'selling.refund_over_limit'])
    expect((await decide(three, 'approve', clerk)).status).toBe(403)
  })

  it('what a limit allows counts what other returns of the order were promised', async () => {
    const order = await fetched()
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '限额', en: '' },
      scopes: ['store'],
      permissions: ['Order:read', 'Order:cancel'],
      limits: { ...noLimits, refund: 700 },
    })
    const small = await shop.t.aPerson(role.body.key, 'store', shop.storeId)
    const [one, two] = [
      await asked(order, 2),
      await asked(order, 1, { lines: [{ lineId: order.lines[1]!.id, quantity: 1 }] }),
    ]
    await ok(decide(one, 'approve', small))
    expect(said(await decide(two, 'approve', small))).toEqual([403, 'selling.refund_over_limit'])
  })

  it('only the buyer asks, of completed orders, in time, and never for more than is left', async () => {
    const order = await fetched()
    const stranger = await shop.t.aShopper()
    expect((await asks(order, wish(order), stranger)).status).toBe(404)
    expect((await stranger.get(`/shop/orders/${order.id}/returns`)).status).toBe(404)
    const open = await shop.paidOrder()
    expect(said(await asks(open, wish(open, 1)))).toEqual([409, 'returns.order_open'])
    expect(said(await asks(order, wish(order, 4)))).toEqual([409, 'returns.pieces_gone'])
    expect((await asks(order, wish(order, 1, { lines: [{ lineId: newId(), quantity: 1 }] }))).status).toBe(
      404,
    )
    expect((await asks(order, wish(order, 0))).status).toBe(400)
    const id = await asked(order, 2)
    expect(said(await asks(order, wish(order, 2)))).toEqual([409, 'returns.pieces_gone'])
    expect(said(await asks(await fetched(), wish(order, 2, { id })))).toEqual([422, 'request.key_reused'])
    expect((await stranger.post(`/shop/returns/${id}/withdrawal`)).status).toBe(404)
    await ok(
      owner.post(`/orders/${order.id}/refunds`, {
        id: newId(),
        lines: [{ lineId: order.lines[0]!.id, quantity: 1 }],
        reason: '补偿',
      }),
    )
    expect(said(await asks(order, wish(order, 1)))).toEqual([409, 'returns.pieces_gone'])
    await ok(shop.shopper.post(`/shop/returns/${id}/withdrawal`))
    await ok(shop.shopper.post(`/shop/returns/${id}/withdrawal`))
    expect((await ok(shop.shopper.get(`/shop/orders/${order.id}/returns`))).lines[0].most).toBe(2)
    expect(said(await decide(id, 'approve'))).toEqual([409, 'returns.move_illegal'])
  })

  it('what is not right waits for a word: the right pieces are paid, or none with a reason', async () => {
    const order = await fetched()
    const id = await asked(order, 3)
    await ok(decide(id, 'approve'))
    const parcel = { carrier: 'sf', waybill: aWaybill() }
    for (const _ of [1, 2]) await ok(shop.shopper.put(`/shop/returns/${id}/parcel`, parcel))
    expect(said(await shop.shopper.post(`/shop/returns/${id}/withdrawal`))).toEqual([
      409,
      'returns.move_illegal',
    ])
    expect(said(await receive(id, right(order, 2)))).toEqual([422, 'returns.note_needed'])
    expect(said(await receive(id, right(order, 4), clerk, '多了'))).toEqual([422, 'returns.lines_differ'])
    expect(said(await receive(id, [{ lineId: newId(), accepted: 1 }], clerk, '错'))).toEqual([
      422,
      'returns.lines_differ',
    ])
    const looked = await ok(receive(id, right(order, 2), clerk, '一件已使用'))
    expect([looked.state, looked.lines[0].accepted, looked.may.decide]).toEqual(['received', 2, false])
    expect(await refunds(order)).toEqual([])
    const { onHand } = await shop.stock()
    expect((await ok(decide(id, 'approve'))).amount).toBe(666)
    expect((await shop.stock()).onHand).toBe(onHand + 2)

    const none = await fetched()
    const bad = await asked(none, 1)
    await ok(decide(bad, 'approve'))
    await ok(receive(bad, right(none, 0), clerk, '空盒'))
    expect(said(await decide(bad, 'approve'))).toEqual([409, 'returns.nothing_accepted'])
    expect(said(await shop.manager.post(`/returns/${bad}/decisions`, { decision: 'refuse' }))).toEqual([
      422,
      'returns.note_needed',
    ])
    await ok(decide(bad, 'refuse', shop.manager, '退回的是空盒'))
    expect(await mine(none, bad)).toMatchObject({ state: 'refused', answer: '退回的是空盒', amount: null })
    expect(said(await decide(bad, 'approve'))).toEqual([403, 'returns.with_hq'])
    expect((await ok(decide(bad, 'approve', owner))).state).toBe('refunded')
    expect(await refunds(none)).toEqual([{ id: bad, amount: 333 }])
  })

  it('staff see those of their stores alone, page by page, with the contact masked', async () => {
    const other = await TestShop.open(w)
    const order = await fetched()
    const ids = [await asked(order, 1, { words: '打 13812345678' }), await asked(order, 1)]
    const elsewhere = await other.t.aPerson('owner')
    expect((await elsewhere.get(`/returns/${ids[0]}`)).status).toBe(404)
    const sister = await shop.t.aStore()
    const neighbour = await shop.t.aPerson('store_manager', 'store', sister)
    expect((await neighbour.get(`/returns/${ids[0]}`)).status).toBe(404)
    expect((await decide(ids[0]!, 'approve', neighbour)).status).toBe(404)
    expect((await neighbour.get('/returns')).body.items).toEqual([])
    const found = `/returns?q=${order.number}&limit=1`
    const first = await ok(shop.manager.get(found))
    const second = await ok(shop.manager.get(`${found}&cursor=${first.nextCursor}`))
    expect([...first.items, ...second.items].map((r: any) => r.id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
    const one = await ok(shop.manager.get(`/returns/${ids[0]}`))
    expect([one.words, one.may]).toEqual(['打 138****5678', { decide: true, receive: false }])
    const counts = await ok(neighbour.get('/return-counts'))
    expect(counts).toEqual({ toDecide: 0, overdue: 0, underWay: 0, toSettle: 0 })
    expect((await ok(shop.manager.get('/return-counts'))).toDecide).toBeGreaterThanOrEqual(2)
    expect((await ok(owner.get(`/returns?show=over&q=${order.number}`))).items).toEqual([])
  })

  it('pictures are the shopper’s own, once, and all goes with the account while what went back stays', async () => {
    const buyer = await shop.t.aShopper()
    const order = await fetched(buyer)
    const bytes = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#345' } })
      .png()
      .toBuffer()
    const bring = (who: Client) =>
      who.send('POST', `/api/shop/return-pictures?orderId=${order.id}`, bytes, {
        'content-type': 'image/png',
      })
    expect((await bring(shop.shopper)).status).toBe(404)
    const picture = (await bring(buyer)).body
    const body = wish(order, 1, { pictureIds: [picture.id] })
    expect(said(await asks(order, wish(order, 1, { pictureIds: [newId()] }), buyer))).toEqual([
      422,
      'returns.picture_unknown',
    ])
    await ok(asks(order, body, buyer))
    expect(said(await asks(order, wish(order, 1, { pictureIds: [picture.id] }), buyer))).toEqual([
      422,
      'returns.picture_unknown',
    ])
    expect((await ok(shop.manager.get(`/returns/${body.id}`))).pictures).toHaveLength(1)
    expect((await shop.t.api.send('GET', picture.url)).status).toBe(200)
    const phone = '13900001234'
    await w.facts('update members set phone = $2 where id = $1', [buyer.memberId, phone])
    const erase = () => owner.post('/privacy/erasures', { phone, reason: '本人要求' })
    expect(said(await erase())).toEqual([409, 'members.orders_open'])
    await ok(decide(body.id, 'approve', shop.manager, '请带到店'))
    await ok(receive(body.id, right(order, 1)))
    await w.advance(60_000)
    await w.sandbox.control.deliverDue()
    await w.until(async () => (await erase()).status === 204, 'the money back, and the account gone')
    const kept = await w.facts(
      'select r.member_id, r.words, r.answer, r.media_ids, r.state, (select count(*)::int from return_pictures p where p.member_id = $2) as pictures from returns r where r.id = $1',
      [body.id, buyer.memberId],
    )
    expect(kept).toEqual([
      { member_id: null, words: '', answer: '', media_ids: [], state: 'refunded', pictures: 0 },
    ])
    await w.until(async () => (await shop.t.api.send('GET', picture.url)).status === 404, 'its files gone')
  })

  it('deciders, shopper and a refund by hand at the same time: never more than was paid, every step once', async () => {
    for (let round = 0; round < 4; round++) {
      const order = await fetched()
      const id = await asked(order, 3, { kind: round % 2 ? 'return' : 'refund_only' })
      const byHand = () =>
        owner.post(`/orders/${order.id}/refunds`, {
          id: newId(),
          lines: [{ lineId: order.lines[0]!.id, quantity: 2 }],
          reason: '补偿',
        })
      const answers = await Promise.all([
        decide(id, 'approve'),
        decide(id, 'approve', owner),
        decide(id, 'refuse', owner),
        shop.shopper.post(`/shop/returns/${id}/withdrawal`),
        byHand(),
        byHand(),
      ])
      for (const { status } of answers) expect([200, 403, 409]).toContain(status)
      if (round % 2) await Promise.all([1, 2, 3].map(() => receive(id, right(order, 3))))
      const sum = (await refunds(order)).reduce((a, r) => a + r.amount, 0)
      expect(sum).toBeLessThanOrEqual(999)
      const [line] = await w.facts(
        'select coalesce(sum(quantity), 0)::int n from refund_lines where order_id = $1 and line_id = $2',
        [order.id, order.lines[0]!.id],
      )
      expect(line!.n).toBeLessThanOrEqual(3)
      const steps = (await owner.get(`/returns/${id}`)).body.steps.map((s: any) => s.event)
      expect(new Set(steps).size).toBe(steps.length)
    }
  })

  it('ten askers at once get what is left and no more', async () => {
    const order = await fetched()
    const answers = await Promise.all(Array.from({ length: 10 }, () => asks(order, wish(order, 1))))
    expect(answers.map((a) => a.status).sort()).toEqual([201, 201, 201, ...Array<number>(7).fill(409)])
  })
})

describe('time and returns', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 100 })
  })
  afterAll(() => w.stop())

  /** Fetched by the shopper, of one person's hands: tokens end as time passes. */
  async function fetched(): Promise<Order> {
    await shop.signInAgain()
    const clerk = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    const { id, verification } = await shop.paidOrder()
    await clerk.post('/verifications', { storeId: shop.storeId, code: verification!.code })
    return shop.mine(id)
  }
  const ask = (order: Order) => {
    const body = { id: newId(), kind: 'return', reason: 'not_wanted' }
    const lines = [{ lineId: order.lines[0]!.id, quantity: 1 }]
    return shop.shopper.post(`/shop/orders/${order.id}/returns`, { ...body, lines })
  }
  const set = async (days: number) =>
    ok((await shop.t.aPerson('owner')).put('/return-settings', { days, decideHours: 48 }))

  it('the window is the brand’s to set: its last day still counts, the next does not', async () => {
    const order = await fetched()
    const manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    expect((await manager.put('/return-settings', { days: 9, decideHours: 24 })).status).toBe(403)
    await set(0)
    expect((await ask(order)).body.code).toBe('returns.not_taken')
    expect(await set(2)).toEqual({ days: 2, decideHours: 48 })
    await shop.later(2 * DAY_MS)
    expect((await ask(order)).status).toBe(201)
    await shop.later(DAY_MS)
    expect((await ask(order)).body.code).toBe('returns.too_late')
    expect((await ok(shop.shopper.get(`/shop/orders/${order.id}/returns`))).why).toBe('too_late')
  })

  it('what nobody decides in time is HQ’s; what never comes back lapses', async () => {
    await set(7)
    const order = await fetched()
    const { id } = await ok(ask(order))
    const now = async () => {
      const owner = await shop.t.aPerson('owner')
      return { owner, read: (await owner.get(`/returns/${id}`)).body }
    }
    await shop.later(47 * HOUR_MS)
    expect((await now()).read.desk).toBe('store')
    await shop.later(2 * HOUR_MS)
    const { owner, read } = await now()
    expect([read.desk, read.overdue, read.steps.at(-1).event]).toEqual(['hq', true, 'escalated'])
    const manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    const yes = { decision: 'approve' }
    expect((await manager.post(`/returns/${id}/decisions`, yes)).body.code).toBe('returns.with_hq')
    expect((await owner.post(`/returns/${id}/decisions`, yes)).body.state).toBe('approved')
    await shop.later(31 * DAY_MS)
    expect((await now()).read).toMatchObject({ state: 'withdrawn' })
    expect((await now()).read.steps.at(-1).event).toBe('lapsed')
  })
})

describe('what a supplier shipped', () => {
  let w: World
  let s: TestShop
  let owner: Staff
  let d: TestDepot
  let other: TestDepot
  let milk: TestSku
  beforeAll(async () => {
    w = await World.start()
    s = await TestShop.open(w)
    owner = await s.t.aPerson('owner')
    d = await TestDepot.open(s, owner)
    other = await TestDepot.open(s, owner)
    milk = await d.aSku(1000)
  }, 60_000)
  afterAll(() => w.stop())

  /** Shipped, signed for. */
  async function delivered(): Promise<Order> {
    const order = await d.order([{ sku: milk, quantity: 3 }])
    await ok(d.ship(order.id, [{ lineId: order.lines[0].id, quantity: 3 }]))
    await ok(s.shopper.post(`/shop/orders/${order.id}/receipt`))
    return s.mine(order.id)
  }
  const asked = async (order: Order, quantity = 2) => {
    const id = newId()
    const body = { id, kind: 'return', reason: 'quality', lines: [{ lineId: order.lines[0]!.id, quantity }] }
    await ok(s.shopper.post(`/shop/orders/${order.id}/returns`, body))
    return id
  }
  const decide = (id: string, decision: string, who: Client = d.person) =>
    who.post(`/supplier/returns/${id}/decisions`, { decision, note: decision === 'refuse' ? '已过保' : '' })

  it('its supplier decides, receives into its depot, and the money goes once, without ever reading what it was', async () => {
    const order = await delivered()
    const id = await asked(order)
    const text = (await d.person.get(`/supplier/returns/${id}`)).text
    const [buyer] = await w.facts('select contact_phone, contact_name from orders where id = $1', [order.id])
    expect(text).not.toContain(s.shopper.memberId)
    if (buyer!.contact_phone) expect(text).not.toContain(buyer!.contact_phone)
    expect(text).not.toMatch(/worth|amount|2000/)
    expect((await other.person.get(`/supplier/returns/${id}`)).status).toBe(404)
    expect((await decide(id, 'approve', other.person)).status).toBe(404)
    expect((await other.person.get('/supplier/returns')).body.items).toEqual([])
    expect((await d.person.get('/supplier/returns')).body.items.map((r: any) => r.id)).toEqual([id])
    expect((await decide(id, 'approve')).body.state).toBe('approved')
    const before = await d.level(milk)
    const lines = [{ lineId: order.lines[0]!.id, accepted: 2, restock: true }]
    const answers = await Promise.all(
      [1, 2, 3].map(() => d.person.post(`/supplier/returns/${id}/receipt`, { lines })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409])
    expect((await d.level(milk)).onHand).toBe(before.onHand + 2)
    expect((await owner.get(`/returns/${id}`)).body).toMatchObject({ state: 'refunded', amount: 2000 })
    const entries = await w.facts('select 1 from refunds where order_id = $1', [order.id])
    expect(entries).toHaveLength(1)
  })

  it('HQ overrules its refusal; after its time HQ alone decides', async () => {
    const order = await delivered()
    const id = await asked(order, 1)
    expect((await decide(id, 'refuse')).body.state).toBe('refused')
    expect((await decide(id, 'approve')).body.code).toBe('returns.with_hq')
    const overruled = await owner.post(`/returns/${id}/decisions`, { decision: 'approve', note: '请退回' })
    expect([overruled.body.state, overruled.body.desk]).toEqual(['approved', 'hq'])
    const late = await asked(order, 1)
    await s.later(49 * HOUR_MS)
    expect((await d.person.get(`/supplier/returns/${late}`)).status).toBe(401)
    const [row] = await w.facts('select desk from returns where id = $1', [late])
    expect(row!.desk).toBe('hq')
  })
})
