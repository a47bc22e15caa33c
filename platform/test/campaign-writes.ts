import { SuppliedShop } from './supplied.js'
import type { Ground, Write } from './writes.js'
import { newId, type Client, type TestSku, type TestTenant, type World } from './world.js'

const HOUR_MS = 3_600_000
let n = 0
const aCampaign = (w: World, unitId: string, sku: TestSku, supplierId?: string) => ({
  version: 0,
  name: { zh: `活动${++n}`, en: '' },
  about: { zh: '', en: '' },
  startsAt: new Date(w.now().getTime() + HOUR_MS).toISOString(),
  endsAt: new Date(w.now().getTime() + 2 * HOUR_MS).toISOString(),
  unitIds: [unitId],
  off: 1000,
  goods: [{ skuId: sku.id, price: null }],
  merchants: supplierId ? [{ supplierId, share: 5000 }] : [],
})
/** A campaign that HQ drafts; what a request may name of it. */
export async function campaignLand(
  t: TestTenant,
  owner: Client,
  store: string,
): Promise<Record<string, string>> {
  const campaigns = newId()
  const sku = await t.aSku()
  const { status, text } = await owner.put(`/campaigns/${campaigns}`, aCampaign(t.world, store, sku))
  if (status !== 200) throw new Error(text)
  return { campaigns }
}

/** One of a merchant's goods, and somebody there who may answer. */
async function asked(g: Ground) {
  const supplied = await SuppliedShop.open(g.shop, `CAMP${++n}`)
  const body = aCampaign(g.shop.w, g.shop.t.hqId, await supplied.aSku(900), supplied.supplierId)
  const id = newId()
  await g.owner.put(`/campaigns/${id}`, body)
  return { id, person: await g.shop.t.aPerson('supplier', 'supplier', supplied.supplierId) }
}
export const campaignWrites: Record<string, Write> = {
  'PUT /api/campaigns/{id}': async (g) =>
    g.owner.put(`/campaigns/${newId()}`, aCampaign(g.shop.w, g.shop.t.hqId, await g.shop.t.aSku())),
  'POST /api/campaigns/{id}/opening': async (g) => g.owner.post(`/campaigns/${(await asked(g)).id}/opening`),
  'POST /api/campaigns/{id}/ending': async (g) => {
    const { id } = await asked(g)
    await g.owner.post(`/campaigns/${id}/opening`)
    return g.owner.post(`/campaigns/${id}/ending`)
  },
  'POST /api/supplier/campaigns/{campaignId}/answer': async (g) => {
    const { id, person } = await asked(g)
    await g.owner.post(`/campaigns/${id}/opening`)
    return person.post(`/supplier/campaigns/${id}/answer`, { answer: 'accepted', note: '' })
  },
}
