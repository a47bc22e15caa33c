import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDepot, aWaybill, TestDepot } from '../../test/depot.js'
import { TestShop } from '../../test/shop.js'
import { aSupplier, ok } from '../../test/suppliers.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const HOUR_MS = 3_600_000
const FREIGHT = { base: 800, freeFrom: 9900, provinces: [] }

describe('goods that their supplier ships', () => {
  let w: World
  let s: TestShop
  let owner: Client
  let d: TestDepot
  /** Another supplier with a depot of its own. */
  let other: TestDepot
  let milk: TestSku
  let cheese: TestSku
  beforeAll(async () => {
    w = await World.start()
    s = await TestShop.open(w)
    owner = await s.t.aPerson('owner')
    await owner.put('/delivery-settings', { freight: FREIGHT, signedAfterDays: 7 })
    d = await TestDepot.open(s, owner)
    other = await TestDepot.open(s, owner)
    milk = await d.aSku(1000)
    cheese = await d.aSku(3000)
  }, 60_000)
  afterAll(() => w.stop())

  const lineOf = (order: any, n = 0) => order.lines[n].id as string
  const pieces = (order: any, ...quantities: number[]) =>
    quantities.flatMap((quantity, n) => (quantity ? [{ lineId: lineOf(order, n), quantity }] : []))
  const settled = async () => {
    await w.advance(11_000)
    await w.sandbox.control.deliverDue()
  }

  describe('a depot', () => {
    it('is made by HQ once, a warehouse of the supplier’s that is nobody else’s', async () => {
      const body = aDepot(s)
      const made = await owner.post(`/suppliers/${d.supplierId}/depots`, body)
      expect(made.status).toBe(201)
      expect(made.body.items.at(-1)).toEqual({
        id: body.id,
        code: body.code,
        name: body.name,
        status: 'open',
        address: body.address,
        shipHours: 48,
        waiting: 0,
        late: 0,
      })
      expect((await owner.post(`/suppliers/${d.supplierId}/depots`, body)).status).toBe(201)
      const stolen = await owner.post(`/suppliers/${other.supplierId}/depots`, body)
      expect([stolen.status, stolen.body.code]).toEqual([409, 'org.code_taken'])
      const brands = await s.t.aStore({ kind: 'warehouse', lat: 31 })
      const taken = await owner.post(`/suppliers/${d.supplierId}/depots`, aDepot(s, { id: brands }))
      expect([taken.status, taken.body.code]).toEqual([409, 'org.code_taken'])
      const hours = `/suppliers/${d.supplierId}/depots/${body.id}`
      expect((await owner.patch(hours, { shipHours: 24 })).body.items.at(-1).shipHours).toBe(24)
      const foreign = await owner.patch(`/suppliers/${other.supplierId}/depots/${body.id}`, { shipHours: 1 })
      expect(foreign.status).toBe(404)
      expect((await owner.patch(hours, { shipHours: 0 })).status).toBe(400)
      const own = (await other.person.get('/supplier/depots')).body.items
      expect(own.map((one: any) => one.id)).toEqual([other.depotId])
    })
    it('has its stock counted, received and lost by its supplier, in the books of stock', async () => {
      const sku = await d.aSku(500, 0)
      const id = newId()
      expect(await d.move(sku, 'receipt', 12, id)).toMatchObject({ onHand: 12, available: 12 })
      expect(await d.move(sku, 'receipt', 12, id)).toMatchObject({ onHand: 12 })
      expect(await d.move(sku, 'loss', 2)).toMatchObject({ onHand: 10 })
      expect(await d.move(sku, 'count', 7)).toMatchObject({ onHand: 7 })
      expect(await d.move(sku, 'count', 7)).toMatchObject({ onHand: 7 })
      const moved = await d.person.get(`/supplier/stock/movements?depotId=${d.depotId}&skuId=${sku.id}`)
      expect(moved.body.items.map((m: any) => [m.kind, m.quantity, m.before, m.after])).toEqual([
        ['correction', -3, 10, 7],
        ['loss', -2, 12, 10],
        ['receipt', 12, 0, 12],
      ])
      const change = { id: newId(), depotId: d.depotId, skuId: sku.id, kind: 'loss', quantity: 8 }
      const short = await d.person.post('/supplier/stock/changes', change)
      expect([short.status, short.body.code]).toEqual([409, 'inventory.below_zero'])
      const zero = await d.person.post('/supplier/stock/changes', { ...change, quantity: 0 })
      expect(zero.status).toBe(400)
      const reused = await d.person.post('/supplier/stock/changes', { ...change, id, quantity: 1 })
      expect([reused.status, reused.body.code]).toEqual([422, 'request.key_reused'])
      const levels = await d.person.get(`/supplier/stock?depotId=${d.depotId}`)
      expect(levels.body.items.find((l: any) => l.skuId === sku.id)).toMatchObject({
        onHand: 7,
        code: sku.code,
      })
      expect(await d.level(sku)).toEqual({ onHand: 7, reserved: 0 })
    })
    it('and the goods in it are not there for anybody else', async () => {
      const change = { id: newId(), depotId: d.depotId, skuId: milk.id, kind: 'receipt', quantity: 5 }
      const before = await d.level(milk)
      expect((await other.person.post('/supplier/stock/changes', change)).status).toBe(404)
      const theirs = { ...change, depotId: other.depotId }
      expect((await other.person.post('/supplier/stock/changes', theirs)).status).toBe(404)
      expect((await other.person.get(`/supplier/stock?depotId=${d.depotId}`)).status).toBe(404)
      expect((await other.person.get(`/supplier/stock/movements?depotId=${d.depotId}`)).status).toBe(404)
      expect((await other.person.get(`/supplier/orders?depotId=${d.depotId}`)).status).toBe(404)
      const brands = { ...change, depotId: s.storeId }
      expect((await d.person.post('/supplier/stock/changes', brands)).status).toBe(404)
      const finance = await s.t.aPerson('supplier_finance', 'supplier', d.supplierId)
      expect((await finance.post('/supplier/stock/changes', change)).status).toBe(403)
      expect((await finance.get('/supplier/orders')).status).toBe(403)
      expect(await d.level(milk)).toEqual(before)
    })
    it('a supplier that is closed counts nothing more', async () => {
      const closed = await aSupplier(s.t.api, owner)
      await owner.post(`/suppliers/${closed.id}/moves`, { move: 'close', reason: '合作终止' })
      const change = { id: newId(), depotId: d.depotId, skuId: milk.id, kind: 'count', quantity: 5 }
      const answer = await closed.person.post('/supplier/stock/changes', change)
      expect([answer.status, answer.body.code]).toEqual([403, 'suppliers.not_active'])
    })
  })

  describe('goods', () => {
    it('are sold by their supplier’s depots, and by no store, warehouse or other depot', async () => {
      const warehouse = await s.t.aStore({ kind: 'warehouse' })
      const at = async (storeId: string) =>
        (await s.shopper.get(`/shop/products/${milk.productId}?storeId=${storeId}`)).status
      expect([
        await at(d.depotId),
        await at(other.depotId),
        await at(warehouse),
        await at(s.storeId),
      ]).toEqual([200, 404, 404, 404])
      const window = async (storeId: string) =>
        (await s.shopper.get(`/shop/products?storeId=${storeId}`)).body.items.map((p: any) => p.id)
      expect(await window(d.depotId)).toContain(milk.productId)
      expect(await window(d.depotId)).not.toContain(s.sku.productId)
      const put = await s.shopper.put(`/shop/cart/lines/${milk.id}`, { storeId: s.storeId, quantity: 1 })
      expect([put.status, put.body.code]).toEqual([409, 'selling.ships_only'])
      const { body } = await s.shopper.get(`/shop/delivery?storeId=${s.storeId}&productId=${milk.productId}`)
      expect(body.warehouse.id).toBe(d.depotId)
      // the brand first; the other supplier has nothing on sale
      expect(body.senders.slice(0, 2).map((one: any) => [one.id, one.supplierName === null])).toEqual([
        [warehouse, true],
        [d.depotId, false],
      ])
      expect(body.senders.map((one: any) => one.id)).not.toContain(other.depotId)
      expect((await s.shopper.get(`/shop/delivery?storeId=${s.storeId}`)).body.warehouse.id).not.toBe(
        d.depotId,
      )
    })
    it('are shipped by who HQ says: only a supplier’s can be the supplier’s to ship', async () => {
      const sku = await s.t.aSku()
      const none = await owner.put(`/products/${sku.productId}/shipper`, { shippedBy: 'supplier' })
      expect([none.status, none.body.code]).toEqual([409, 'suppliers.no_shipper'])
      const goods = await d.aSku(700, 3)
      const shipper = `/products/${goods.productId}/shipper`
      expect((await s.manager.put(shipper, { shippedBy: 'store' })).status).toBe(403)
      expect((await owner.get(shipper)).body).toEqual({ shippedBy: 'supplier' })
      expect((await owner.put(shipper, { shippedBy: 'store' })).body).toEqual({ shippedBy: 'store' })
      const there = await s.shopper.get(`/shop/products/${goods.productId}?storeId=${s.storeId}`)
      expect(there.status).toBe(200)
    })
    it('that lose their supplier are the brand’s to ship again', async () => {
      const goods = await d.aSku(700, 0)
      await w.facts('update products set supplier_id = $2, supplier_ships = true where id = $1', [
        goods.productId,
        d.supplierId,
      ])
      const { body } = await owner.get(`/products/${goods.productId}`)
      const { kind, name, detail, brand, unit, categoryId, options, media, version } = body
      const skus = body.skus.map((k: any) => ({ ...k, active: undefined }))
      const saved = await owner.put(`/products/${goods.productId}`, {
        ...{ kind, name, detail, brand, unit, categoryId, options, version, skus },
        supplierId: null,
        mediaIds: media.map((m: any) => m.id),
      })
      expect([saved.status, saved.text]).toEqual([200, saved.text])
      expect((await owner.get(`/products/${goods.productId}/shipper`)).body).toEqual({ shippedBy: 'store' })
    })
  })

  describe('an order', () => {
    it('of each shipper is one of its own, with its own freight stated before it is paid', async () => {
      const cream = await other.aSku(2000)
      const quote = async (depot: TestDepot, sku: TestSku) =>
        (
          await s.shopper.post('/shop/quotes', {
            storeId: depot.depotId,
            fulfilment: 'express',
            lines: [{ skuId: sku.id, quantity: 1 }],
          })
        ).body
      expect(await quote(d, milk)).toMatchObject({ goodsTotal: 1000, freight: 800, payable: 1800 })
      expect(await quote(other, cream)).toMatchObject({ goodsTotal: 2000, freight: 800, payable: 2800 })
      const both = await s.shopper.post('/shop/orders', {
        ...s.basket(d.wanted([{ sku: milk, quantity: 1 }])),
        lines: [
          { skuId: milk.id, quantity: 1 },
          { skuId: cream.id, quantity: 1 },
        ],
      })
      expect([both.status, both.body.code]).toEqual([409, 'selling.ships_only'])
    })
    it('is accepted, packed and shipped in parts; pieces, stock and step are exact', async () => {
      const before = [await d.level(milk), await d.level(cheese)] as const
      const seen = await d.order(
        [
          { sku: milk, quantity: 3 },
          { sku: cheese, quantity: 1 },
        ],
        false,
      )
      const { id } = seen
      expect(seen).toMatchObject({
        state: 'to_ship',
        accepted: false,
        shipTo: { name: '王**', phone: '138****6666', street: '***', city: '杭州市' },
        lines: [
          { quantity: 3, shipped: 0, unshipped: 0, left: 3 },
          { quantity: 1, left: 1 },
        ],
      })
      expect(JSON.stringify(seen)).not.toMatch(/payable|unitPrice|13877776666/)
      const early = await d.ship(id, pieces(seen, 2))
      expect([early.status, early.body.code]).toEqual([409, 'fulfilment.not_accepted'])
      const accepted = await ok(d.person.post(`/supplier/orders/${id}/acceptance`))
      expect(accepted.shipTo).toMatchObject({ name: '王小明', phone: '13877776666', street: '文三路 90 号' })
      await ok(d.person.post(`/supplier/orders/${id}/acceptance`))

      const first = aWaybill()
      const part = await d.ship(id, pieces(seen, 2), first)
      expect([part.status, part.text]).toEqual([200, part.text])
      expect(part.body).toMatchObject({
        state: 'to_ship',
        lines: [{ shipped: 2, left: 1 }, { left: 1 }],
        parcels: [{ carrier: 'sf', waybill: first, state: 'shipped', lines: pieces(seen, 2) }],
      })
      expect(await d.level(milk)).toEqual({ onHand: before[0].onHand - 2, reserved: before[0].reserved + 1 })
      // sent again it is the same parcel; with other pieces it isn't
      expect((await d.ship(id, pieces(seen, 2), first)).body.lines[0].shipped).toBe(2)
      const twice = await d.ship(id, pieces(seen, 1), first)
      expect([twice.status, twice.body.code]).toEqual([409, 'fulfilment.waybill_taken'])
      const many = await d.ship(id, pieces(seen, 2))
      expect([many.status, many.body.code]).toEqual([409, 'fulfilment.pieces_gone'])
      expect((await s.mine(id)).status).toBe('shipped')
      const off = await owner.post(`/orders/${id}/cancel`, { reason: '不要了' })
      expect([off.status, off.body.code]).toEqual([409, 'selling.cannot_cancel'])

      const rest = await d.ship(id, pieces(seen, 1, 1))
      expect([rest.status, rest.body.state, rest.body.parcels.length]).toEqual([200, 'shipped', 2])
      expect(await d.level(milk)).toEqual({ onHand: before[0].onHand - 3, reserved: before[0].reserved })
      expect(await d.level(cheese)).toEqual({ onHand: before[1].onHand - 1, reserved: before[1].reserved })
      const mine = await s.mine(id)
      expect(mine.fulfilments.map((f) => [f.state, f.parcel!.lines.length])).toEqual([
        ['shipped', 2],
        ['shipped', 1],
      ])
      const received = await s.shopper.post(`/shop/orders/${id}/receipt`)
      expect([received.status, received.body.status]).toEqual([200, 'completed'])
      const over = (await d.person.get(`/supplier/orders/${id}`)).body
      expect([over.state, over.shipTo.phone, over.shipTo.street]).toEqual(['completed', '138****6666', '***'])
      const again = await d.ship(id, pieces(seen, 1))
      expect([again.status, again.body.code]).toEqual([409, 'fulfilment.move_illegal'])
    })
    it('that was sold is shipped or refused by a supplier that was closed since, which does nothing else', async () => {
      const gone = await TestDepot.open(s, owner)
      const sku = await gone.aSku(900, 20)
      const [sent, lacking] = [
        await gone.order([{ sku, quantity: 2 }], false),
        await gone.order([{ sku, quantity: 1 }], false),
      ]
      await ok(owner.post(`/suppliers/${gone.supplierId}/moves`, { move: 'close', reason: '合作终止' }))
      await ok(gone.person.post(`/supplier/orders/${sent.id}/acceptance`))
      const shipped = await gone.ship(sent.id, pieces(sent, 1))
      expect([shipped.status, shipped.body.state, shipped.body.lines[0].left]).toEqual([200, 'to_ship', 1])
      expect((await ok(gone.ship(sent.id, pieces(sent, 1)))).state).toBe('shipped')
      expect((await gone.refuse(lacking.id, pieces(lacking, 1))).body.state).toBe('ended')
      expect(await gone.level(sku)).toEqual({ onHand: 18, reserved: 0 })
      await settled()
      expect(await gone.money(lacking.id)).toMatchObject({ status: 'refunded' })
      // another's orders are no more there than before
      const foreign = await d.order([{ sku: milk, quantity: 1 }])
      expect((await gone.ship(foreign.id, pieces(foreign, 1))).status).toBe(404)
      const count = { id: newId(), depotId: gone.depotId, skuId: sku.id, kind: 'count', quantity: 5 }
      expect((await gone.person.post('/supplier/stock/changes', count)).body.code).toBe(
        'suppliers.not_active',
      )
    })
    it('is labelled by HQ with what is still to leave, not with what has left or never will', async () => {
      const order = await d.order([
        { sku: milk, quantity: 4 },
        { sku: cheese, quantity: 1 },
      ])
      const [card] = await w.facts<{ id: string }>(
        "select id from fulfilments where order_id = $1 and state = 'preparing'",
        [order.id],
      )
      const printed = async () => {
        const { body } = await owner.post(`/stores/${d.depotId}/parcel-labels`, { fulfilmentIds: [card!.id] })
        return body.items.map((one: any) => one.lines.map((l: any) => [l.skuId, l.quantity]))
      }
      expect(await printed()).toEqual([
        [
          [milk.id, 4],
          [cheese.id, 1],
        ],
      ])
      await ok(d.ship(order.id, pieces(order, 1, 1)))
      await ok(d.refuse(order.id, pieces(order, 1)))
      expect(await printed()).toEqual([[[milk.id, 2]]])
      const board = (await owner.get(`/fulfilments/${card!.id}`)).body
      expect(board.lines.map((l: any) => l.quantity)).toEqual([2])
    })
    it('a number typed wrong is corrected, that of another order is not there', async () => {
      const order = await d.order([{ sku: milk, quantity: 1 }])
      const [parcel] = (await ok(d.ship(order.id, pieces(order, 1)))).parcels
      const waybill = aWaybill()
      const path = (orderId: string) => `/supplier/orders/${orderId}/parcels/${parcel.id}`
      const renamed = await d.person.put(path(order.id), { carrier: 'zto', waybill })
      expect(renamed.body.parcels[0]).toMatchObject({ carrier: 'zto', waybill })
      const elsewhere = await d.order([{ sku: milk, quantity: 1 }])
      expect((await d.person.put(path(elsewhere.id), { carrier: 'sf', waybill: aWaybill() })).status).toBe(
        404,
      )
    })
    it('what can’t be shipped goes back: pieces are free again, and the money is what was paid for them', async () => {
      const before = await d.level(milk)
      const order = await d.order([
        { sku: milk, quantity: 3 },
        { sku: cheese, quantity: 1 },
      ])
      const id = newId()
      const told = await d.refuse(order.id, pieces(order, 1), id)
      expect([told.status, told.body.lines[0]]).toMatchObject([200, { shipped: 0, unshipped: 1, left: 2 }])
      expect(told.body.unshipped).toMatchObject([{ quantity: 1, reason: '仓库缺货' }])
      expect((await d.refuse(order.id, pieces(order, 1), id)).body.lines[0].unshipped).toBe(1)
      const reused = await d.refuse(order.id, pieces(order, 2), id)
      expect([reused.status, reused.body.code]).toEqual([422, 'request.key_reused'])
      const beyond = await d.refuse(order.id, pieces(order, 3))
      expect([beyond.status, beyond.body.code]).toEqual([409, 'fulfilment.pieces_gone'])
      expect(await d.level(milk)).toEqual({ onHand: before.onHand, reserved: before.reserved + 2 })
      await settled()
      expect(await d.money(order.id)).toEqual({ status: 'preparing', paid: 6800, refunded: 1000 })
      await ok(d.ship(order.id, pieces(order, 0, 1)))
      // the last pieces that waited: what left is all there will be
      const last = await d.refuse(order.id, pieces(order, 2))
      expect([last.status, last.body.state]).toEqual([200, 'shipped'])
      expect(await d.level(milk)).toEqual(before)
      await settled()
      await s.signInAgain()
      expect(await d.money(order.id)).toEqual({ status: 'shipped', paid: 6800, refunded: 3000 })
      const received = await s.shopper.post(`/shop/orders/${order.id}/receipt`)
      expect(received.body.status).toBe('completed')
    })
    it('of which nothing leaves is called off whole, its freight too', async () => {
      d.addressId = await TestDepot.address(s.shopper)
      const before = await d.level(cheese)
      const order = await d.order([{ sku: cheese, quantity: 2 }])
      await ok(d.refuse(order.id, pieces(order, 1)))
      const over = await d.refuse(order.id, pieces(order, 1))
      expect([over.status, over.body.state]).toEqual([200, 'ended'])
      await settled()
      expect(await d.money(order.id)).toEqual({ status: 'refunded', paid: 6800, refunded: 6800 })
      expect(await d.level(cheese)).toEqual(before)
    })
    it('two people who ship the same pieces at once: one parcel leaves', async () => {
      await s.signInAgain()
      d.addressId = await TestDepot.address(s.shopper)
      const order = await d.order([{ sku: milk, quantity: 5 }])
      const before = await d.level(milk)
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          n % 2 ? d.ship(order.id, pieces(order, 3)) : d.refuse(order.id, pieces(order, 3)),
        ),
      )
      const done = answers.filter((a) => a.status === 200)
      expect(done).toHaveLength(1)
      expect(new Set(answers.filter((a) => a.status !== 200).map((a) => a.body.code))).toEqual(
        new Set(['fulfilment.pieces_gone']),
      )
      const { lines } = (await d.person.get(`/supplier/orders/${order.id}`)).body
      expect(lines[0].left).toBe(2)
      const shipped = lines[0].shipped as number
      expect(await d.level(milk)).toEqual({ onHand: before.onHand - shipped, reserved: before.reserved - 3 })
    })
    it('one of two parcels is lost: what was in it goes back, the other goes on', async () => {
      const order = await d.order([
        { sku: milk, quantity: 2 },
        { sku: cheese, quantity: 1 },
      ])
      const sent = await ok(d.ship(order.id, pieces(order, 1)))
      await ok(d.ship(order.id, pieces(order, 1, 1)))
      const lost = await owner.post(`/fulfilments/${sent.parcels[0].id}/loss`, { note: '快递丢件' })
      expect([lost.status, lost.text]).toEqual([200, lost.text])
      await settled()
      expect(await d.money(order.id)).toEqual({ status: 'shipped', paid: 5800, refunded: 1000 })
    })
    it('HQ ships for the supplier: all that is left leaves in one parcel', async () => {
      await s.signInAgain()
      d.addressId = await TestDepot.address(s.shopper)
      const order = await d.order([
        { sku: milk, quantity: 2 },
        { sku: cheese, quantity: 1 },
      ])
      await ok(d.ship(order.id, pieces(order, 1)))
      const { items } = (await owner.get(`/fulfilments?storeId=${d.depotId}&kind=express`)).body
      const card = items.find((one: any) => one.orderId === order.id)
      const left = await owner.post(`/fulfilments/${card.id}/shipment`, {
        carrier: 'jd',
        waybill: aWaybill(),
      })
      expect(left.status).toBe(200)
      const now = (await d.person.get(`/supplier/orders/${order.id}`)).body
      expect([now.state, now.lines.map((l: any) => [l.shipped, l.left])]).toEqual([
        'shipped',
        [
          [2, 0],
          [1, 0],
        ],
      ])
    })
    it('waits in the list, the oldest first, and is late after the depot’s hours and not before', async () => {
      const list = async (query: string) =>
        (await d.person.get(`/supplier/orders?${query}`)).body.items as any[]
      for (const { id, lines } of await list('state=to_ship&limit=100').then((all) =>
        Promise.all(all.map(({ id }) => ok(d.person.get(`/supplier/orders/${id}`)))),
      ))
        await ok(
          d.ship(
            id,
            lines.filter((l: any) => l.left).map((l: any) => ({ lineId: l.id, quantity: l.left })),
          ),
        )
      const [a, b] = [
        await d.order([{ sku: milk, quantity: 1 }]),
        await d.order([{ sku: milk, quantity: 1 }]),
      ]
      expect((await list('state=to_ship')).map((o) => o.id)).toEqual([a.id, b.id])
      expect((await list('limit=1')).map((o) => o.id)).toEqual([b.id])
      const first = (await d.person.get('/supplier/orders?state=to_ship&limit=1')).body
      const second = await list(`state=to_ship&limit=1&cursor=${first.nextCursor}`)
      expect([first.items[0].id, second.map((o) => o.id)]).toEqual([a.id, [b.id]])
      expect((await list(`q=${a.number}`)).map((o) => o.id)).toEqual([a.id])
      expect(Date.parse(a.shipBy) - Date.parse(a.paidAt)).toBe(48 * HOUR_MS)
      await w.advance(47 * HOUR_MS)
      d.person = await signedInAgain(d)
      expect(await list('state=late')).toEqual([])
      await w.advance(2 * HOUR_MS)
      d.person = await signedInAgain(d)
      expect((await list('state=late')).map((o) => [o.id, o.state])).toEqual([
        [a.id, 'late'],
        [b.id, 'late'],
      ])
      expect((await d.person.get('/supplier/depots')).body.items[0]).toMatchObject({ waiting: 2, late: 2 })
      other.person = await signedInAgain(other)
      expect((await other.person.get('/supplier/orders')).body.items).toEqual([])
    })
    it('of another supplier is not there, and stays as it was', async () => {
      await s.signInAgain()
      d.addressId = await TestDepot.address(s.shopper)
      const order = await d.order([{ sku: milk, quantity: 1 }], false)
      const path = `/supplier/orders/${order.id}`
      const lines = pieces(order, 1)
      const answers = await Promise.all([
        other.person.get(path),
        other.person.post(`${path}/acceptance`),
        other.ship(order.id, lines),
        other.refuse(order.id, lines),
        other.person.put(`${path}/parcels/${newId()}`, { carrier: 'sf', waybill: aWaybill() }),
      ])
      expect(answers.map((a) => a.status)).toEqual([404, 404, 404, 404, 404])
      expect(await ok(d.person.get(path))).toEqual(order)
      const unpaid = await s.order(d.wanted([{ sku: milk, quantity: 1 }]))
      expect((await d.person.get(`/supplier/orders/${unpaid.id}`)).status).toBe(404)
    })
  })

  describe('a scorecard', () => {
    it('is what was due, on time and kept in each month, and no other supplier’s business', async () => {
      const tenth = new Date(w.now())
      tenth.setUTCMonth(tenth.getUTCMonth() + 1, 10)
      await w.advance(tenth.getTime() - w.now().getTime())
      const month = tenth.toISOString().slice(0, 7)
      owner = await s.t.aPerson('owner')
      await s.signInAgain()
      const f = await TestDepot.open(s, owner)
      const honey = await f.aSku(1000)
      const [a, b, late] = [
        await f.order([{ sku: honey, quantity: 4 }]),
        await f.order([{ sku: honey, quantity: 2 }]),
        await f.order([{ sku: honey, quantity: 2 }]),
      ]
      const off = await f.order([{ sku: honey, quantity: 9 }])
      await ok(owner.post(`/orders/${off.id}/cancel`, { reason: '顾客不要了' }))
      await ok(f.ship(a.id, pieces(a, 3)))
      await ok(f.refuse(a.id, pieces(a, 1)))
      await ok(f.ship(b.id, pieces(b, 1)))
      await ok(s.shopper.post(`/shop/orders/${a.id}/receipt`))
      await w.advance(49 * HOUR_MS)
      owner = await s.t.aPerson('owner')
      f.person = await signedInAgain(f)
      await ok(f.ship(b.id, pieces(b, 1)))
      const back = { id: newId(), lines: [{ lineId: lineOf(a), quantity: 1, restock: true }], reason: '破损' }
      await ok(owner.post(`/orders/${a.id}/refunds`, back))
      // 8 were due (4, 2 and 2 overdue), 5 left, 4 of them in time, 1 came back; what the brand called off counts for nobody
      const wanted = { month, orders: 3, fillRate: 6250, onTimeRate: 8000, returnRate: 2000, score: 7300 }
      const { body } = await f.person.get('/supplier/scorecard')
      expect([body.weights, body.months.length]).toEqual([{ fill: 40, onTime: 40, kept: 20 }, 12])
      expect(body.months.at(-1)).toEqual(wanted)
      expect(body.months.at(-2)).toMatchObject({ orders: 0, fillRate: null, score: null })
      expect((await owner.get(`/suppliers/${f.supplierId}/scorecard`)).body).toEqual(body)
      expect((await f.person.get(`/suppliers/${f.supplierId}/scorecard`)).status).toBe(403)
      d.person = await signedInAgain(d)
      expect((await d.person.get('/supplier/scorecard')).body.months.at(-1)).not.toEqual(wanted)

      const table = async (query: string) =>
        (await owner.get(`/supplier-scorecards?${query}`)).body.items as any[]
      const all = await table(`month=${month}&sort=fillRate&order=desc`)
      const row = all.find((one) => one.supplier.id === f.supplierId)
      expect(row).toMatchObject({ ...wanted, trend: [null, null, null, null, null, 7300] })
      const rates = all.map((one) => one.fillRate).filter((one) => one !== null)
      expect(rates).toEqual([...rates].sort((x, y) => y - x))
      expect(all.at(-1).fillRate).toBeNull()
      expect((await owner.get('/supplier-scorecards?month=2026-13')).status).toBe(400)
      expect(late.state).toBe('to_ship')
    })
  })

  /** Time has passed: the supplier's person signs in anew. */
  const signedInAgain = async (depot: TestDepot) => {
    const password = 'A hill of honey jars, 12'
    const { accessToken } = await ok(s.t.api.post('/auth/sign-in', { login: depot.login, password }))
    return s.t.api.as(accessToken)
  }
})
