import { modes } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { aContract } from '../../test/supplied.js'
import { aSupplier, ok, signedIn, someGoods, takingOf } from '../../test/suppliers.js'
import { newId, World, type Client } from '../../test/world.js'

type Goods = 'ratio' | 'range' | 'free'
const DAY_MS = 86_400_000

describe('from a supplier’s goods to its statement', () => {
  let w: World
  let shop: TestShop
  let supply: Awaited<ReturnType<typeof aSupplier>>
  const people = {} as Record<'owner' | 'merch' | 'finance' | 'manager' | 'supplier', Client>
  const skus = {} as Record<Goods, string>
  const products = {} as Record<Goods, string>
  let sister: string
  /** The orders that were sold, and what each of their lines was sold at. */
  const sold: string[] = []

  async function on(day: string): Promise<void> {
    await w.advance(Date.parse(`${day}T10:00:00+08:00`) - w.now().getTime())
    for (const role of ['owner', 'finance'] as const) people[role] = await shop.t.aPerson(role)
    people.merch = await shop.t.aPerson('merchandiser')
    people.manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    await shop.signInAgain()
    if (supply) people.supplier = await signedIn(shop.t.api, supply.login)
  }
  const price = (goods: Goods, to: number, store = shop.storeId, who = people.manager) =>
    who.put(`/stores/${store}/prices/${skus[goods]}`, { price: to })
  const priceOf = async (goods: Goods): Promise<number> =>
    (await people.owner.get(`/skus/${skus[goods]}/prices`)).body.prices.find(
      (p: { unitId: string }) => p.unitId === shop.storeId,
    )?.price ?? (await people.owner.get(`/skus/${skus[goods]}/prices`)).body.listPrice
  const order = (lines: [Goods, number][]) =>
    shop.shopper.post(
      '/shop/orders',
      shop.basket({ lines: lines.map(([g, quantity]) => ({ skuId: skus[g], quantity })) }),
    )
  async function fetch(lines: [Goods, number][]): Promise<string> {
    const { id } = await ok(order(lines))
    await shop.pay(id)
    const { verification } = await shop.mine(id)
    await ok(people.manager.post('/verifications', { storeId: shop.storeId, code: verification!.code }))
    sold.push(id)
    return id
  }
  async function atTill(lines: [Goods, number, number][]): Promise<string> {
    const id = newId()
    const payable = lines.reduce((sum, [, quantity, each]) => sum + quantity * each, 0)
    await ok(
      people.manager.put(`/till/sales/${id}`, {
        storeId: shop.storeId,
        deviceId: newId(),
        soldAt: w.now().toISOString(),
        lines: lines.map(([g, quantity]) => ({ skuId: skus[g], quantity })),
        expectedPayable: payable,
        tender: { kind: 'cash', received: payable },
      }),
    )
    sold.push(id)
    return id
  }
  const refund = async (orderId: string, goods: Goods, what: object) => {
    const { lines } = (await people.owner.get(`/orders/${orderId}`)).body
    const lineId = lines.find((l: { skuId: string }) => l.skuId === skus[goods]).id
    return ok(
      people.owner.post(`/orders/${orderId}/refunds`, {
        id: newId(),
        lines: [{ lineId, ...what }],
        reason: '破损',
      }),
    )
  }
  /** The supplier asks for bounds of its own choice at the same supply price. */
  const narrow = async (goods: Goods, bounds: object): Promise<string> => {
    const terms = [{ skuId: skus[goods], supplyPrice: 1000, bounds }]
    const asked = await ok(
      people.supplier.post(`/supplier/products/${products[goods]}/price-requests`, {
        id: newId(),
        note: '',
        terms,
      }),
    )
    return asked.id
  }
  const accept = (id: string, how: object = {}) =>
    people.merch.post(`/supplier-price-requests/${id}/moves`, { move: 'accept', ...how })

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    sister = await shop.t.aStore({ regionId: await shop.t.aRegion() })
    await on('2026-12-01')
    await ok(people.owner.put('/features', { on: modes.s2b2c }))
    supply = await aSupplier(shop.t.api, people.owner)
    people.supplier = await signedIn(shop.t.api, supply.login)
    await ok(people.finance.post(`/suppliers/${supply.id}/contracts`, aContract({ rate: 1000, holdDays: 0 })))
  }, 60_000)
  afterAll(() => w.stop())

  it('it uploads goods with a ratio, a range and no bounds; HQ takes them in and releases them to one region', async () => {
    const [media] = await w.facts<{ id: string }>('select id from media limit 1')
    for (const [name, bounds, listPrice] of [
      ['ratio', { kind: 'ratio', min: 12_000, max: 18_000 }, 1500],
      ['range', { kind: 'range', min: 1000, max: 1500 }, 1300],
      ['free', { kind: 'none' }, 1100],
    ] as const) {
      const id = newId()
      await ok(people.supplier.put(`/supplier/goods/${id}`, someGoods(media!.id, { bounds })))
      const whole = await ok(
        people.supplier.post(`/supplier/goods/${id}/moves`, { move: 'send', version: 1 }),
      )
      const taken = await ok(
        people.merch.post(`/supplier-goods/${id}/taking`, takingOf(whole, shop.t.categoryId, listPrice)),
      )
      products[name] = taken.productId
      skus[name] = (await people.merch.get(`/products/${taken.productId}`)).body.skus[0].id
      await shop.t.stock(shop.storeId, skus[name], 100)
    }
    const which = { productIds: Object.values(products) }
    const released = { id: newId(), which, kind: 'only', unitIds: [shop.t.regionId] }
    expect(await ok(people.owner.post('/allocation-changes', released))).toMatchObject({
      products: 3,
      lost: 3,
    })
    const lines = [{ skuId: skus.ratio, quantity: 1 }]
    await shop.t.stock(sister, skus.ratio, 5)
    const elsewhere = await shop.shopper.post('/shop/orders', shop.basket({ storeId: sister, lines }))
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'selling.not_for_sale'])
  })

  it('a store prices inside; outside it is 422 with the bound and whose it is, and nothing changed', async () => {
    for (const [goods, inside] of [
      ['ratio', 1600],
      ['range', 1450],
      ['free', 9999],
    ] as const)
      expect((await price(goods, inside)).status).toBe(200)
    for (const [goods, outside, min, max] of [
      ['ratio', 1801, 1200, 1800],
      ['ratio', 1199, 1200, 1800],
      ['range', 1501, 1000, 1500],
    ] as const) {
      const { status, body } = await price(goods, outside)
      expect([status, body.code, body.args]).toEqual([
        422,
        'pricing.outside_bounds',
        expect.objectContaining({ priceMin: min, priceMax: max, source: 'supplier' }),
      ])
    }
    expect([await priceOf('ratio'), await priceOf('range'), await priceOf('free')]).toEqual([
      1600, 1450, 9999,
    ])
    await price('free', 1100)
  })

  it('it is sold online and at the till at the store’s prices', async () => {
    await fetch([
      ['ratio', 2],
      ['free', 1],
    ])
    await atTill([
      ['ratio', 1, 1600],
      ['range', 3, 1450],
    ])
  })

  it('the supplier narrows: HQ sees what breaks and lets it be, brings prices inside, or gives them a date', async () => {
    const first = await narrow('ratio', { kind: 'range', min: 1200, max: 1550 })
    const refused = await accept(first)
    expect([refused.status, refused.body.code, refused.body.args.count]).toEqual([
      409,
      'pricing.breaks_prices',
      1,
    ])
    expect(await priceOf('ratio')).toBe(1600)
    await atTill([['ratio', 1, 1600]])
    await ok(accept(first, { way: 'clamp' }))
    expect(await priceOf('ratio')).toBe(1550)
    await fetch([['ratio', 1]])
    const startsAt = new Date(w.now().getTime() + DAY_MS).toISOString()
    const second = await narrow('range', { kind: 'range', min: 1000, max: 1250 })
    expect((await accept(second, { way: 'schedule' })).status).toBe(400)
    await ok(accept(second, { way: 'schedule', startsAt }))
    const desk = async () => (await people.owner.get('/contested-bounds')).body.items
    expect(await desk()).toMatchObject([{ skuId: skus.range, conflicts: expect.any(Array) }])
    await fetch([['range', 1]])
    await on('2026-12-03')
    const late = await order([['range', 1]])
    expect([late.status, late.body.code]).toEqual([409, 'selling.outside_bounds'])
    const [contested] = await desk()
    await ok(people.owner.post(`/contested-bounds/${contested.bound.id}/settle`, { way: 'clamp' }))
    expect(await desk()).toEqual([])
    await fetch([['range', 2]])
  })

  it('nothing was ever sold outside the bounds of its moment', async () => {
    const lines = await w.facts<{ sku_id: string; unit_price: string }>(
      'select l.sku_id, l.unit_price from order_lines l join orders o on o.id = l.order_id where o.paid_at is not null order by o.id, l.position',
    )
    const of = (goods: Goods) =>
      lines.filter((l) => l.sku_id === skus[goods]).map((l) => Number(l.unit_price))
    expect({ ratio: of('ratio'), range: of('range'), free: of('free') }).toEqual({
      ratio: [1600, 1600, 1600, 1550],
      range: [1450, 1450, 1250],
      free: [1100],
    })
  })

  it('at the month’s end the statement is the order lines less two partial refunds, to the fen, and both confirm it', async () => {
    await refund(sold[0]!, 'ratio', { quantity: 1, restock: true })
    await refund(sold[1]!, 'range', { amount: 333 })
    await w.until(async () => {
      await w.advance(60_000)
      await w.sandbox.control.deliverDue()
      return (await people.owner.get(`/orders/${sold[0]}`)).body.refunded === 1600
    }, 'the money at the shopper')
    await on('2027-01-01')
    const [{ id }] = (await people.finance.get(`/statements?supplierId=${supply.id}`)).body.items
    const { items } = (await people.finance.get(`/statements/${id}/lines?limit=100`)).body
    // what each line says is what its order says: the total of the line, or of what went back of it
    const orders = await Promise.all(sold.map(async (o) => (await people.owner.get(`/orders/${o}`)).body))
    const lines = orders.flatMap((o) => o.lines.map((l: { total: number }) => [o.id, l.total]))
    const backs = orders.flatMap((o) =>
      o.refunds.flatMap((r: { lines: { amount: number }[] }) => r.lines.map((l) => [o.id, -l.amount])),
    )
    const told = (kind: string) =>
      items
        .filter((l: { kind: string }) => l.kind === kind)
        .map((l: { orderId: string; base: number }) => [l.orderId, l.base])
    expect(told('sale').sort()).toEqual(lines.sort())
    expect(told('refund').sort()).toEqual(backs.sort())
    expect(backs.map(([, amount]) => amount).sort()).toEqual([-1600, -333])
    const gross = [...lines, ...backs].reduce((sum, [, amount]) => sum + amount, 0)
    // 32.00 + 11.00 + 16.00 + 43.50 + 16.00 + 15.50 + 14.50 + 25.00 less 16.00 and 3.33; a tenth is kept, rounded an order
    expect(gross).toBe(15_417)
    const commission = items.reduce(
      (sum: number, l: { commission: number | null }) => sum + (l.commission ?? 0),
      0,
    )
    expect(commission).toBe(1542)
    const statement = (await people.supplier.get(`/supplier/statements/${id}`)).body
    expect(statement).toMatchObject({
      gross,
      commission,
      fees: 0,
      adjustments: 0,
      closing: gross - commission,
      state: 'issued',
    })
    await ok(people.supplier.post(`/supplier/statements/${id}/confirm`))
    expect((await ok(people.finance.post(`/statements/${id}/confirm`))).state).toBe('confirmed')
  })
})
