import { aDepot, aWaybill, TestDepot } from './depot.js'
import { newId } from './world.js'
import type { Ground, Write } from './writes.js'

/** The depot of all these writes: opening one takes a while. */
const depots = new WeakMap<Ground, Promise<TestDepot>>()
const aDepotOf = (g: Ground): Promise<TestDepot> => {
  const depot = depots.get(g) ?? TestDepot.open(g.shop, g.owner)
  depots.set(g, depot)
  return depot
}
/** A depot with an order to ship. */
const aWaiting = async (g: Ground, isAccepted = true) => {
  const depot = await aDepotOf(g)
  const sku = await depot.aSku(1000, 5)
  const order = await depot.order([{ sku, quantity: 2 }], isAccepted)
  return { depot, sku, order, lines: [{ lineId: order.lines[0].id as string, quantity: 1 }] }
}

/** Writes of suppliers' depots and of what is shipped from there. */
export const depotWrites: Record<string, Write> = {
  'POST /api/suppliers/{id}/depots': async (g) =>
    g.owner.post(`/suppliers/${(await aDepotOf(g)).supplierId}/depots`, aDepot(g.shop)),
  'PATCH /api/suppliers/{id}/depots/{depotId}': async (g) => {
    const { supplierId, depotId } = await aDepotOf(g)
    return g.owner.patch(`/suppliers/${supplierId}/depots/${depotId}`, { shipHours: 24 })
  },
  'PUT /api/products/{id}/shipper': async (g) => {
    const { supplierId } = await aDepotOf(g)
    const { productId } = await g.shop.t.aSku({ supplierId })
    return g.owner.put(`/products/${productId}/shipper`, { shippedBy: 'supplier' })
  },
  'POST /api/supplier/stock/changes': async (g) => {
    const depot = await aDepotOf(g)
    const { id: skuId } = await depot.aSku(1000, 0)
    const change = { id: newId(), depotId: depot.depotId, skuId, kind: 'receipt', quantity: 3 }
    return depot.person.post('/supplier/stock/changes', change)
  },
  'POST /api/supplier/orders/{orderId}/acceptance': async (g) => {
    const { depot, order } = await aWaiting(g, false)
    return depot.person.post(`/supplier/orders/${order.id}/acceptance`)
  },
  'POST /api/supplier/orders/{orderId}/parcels': async (g) => {
    const { depot, order, lines } = await aWaiting(g)
    return depot.ship(order.id, lines)
  },
  'PUT /api/supplier/orders/{orderId}/parcels/{parcelId}': async (g) => {
    const { depot, order, lines } = await aWaiting(g)
    const [parcel] = (await depot.ship(order.id, lines)).body.parcels
    const by = { carrier: 'zto', waybill: aWaybill() }
    return depot.person.put(`/supplier/orders/${order.id}/parcels/${parcel.id}`, by)
  },
  'POST /api/supplier/orders/{orderId}/refusals': async (g) => {
    const { depot, order, lines } = await aWaiting(g)
    return depot.refuse(order.id, lines)
  },
}
