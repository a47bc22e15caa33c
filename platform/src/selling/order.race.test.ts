import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TestShop } from '../../test/shop.js'
import type { Answer } from '../../test/client.js'
import { newId, World, type Client } from '../../test/world.js'
import { InventoryService } from '../inventory/index.js'
import { CashDeskService } from './cash-desk.service.js'
import { OrderReadsService } from './order-reads.service.js'
import { PlacementService } from './placement.service.js'
import { JointPlacementService } from './joint-placement.service.js'

const BUYERS = 200
const PIECES = 100

/** A client that is told "busy" tries again under the same key, as every client of ours does. */
async function persist(buyer: Client, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const key = { 'idempotency-key': randomUUID(), ...headers }
  for (;;) {
    const answer = await buyer.post('/shop/orders', body, key)
    if (answer.status !== 503 && answer.body.code !== 'request.in_progress') return answer
  }
}
const said = ({ status, body }: Answer) => (status === 201 ? '201' : `${status} ${body.code}`)
/** How often each thing was said. */
const tally = (answers: readonly Answer[]) => {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[said(answer)] = (counts[said(answer)] ?? 0) + 1
  return counts
}

describe('two hundred buyers, a hundred pieces', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: PIECES })
  })
  afterAll(() => w.stop())

  it('exactly a hundred orders, the others are told why, no piece is held twice, nothing breaks', async () => {
    const buyers = await Promise.all(Array.from({ length: 20 }, () => shop.t.aShopper()))
    const answers = await Promise.all(
      Array.from({ length: BUYERS }, (_, i) =>
        persist(
          buyers[i % buyers.length]!,
          shop.basket({ id: newId(), lines: [{ skuId: shop.sku.id, quantity: 1 }] }),
        ),
      ),
    )
    const refused = answers.filter((a) => a.status !== 201)
    expect(refused.map((a) => `${a.status} ${a.body.code}`)).toEqual(
      refused.map(() => '409 inventory.not_enough_stock'),
    )
    expect(answers.filter((a) => a.status === 201)).toHaveLength(PIECES)
    expect(await shop.stock()).toEqual({ onHand: PIECES, reserved: PIECES })
    const numbers = answers.filter((a) => a.status === 201).map((a) => a.body.number)
    expect(new Set(numbers).size).toBe(PIECES)
    const [sums] = await w.facts(
      "select (select count(*) from orders)::int orders, (select sum(quantity) from reservations where state = 'held')::int held, (select count(*) from outbox where name = 'selling.order_placed')::int events",
    )
    expect(sums).toEqual({ orders: PIECES, held: PIECES, events: PIECES })
  })

  it('cancelled and expired at the same moment, goods come back once', async () => {
    const mine = await TestShop.open(w, { stock: 10 })
    const orders = [await mine.order(), await mine.order(), await mine.order()]
    w.shift(15 * 60_000)
    await mine.signInAgain()
    await Promise.all([
      ...orders.map((o) => mine.shopper.post(`/shop/orders/${o.id}/cancel`)),
      w.advance(0),
      w.advance(0),
    ])
    expect(await mine.stock()).toEqual({ onHand: 10, reserved: 0 })
    for (const o of orders) expect((await mine.mine(o.id)).status).toBe('cancelled')
    for (const o of orders) expect((await mine.mine(o.id)).timeline).toHaveLength(2)
  })
})

describe('orders that go in together', () => {
  let w: World
  let shop: TestShop
  let elsewhere: TestShop
  let buyers: Client[]
  /** How many orders each write held. */
  const groups: number[] = []
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 0 })
    elsewhere = await TestShop.open(w)
    buyers = await Promise.all(Array.from({ length: 10 }, () => shop.t.aShopper()))
    const placement = w.get(PlacementService)
    const write = placement.write.bind(placement)
    vi.spyOn(placement, 'write').mockImplementation((store, orders) => {
      groups.push(orders.length)
      return write(store, orders)
    })
    // every other order stands in a second line, as if another process served it
    const [here, there] = [w.get(JointPlacementService), second(w)]
    const place = here.place.bind(here)
    let n = 0
    vi.spyOn(here, 'place').mockImplementation((asking) => (n++ % 2 ? place(asking) : there.place(asking)))
  })
  afterAll(() => w.stop())
  const second = (world: World) =>
    new JointPlacementService(
      world.get(PlacementService),
      world.get(InventoryService),
      world.get(CashDeskService),
      world.get(OrderReadsService),
    )
  const buyer = (n: number) => buyers[n % buyers.length]!
  const want = (quantity: number, change: object = {}, skuId = shop.sku.id) =>
    shop.basket({ id: newId(), lines: [{ skuId, quantity }], ...change })
  const goods = async (stock: number) => {
    const sku = await shop.t.aSku({ price: 500 })
    // what is kept back is no shopper's: the database's own checks know nothing of it
    const lines = [{ skuId: sku.id, quantity: stock + 7, safety: 7 }]
    await shop.t.run(() => w.get(InventoryService).open(shop.storeId, lines))
    return sku
  }
  /** Tries again where the house is busy; a fresh key is never in progress. */
  const once = async (by: Client, body: unknown, headers: Record<string, string> = {}) => {
    const key = { 'idempotency-key': randomUUID(), ...headers }
    let answer = await by.post('/shop/orders', body, key)
    while (answer.status === 503) answer = await by.post('/shop/orders', body, key)
    return answer
  }

  it('mixed quantities and refusals: each gets its own answer, and the last piece is sold once', async () => {
    const [hot, side] = [await goods(PIECES), await goods(20)]
    groups.length = 0
    const both = [hot, side].map(({ id }) => ({ skuId: id, quantity: 1 }))
    const asked: [quantity: number, request: Promise<Answer>][] = Array.from({ length: 240 }, (_, n) => {
      const by = buyer(n)
      if (n % 12 === 3) return [0, once(by, want(1, { expectedPayable: 1 }, hot.id))]
      if (n % 12 === 5) return [0, once(by, want(1, {}, newId()))]
      if (n % 12 === 7) return [1, once(by, want(1, { lines: both.toReversed() }))]
      if (n % 12 === 9) return [3, once(by, want(3, {}, hot.id))]
      if (n % 12 === 10) return [0, once(by, want(101, {}, hot.id))]
      return [1, once(by, want(1, {}, hot.id))]
    })
    // the till sells over the counter meanwhile
    const till = Promise.all(
      Array.from({ length: 10 }, () =>
        shop.t.run(() =>
          w.get(InventoryService).sellNow(newId(), shop.storeId, [{ skuId: hot.id, quantity: 1 }], 'POS'),
        ),
      ),
    )
    const answers = await Promise.all(asked.map(([, request]) => request))
    expect(await till).toEqual(Array(10).fill(true))
    const { '201': placed, '409 inventory.not_enough_stock': lacking, ...others } = tally(answers)
    expect(others).toEqual({ '409 selling.price_changed': 20, '409 selling.not_for_sale': 20 })
    expect(placed! + lacking!).toBe(200)
    const sold = asked.reduce((sum, [quantity], n) => sum + (answers[n]!.status === 201 ? quantity : 0), 0)
    expect(sold).toBe(PIECES - 10)
    expect(await shop.stock(hot.id)).toEqual({ onHand: PIECES + 7 - 10, reserved: PIECES - 10 })
    for (const { body } of answers.filter((a) => a.body.code === 'selling.price_changed'))
      expect(body.args).toEqual({ payable: 500 })
    // the guard would be idle if everybody had gone alone
    expect(Math.max(...groups)).toBeGreaterThan(5)
    const [facts] = await w.facts(
      `select count(distinct o.number)::int numbers, count(*)::int orders, sum(r.quantity)::int held from orders o
         join reservations r on r.order_id = o.id and r.sku_id = $1`,
      [hot.id],
    )
    expect(facts).toEqual({ numbers: placed, orders: placed, held: sold })
  })

  it('a taken id and a used key stay with whom they belong to, and take nobody along', async () => {
    const sku = await goods(200)
    const earlier = await shop.order({ lines: [{ skuId: sku.id, quantity: 1 }] })
    const pairs = Array.from({ length: 12 }, (_, n) => n)
    const fresh = Array.from({ length: 20 }, (_, n) => once(buyer(n), want(1, {}, sku.id)))
    const taken = pairs.map((n) => once(buyer(n), want(1, { id: earlier.id }, sku.id)))
    // the two of a pair stand in two lines
    const sameId = pairs.flatMap((n) => {
      const body = want(1, {}, sku.id)
      return [once(buyer(n), body), once(buyer(n), body)]
    })
    const sameKey = pairs.flatMap((n) => {
      const key = { 'idempotency-key': randomUUID() }
      return [once(buyer(n), want(1, {}, sku.id), key), once(buyer(n), want(1, {}, sku.id), key)]
    })
    expect(tally(await Promise.all(fresh))).toEqual({ '201': 20 })
    expect(tally(await Promise.all(taken))).toEqual({ '422 request.key_reused': 12 })
    for (const half of [sameId, sameKey])
      expect(tally(await Promise.all(half))).toEqual({ '201': 12, '422 request.key_reused': 12 })
    expect(await shop.stock(sku.id)).toEqual({ onHand: 207, reserved: 1 + 20 + 12 + 12 })
  })

  it('one order sent twenty times at once is written once, and answered twenty times', async () => {
    const sku = await goods(200)
    groups.length = 0
    const [body, key] = [want(1, {}, sku.id), { 'idempotency-key': randomUUID() }]
    const same = await Promise.all(Array.from({ length: 20 }, () => once(buyer(1), body, key)))
    expect([tally(same), new Set(same.map((a) => a.text)).size]).toEqual([{ '201': 20 }, 1])
    expect(same.filter((a) => a.headers['idempotent-replay'] === 'true')).toHaveLength(19)
    expect(new Set(groups)).toEqual(new Set([1]))
    expect(await shop.stock(sku.id)).toEqual({ onHand: 207, reserved: 1 })
  })

  it('one that cannot be written fails alone', async () => {
    const sku = await goods(50)
    const baskets = Array.from({ length: 20 }, () => want(1, {}, sku.id))
    const spoilt = baskets[10]!.id
    const reads = w.get(OrderReadsService)
    const placed = reads.placed.bind(reads)
    const spy = vi.spyOn(reads, 'placed').mockImplementation((row) => {
      if (row.id === spoilt) throw new Error('spoilt')
      return placed(row)
    })
    groups.length = 0
    const answers = await Promise.all(baskets.map((basket, n) => once(buyer(n), basket)))
    spy.mockRestore()
    expect(Math.max(...groups)).toBeGreaterThan(1)
    expect(tally(answers)).toEqual({ '201': 19, '500 server.failed': 1 })
    expect(answers[10]!.status).toBe(500)
    expect(await shop.stock(sku.id)).toEqual({ onHand: 57, reserved: 19 })
  })

  it('another brand’s shopper who names the store is told that there is none, and is in nobody’s group', async () => {
    const sku = await goods(50)
    const stranger = elsewhere.shopper
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => once(n % 4 ? buyer(n) : stranger, want(1, {}, sku.id))),
    )
    expect(tally(answers)).toEqual({ '201': 30, '404 access.not_found': 10 })
    expect(tally(answers.filter((_, n) => n % 4 === 0))).toEqual({ '404 access.not_found': 10 })
  })

  it('entries, events and contacts are each shopper’s own, and what costs nothing is paid as it stands', async () => {
    const free = await shop.t.aSku({ price: 1, kind: 'weighed', unitSize: 500 }) // a gram costs nothing
    await shop.t.stock(shop.storeId, free.id, 50)
    const sku = await goods(50)
    groups.length = 0
    const asked = Array.from({ length: 20 }, (_, n) => ({
      requestId: `request-${n}-${newId()}`,
      body: want(1, { contactName: `名${n}` }, n % 5 ? sku.id : free.id),
    }))
    const answers = await Promise.all(
      asked.map(({ requestId, body }, n) => once(buyer(n), body, { 'x-request-id': requestId })),
    )
    expect(Math.max(...groups)).toBeGreaterThan(1)
    for (const [n, { body }] of answers.entries()) {
      const { requestId, body: basket } = asked[n]!
      expect([body.id, body.contactName, body.status]).toEqual([
        basket.id,
        `名${n}`,
        n % 5 ? 'to_pay' : 'preparing',
      ])
      expect(await buyer(n).get(`/shop/orders/${body.id}`)).toMatchObject({
        status: 200,
        body: { id: body.id },
      })
      const events = await w.facts(
        "select request_id, payload->>'number' as number from outbox where name = 'selling.order_placed' and payload->>'orderId' = $1",
        [body.id],
      )
      expect(events).toEqual([{ request_id: requestId, number: body.number }])
    }
  })
})
