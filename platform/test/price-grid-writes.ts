import { newId, type TestTenant } from './world.js'
import type { Ground, Write } from './writes.js'

let n = 0
const inAnHour = (t: TestTenant) => new Date(t.world.now().getTime() + 3_600_000).toISOString()
const anException = (t: TestTenant) => ({
  id: newId(),
  unitId: t.regionId,
  reason: '开业活动',
  endsAt: inAnHour(t),
})

/** What may differ between channels somewhere; answers its id. */
export async function exceptedLand(
  t: TestTenant,
  owner: Ground['owner'],
): Promise<{ 'price-parity': string }> {
  const { status, body, text } = await owner.post('/price-parity/exceptions', anException(t))
  if (status !== 201) throw new Error(text)
  return { 'price-parity': body.id }
}

/** Writes of the price grid, of who prices which goods, and of parity. */
export const priceGridWrites: Record<string, Write> = {
  'POST /api/price-grid/changes': async (g) => {
    const { id: skuId } = await g.shop.t.aSku()
    const change = { skuId, unitId: g.shop.t.regionId, seen: null, price: 900 }
    return g.owner.post('/price-grid/changes', { unitIds: [g.shop.t.regionId], changes: [change] })
  },
  'PUT /api/categories/{id}/price-level': async (g) => {
    const id = newId()
    await g.owner.post('/categories', { id, parentId: null, name: { zh: `类${id.slice(-6)}`, en: '' } })
    return g.owner.put(`/categories/${id}/price-level`, { level: 'hq' })
  },
  'PUT /api/products/{id}/price-level': async (g) =>
    g.owner.put(`/products/${(await g.shop.t.aSku()).productId}/price-level`, { level: 'region' }),
  'PUT /api/price-parity/policy': (g) =>
    g.owner.put('/price-parity/policy', { belowMost: ++n, aboveMost: null, blocks: false }),
  'POST /api/price-parity/exceptions': (g) => g.owner.post('/price-parity/exceptions', anException(g.shop.t)),
  'DELETE /api/price-parity/exceptions/{id}': async (g) => {
    const { 'price-parity': id } = await exceptedLand(g.shop.t, g.owner)
    return g.owner.delete(`/price-parity/exceptions/${id}`)
  },
}
