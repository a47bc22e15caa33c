import type { Write } from './writes.js'
import { newId, type Client, type TestTenant } from './world.js'

let rank = 0
const wish = () => ({ name: { zh: '金卡', en: 'Gold' }, rank: (rank++ % 100) + 1, percentOff: 100 })
async function aLevel(owner: Client): Promise<string> {
  const id = newId()
  for (let tries = 0; tries < 100; tries += 1)
    if ((await owner.put(`/member-levels/${id}`, wish())).status === 200) break
  return id
}

/** A level of members, one who has it, and a price for it. */
export async function pricedLand(t: TestTenant, owner: Client, skuId: string, region: string) {
  const levelId = await aLevel(owner)
  const { memberId } = await t.aShopper()
  await owner.put(`/members/${memberId}/level`, { levelId })
  await owner.put(`/skus/${skuId}/tiers/${region}`, { levelId, price: 900 })
  return { 'member-levels': levelId, members: memberId, 'org-units': region }
}

/** How each write of levels and tier prices is done. */
export const priceWrites: Record<string, Write> = {
  'PUT /api/member-levels/{id}': async (g) => {
    const id = await aLevel(g.owner)
    const { body } = await g.owner.get('/member-levels')
    const { name, rank: taken } = body.items.find((l: { id: string }) => l.id === id)
    return g.owner.put(`/member-levels/${id}`, { name, rank: taken, percentOff: 200 })
  },
  'DELETE /api/member-levels/{id}': async (g) => g.owner.delete(`/member-levels/${await aLevel(g.owner)}`),
  'PUT /api/members/{memberId}/level': async (g) => {
    const { memberId } = await g.shop.t.aShopper()
    return g.owner.put(`/members/${memberId}/level`, { levelId: await aLevel(g.owner) })
  },
  'PUT /api/skus/{skuId}/tiers/{unitId}': async (g) =>
    g.owner.put(`/skus/${(await g.shop.t.aSku()).id}/tiers/${g.shop.t.regionId}`, {
      quantityFrom: 100,
      price: 990,
    }),
}
