import { aCreditCode, aLicence, aLinkKey, anApplication, aPaper, aSupplier, ok } from './suppliers.js'
import { harmless } from './pdf.js'
import { newId } from './world.js'
import type { Ground, Write } from './writes.js'

let n = 0
const aSupply = (g: Ground) => aSupplier(g.shop.t.api, g.owner)
const anInvitation = () => ({ id: newId(), key: aLinkKey(), name: '小何', role: 'supplier_goods' })
/** A supplier with a second person. */
const withTwo = async (g: Ground) => {
  const supply = await aSupply(g)
  const invitation = anInvitation()
  await ok(supply.person.post('/supplier/invitations', invitation))
  const login = `second${++n}`
  await ok(g.shop.t.api.post('/apply/join', { key: invitation.key, login, password: 'a hill of honey jars' }))
  const { people } = (await supply.person.get('/supplier/staff')).body
  return { ...supply, secondId: people.find((p: { self: boolean }) => !p.self).id as string }
}
const aRenewal = async (g: Ground) => {
  const supply = await aSupply(g)
  const licence = aLicence(await aPaper(supply.person, 'supplier'))
  return { ...supply, licence, answer: await supply.person.post('/supplier/licences', licence) }
}

/** Writes of who looks after suppliers, and of suppliers' own people. */
export const supplierWrites: Record<string, Write> = {
  'PUT /api/supplier-settings': (g) => g.owner.put('/supplier-settings', { crowd: 5 + (++n % 50) }),
  'POST /api/suppliers': (g) =>
    g.owner.post('/suppliers', {
      id: newId(),
      key: aLinkKey(),
      code: `W${++n}`,
      name: '山野',
      creditCode: aCreditCode(),
      contactName: '周岚',
      contactPhone: '13711112222',
    }),
  'PATCH /api/suppliers/{id}': async (g) =>
    g.owner.patch(`/suppliers/${(await aSupply(g)).id}`, { contactName: '吴' }),
  'POST /api/suppliers/{id}/moves': async (g) =>
    g.owner.post(`/suppliers/${(await aSupply(g)).id}/moves`, { move: 'suspend', reason: '质检' }),
  'POST /api/suppliers/{id}/invitations': async (g) =>
    g.owner.post(`/suppliers/${(await aSupply(g)).id}/invitations`, anInvitation()),
  'DELETE /api/suppliers/{id}/invitations/{invitationId}': async (g) => {
    const { id, invitationId } = await aSupply(g)
    return g.owner.delete(`/suppliers/${id}/invitations/${invitationId}`)
  },
  'PUT /api/suppliers/{id}/people/{personId}': async (g) => {
    const { id, secondId } = await withTwo(g)
    return g.owner.put(`/suppliers/${id}/people/${secondId}`, { role: 'supplier_finance' })
  },
  'DELETE /api/suppliers/{id}/people/{personId}': async (g) => {
    const { id, secondId } = await withTwo(g)
    return g.owner.delete(`/suppliers/${id}/people/${secondId}`)
  },
  'POST /api/supplier-applications/{id}/moves': async (g) => {
    const { api } = g.shop.t
    const body = anApplication([aLicence(await aPaper(api))])
    await ok(api.post('/apply', body))
    return g.owner.post(`/supplier-applications/${body.id}/moves`, { move: 'take_up' })
  },
  'POST /api/supplier-licences/{id}/moves': async (g) =>
    g.owner.post(`/supplier-licences/${(await aRenewal(g)).licence.id}/moves`, { move: 'accept' }),
  'POST /api/supplier/files': async (g) =>
    (await aSupply(g)).person.send('POST', '/supplier/files', harmless['plain'], {
      'content-type': 'application/pdf',
    }),
  'POST /api/supplier/licences': async (g) => (await aRenewal(g)).answer,
  'POST /api/supplier/invitations': async (g) =>
    (await aSupply(g)).person.post('/supplier/invitations', anInvitation()),
  'DELETE /api/supplier/invitations/{invitationId}': async (g) => {
    const { person, invitationId } = await aSupply(g)
    return person.delete(`/supplier/invitations/${invitationId}`)
  },
  'PUT /api/supplier/staff/{personId}': async (g) => {
    const { person, secondId } = await withTwo(g)
    return person.put(`/supplier/staff/${secondId}`, { role: 'supplier_finance' })
  },
  'DELETE /api/supplier/staff/{personId}': async (g) => {
    const { person, secondId } = await withTwo(g)
    return person.delete(`/supplier/staff/${secondId}`)
  },
}
