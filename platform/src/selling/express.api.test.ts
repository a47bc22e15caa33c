import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const DAY_MS = 86_400_000
const home = {
  name: '王小明',
  phone: '13877776666',
  province: '33',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 90 号 2 单元',
}
const FREIGHT = {
  base: 800,
  freeFrom: 9900,
  provinces: [
    { province: '65', surcharge: 1500 },
    { province: '54', surcharge: null },
  ],
}

describe('goods sent from a warehouse', () => {
  let w: World
  let s: TestShop
  let owner: Client
  let warehouse: string
  /** Goods of 10.00 that nothing but the warehouse sells. */
  let online: TestSku
  let address: string
  beforeAll(async () => {
    w = await World.start()
    s = await TestShop.open(w)
    owner = await s.t.aPerson('owner')
    warehouse = await s.t.aStore({ kind: 'warehouse', lat: 30.4, lng: 120.3 })
    online = await s.t.aSku({ price: 1000, cloudOnly: true })
    await s.t.stock(warehouse, online.id, 50)
    await owner.put('/delivery-settings', { freight: FREIGHT, signedAfterDays: 7 })
    address = await anAddress(s.shopper)
  })
  afterAll(() => w.stop())

  async function anAddress(shopper: Client, change: object = {}): Promise<string> {
    const id = newId()
    const { status, text } = await shopper.post('/shop/addresses', { id, ...home, ...change })
    if (status !== 201) throw new Error(text)
    return id
  }
  const sent = (change: object = {}) => ({
    storeId: warehouse,
    fulfilment: 'express' as const,
    addressId: address,
    lines: [{ skuId: online.id, quantity: 2 }],
    ...change,
  })
  const level = async (skuId = online.id) => {
    const [row] = await w.facts(
      'select on_hand, reserved from stock_levels where sku_id = $1 and location_id = $2',
      [skuId, warehouse],
    )
    return { onHand: Number(row?.['on_hand']), reserved: Number(row?.['reserved']) }
  }
  const orders = async () => Number((await w.facts('select count(*) as n from orders'))[0]!['n'])
  const parcelOf = async (orderId: string): Promise<string> =>
    (await w.facts('select id from fulfilments where order_id = $1', [orderId]))[0]!['id']
  const waybill = () => `SF${newId().replaceAll('-', '').slice(-12).toUpperCase()}`

  describe('a warehouse', () => {
    it('opens with a place and goods, without hours, people or pickup', async () => {
      const id = await s.t.aStore({ kind: 'warehouse', status: 'preparing', hours: [] })
      expect((await owner.patch(`/stores/${id}`, { status: 'open' })).body.args.steps).toEqual(['goods'])
      await s.t.stock(id, online.id, 1)
      expect((await owner.patch(`/stores/${id}`, { status: 'open' })).body.status).toBe('open')
      expect((await owner.patch(`/stores/${id}`, { status: 'closed' })).body.status).toBe('closed')
    })
    it('is none of the stores shoppers come to, and never becomes one', async () => {
      const { items } = (await s.shopper.get('/shop/stores/nearby?lat=30.4&lng=120.3')).body
      expect(items.map((one: { id: string }) => one.id)).toEqual([s.storeId])
      for (const [id, kind] of [
        [warehouse, 'store'],
        [s.storeId, 'warehouse'],
      ]) {
        const { status, body } = await owner.patch(`/stores/${id}`, { kind })
        expect([status, body.code]).toEqual([409, 'org.warehouse_stays'])
      }
      expect((await owner.get(`/stores/${warehouse}`)).body.kind).toBe('warehouse')
    })
    it('is told with what sending costs; the nearest open one sends', async () => {
      const far = await s.t.aStore({ kind: 'warehouse', lat: 39.9, lng: 116.4 })
      const of = async (store: string) => (await s.t.api.get(`/shop/delivery?storeId=${store}`)).body
      expect(await of(s.storeId)).toMatchObject({ warehouse: { id: warehouse }, freight: FREIGHT })
      expect((await of(far)).warehouse.id).toBe(far)
      const elsewhere = await w.aTenant()
      expect(
        (await elsewhere.api.get(`/shop/delivery?storeId=${await elsewhere.aStore()}`)).body.warehouse,
      ).toBeNull()
      expect((await s.t.api.get(`/shop/delivery?storeId=${newId()}`)).status).toBe(404)
    })
    it('its people see its stock and its parcels alone', async () => {
      const packer = await s.t.aPerson('store_manager', 'store', warehouse)
      expect((await packer.get(`/stock?storeId=${warehouse}`)).body.items.length).toBeGreaterThan(0)
      expect((await packer.get(`/fulfilments?storeId=${warehouse}&kind=express`)).status).toBe(200)
      expect((await packer.get(`/fulfilments?storeId=${s.storeId}`)).status).toBe(404)
      expect((await s.manager.get(`/fulfilments?storeId=${warehouse}&kind=express`)).status).toBe(404)
    })
  })

  describe('goods that are sold online alone', () => {
    it('are on show at the warehouse with its stock, and in no store, nor at its till', async () => {
      const at = async (store: string) => (await s.t.api.get(`/shop/products?storeId=${store}&limit=50`)).body
      const ids = (page: { items: { id: string }[] }) => page.items.map((one) => one.id)
      expect(ids(await at(warehouse))).toContain(online.productId)
      expect(ids(await at(s.storeId))).not.toContain(online.productId)
      const page = await s.t.api.get(`/shop/products/${online.productId}?storeId=${warehouse}`)
      expect(page.body).toMatchObject({ cloudOnly: true, skus: [{ price: 1000, available: 50 }] })
      expect((await s.t.api.get(`/shop/products/${online.productId}?storeId=${s.storeId}`)).status).toBe(404)
      const till = await s.manager.get(`/till/catalogue?storeId=${s.storeId}`)
      expect(till.body.skus.map((one: { skuId: string }) => one.skuId)).not.toContain(online.id)
      expect((await s.manager.get(`/stores/${s.storeId}/goods/${online.productId}`)).status).toBe(404)
    })
    it('are refused in a store’s cart, at pickup and at the till, each time with the reason', async () => {
      await s.t.stock(s.storeId, online.id, 5)
      const before = await orders()
      const inCart = await s.shopper.put(`/shop/cart/lines/${online.id}`, { storeId: s.storeId, quantity: 1 })
      const lines = [{ skuId: online.id, quantity: 1 }]
      const fetched = await s.shopper.post('/shop/orders', s.basket({ lines }))
      const sold = await s.manager.put(`/till/sales/${newId()}`, {
        storeId: s.storeId,
        deviceId: newId(),
        soldAt: w.now().toISOString(),
        lines,
        expectedPayable: 1000,
        tender: { kind: 'cash', received: 1000 },
      })
      for (const { status, body } of [inCart, fetched, sold])
        expect([status, body.code, body.args.skuIds]).toEqual([409, 'selling.ships_only', [online.id]])
      expect(await orders()).toBe(before)
    })
    it('become so, and are so no more, by an edit that says it; one that doesn’t leaves them', async () => {
      const { productId } = await s.t.aSku()
      const read = async () => (await owner.get(`/products/${productId}`)).body
      const { id, state, media, updatedAt, cloudOnly, skus, ...rest } = await read()
      const body = {
        ...rest,
        mediaIds: media.map((m: { id: string }) => m.id),
        skus: skus.map(({ active: _, ...sku }: { active: boolean }) => sku),
      }
      expect([id, state, cloudOnly, updatedAt]).toEqual([productId, 'published', false, expect.any(String)])
      const put = async (change: object) =>
        (await owner.put(`/products/${productId}`, { ...body, version: (await read()).version, ...change }))
          .body
      expect((await put({ cloudOnly: true })).cloudOnly).toBe(true)
      expect((await put({ brand: '新牌' })).cloudOnly).toBe(true)
      expect((await put({ cloudOnly: false })).cloudOnly).toBe(false)
    })
  })

  describe('addresses', () => {
    it('are one’s own: the first is the default, another takes its place, and the newest when it goes', async () => {
      const mine = await s.t.aShopper()
      const list = async () =>
        (await mine.get('/shop/addresses')).body.items.map((a: any) => [a.id, a.isDefault])
      const first = await anAddress(mine)
      const second = await anAddress(mine, { isDefault: true, street: '2 号' })
      const third = await anAddress(mine)
      expect(await list()).toEqual([
        [second, true],
        [third, false],
        [first, false],
      ])
      await mine.delete(`/shop/addresses/${second}`)
      expect(await list()).toEqual([
        [third, true],
        [first, false],
      ])
      // somebody else's is none of one's own
      const other = { ...home, street: '别处' }
      expect((await s.shopper.put(`/shop/addresses/${first}`, other)).status).toBe(404)
      await s.shopper.delete(`/shop/addresses/${third}`)
      expect((await mine.get('/shop/addresses')).body.items.map((a: any) => a.street)).toEqual([
        home.street,
        home.street,
      ])
      expect((await mine.put(`/shop/addresses/${first}`, { ...other, isDefault: true })).body).toMatchObject({
        street: '别处',
        isDefault: true,
      })
      expect(await list()).toEqual([
        [first, true],
        [third, false],
      ])
      // the same one sent again
      expect(await anAddress(mine, { id: first })).not.toBe(first)
      expect(await list()).toHaveLength(2)
    })
    it('end at thirty, and say what is wrong with them', async () => {
      const mine = await s.t.aShopper()
      for (let n = 0; n < 30; n++) await anAddress(mine)
      const more = await mine.post('/shop/addresses', { id: newId(), ...home })
      expect([more.status, more.body.code]).toEqual([409, 'members.addresses_many'])
      const wrong = await mine.post('/shop/addresses', { id: newId(), ...home, province: '99' })
      expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'province'])
      expect((await s.t.api.get('/shop/addresses')).status).toBe(401)
    })
  })

  describe('freight', () => {
    const quote = async (quantity: number, province?: string) =>
      (
        await s.shopper.post('/shop/quotes', {
          storeId: warehouse,
          fulfilment: 'express',
          lines: [{ skuId: online.id, quantity }],
          ...(province ? { province } : {}),
        })
      ).body
    it('is part of the quote, with its reason and what is missing until there is none', async () => {
      expect(await quote(2)).toMatchObject({
        goodsTotal: 2000,
        freight: 800,
        toFreeFreight: 7900,
        payable: 2800,
        adjustments: [{ step: 'freight', rule: 'freight_base', amount: 800, basis: 2000 }],
      })
      const free = await quote(10)
      expect([free.freight, free.payable, free.toFreeFreight]).toEqual([0, 10000, undefined])
      expect(await quote(10, '65')).toMatchObject({ freight: 1500, payable: 11500 })
      expect(await quote(2, '54')).toMatchObject({ code: 'selling.not_sent_there', status: 422 })
    })
    it('is HQ’s to set, as whole fen, a province once', async () => {
      const set = (freight: object) => owner.put('/delivery-settings', { freight, signedAfterDays: 7 })
      expect((await set({ ...FREIGHT, base: 8.5 })).status).toBe(400)
      expect(
        (await set({ ...FREIGHT, provinces: [FREIGHT.provinces[0], FREIGHT.provinces[0]] })).status,
      ).toBe(400)
      const body = { freight: FREIGHT, signedAfterDays: 7 }
      expect((await s.manager.put('/delivery-settings', body)).status).toBe(403)
      expect((await owner.get('/delivery-settings')).body).toEqual(body)
    })
  })

  describe('an order that is sent', () => {
    it('is placed, paid, packed, shipped and received; its goods, money and parcel are exact', async () => {
      const before = await level()
      const books = (await s.balances())['sales'] ?? 0
      const placed = await s.order(sent({ fromCart: true }))
      expect(placed).toEqual(await s.mine(placed.id))
      expect(placed).toMatchObject({
        fulfilmentKind: 'express',
        storeId: warehouse,
        payable: 2800,
        contactName: home.name,
        shipment: { ...home, carrier: '', waybill: '', shippedAt: null },
      })
      expect(await level()).toEqual({ ...before, reserved: before.reserved + 2 })
      await s.pay(placed.id)
      expect((await s.balances())['sales']).toBe(books - 2800)
      const paid = await s.mine(placed.id)
      expect([paid.status, paid.verification, paid.fulfilments[0]!.state]).toEqual([
        'preparing',
        null,
        'preparing',
      ])

      const packer = await s.t.aPerson('clerk', 'store', warehouse)
      const { items } = (await packer.get(`/fulfilments?storeId=${warehouse}&kind=express`)).body
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({
        orderId: placed.id,
        allowed: ['ship'],
        shipment: { name: '王**', phone: '138****6666', street: '***', city: home.city },
      })
      const id = items[0].id
      const labels = { fulfilmentIds: [id, newId()] }
      const printed = await packer.post(`/stores/${warehouse}/parcel-labels`, labels)
      expect(printed.body.items).toMatchObject([{ id, number: placed.number, shipment: home }])
      expect((await s.manager.post(`/stores/${s.storeId}/parcel-labels`, labels)).body.items).toEqual([])

      const number = waybill()
      const by = { carrier: 'sf', waybill: number.toLowerCase() }
      expect((await s.manager.post(`/fulfilments/${id}/shipment`, by)).status).toBe(404)
      expect((await s.mine(placed.id)).status).toBe('preparing')
      const left = await packer.post(`/fulfilments/${id}/shipment`, by)
      expect([left.status, left.body.state, left.body.shipment.waybill]).toEqual([200, 'shipped', number])
      expect(await level()).toEqual({ onHand: before.onHand - 2, reserved: before.reserved })
      // sent again: the same parcel
      expect((await packer.post(`/fulfilments/${id}/shipment`, by)).status).toBe(200)
      const other = await s.paidOrder(sent())
      const taken = await packer.post(`/fulfilments/${await parcelOf(other.id)}/shipment`, by)
      expect([taken.status, taken.body.code]).toEqual([409, 'fulfilment.waybill_taken'])
      expect((await s.mine(other.id)).status).toBe('preparing')

      const underWay = await s.mine(placed.id)
      expect([underWay.status, underWay.shipment!.carrier, underWay.shipment!.waybill]).toEqual([
        'shipped',
        'sf',
        number,
      ])
      const stranger = await s.t.aShopper()
      expect((await stranger.post(`/shop/orders/${placed.id}/receipt`)).status).toBe(404)
      expect((await s.mine(placed.id)).status).toBe('shipped')
      const received = await s.shopper.post(`/shop/orders/${placed.id}/receipt`)
      expect([received.status, received.body.status]).toEqual([200, 'completed'])
      expect((await s.shopper.post(`/shop/orders/${placed.id}/receipt`)).status).toBe(200)
      expect(received.body.timeline.map((t: any) => t.event)).toEqual([
        'order.placed',
        'order.paid',
        'fulfilment.shipped',
        'fulfilment.signed',
      ])
    })
    it('needs an address of one’s own that is sent to, and a warehouse; a warehouse is no place to fetch from', async () => {
      const before = [await orders(), await level()]
      const theirs = await anAddress(await s.t.aShopper())
      const far = await anAddress(s.shopper, { province: '54' })
      const refusals = [
        [sent({ addressId: undefined }), 422, 'selling.address_needed'],
        [sent({ addressId: theirs }), 422, 'selling.address_needed'],
        [sent({ addressId: far }), 422, 'selling.not_sent_there'],
        [
          sent({ storeId: s.storeId, lines: [{ skuId: s.sku.id, quantity: 1 }] }),
          422,
          'selling.express_unavailable',
        ],
        [sent({ fulfilment: 'pickup' }), 422, 'selling.pickup_unavailable'],
        [sent({ expectedPayable: 2000 }), 409, 'selling.price_changed'],
      ] as const
      for (const [change, status, code] of refusals) {
        const answer = await s.shopper.post('/shop/orders', s.basket(change as object))
        expect([answer.status, answer.body.code]).toEqual([status, code])
      }
      expect([await orders(), await level()]).toEqual(before)
      await s.shopper.delete(`/shop/addresses/${far}`)
    })
    it('a till sells nothing from a warehouse', async () => {
      const keeper = await s.t.aPerson('store_manager', 'store', warehouse)
      const sale = await keeper.put(`/till/sales/${newId()}`, {
        storeId: warehouse,
        deviceId: newId(),
        soldAt: w.now().toISOString(),
        lines: [{ skuId: online.id, quantity: 1 }],
        expectedPayable: 1000,
        tender: { kind: 'cash', received: 1000 },
      })
      expect([sale.status, sale.body.code]).toEqual([409, 'selling.store_closed'])
    })
    it('sixty at once for the last pieces: as many orders as pieces, and none oversold', async () => {
      const few = await s.t.aSku({ price: 100 })
      await s.t.stock(warehouse, few.id, 7)
      const lines = [{ skuId: few.id, quantity: 1 }]
      const answers = await Promise.all(
        Array.from({ length: 60 }, async (_, n) => {
          const shopper = n % 2 ? s.shopper : await s.t.aShopper()
          const addressId = n % 2 ? address : await anAddress(shopper)
          return shopper.post('/shop/orders', s.basket(sent({ lines, addressId })))
        }),
      )
      const placed = answers.filter((a) => a.status === 201)
      expect(placed).toHaveLength(7)
      expect(await level(few.id)).toEqual({ onHand: 7, reserved: 7 })
      const parcels = await w.facts('select s.order_id from shipments s where s.order_id = any($1::uuid[])', [
        placed.map((a) => a.body.id),
      ])
      expect(parcels).toHaveLength(7)
      await s.later(16 * 60_000)
      expect(await level(few.id)).toEqual({ onHand: 7, reserved: 0 })
    })
    it('called off before it left, all its money goes back, freight too', async () => {
      const order = await s.paidOrder(sent({ addressId: await anAddress(s.shopper) }))
      const { reserved } = await level()
      const keeper = await s.t.aPerson('store_manager', 'store', warehouse)
      expect((await keeper.post(`/orders/${order.id}/cancel`, { reason: '缺货' })).status).toBeLessThan(300)
      await w.advance(11_000)
      await w.sandbox.control.deliverDue()
      await s.signInAgain()
      expect((await level()).reserved).toBe(reserved - 2)
      const [row] = await w.facts('select status, paid, refunded from orders where id = $1', [order.id])
      expect(row).toEqual({ status: 'refunded', paid: '2800', refunded: '2800' })
    })
    it('lost on its way, its money goes back and its goods are gone; both need the right to cancel', async () => {
      s.shopper = await s.t.aShopper()
      address = await anAddress(s.shopper)
      const order = await s.paidOrder(sent())
      const id = await parcelOf(order.id)
      const keeper = await s.t.aPerson('store_manager', 'store', warehouse)
      const clerk = await s.t.aPerson('clerk', 'store', warehouse)
      const early = await keeper.post(`/fulfilments/${id}/loss`, { note: '快递丢件' })
      expect([early.status, early.body.code]).toEqual([409, 'fulfilment.move_illegal'])
      await clerk.post(`/fulfilments/${id}/shipment`, { carrier: 'zto', waybill: waybill() })
      const { onHand } = await level()
      expect((await clerk.post(`/fulfilments/${id}/loss`, { note: '快递丢件' })).status).toBe(403)
      expect((await keeper.post(`/orders/${order.id}/cancel`, { reason: '' })).body.code).toBe(
        'selling.cannot_cancel',
      )
      const lost = await keeper.post(`/fulfilments/${id}/loss`, { note: '快递丢件' })
      expect([lost.status, lost.body.state]).toEqual([200, 'lost'])
      await w.advance(11_000)
      await w.sandbox.control.deliverDue()
      const [row] = await w.facts('select status, paid, refunded from orders where id = $1', [order.id])
      expect(row).toEqual({ status: 'refunded', paid: '2800', refunded: '2800' })
      expect((await level()).onHand).toBe(onHand)
    })
    it('counts as received when nobody says otherwise for the brand’s days, and not before', async () => {
      s.shopper = await s.t.aShopper()
      address = await anAddress(s.shopper)
      const order = await s.paidOrder(sent())
      const clerk = await s.t.aPerson('clerk', 'store', warehouse)
      const shipped = await clerk.post(`/fulfilments/${await parcelOf(order.id)}/shipment`, {
        carrier: 'jd',
        waybill: waybill(),
      })
      expect(shipped.status).toBe(200)
      const status = async () => (await w.facts('select status from orders where id = $1', [order.id]))[0]
      await w.advance(7 * DAY_MS - 3_600_000)
      expect(await status()).toEqual({ status: 'shipped' })
      await w.advance(7_200_000)
      expect(await status()).toEqual({ status: 'completed' })
    })
    it('is given out to its shopper whole, and says no more where it went once they are forgotten', async () => {
      const name = `leaver${newId().slice(-8)}`
      const leaver = await s.t.aShopper(`${name}-0`)
      const to = { name: '欧阳离', phone: '13912340000', street: '忘记路 7 号' }
      const order = await s.paidOrder(sent({ addressId: await anAddress(leaver, to) }), leaver)
      const clerk = await s.t.aPerson('clerk', 'store', warehouse)
      const by = { carrier: 'ems', waybill: waybill() }
      await clerk.post(`/fulfilments/${await parcelOf(order.id)}/shipment`, by)
      await leaver.post(`/shop/orders/${order.id}/receipt`)
      const given = await leaver.post('/shop/me/export', { proof: { by: 'wechat', code: `code-${name}-1` } })
      expect([given.status, given.body.addresses, given.body.orders[0].shipment]).toMatchObject([
        200,
        [to],
        to,
      ])
      const gone = await leaver.post('/shop/me/erasure', { proof: { by: 'wechat', code: `code-${name}-2` } })
      expect(gone.status).toBe(204)
      expect(
        await w.facts('select name, phone, province, city, street from shipments where order_id = $1', [
          order.id,
        ]),
      ).toEqual([{ name: '', phone: '', province: '33', city: '', street: '' }])
      expect(await w.facts('select id from addresses where member_id = $1', [leaver.memberId])).toEqual([])
    })
  })
})
