import { TestDepot } from './depot.js'
import { newId, type Client } from './world.js'
import type { Ground, Write } from './writes.js'

const aReturn = async (g: Ground, kind = 'return'): Promise<{ id: string; lineId: string }> => {
  const { id: orderId, verification, lines } = await g.shop.paidOrder()
  await g.shop.manager.post('/verifications', { storeId: g.shop.storeId, code: verification!.code })
  return asked(g, orderId, lines[0]!.id, kind)
}
const asked = async (g: Ground, orderId: string, lineId: string, kind: string) => {
  const id = newId()
  await g.shop.shopper.post(`/shop/orders/${orderId}/returns`, {
    ...{ id, kind, reason: 'damaged' },
    lines: [{ lineId, quantity: 1 }],
  })
  return { id, lineId }
}
const approve = (who: Client, path: string) => who.post(`${path}/decisions`, { decision: 'approve' })
const receive = (who: Client, path: string, lineId: string) =>
  who.post(`${path}/receipt`, { lines: [{ lineId, accepted: 1, restock: true }] })

/** A return of goods that a supplier shipped. */
const shipped = async (g: Ground) => {
  const depot = await TestDepot.open(g.shop, g.owner)
  const sku = await depot.aSku(1000, 5)
  const order = await depot.order([{ sku, quantity: 1 }])
  const lineId = order.lines[0].id as string
  await depot.ship(order.id, [{ lineId, quantity: 1 }])
  await g.shop.shopper.post(`/shop/orders/${order.id}/receipt`)
  const { id } = await asked(g, order.id, lineId, 'return')
  return { depot, lineId, path: `/supplier/returns/${id}` }
}

/** Writes of returns, by staff and by suppliers. */
export const returnWrites: Record<string, Write> = {
  'POST /api/returns/{returnId}/decisions': async (g) =>
    approve(g.shop.manager, `/returns/${(await aReturn(g)).id}`),
  'POST /api/returns/{returnId}/receipt': async (g) => {
    const { id, lineId } = await aReturn(g)
    await approve(g.shop.manager, `/returns/${id}`)
    return receive(g.shop.manager, `/returns/${id}`, lineId)
  },
  'PUT /api/return-settings': async (g) => {
    const { days, decideHours } = (await g.owner.get('/return-settings')).body
    return g.owner.put('/return-settings', { days, decideHours: (decideHours % 100) + 1 })
  },
  'POST /api/supplier/returns/{returnId}/decisions': async (g) => {
    const { depot, path } = await shipped(g)
    return approve(depot.person, path)
  },
  'POST /api/supplier/returns/{returnId}/receipt': async (g) => {
    const { depot, path, lineId } = await shipped(g)
    await approve(depot.person, path)
    return receive(depot.person, path, lineId)
  },
}
