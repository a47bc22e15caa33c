import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { World } from '../../test/world.js'
import { tradingDayOf, wallTimeOf } from '../kernel/clock.js'
import { readyAt } from './promise.js'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const ALWAYS = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))

describe('what a pickup order is promised', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())
  const setStore = async (body: object) => {
    const owner = await shop.t.aPerson('owner')
    expect((await owner.patch(`/stores/${shop.storeId}`, body)).status).toBe(200)
  }
  const cardOf = async (orderId: string) => {
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    const { items } = (await clerk.get(`/fulfilments?storeId=${shop.storeId}`)).body
    return items.find((c: { orderId: string }) => c.orderId === orderId)
  }
  /** The full minute after an instant, and so many more. */
  const after = (at: string, minutes: number) =>
    new Date(Math.ceil(Date.parse(at) / MINUTE) * MINUTE + minutes * MINUTE).toISOString()

  it('half an hour from the payment unless the store says otherwise; an unpaid order has no promise', async () => {
    const unpaid = await shop.order()
    expect(unpaid.fulfilments[0]!.promisedAt).toBeNull()
    await shop.pay(unpaid.id)
    const card = await cardOf(unpaid.id)
    expect(card.promisedAt).toBe(after(card.paidAt, 30))
    expect((await shop.mine(unpaid.id)).fulfilments[0]!.promisedAt).toBe(card.promisedAt)
    await setStore({ preparationMinutes: 5 })
    const quick = await cardOf((await shop.paidOrder()).id)
    expect(quick.promisedAt).toBe(after(quick.paidAt, 5))
    expect((await cardOf(unpaid.id)).promisedAt).toBe(card.promisedAt)
  })

  it('stays what it was while the order is made ready and taken back', async () => {
    const { id, fulfilments } = await shop.paidOrder()
    const { promisedAt } = await cardOf(id)
    for (const move of ['ready', 'unready'])
      expect(
        (await shop.manager.post(`/fulfilments/${fulfilments[0]!.id}/moves`, { move })).body.promisedAt,
      ).toBe(promisedAt)
  })

  it('counts from the next opening where the store is closed, and shoppers are told before they pay', async () => {
    const now = w.now()
    const { weekday } = wallTimeOf(now, 'Asia/Shanghai')
    const day = (weekday + 2) % 7
    await setStore({ preparationMinutes: 45, hours: [{ weekday: day, from: '09:00', to: '18:00' }] })
    const expected = `${tradingDayOf(new Date(now.getTime() + 2 * DAY), 'Asia/Shanghai')}T01:45:00.000Z`
    expect((await shop.shopper.get(`/shop/stores/${shop.storeId}`)).body).toMatchObject({
      openNow: false,
      readyAt: expected,
    })
    expect((await cardOf((await shop.paidOrder()).id)).promisedAt).toBe(expected)
  })

  it('money that brings an expired order back brings a new promise', async () => {
    await setStore({ preparationMinutes: 30, hours: ALWAYS })
    const order = await shop.order()
    const { outTradeNo } = await shop.start(order.id)
    await shop.later(16 * MINUTE)
    expect((await shop.mine(order.id)).status).toBe('cancelled')
    expect((await shop.callback('payments', shop.transaction(outTradeNo)).send()).status).toBeLessThan(300)
    const card = await cardOf(order.id)
    expect(card.promisedAt).toBe(after(card.paidAt, 30))
  })

  it('none where a store never opens', async () => {
    await setStore({ hours: [] })
    expect((await shop.shopper.get(`/shop/stores/${shop.storeId}`)).body.readyAt).toBeNull()
    expect((await cardOf((await shop.paidOrder()).id)).promisedAt).toBeNull()
  })

  it('400 for a time that can not be, and nothing changed', async () => {
    const owner = await shop.t.aPerson('owner')
    const before = (await owner.get(`/stores/${shop.storeId}`)).body
    for (const preparationMinutes of [-1, 1441, 2.5, '30'])
      expect((await owner.patch(`/stores/${shop.storeId}`, { preparationMinutes })).status).toBe(400)
    expect((await owner.get(`/stores/${shop.storeId}`)).body).toEqual(before)
    expect(before.preparationMinutes).toBe(30)
  })

  it('holds the hour on the wall where clocks change in between', () => {
    const store = {
      hours: [{ weekday: 0, from: '09:00', to: '18:00' }],
      time_zone: 'Europe/Berlin',
      preparation_minutes: 30,
    }
    // clocks go forward in the night of 29 March 2026 and back in that of 25 October
    expect(readyAt(store, new Date('2026-03-28T12:00:00Z'))?.toISOString()).toBe('2026-03-29T07:30:00.000Z')
    expect(readyAt(store, new Date('2026-10-24T12:00:00Z'))?.toISOString()).toBe('2026-10-25T08:30:00.000Z')
  })
})
