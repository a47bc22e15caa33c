import {
  aCreditCode,
  aLicence,
  aLinkKey,
  anApplication,
  aPaper,
  aSupplier,
  ok,
  someGoods,
  takingOf,
} from './suppliers.js'
import { harmless } from './pdf.js'
import { newId, type Client } from './world.js'
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
  await ok(
    g.shop.t.api.post('/apply/join', { key: invitation.key, login, password: 'A hill of honey jars, 12' }),
  )
  const { people } = (await supply.person.get('/supplier/staff')).body
  return { ...supply, secondId: people.find((p: { self: boolean }) => !p.self).id as string }
}
const aRenewal = async (g: Ground) => {
  const supply = await aSupply(g)
  const licence = aLicence(await aPaper(supply.person, 'supplier'))
  return { ...supply, licence, answer: await supply.person.post('/supplier/licences', licence) }
}

const aMedia = async (g: Ground) =>
  (
    await g.shop.w.facts<{ id: string }>('select id from media where tenant_id = $1 limit 1', [
      g.shop.t.ref.id,
    ])
  )[0]!.id
const aDraft = async (g: Ground) => {
  const supply = await aSupply(g)
  const goodsId = newId()
  const answer = await supply.person.put(`/supplier/goods/${goodsId}`, someGoods(await aMedia(g)))
  return { ...supply, goodsId, answer }
}
const aSending = async (g: Ground) => {
  const draft = await aDraft(g)
  const path = `/supplier/goods/${draft.goodsId}/moves`
  const answer = await draft.person.post(path, { move: 'send', version: 1 })
  return { ...draft, answer, sent: answer.body }
}
const aTaking = async (g: Ground) => {
  const sending = await aSending(g)
  const path = `/supplier-goods/${sending.goodsId}/taking`
  const answer = await g.owner.post(path, takingOf(sending.sent, g.shop.t.categoryId, 1300))
  const productId = answer.body.productId as string
  return {
    ...sending,
    answer,
    productId,
    product: (await sending.person.get(`/supplier/products/${productId}`)).body,
  }
}
const aChangeAsked = async (g: Ground) => {
  const { person, productId, product } = await aTaking(g)
  const { version, name, detail, unit, media, skus } = product
  const answer = await person.post(`/supplier/products/${productId}/changes`, {
    id: newId(),
    version,
    name,
    detail,
    brand: '新',
    unit,
    mediaIds: media.map((m: { id: string }) => m.id),
    skus: skus.map((s: any) => ({ id: s.id, barcodes: s.barcodes, weightGrams: s.weightGrams })),
  })
  return { person, productId, answer }
}
const aPriceAsked = async (g: Ground) => {
  const { person, productId, product } = await aTaking(g)
  const terms = product.skus.map((s: any) => ({ skuId: s.id, supplyPrice: 900, bounds: { kind: 'none' } }))
  const answer = await person.post(`/supplier/products/${productId}/price-requests`, { id: newId(), terms })
  return { person, requestId: answer.body.id as string, answer }
}

const aSheet = async (g: Ground) => {
  const supply = await aSupply(g)
  const sheetId = newId()
  const answer = await supply.person.send(
    'POST',
    `/supplier/sheets?id=${sheetId}&name=goods.csv`,
    'Item code,Name,Unit,Supply price\nW-1,蜜,瓶,10\n',
    { 'content-type': 'text/csv' },
  )
  return { ...supply, sheetId, answer }
}
const aCheckedSheet = async (g: Ground) => {
  const { person, sheetId } = await aSheet(g)
  const path = `/supplier/sheets/${sheetId}`
  await g.shop.w.until(async () => (await person.get(path)).body.state === 'preview')
  return { person, path }
}

const aMessage = () => ({ id: newId(), words: '请补货' })
const aMessageFile = (who: Client, door: string) =>
  who.send('POST', door, harmless['plain'], { 'content-type': 'application/pdf' })

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
  'PUT /api/supplier/goods/{goodsId}': async (g) => (await aDraft(g)).answer,
  'DELETE /api/supplier/goods/{goodsId}': async (g) => {
    const { person, goodsId } = await aDraft(g)
    return person.delete(`/supplier/goods/${goodsId}`)
  },
  'POST /api/supplier/messages': async (g) =>
    (await aSupply(g)).person.post('/supplier/messages', aMessage()),
  'POST /api/supplier/messages/read': async (g) => {
    const { id, person } = await aSupply(g)
    await ok(g.owner.post(`/suppliers/${id}/messages`, aMessage()))
    return person.post('/supplier/messages/read', { to: 1 })
  },
  'POST /api/supplier/message-files': async (g) =>
    aMessageFile((await aSupply(g)).person, '/supplier/message-files'),
  'POST /api/suppliers/{id}/messages': async (g) =>
    g.owner.post(`/suppliers/${(await aSupply(g)).id}/messages`, aMessage()),
  'POST /api/suppliers/{id}/messages/read': async (g) => {
    const { id, person } = await aSupply(g)
    await ok(person.post('/supplier/messages', aMessage()))
    return g.owner.post(`/suppliers/${id}/messages/read`, { to: 1 })
  },
  'POST /api/suppliers/{id}/message-files': async (g) =>
    aMessageFile(g.owner, `/suppliers/${(await aSupply(g)).id}/message-files`),
  'POST /api/supplier/sheets': async (g) => (await aSheet(g)).answer,
  'POST /api/supplier/sheets/{sheetId}/run': async (g) => {
    const { person, path } = await aCheckedSheet(g)
    return person.post(`${path}/run`)
  },
  'POST /api/supplier/sheets/{sheetId}/stop': async (g) => {
    const { person, path } = await aCheckedSheet(g)
    return person.post(`${path}/stop`)
  },
  'POST /api/supplier/pictures': async (g) =>
    (await aSupply(g)).person.post('/supplier/pictures', { mediaId: await aMedia(g), name: `w${++n}.jpg` }),
  'POST /api/supplier/goods/{goodsId}/moves': async (g) => (await aSending(g)).answer,
  'POST /api/supplier-goods/{id}/taking': async (g) => (await aTaking(g)).answer,
  'POST /api/supplier-goods/{id}/refusal': async (g) => {
    const { goodsId, sent } = await aSending(g)
    return g.owner.post(`/supplier-goods/${goodsId}/refusal`, { version: sent.version, reason: '图片太小' })
  },
  'POST /api/supplier/products/{productId}/changes': async (g) => (await aChangeAsked(g)).answer,
  'DELETE /api/supplier/products/{productId}/changes/{changeId}': async (g) => {
    const { person, productId, answer } = await aChangeAsked(g)
    return person.delete(`/supplier/products/${productId}/changes/${answer.body.changes[0].id}`)
  },
  'POST /api/supplier/products/{productId}/price-requests': async (g) => (await aPriceAsked(g)).answer,
  'DELETE /api/supplier/price-requests/{requestId}': async (g) => {
    const { person, requestId } = await aPriceAsked(g)
    return person.delete(`/supplier/price-requests/${requestId}`)
  },
  'POST /api/supplier-price-requests/{id}/moves': async (g) =>
    g.owner.post(`/supplier-price-requests/${(await aPriceAsked(g)).requestId}/moves`, { move: 'accept' }),
  'DELETE /api/supplier/staff/{personId}': async (g) => {
    const { person, secondId } = await withTwo(g)
    return person.delete(`/supplier/staff/${secondId}`)
  },
}
