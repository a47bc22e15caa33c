import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import type { Answer } from '../../test/client.js'
import { newId, World, type Client } from '../../test/world.js'

const BUYERS = 200
const PIECES = 100

describe('two hundred buyers, a hundred pieces', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: PIECES })
  })
  afterAll(() => w.stop())

  /** A client that is told "busy" tries again under the same key, as every client of ours does. */
  async function persist(buyer: Client, body: unknown): Promise<Answer> {
    const key = { 'idempotency-key': randomUUID() }
    for (;;) {
      const answer = await buyer.post('/shop/orders', body, key)
      if (answer.status !== 503 && answer.body.code !== 'request.in_progress') return answer
    }
  }

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
