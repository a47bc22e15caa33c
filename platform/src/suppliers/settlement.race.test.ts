import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { aContract, SuppliedShop } from '../../test/supplied.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'
import { transaction } from '../kernel/db.js'
import { EventDelivery } from '../kernel/events.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'

describe('many sales, deliveries and refunds at once', () => {
  let w: World
  let shop: TestShop
  let farm: SuppliedShop
  let owner: Client
  let milk: TestSku
  let cheese: TestSku
  let plain: TestSku
  const day = () => new Date(w.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const settle = (ids: readonly string[]) => shop.t.run(() => w.get(SettlementService).settle(ids))
  const linesOf = (order: string) =>
    w.facts<{ id: string; sku_id: string }>(
      'select id, sku_id from order_lines where order_id = $1 order by position',
      [order],
    )

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    owner = await shop.t.aPerson('owner')
    farm = await SuppliedShop.open(shop, 'FARM')
    const [food, dairy] = [newId(), newId()]
    const name = (zh: string) => ({ zh, en: '' })
    await owner.post('/categories', {
      id: food,
      parentId: null,
      name: name('食品'),
      position: 1,
      mediaId: null,
    })
    await owner.post('/categories', {
      id: dairy,
      parentId: food,
      name: name('乳品'),
      position: 1,
      mediaId: null,
    })
    milk = await farm.aSku(333, null, dairy)
    cheese = await farm.aSku(336, null, dairy)
    plain = await farm.aSku(1000)
    const categoryRates = [{ categoryId: food, rate: 1250 }]
    const { status } = await owner.post(
      `/suppliers/${farm.supplierId}/contracts`,
      aContract({ from: day(), rate: 2000, categoryRates }),
    )
    expect(status).toBe(200)
  }, 60_000)
  afterAll(() => w.stop())

  it('every sale counts once, whoever settles it how often; a rate is rounded once an order', async () => {
    const sold = await Promise.all(
      Array.from({ length: 20 }, () =>
        farm.sell(shop.manager, [
          { sku: milk, quantity: 2 },
          { sku: cheese, quantity: 1 },
          { sku: plain, quantity: 1 },
        ]),
      ),
    )
    await Promise.all([settle(sold), settle([...sold].reverse()), ...sold.map((id) => settle([id]))])
    const lines = await farm.settled(60)
    const events = await w.facts<{ id: string }>(
      "select id from outbox where tenant_id = $1 and name = 'fulfilment.moved'",
      [shop.t.ref.id],
    )
    await shop.t.run(() => w.get(EventDelivery).deliver(events[0]!.id))
    expect(await farm.lines()).toHaveLength(60)
    // 12.5 % of 10.02 is 1.2525, half up 1.25: 0.83 and 0.42; 20 % where no category has a rate
    expect(
      lines.filter((l) => l['base'] === 666).every((l) => l['commission'] === 83 && l['rate'] === 1250),
    ).toBe(true)
    expect(lines.filter((l) => l['base'] === 336).every((l) => l['commission'] === 42)).toBe(true)
    expect(
      lines.filter((l) => l['base'] === 1000).every((l) => l['commission'] === 200 && l['rate'] === 2000),
    ).toBe(true)
    expect(await farm.owed()).toBe(20 * (2002 - 125 - 200))
  })

  it('refunds of one line at once never give back more than it was, and reverse exactly the whole', async () => {
    const order = await farm.sell(shop.manager, [{ sku: plain, quantity: 7 }])
    await farm.settled(61)
    const before = await farm.owed()
    const [line] = await linesOf(order)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        owner.post(`/orders/${order}/refunds`, {
          id: newId(),
          lines: [{ lineId: line!.id, quantity: 1 }],
          reason: 'x',
        }),
      ),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([...Array<number>(7).fill(200), 409, 409, 409])
    await Promise.all([settle([order]), settle([order]), settle([order])])
    await farm.settled(68)
    expect(await farm.owed()).toBe(before - 5600)
    expect((await owner.get(`/orders/${order}`)).body).toMatchObject({ status: 'refunded', refunded: 7000 })
  })

  it('reversals of one sale wait for each other: what one has not committed is seen by the next', async () => {
    const order = await farm.sell(shop.manager, [{ sku: plain, quantity: 1 }])
    await farm.settled(69)
    let release!: () => void
    const released = new Promise<void>((go) => (release = go))
    let held!: () => void
    const holds = new Promise<void>((go) => (held = go))
    const rival = shop.t.run(() =>
      transaction(async () => {
        await w.get(SettlementRepo).lockSales([order])
        held()
        await released
      }),
    )
    await holds
    const waiting = settle([order])
    await w.until(
      async () =>
        (
          await w.facts(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
        )[0],
      'the second to wait',
    )
    release()
    await Promise.all([rival, waiting])
  })

  it('by supply price pieces are reversed, not what the brand gives away; goods without one wait', async () => {
    const mill = await SuppliedShop.open(shop, 'MILL')
    const [flour, odd] = [await mill.aSku(1000, 601), await mill.aSku(500)]
    const contract = aContract({ model: 'supply_price', rate: 0, from: day() })
    await owner.post(`/suppliers/${mill.supplierId}/contracts`, contract)
    const order = await mill.sell(shop.manager, [
      { sku: flour, quantity: 3 },
      { sku: odd, quantity: 1 },
    ])
    const sold = await mill.settled(2)
    expect(sold).toEqual(
      expect.arrayContaining([
        { kind: 'sale', quantity: 3, base: 3000, rate: 0, commission: 1197, amount: 1803, waiting: null },
        {
          kind: 'sale',
          quantity: 1,
          base: 500,
          rate: null,
          commission: 0,
          amount: 0,
          waiting: 'no_supply_price',
        },
      ]),
    )
    const line = (await linesOf(order)).find((l) => l.sku_id === flour.id)!.id
    for (const what of [{ amount: 900 }, { quantity: 1 }])
      await owner.post(`/orders/${order}/refunds`, {
        id: newId(),
        lines: [{ lineId: line, ...what }],
        reason: 'x',
      })
    expect((await mill.settled(4)).slice(2)).toMatchObject([
      { base: -900, amount: 0, commission: -900 },
      { base: -1000, quantity: -1, amount: -601, commission: -399 },
    ])
    expect(await mill.owed()).toBe(1202)
  })
})
