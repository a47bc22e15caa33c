import { noLimits, type Order } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop, type Staff } from '../../test/shop.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

describe('money back for lines of an order', () => {
  let w: World
  let shop: TestShop
  let owner: Staff
  let tea: TestSku

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 1000, price: 333 })
    owner = await shop.t.aPerson('owner')
    tea = await shop.t.aSku({ price: 500 })
    await shop.t.stock(shop.storeId, tea.id, 1000)
  })
  afterAll(() => w.stop())

  /** Paid by WeChat and handed over: 3 of the shop's goods and 2 teas. */
  async function fetched(): Promise<Order> {
    const lines = [
      { skuId: shop.sku.id, quantity: 3 },
      { skuId: tea.id, quantity: 2 },
    ]
    const { id, verification } = await shop.paidOrder({ lines })
    await shop.manager.post('/verifications', { storeId: shop.storeId, code: verification!.code })
    return seen(id)
  }
  const seen = async (id: string, who: Client = owner): Promise<Order> =>
    (await who.get<Order>(`/orders/${id}`)).body
  const ask = (order: Order, lines: object[], o: { id?: string; who?: Client } = {}) =>
    (o.who ?? owner).post(`/orders/${order.id}/refunds`, { id: o.id ?? newId(), lines, reason: '破损' })
  const moves = (order: Order) =>
    w.facts(
      "select sku_id, kind, quantity::int, document, ref from stock_movements where document = $1 and kind = 'refund' order by quantity, ref",
      [order.number],
    )
  /** All that a refund could have touched. */
  const facts = async (order: Order) => [
    await seen(order.id),
    await shop.stock(),
    await shop.stock(tea.id),
    await shop.balances(),
    await moves(order),
    await w.facts('select refunded_amount::int from payments where order_id = $1', [order.id]),
    await w.facts("select count(*)::int n from audit_entries where outcome = 'done' and object_id = $1", [
      order.id,
    ]),
  ]

  it('staff who may see what is left of each line; shoppers and others do not', async () => {
    const order = await fetched()
    const [goods, teas] = order.lines as [Order['lines'][0], Order['lines'][0]]
    const whole = [
      { lineId: goods.id, share: 999, refundedQuantity: 0, refundedAmount: 0 },
      { lineId: teas.id, share: 1000, refundedQuantity: 0, refundedAmount: 0 },
    ]
    expect([order.refundable, order.refunds]).toEqual([whole, []])
    expect((await seen(order.id, shop.manager)).refundable).toEqual(whole)
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    expect((await seen(order.id, clerk)).refundable).toEqual([])
    expect((await shop.mine(order.id)).refundable).toEqual([])
    expect((await seen((await shop.paidOrder()).id)).refundable).toEqual([])
    expect((await ask(order, [{ lineId: goods.id, quantity: 1 }], { who: clerk })).status).toBe(403)
    expect((await ask(order, [{ lineId: goods.id, quantity: 1 }], { who: shop.shopper })).status).toBe(403)
  })

  it('pieces go back on the shelf with their money, once, where that is asked; amounts move nothing', async () => {
    const order = await fetched()
    const [goods, teas] = order.lines as [Order['lines'][0], Order['lines'][0]]
    const before = [(await shop.stock()).onHand, (await shop.stock(tea.id)).onHand] as [number, number]
    const id = newId()
    const lines = [
      { lineId: goods.id, quantity: 2, restock: true },
      { lineId: teas.id, quantity: 1 },
    ]
    for (const _ of [1, 2]) expect((await ask(order, lines, { id })).status).toBe(200)
    const other = [{ ...lines[0], restock: false }, lines[1]!]
    expect((await ask(order, other, { id })).body.code).toBe('selling.refund_differs')
    expect((await ask(order, [{ lineId: teas.id, amount: 120 }])).status).toBe(200)
    expect([(await shop.stock()).onHand, (await shop.stock(tea.id)).onHand]).toEqual([
      before[0] + 2,
      before[1],
    ])
    expect(await moves(order)).toEqual([
      {
        sku_id: shop.sku.id,
        kind: 'refund',
        quantity: 2,
        document: order.number,
        ref: `refund:${id}`,
      },
    ])
    const { refundable, refunds, timeline } = await seen(order.id)
    expect(refundable).toEqual([
      { lineId: goods.id, share: 999, refundedQuantity: 2, refundedAmount: 666 },
      { lineId: teas.id, share: 1000, refundedQuantity: 1, refundedAmount: 620 },
    ])
    expect(refunds).toEqual([
      {
        id,
        amount: 1166,
        state: 'due',
        held: false,
        reason: 'returned',
        at: expect.any(String),
        lines: [
          { lineId: goods.id, quantity: 2, amount: 666, restocked: true },
          { lineId: teas.id, quantity: 1, amount: 500, restocked: false },
        ],
      },
      expect.objectContaining({
        amount: 120,
        lines: [{ lineId: teas.id, quantity: 0, amount: 120, restocked: false }],
      }),
    ])
    expect(timeline.filter((e) => e.event === 'refund.lines').map((e) => e.note)).toEqual(['破损', '破损'])
    await w.until(async () => {
      await w.advance(60_000)
      await w.sandbox.control.deliverDue()
      return (await seen(order.id)).refunds.every(({ state }) => state === 'done')
    }, 'the money at the shopper')
    await shop.signInAgain()
    expect(await seen(order.id)).toMatchObject({
      refunded: 1286,
      payment: 'part_refunded',
      status: 'completed',
    })
  })

  it('what is refused changes nothing, however much of it was right', async () => {
    const order = await fetched()
    const [goods, teas] = order.lines as [Order['lines'][0], Order['lines'][0]]
    const right = { lineId: goods.id, quantity: 3, restock: true }
    await ask(order, [{ lineId: teas.id, quantity: 1, restock: true }])
    const before = await facts(order)
    for (const [wrong, status] of [
      [{ lineId: teas.id, quantity: 2, restock: true }, 409],
      [{ lineId: teas.id, amount: 501 }, 409],
      [{ lineId: newId(), quantity: 1 }, 404],
      [{ lineId: goods.id, quantity: 1 }, 400],
      [{ lineId: teas.id, quantity: 0 }, 400],
      [{ lineId: teas.id, amount: 1, restock: true }, 400],
    ] as const)
      expect([wrong, (await ask(order, [right, wrong])).status]).toEqual([wrong, status])
    const elsewhere = await TestShop.open(w)
    const stranger = await elsewhere.t.aPerson('owner')
    expect((await ask(order, [right], { who: stranger })).status).toBe(404)
    expect(await facts(order)).toEqual(before)
  })

  it('a limit counts what went back of the order before: it is not passed in parts', async () => {
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '退款员', en: '' },
      scopes: ['store'],
      permissions: ['Order:read', 'Order:cancel'],
      limits: { ...noLimits, refund: 700 },
    })
    const who = await shop.t.aPerson(role.body.key, 'store', shop.storeId)
    const order = await fetched()
    const one = [{ lineId: order.lines[0]!.id, quantity: 1, restock: true }]
    for (const status of [200, 200]) expect((await ask(order, one, { who })).status).toBe(status)
    const before = await facts(order)
    const over = await ask(order, one, { who })
    expect([over.status, over.body.code, over.body.args]).toEqual([
      403,
      'selling.refund_over_limit',
      expect.objectContaining({ asked: '¥9.99', most: '¥7.00', who: expect.stringContaining('店东') }),
    ])
    expect(await facts(order)).toEqual(before)
    expect((await ask(order, one)).status).toBe(200)
  })

  it('ten at once take back what there is and no more: money, goods and books agree', async () => {
    const order = await fetched()
    const line = { lineId: order.lines[0]!.id, quantity: 1, restock: true }
    const { onHand } = await shop.stock()
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(order, [line])))
    expect(answers.map((a) => a.status).sort()).toEqual([200, 200, 200, ...Array<number>(7).fill(409)])
    expect((await shop.stock()).onHand).toBe(onHand + 3)
    const id = newId()
    const same = [{ lineId: order.lines[1]!.id, quantity: 1, restock: true }]
    const tea0 = (await shop.stock(tea.id)).onHand
    const repeated = await Promise.all(Array.from({ length: 5 }, () => ask(order, same, { id })))
    expect(repeated.map((a) => a.status)).toEqual([200, 200, 200, 200, 200])
    expect((await shop.stock(tea.id)).onHand).toBe(tea0 + 1)
    expect((await seen(order.id)).refunds.map((r) => r.amount)).toEqual([333, 333, 333, 500])
  })

  it('cash is back at once; its shopper reads which goods it was for', async () => {
    const id = newId()
    await shop.manager.put(`/till/sales/${id}`, {
      storeId: shop.storeId,
      deviceId: newId(),
      soldAt: w.now().toISOString(),
      lines: [{ skuId: tea.id, quantity: 2 }],
      expectedPayable: 1000,
      tender: { kind: 'cash', received: 1000 },
    })
    const sold = await seen(id)
    const { body } = await ask(sold, [{ lineId: sold.lines[0]!.id, quantity: 2, restock: true }], {
      who: shop.manager,
    })
    expect(body).toMatchObject({ status: 'refunded', refunded: 1000, refundable: [] })
    const mine = await fetched()
    await ask(mine, [{ lineId: mine.lines[1]!.id, quantity: 1 }])
    const read = await shop.mine(mine.id)
    expect(read.refunds).toMatchObject([
      { amount: 500, state: 'due', lines: [{ lineId: mine.lines[1]!.id, quantity: 1, amount: 500 }] },
    ])
  })
})
