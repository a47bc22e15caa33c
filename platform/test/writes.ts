import { features } from '@storeweave/contract'
import sharp from 'sharp'
import { product, whole } from './goods.js'
import { anAddress, blockAt, proposed, sorted } from './land.js'
import { campaignWrites } from './campaign-writes.js'
import { depotWrites } from './depot-writes.js'
import { enrol } from './second-factor.js'
import { priceGridWrites } from './price-grid-writes.js'
import { priceWrites } from './price-writes.js'
import { purchaseWrites } from './purchase-writes.js'
import { supplierWrites } from './supplier-writes.js'
import { returnWrites } from './return-writes.js'
import { settlementWrites } from './settlement-writes.js'
import { voucherWrites } from './voucher-writes.js'
import type { TestShop } from './shop.js'
import { newId, type Client } from './world.js'

export interface Ground {
  shop: TestShop
  owner: Client
}
export type Write = (g: Ground) => Promise<{ status: number; text: string; headers: Record<string, unknown> }>

let n = 0
/** A number as a Chinese word: digits beside Chinese signs would be two words. */
const han = (number: number) =>
  [...String(number)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')
const sale = (g: Ground, tender: object) => ({
  storeId: g.shop.storeId,
  deviceId: newId(),
  soldAt: g.shop.w.now().toISOString(),
  lines: [{ skuId: g.shop.sku.id, quantity: 1 }],
  expectedPayable: g.shop.sku.price,
  tender,
})
const anAllowance = (g: Ground) => ({
  id: newId(),
  range: '192.0.2.0/24',
  reason: '门店自助机',
  until: new Date(g.shop.w.now().getTime() + 3_600_000).toISOString(),
})
const aBlock = (g: Ground) => blockAt(g.shop.t)
const aWebhook = async (g: Ground) => {
  const body = {
    id: newId(),
    url: `${g.shop.w.sandbox.url}/nobody`,
    description: 'ERP',
    events: ['payments.refunded'],
    scopeKind: 'hq',
  }
  return { body, answer: await g.owner.post('/webhooks', body) }
}
const aSheet = (g: Ground) =>
  g.owner.send(
    'POST',
    `/api/imports?id=${newId()}&kind=products&name=a.csv`,
    `SKU code,List price\n${g.shop.sku.code},${g.shop.sku.price / 100}\n`,
    { 'content-type': 'text/csv' },
  )
const aCheckedSheet = async (g: Ground): Promise<string> => {
  const { id } = (await aSheet(g)).body
  await g.shop.w.until(async () => (await g.owner.get(`/imports/${id}`)).body.state === 'preview')
  return id
}
const anEdit = async (g: Ground) => {
  const body = {
    id: newId(),
    which: { productIds: [g.shop.sku.productId] },
    edit: { brand: `牌${han(++n)}` },
  }
  const answer = await g.owner.post('/bulk-edits', body)
  await g.shop.w.until(async () => (await g.owner.get(`/bulk-edits/${body.id}`)).body.state === 'ready')
  return { id: body.id, answer }
}
const aMadeEdit = async (g: Ground): Promise<string> => {
  const { id } = await anEdit(g)
  await g.owner.post(`/bulk-edits/${id}/run`)
  await g.shop.w.until(async () => (await g.owner.get(`/bulk-edits/${id}`)).body.state === 'done')
  return id
}
const aGrant = () => ({ id: newId(), access: 'read', hours: 1, reason: '请求协助' })
const aSale = async (g: Ground) => {
  const id = newId()
  await g.shop.manager.put(`/till/sales/${id}`, sale(g, { kind: 'wechat_code' }))
  return id
}
const aPerson = async (g: Ground) => {
  const id = newId()
  await g.owner.post('/people', {
    id,
    login: `audited${++n}`,
    name: '王小明',
    password: 'correct horse battery',
  })
  return id
}
const aRole = async (g: Ground) => {
  const body = {
    id: newId(),
    name: { zh: `角色 ${++n}`, en: '' },
    scopes: ['store'],
    permissions: ['Stock:read'],
    limits: { priceCut: null, refund: null, stockCorrection: null },
  }
  return { body, answer: await g.owner.post('/roles', body) }
}
const anEnrolled = async (g: Ground) => {
  const person = await g.shop.t.aPerson('finance')
  await enrol(person, () => g.shop.w.now())
  return person
}
const aProduct = async (g: Ground) => {
  const media = await g.shop.w.facts<{ id: string }>('select id from media where tenant_id = $1 limit 1', [
    g.shop.t.ref.id,
  ])
  const made = product({ categoryId: g.shop.t.categoryId, mediaId: media[0]!.id })
  return { made, read: (await g.owner.post('/products', made)).body }
}
const aProposal = async (g: Ground) => proposed(g.owner, (await g.shop.t.aSku()).productId)
const aChange = async (g: Ground) => {
  const { productId } = await g.shop.t.aSku()
  const which = { productIds: [productId] }
  return g.owner.post('/allocation-changes', {
    id: newId(),
    which,
    kind: 'only',
    unitIds: [g.shop.t.regionId],
  })
}
const aRule = async (g: Ground, active = true) => {
  const body = {
    name: '规则',
    condition: [{ by: 'brand', names: [`牌${newId()}`] }],
    unitIds: [g.shop.t.regionId],
    active,
  }
  const id = newId()
  return { id, body, answer: await g.owner.post('/allocation-rules', { id, ...body }) }
}
/** A review of fetched goods, waiting. */
const aReview = async (g: Ground): Promise<string> => {
  const order = await g.shop.paidOrder()
  await g.shop.manager.post('/verifications', { storeId: g.shop.storeId, code: order.verification!.code })
  const id = newId()
  await g.shop.shopper.post('/shop/reviews', { id, lineId: order.lines[0]!.id, stars: 5, words: '好' })
  return id
}
/** Goods that were paid and wait to be packed. */
const aParcel = async (g: Ground) => {
  const warehouse = await g.shop.t.aStore({ kind: 'warehouse' })
  await g.shop.t.stock(warehouse, g.shop.sku.id, 5)
  const addressId = newId()
  await g.shop.shopper.post('/shop/addresses', { id: addressId, ...anAddress })
  const order = await g.shop.paidOrder({ storeId: warehouse, fulfilment: 'express', addressId })
  return { warehouse, parcel: order.fulfilments[0]!.id }
}
const aSentParcel = async (g: Ground) => {
  const { parcel } = await aParcel(g)
  const by = { carrier: 'sf', waybill: `SF${1_000_000 + ++n}` }
  return { parcel, answer: await g.owner.post(`/fulfilments/${parcel}/shipment`, by) }
}
const cardOf = async (g: Ground, orderId: string) =>
  (await g.shop.w.facts<{ id: string }>('select id from fulfilments where order_id = $1', [orderId]))[0]!.id
const codeOf = async (g: Ground, orderId: string) =>
  (
    await g.shop.w.facts<{ code: string }>('select code from verification_codes where order_id = $1', [
      orderId,
    ])
  )[0]!.code

/** Signs somebody in once more; answers the session. */
const anotherSession = async (g: Ground, personId: string) => {
  const [person] = await g.shop.w.facts<{ login: string }>('select login from people where id = $1', [
    personId,
  ])
  await g.shop.t.api.post('/auth/sign-in', { login: person!.login, password: 'correct horse battery' })
  const sql = 'select id from sessions where subject_id = $1 order by id desc limit 1'
  return (await g.shop.w.facts<{ id: string }>(sql, [personId]))[0]!.id
}

/**
 * A write that succeeds for every route of staff: the audit log is held against it. A new route
 * gets a line here.
 */
export const writes: Record<string, Write> = {
  ...supplierWrites,
  ...purchaseWrites,
  'PATCH /api/tenant': (g) => g.owner.patch('/tenant', { primary: `#${String(100_000 + ++n)}` }),
  'POST /api/regions': (g) =>
    g.owner.post('/regions', {
      id: newId(),
      parentId: g.shop.t.hqId,
      code: `A${++n}`,
      name: { zh: '新区', en: '' },
    }),
  'PATCH /api/regions/{id}': (g) =>
    g.owner.patch(`/regions/${g.shop.t.regionId}`, { name: { zh: `区 ${++n}`, en: '' } }),
  'POST /api/stores': (g) =>
    g.owner.post('/stores', {
      id: newId(),
      code: `AS${++n}`,
      regionId: g.shop.t.regionId,
      kind: 'store',
      name: { zh: '新店', en: '' },
      address: '路 1 号',
      phone: '0571-8888',
      lat: 30,
      lng: 120,
      hours: [],
      services: ['pickup'],
      areaSquareMetres: 10,
      managerName: '',
      photoUrls: [],
    }),
  'PATCH /api/stores/{id}': (g) =>
    g.shop.manager.patch(`/stores/${g.shop.storeId}`, { managerName: `店长 ${++n}` }),
  'PUT /api/decisions/{unitId}': (g) =>
    g.owner.put(`/decisions/${g.shop.t.regionId}`, { decision: 'hours', level: 'store' }),
  'POST /api/people': (g) =>
    g.owner.post('/people', {
      id: newId(),
      login: `audited${++n}`,
      name: '李',
      password: 'correct horse battery',
    }),
  'PATCH /api/people/{id}': async (g) => g.owner.patch(`/people/${await aPerson(g)}`, { name: '王大明' }),
  'POST /api/people/{id}/grants': async (g) =>
    g.owner.post(`/people/${await aPerson(g)}/grants`, { id: newId(), roleKey: 'finance', scopeKind: 'hq' }),
  'DELETE /api/people/{id}/grants/{grantId}': async (g) => {
    const [person, grant] = [await aPerson(g), newId()]
    await g.owner.post(`/people/${person}/grants`, { id: grant, roleKey: 'finance', scopeKind: 'hq' })
    return g.owner.delete(`/people/${person}/grants/${grant}`)
  },
  'POST /api/roles': async (g) => (await aRole(g)).answer,
  'PUT /api/roles/{id}': async (g) => {
    const { body } = await aRole(g)
    const { id, ...fields } = body
    return g.owner.put(`/roles/${id}`, { ...fields, permissions: ['Order:read'], version: 1 })
  },
  'DELETE /api/roles/{id}': async (g) => g.owner.delete(`/roles/${(await aRole(g)).body.id}`),
  'POST /api/categories': (g) =>
    g.owner.post('/categories', {
      id: newId(),
      parentId: null,
      name: { zh: `类 ${++n}`, en: '' },
      position: 1,
    }),
  'PATCH /api/categories/{id}': (g) =>
    g.owner.patch(`/categories/${g.shop.t.categoryId}`, { name: { zh: `类 ${++n}`, en: '' } }),
  'DELETE /api/categories/{id}': async (g) => {
    const id = newId()
    await g.owner.post('/categories', { id, parentId: null, name: { zh: `类 ${++n}`, en: '' } })
    return g.owner.delete(`/categories/${id}`)
  },
  'POST /api/classifications': (g) =>
    g.owner.post('/classifications', { id: newId(), parentId: null, name: { zh: `季 ${++n}`, en: '' } }),
  'PATCH /api/classifications/{id}': async (g) =>
    g.owner.patch(`/classifications/${(await sorted(g.owner)).classifications}`, { shown: false }),
  'DELETE /api/classifications/{id}': async (g) =>
    g.owner.delete(`/classifications/${(await sorted(g.owner)).classifications}`),
  'POST /api/attributes': (g) =>
    g.owner.post('/attributes', { id: newId(), kind: 'flag', name: { zh: `属性 ${++n}`, en: '' } }),
  'PATCH /api/attributes/{id}': async (g) =>
    g.owner.patch(`/attributes/${(await sorted(g.owner)).attributes}`, { active: false }),
  'PUT /api/categories/{id}/attributes': async (g) => {
    const { attributes } = await sorted(g.owner)
    const items = [{ attributeId: attributes, required: false }]
    return g.owner.put(`/categories/${g.shop.t.categoryId}/attributes`, { items })
  },
  'POST /api/products/{id}/changes': async (g) => {
    const { productId } = await g.shop.t.aSku()
    const { body } = await g.owner.get(`/products/${productId}`)
    return g.owner.post(`/products/${productId}/changes`, { id: newId(), ...whole(body, { brand: '新牌' }) })
  },
  'POST /api/changes/{id}/moves': async (g) =>
    g.owner.post(`/changes/${await aProposal(g)}/moves`, { move: 'apply' }),
  'POST /api/changes/{id}/comments': async (g) =>
    g.owner.post(`/changes/${await aProposal(g)}/comments`, { id: newId(), words: '请看一下' }),
  'PUT /api/products/{id}/plan': async (g) => {
    const publishAt = new Date(g.shop.w.now().getTime() + 86_400_000).toISOString()
    return g.owner.put(`/products/${(await aProduct(g)).made.id}/plan`, { publishAt, retireAt: null })
  },
  'POST /api/products/{id}/restores': async (g) => {
    const { made, read } = await aProduct(g)
    const { body } = await g.owner.put(`/products/${made.id}`, whole(read, { brand: '新牌' }))
    return g.owner.post(`/products/${made.id}/restores`, { to: read.version, version: body.version })
  },
  'PUT /api/brands/logo': async (g) => {
    const { body } = await g.owner.get(`/products/${g.shop.sku.productId}`)
    await g.owner.put(`/products/${body.id}`, whole(body, { brand: `织${++n}` }))
    return g.owner.put('/brands/logo', { brand: `织${n}`, mediaId: body.media[0].id })
  },
  'POST /api/tags': (g) =>
    g.owner.post('/tags', { id: newId(), name: { zh: `签 ${++n}`, en: '' }, colour: 'blue' }),
  'PATCH /api/tags/{id}': async (g) =>
    g.owner.patch(`/tags/${(await sorted(g.owner)).tags}`, { active: false }),
  'POST /api/synonyms': (g) =>
    g.owner.post('/synonyms', { id: newId(), words: [`甲${han(++n)}`, `乙${han(n)}`] }),
  'PUT /api/synonyms/{id}': async (g) =>
    g.owner.put(`/synonyms/${(await sorted(g.owner)).synonyms}`, { words: [`丙${han(++n)}`, `丁${han(n)}`] }),
  'DELETE /api/synonyms/{id}': async (g) => g.owner.delete(`/synonyms/${(await sorted(g.owner)).synonyms}`),
  'PUT /api/products/{id}/marks': async (g) => {
    const { classifications, tags } = await sorted(g.owner)
    return g.owner.put(`/products/${g.shop.sku.productId}/marks`, {
      classificationIds: [classifications],
      tags: [{ tagId: tags, from: g.shop.w.now().toISOString(), until: null }],
    })
  },
  'PUT /api/products/{id}/presentation': async (g) => {
    const { version } = (await g.owner.get(`/products/${g.shop.sku.productId}/presentation`)).body
    const none = { zh: '', en: '' }
    return g.owner.put(`/products/${g.shop.sku.productId}/presentation`, {
      story: { zh: [{ kind: 'heading', text: `题 ${++n}` }], en: [] },
      seo: { title: none, description: none, words: none },
      videoId: null,
      modelId: null,
      version,
    })
  },
  'PUT /api/products/{id}/related': async (g) => {
    const { productId } = await g.shop.t.aSku()
    return g.owner.put(`/products/${g.shop.sku.productId}/related`, { productIds: [productId] })
  },
  'POST /api/media': async (g) => {
    const bytes = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#123' } })
      .png()
      .toBuffer()
    return g.owner.send('POST', '/api/media?alt=p', bytes, { 'content-type': 'image/png' })
  },
  'POST /api/media/files': (g) =>
    g.owner.send('POST', '/api/media/files?name=a.pdf', '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n', {
      'content-type': 'application/pdf',
    }),
  'POST /api/imports': (g) => aSheet(g),
  'POST /api/imports/{id}/run': async (g) => g.owner.post(`/imports/${await aCheckedSheet(g)}/run`),
  'POST /api/imports/{id}/stop': async (g) => g.owner.post(`/imports/${await aCheckedSheet(g)}/stop`),
  'POST /api/bulk-edits': async (g) => (await anEdit(g)).answer,
  'POST /api/bulk-edits/{id}/run': async (g) => g.owner.post(`/bulk-edits/${(await anEdit(g)).id}/run`),
  'POST /api/bulk-edits/{id}/undo': async (g) => g.owner.post(`/bulk-edits/${await aMadeEdit(g)}/undo`),
  'POST /api/products': async (g) => {
    const { made } = await aProduct(g)
    return g.owner.post('/products', {
      ...product({ categoryId: made.categoryId, mediaId: made.mediaIds[0]! }),
    })
  },
  'PUT /api/products/{id}': async (g) => {
    const { made, read } = await aProduct(g)
    return g.owner.put(`/products/${made.id}`, whole(read, { brand: '新牌' }))
  },
  'POST /api/products/{id}/moves': async (g) =>
    g.owner.post(`/products/${(await aProduct(g)).made.id}/moves`, { move: 'submit', note: '' }),
  'PUT /api/skus/{id}/list-price': (g) =>
    g.owner.put(`/skus/${g.shop.sku.id}/list-price`, {
      listPrice: g.shop.sku.price,
      priceMin: ++n,
      priceMax: null,
    }),
  'PUT /api/stores/{id}/prices/{skuId}': (g) =>
    g.shop.manager
      .put(`/stores/${g.shop.storeId}/prices/${g.shop.sku.id}`, { price: 2000 + ++n })
      .then(async (a) => {
        await g.shop.manager.put(`/stores/${g.shop.storeId}/prices/${g.shop.sku.id}`, { price: null })
        return a
      }),
  'POST /api/allocation-rules': async (g) => (await aRule(g)).answer,
  'PUT /api/allocation-rules/{id}': async (g) => {
    const { id, body } = await aRule(g, false)
    return g.owner.put(`/allocation-rules/${id}`, { ...body, name: '新规则', version: 1 })
  },
  'DELETE /api/allocation-rules/{id}': async (g) =>
    g.owner.delete(`/allocation-rules/${(await aRule(g, false)).id}`),
  'PUT /api/skus/{skuId}/prices/{unitId}': async (g) =>
    g.owner.put(`/skus/${(await g.shop.t.aSku()).id}/prices/${g.shop.t.regionId}`, {
      price: 3000 + ++n,
      channel: 'in_store',
    }),
  'PUT /api/skus/{skuId}/bounds': (g) =>
    g.owner.put(`/skus/${g.shop.sku.id}/bounds`, { unitId: g.shop.t.regionId, priceMin: 1 }),
  'POST /api/contested-bounds/{id}/settle': async (g) => {
    const { id: skuId } = await g.shop.t.aSku()
    const startsAt = new Date(g.shop.t.world.now().getTime() + 3_600_000).toISOString()
    const bounds = { unitId: g.shop.t.hqId, priceMin: 1_000_000, startsAt, way: 'schedule' }
    await g.owner.put(`/skus/${skuId}/bounds`, bounds)
    const { body } = await g.owner.get(`/skus/${skuId}/prices`)
    return g.owner.post(`/contested-bounds/${body.bounds[0].id}/settle`, { way: 'withdraw' })
  },
  'DELETE /api/prices/{id}': async (g) => {
    const path = `/skus/${g.shop.sku.id}/prices`
    const startsAt = new Date(g.shop.t.world.now().getTime() + 3_600_000).toISOString()
    const { body } = await g.owner.put(`${path}/${g.shop.storeId}`, { price: 3000 + ++n, startsAt })
    return g.owner.delete(
      `/prices/${body.prices.find((p: { startsAt: string }) => p.startsAt === startsAt).id}`,
    )
  },
  'POST /api/allocation-changes': aChange,
  'POST /api/allocation-changes/{id}/undo': async (g) =>
    g.owner.post(`/allocation-changes/${JSON.parse((await aChange(g)).text).id}/undo`),
  'PUT /api/stores/{id}/goods/{productId}': async (g) => {
    const { productId } = await g.shop.t.aSku()
    return g.shop.manager.put(`/stores/${g.shop.storeId}/goods/${productId}`, { listed: false })
  },
  'POST /api/stores/{id}/labels': (g) =>
    g.shop.manager.post(`/stores/${g.shop.storeId}/labels`, {
      id: newId(),
      productIds: [g.shop.sku.productId],
      sheet: 'a6',
      code: 'none',
      locale: 'zh-CN',
      whenDown: 'stop',
    }),
  'POST /api/reviews/{id}/decisions': async (g) =>
    g.owner.post(`/reviews/${await aReview(g)}/decisions`, { decision: 'hide', reason: 'abuse' }),
  'PUT /api/reviews/{id}/reply': async (g) => {
    const id = await aReview(g)
    await g.owner.post(`/reviews/${id}/decisions`, { decision: 'show' })
    return g.shop.manager.put(`/reviews/${id}/reply`, { words: '谢谢' })
  },
  // what others write meanwhile stays possible
  'PUT /api/features': (g) => g.owner.put('/features', { on: features }),
  'PUT /api/delivery-settings': async (g) => {
    const before = (await g.owner.get('/delivery-settings')).body
    return g.owner.put('/delivery-settings', {
      ...before,
      signedAfterDays: (before.signedAfterDays % 60) + 1,
    })
  },
  'POST /api/stores/{id}/parcel-labels': async (g) => {
    const { warehouse, parcel } = await aParcel(g)
    return g.owner.post(`/stores/${warehouse}/parcel-labels`, { fulfilmentIds: [parcel] })
  },
  'POST /api/fulfilments/{id}/shipment': async (g) => (await aSentParcel(g)).answer,
  'POST /api/fulfilments/{id}/loss': async (g) =>
    g.owner.post(`/fulfilments/${(await aSentParcel(g)).parcel}/loss`, { note: '快递丢件' }),
  'PUT /api/review-settings': async (g) => {
    const { atOnce } = (await g.owner.get('/review-settings')).body
    return g.owner.put('/review-settings', { atOnce: !atOnce })
  },
  'POST /api/stock/adjustments': (g) =>
    g.shop.manager.post('/stock/adjustments', {
      id: newId(),
      storeId: g.shop.storeId,
      skuId: g.shop.sku.id,
      quantity: -1,
      kind: 'loss',
      note: '破损',
    }),
  'POST /api/orders/{id}/cancel': async (g) =>
    g.shop.manager.post(`/orders/${(await g.shop.order()).id}/cancel`, { reason: '缺货' }),
  'POST /api/orders/{id}/contact': async (g) =>
    g.shop.manager.post(`/orders/${(await g.shop.order()).id}/contact`, { reason: '缺货致电' }),
  'POST /api/orders/{id}/refunds/retry': async (g) => {
    const { id } = await g.shop.paidOrder()
    await g.shop.manager.post(`/orders/${id}/cancel`, { reason: '缺货' })
    await g.shop.w.facts("update refunds set state = 'failed' where order_id = $1", [id])
    return g.shop.manager.post(`/orders/${id}/refunds/retry`)
  },
  'POST /api/fulfilments/{id}/moves': async (g) =>
    g.shop.manager.post(`/fulfilments/${await cardOf(g, (await g.shop.paidOrder()).id)}/moves`, {
      move: 'ready',
      note: '',
    }),
  'POST /api/verifications': async (g) =>
    g.shop.manager.post('/verifications', {
      storeId: g.shop.storeId,
      code: await codeOf(g, (await g.shop.paidOrder()).id),
    }),
  'PUT /api/till/sales/{id}': (g) =>
    g.shop.manager.put(`/till/sales/${newId()}`, sale(g, { kind: 'cash', received: g.shop.sku.price })),
  'POST /api/till/sales/{id}/cancel': async (g) =>
    g.shop.manager.post(`/till/sales/${await aSale(g)}/cancel`, {}),
  'POST /api/till/sales/{id}/charge': async (g) =>
    g.shop.manager.post(`/till/sales/${await aSale(g)}/charge`, {
      authCode: `13${String(++n).padStart(12, '0')}9999`,
    }),
  'POST /api/account/password': async (g) =>
    (await g.shop.t.aPerson('finance')).post('/account/password', {
      current: 'correct horse battery',
      password: 'another horse battery',
    }),
  'DELETE /api/account/sessions': async (g) => {
    const person = await g.shop.t.aPerson('finance')
    await anotherSession(g, person.personId)
    return person.delete('/account/sessions')
  },
  'DELETE /api/account/sessions/{id}': async (g) => {
    const person = await g.shop.t.aPerson('finance')
    return person.delete(`/account/sessions/${await anotherSession(g, person.personId)}`)
  },
  'DELETE /api/people/{id}/sessions': async (g) =>
    g.owner.delete(`/people/${(await g.shop.t.aPerson('finance')).personId}/sessions`),
  'DELETE /api/people/{id}/sessions/{sessionId}': async (g) => {
    const { personId } = await g.shop.t.aPerson('finance')
    return g.owner.delete(`/people/${personId}/sessions/${await anotherSession(g, personId)}`)
  },
  'POST /api/account/prove': async (g) =>
    (await g.shop.t.aPerson('finance')).post('/account/prove', { password: 'correct horse battery' }),
  'POST /api/account/factor': async (g) => (await g.shop.t.aPerson('finance')).post('/account/factor'),
  'POST /api/account/factor/confirm': async (g) =>
    (await enrol(await g.shop.t.aPerson('finance'), () => g.shop.w.now())).confirmed,
  'POST /api/account/factor/codes': async (g) => (await anEnrolled(g)).post('/account/factor/codes'),
  'DELETE /api/account/factor': async (g) => (await anEnrolled(g)).delete('/account/factor'),
  'DELETE /api/people/{id}/factor': async (g) =>
    g.owner.delete(`/people/${(await anEnrolled(g)).personId}/factor`),
  'PUT /api/sign-in-policy': (g) => g.owner.put('/sign-in-policy', { secondFactorRoles: ['nobody'] }),
  'POST /api/keys': (g) =>
    g.owner.post('/keys', {
      id: newId(),
      name: 'ERP',
      permissions: ['Product:read'],
      scopeKind: 'hq',
      days: 30,
    }),
  'DELETE /api/keys/{id}': async (g) =>
    g.owner.delete(`/keys/${(await g.shop.t.aKey(g.owner, ['Product:read'], 'hq')).keyId}`),
  'POST /api/support-grants': async (g) => {
    const answer = await g.owner.post('/support-grants', aGrant())
    await g.owner.delete(`/support-grants/${JSON.parse(answer.text).id}`)
    return answer
  },
  'DELETE /api/support-grants/{id}': async (g) =>
    g.owner.delete(`/support-grants/${(await g.owner.post('/support-grants', aGrant())).body.id}`),
  'POST /api/privacy/notices': async (g) => {
    const { version: base, text, purposes } = (await g.shop.t.api.get('/shop/privacy')).body
    return g.owner.post('/privacy/notices', { base, text, purposes })
  },
  'POST /api/privacy/erasures': async (g) => {
    const phone = `1360000${String(++n).padStart(4, '0')}`
    await g.shop.w.facts(
      'insert into members (tenant_id, id, phone, created_at, updated_at) values ($1, $2, $3, now(), now())',
      [g.shop.t.ref.id, newId(), phone],
    )
    return g.owner.post('/privacy/erasures', { phone, reason: '顾客要求' })
  },
  'POST /api/blocks/{id}/lift': async (g) => g.owner.post(`/blocks/${await aBlock(g)}/lift`),
  'POST /api/allowances': (g) => g.owner.post('/allowances', anAllowance(g)),
  'DELETE /api/allowances/{id}': async (g) =>
    g.owner.delete(`/allowances/${(await g.owner.post('/allowances', anAllowance(g))).body.id}`),
  'PUT /api/order-limits': (g) =>
    g.owner.put('/order-limits', { unpaidMost: 9, perMinute: 19, perMinuteAddress: 299 }),
  'POST /api/webhooks': async (g) => (await aWebhook(g)).answer,
  'PUT /api/webhooks/{id}': async (g) => {
    const { body } = await aWebhook(g)
    const { id, ...fields } = body
    return g.owner.put(`/webhooks/${id}`, { ...fields, description: 'WMS', on: false, version: 1 })
  },
  'POST /api/webhooks/{id}/secret': async (g) =>
    g.owner.post(`/webhooks/${(await aWebhook(g)).body.id}/secret`, { version: 1, endFormer: false }),
  'DELETE /api/webhooks/{id}': async (g) => g.owner.delete(`/webhooks/${(await aWebhook(g)).body.id}`),
  'POST /api/webhooks/{id}/test': async (g) => g.owner.post(`/webhooks/${(await aWebhook(g)).body.id}/test`),
  'POST /api/webhooks/{id}/redeliver': async (g) =>
    g.owner.post(`/webhooks/${(await aWebhook(g)).body.id}/redeliver`, { since: '2026-01-01T00:00:00Z' }),
  'POST /api/webhooks/{id}/deliveries/{deliveryId}/redeliver': async (g) => {
    const { id } = (await aWebhook(g)).body
    const sent = await g.owner.post(`/webhooks/${id}/test`)
    return g.owner.post(`/webhooks/${id}/deliveries/${sent.body.id}/redeliver`)
  },
  ...settlementWrites,
  ...campaignWrites,
  ...returnWrites,
  ...depotWrites,
  ...voucherWrites,
  ...priceWrites,
  ...priceGridWrites,
  'POST /api/audit/chain/checks': (g) => g.owner.post('/audit/chain/checks', {}),
}

/** Routes that write nothing although they aren't GET. */
export const looks: readonly string[] = [
  'POST /api/verifications/preview',
  'POST /api/allocation-changes/preview',
  'POST /api/skus/{skuId}/bounds/preview',
  'POST /api/org-units/{unitId}/move/preview',
  'POST /api/campaigns/{id}/preview',
  'POST /api/allocation-rules/preview',
  'POST /api/stores/{id}/labels/preview',
]
