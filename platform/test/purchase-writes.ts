import type { PurchaseOrder } from '@storeweave/contract'
import { TestMall } from './mall.js'
import { newId, type Client, type TestTenant } from './world.js'
import type { Ground, Write } from './writes.js'

let n = 0
const malls = new WeakMap<object, Promise<TestMall>>()
const mall = (g: Ground): Promise<TestMall> => {
  const known = malls.get(g.shop) ?? TestMall.open(g.shop.t)
  malls.set(g.shop, known)
  return known
}
const at = (o: { id: string }, what: string) => `/purchase-orders/${o.id}/${what}`
const riceOrder = async (m: TestMall) => m.order([{ sku: m.rice, quantity: 1 }])

/** An order of a store that is under way to it, and the price list of a supplier; what a request may name of it. */
export async function orderedLand(
  t: TestTenant,
  owner: Client,
  store: string,
): Promise<Record<string, string>> {
  const sku = await t.aSku()
  const [warehouse, list, id, shipment] = [await t.aStore({ kind: 'warehouse' }), newId(), newId(), newId()]
  await t.stock(warehouse, sku.id, 9)
  const line = { skuId: sku.id, price: 500, min: 1, pack: 1, from: null, until: null }
  await owner.put(`/purchase-lists/${list}`, {
    version: 0,
    name: '协议价',
    sellerId: warehouse,
    unitIds: [store],
    lines: [line],
  })
  const cart = { lines: [{ sellerId: warehouse, skuId: sku.id, quantity: 2 }] }
  await owner.put(`/stores/${store}/purchase-cart/lines`, cart)
  const order = { id, storeId: store, sellerId: warehouse, total: 1000 }
  const sent = await owner.post<PurchaseOrder>('/purchase-orders', order)
  if (sent.status !== 201) throw new Error(sent.text)
  const lines = sent.body.lines.map((l) => ({ lineId: l.id, quantity: 2 }))
  await owner.post(at({ id }, 'confirmation'), { lines })
  const shipped = { id: shipment, carrier: '自送', waybill: `W${shipment}`, lines }
  const { status, text } = await owner.post(at({ id }, 'shipments'), shipped)
  if (status !== 200) throw new Error(text)
  await owner.put(`/stores/${store}/purchase-cart/lines`, cart)
  return {
    'purchase-lists': list,
    'purchase-orders': id,
    'purchase-shipments': shipment,
    'purchase-sellers': warehouse,
    'purchase-lines': lines[0]!.lineId,
    'trade-accounts': store,
  }
}

/** Writes of who orders, sells and counts goods for stores. */
export const purchaseWrites: Record<string, Write> = {
  'PUT /api/purchase-settings': (g) => g.owner.put('/purchase-settings', { approvalFrom: 9_000_000 + ++n }),
  'PUT /api/purchase-lists/{id}': async (g) => {
    const m = await mall(g)
    const lines = [{ skuId: m.rice.id, price: 800, min: 1, pack: 1, from: null, until: null }]
    const list = { version: 0, name: '仓配价', sellerId: m.warehouse, unitIds: [m.dealer], lines }
    return g.owner.put(`/purchase-lists/${newId()}`, list)
  },
  'DELETE /api/purchase-lists/{id}': async (g) => {
    const m = await mall(g)
    const id = newId()
    await m.list(id, m.warehouse, [m.dealer], [])
    return g.owner.delete(`/purchase-lists/${id}`)
  },
  'PUT /api/stores/{storeId}/purchase-cart/lines': async (g) => {
    const m = await mall(g)
    const lines = [{ sellerId: m.warehouse, skuId: m.rice.id, quantity: ++n }]
    return g.owner.put(`/stores/${m.dealer}/purchase-cart/lines`, { lines })
  },
  'POST /api/stores/{storeId}/purchase-cart/paste': async (g) => {
    const m = await mall(g)
    return g.owner.post(`/stores/${m.dealer}/purchase-cart/paste`, { text: `${m.rice.code} ${++n}` })
  },
  'POST /api/stores/{storeId}/purchase-cart/again': async (g) => {
    const m = await mall(g)
    const { id: purchaseId } = await riceOrder(m)
    return g.owner.post(`/stores/${m.store}/purchase-cart/again`, { purchaseId })
  },
  'POST /api/purchase-orders': async (g) => {
    const m = await mall(g)
    await m.cart([{ sku: m.rice, quantity: 1 }])
    return g.owner.post('/purchase-orders', m.submission(800, { sellerId: m.warehouse }))
  },
  'POST /api/purchase-orders/{id}/decision': async (g) => {
    const m = await mall(g)
    const { approvalFrom } = (await g.owner.get('/purchase-settings')).body
    await g.owner.put('/purchase-settings', { approvalFrom: 1 })
    const o = await riceOrder(m)
    await g.owner.put('/purchase-settings', { approvalFrom })
    return g.owner.post(at(o, 'decision'), { approve: true })
  },
  'POST /api/purchase-orders/{id}/cancellation': async (g) =>
    g.owner.post(at(await riceOrder(await mall(g)), 'cancellation'), { reason: '下错了' }),
  'POST /api/purchase-orders/{id}/confirmation': async (g) => {
    const m = await mall(g)
    const o = await riceOrder(m)
    return g.owner.post(at(o, 'confirmation'), { lines: m.lines(o) })
  },
  'POST /api/purchase-orders/{id}/shipments': async (g) => {
    const m = await mall(g)
    const o = await m.confirmed(await riceOrder(m))
    return g.owner.post(at(o, 'shipments'), m.parcel(o))
  },
  'POST /api/purchase-orders/{id}/ending': async (g) => {
    const m = await mall(g)
    return g.owner.post(at(await m.confirmed(await riceOrder(m)), 'ending'), { reason: '无货' })
  },
  'POST /api/purchase-orders/{id}/receipts': async (g) => {
    const m = await mall(g)
    const { order, shipmentId } = await m.shipped(await riceOrder(m))
    return g.owner.post(at(order, 'receipts'), { shipmentId, lines: m.lines(order) })
  },
  'POST /api/supplier/purchase-orders/{purchaseId}/confirmation': async (g) => {
    const m = await mall(g)
    const o = await m.order()
    return m.dairy.post(`/supplier${at(o, 'confirmation')}`, { lines: m.lines(o) })
  },
  'POST /api/supplier/purchase-orders/{purchaseId}/shipments': async (g) => {
    const m = await mall(g)
    const o = await m.confirmed(await m.order())
    return m.dairy.post(`/supplier${at(o, 'shipments')}`, m.parcel(o))
  },
  'POST /api/supplier/purchase-orders/{purchaseId}/ending': async (g) => {
    const m = await mall(g)
    return m.dairy.post(`/supplier${at(await m.confirmed(await m.order()), 'ending')}`, { reason: '停产' })
  },
  'POST /api/trade-accounts/{id}/payments': async (g) => {
    const m = await mall(g)
    const { order, shipmentId } = await m.shipped(await riceOrder(m))
    await m.manager.post(at(order, 'receipts'), { shipmentId, lines: m.lines(order) })
    return g.owner.post(`/trade-accounts/${m.store}/payments`, {
      id: newId(),
      amount: 800,
      bankRef: `B-${newId()}`,
    })
  },
}
