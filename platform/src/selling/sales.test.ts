import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'
import { fingerprintOf, SalesService, type SaleInput } from './index.js'

/** A shopper's payment code; those ending in 0001 ask for a password, in 0002 have no money. */
const CODE = { good: '134567890123456789', typing: '134567890123450001', poor: '134567890123450002' }

describe('sales at the till', () => {
  let w: World
  let shop: TestShop
  let sales: SalesService
  beforeAll(async () => {
    w = await World.start()
    sales = w.get(SalesService)
  })
  afterAll(() => w.stop())
  afterEach(() => w.sandbox.control.off())

  const run = <T>(work: () => Promise<T>) => shop.t.run(work)
  const input = (change: Partial<SaleInput> = {}): SaleInput => ({
    id: newId(),
    storeId: shop.storeId,
    deviceId: newId(),
    soldAt: w.now().toISOString(),
    lines: [{ skuId: shop.sku.id, quantity: 2 }],
    expectedPayable: 2000,
    tender: { kind: 'cash', received: 5000 },
    note: '',
    ...change,
  })
  const byCode = () => input({ tender: { kind: 'wechat_code' } })

  it('cash: paid, handed over and out of stock at once; the same again changes nothing', async () => {
    shop = await TestShop.open(w)
    const sale = input()
    const first = await run(() => sales.placeSale(sale))
    expect(first).toMatchObject({
      created: true,
      sale: {
        status: 'completed',
        payment: 'paid',
        payable: 2000,
        received: 5000,
        tender: 'cash',
        rounding: 0,
        lines: [{ quantity: 2, total: 2000 }],
      },
    })
    expect(first.sale.fingerprint).toBe(fingerprintOf(sale))
    expect((await run(() => sales.placeSale(sale))).created).toBe(false)
    expect(await shop.stock()).toEqual({ onHand: 98, reserved: 0 })
    expect(await shop.balances()).toEqual({ [`cash:${shop.storeId}`]: 2000, sales: -2000 })
    const order = (await shop.manager.get(`/orders/${sale.id}`)).body
    expect(order).toMatchObject({
      channel: 'pos',
      status: 'completed',
      fulfilments: [{ kind: 'in_store', state: 'handed_over' }],
    })
    expect(order.timeline.map((e: { event: string }) => e.event)).toEqual(['order.placed', 'order.paid'])
  })

  it('cash is rounded where the brand rounds it', async () => {
    shop = await TestShop.open(w, { price: 1013 })
    await w.facts("update tenant_settings set cash_rounding = 'jiao' where tenant_id = $1", [shop.t.ref.id])
    await (await shop.t.aPerson('owner')).patch('/tenant', {}) // settings are read anew after a change
    const odd = { lines: [{ skuId: shop.sku.id, quantity: 1 }], expectedPayable: 1010 }
    const { sale } = await run(() => sales.placeSale(input(odd)))
    expect(sale).toMatchObject({ payable: 1010, rounding: -3 })
    await expect(
      run(() => sales.placeSale(input({ ...odd, tender: { kind: 'wechat_code' } }))),
    ).rejects.toMatchObject({ code: 'selling.price_changed', args: { payable: 1013 } })
  })

  it('refuses too little cash, another price and goods that are held for others; nothing moved', async () => {
    shop = await TestShop.open(w, { stock: 3 })
    await shop.order()
    for (const [change, code] of [
      [
        {
          tender: { kind: 'cash', received: 999 },
          lines: [{ skuId: shop.sku.id, quantity: 1 }],
          expectedPayable: 1000,
        },
        'payments.cash_short',
      ],
      [{ expectedPayable: 1999 }, 'selling.price_changed'],
      [{}, 'inventory.not_enough_stock'],
    ] as [Partial<SaleInput>, string][])
      await expect(run(() => sales.placeSale(input(change)))).rejects.toMatchObject({ code })
    expect(await shop.stock()).toEqual({ onHand: 3, reserved: 2 })
    expect(await shop.balances()).toEqual({})
  })

  it('a payment code: held, charged, handed over', async () => {
    shop = await TestShop.open(w)
    const { id } = byCode()
    await run(() => sales.placeSale({ ...byCode(), id }))
    expect(await shop.stock()).toEqual({ onHand: 100, reserved: 2 })
    expect(await run(() => sales.charge(id, CODE.good))).toBe('paid')
    expect(await run(() => sales.sale(id))).toMatchObject({
      status: 'completed',
      payment: 'paid',
      paying: false,
    })
    expect(await run(() => sales.charge(id, CODE.good))).toBe('paid')
    expect(await shop.stock()).toEqual({ onHand: 98, reserved: 0 })
    expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
  })

  it('a shopper who types a password: paying, then paid by asking', async () => {
    shop = await TestShop.open(w)
    const { id } = byCode()
    await run(() => sales.placeSale({ ...byCode(), id }))
    expect(await run(() => sales.charge(id, CODE.typing))).toBe('paying')
    expect(await run(() => sales.check(id))).toMatchObject({ status: 'to_pay', paying: true })
    const { outTradeNo, mchid } = w.sandbox.control.orders()[0]!
    w.sandbox.control.pay({ mchId: mchid, outTradeNo })
    expect(await run(() => sales.check(id))).toMatchObject({
      status: 'completed',
      payment: 'paid',
      paying: false,
    })
  })

  it('a code without money is refused in words; the next code pays', async () => {
    shop = await TestShop.open(w)
    const { id } = byCode()
    await run(() => sales.placeSale({ ...byCode(), id }))
    await expect(run(() => sales.charge(id, CODE.poor))).rejects.toMatchObject({
      code: 'payments.provider_refused',
      args: { providerCode: 'NOTENOUGH' },
    })
    expect(await run(() => sales.charge(id, CODE.good))).toBe('paid')
  })

  it('an answer that got lost: paying, and the money is found, once', async () => {
    shop = await TestShop.open(w)
    const { id } = byCode()
    await run(() => sales.placeSale({ ...byCode(), id }))
    w.sandbox.control.on({ kind: 'pay-answer-lost', times: 1 })
    expect(await run(() => sales.charge(id, CODE.good))).toBe('paying')
    expect(await run(() => sales.charge(id, CODE.good))).toBe('paid')
    expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
  })

  it('a code that was not sent, the provider being left alone: refused, and the next one is charged once', async () => {
    shop = await TestShop.open(w)
    const [silent, { id }] = [byCode(), byCode()]
    for (const sale of [silent, { ...byCode(), id }]) await run(() => sales.placeSale(sale))
    w.sandbox.control.on({ kind: 'pay-down', times: 5 })
    expect(await run(() => sales.charge(silent.id, CODE.good))).toBe('paying')
    for (let i = 0; i < 4; i++)
      await expect(run(() => sales.check(silent.id))).rejects.toMatchObject({
        code: 'payments.provider_failed',
      })
    for (const sale of [silent.id, id])
      await expect(run(() => sales.charge(sale, CODE.good))).rejects.toMatchObject({
        code: 'server.provider_down',
        args: { seconds: 15 },
      })
    // what was sent stays undecided, what was not sent is over
    const states = await w.facts(
      'select state from payments where order_id = any($1::uuid[]) order by array_position($1::uuid[], order_id)',
      [[silent.id, id]],
    )
    expect(states).toEqual([{ state: 'pending' }, { state: 'failed' }])
    w.shift(15_000)
    expect(await run(() => sales.charge(id, CODE.good))).toBe('paid')
    expect(await shop.balances()).toEqual({ 'provider:wechat_pay': 2000, sales: -2000 })
    const { mchId } = w.sandbox.keys.account(shop.t.ref.slug)
    expect(w.sandbox.control.orders().filter((o) => o.mchid === mchId)).toHaveLength(1)
  })

  it("called off: goods are back, the code can't be paid any more; a paid sale stays", async () => {
    shop = await TestShop.open(w)
    const { id } = byCode()
    await run(() => sales.placeSale({ ...byCode(), id }))
    await run(() => sales.charge(id, CODE.typing))
    expect(await run(() => sales.cancelSale(id))).toMatchObject({ status: 'cancelled', paying: false })
    expect(await run(() => sales.cancelSale(id))).toMatchObject({ status: 'cancelled' })
    expect(await shop.stock()).toEqual({ onHand: 100, reserved: 0 })
    expect(w.sandbox.control.orders()[0]).toMatchObject({ state: 'REVOKED' })
    await expect(run(() => sales.charge(id, CODE.good))).rejects.toMatchObject({ code: 'selling.cancelled' })
    const paid = input()
    await run(() => sales.placeSale(paid))
    await expect(run(() => sales.cancelSale(paid.id))).rejects.toMatchObject({ code: 'selling.already_paid' })
  })
})
