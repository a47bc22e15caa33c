import { CallersJobs } from '../src/callers/callers.jobs.js'
import { noteBlock } from '../src/kernel/callers.js'
import type { RouteInfo } from '../src/kernel/routes.js'
import { whole } from './goods.js'
import { exceptedLand } from './price-grid-writes.js'
import { pricedLand } from './price-writes.js'
import type { Place } from './requests.js'
import { aSupplier, someGoods, takingOf } from './suppliers.js'
import { campaignLand } from './campaign-writes.js'
import { orderedLand } from './purchase-writes.js'
import { settledLand } from './settlement-writes.js'
import { voucherLand } from './voucher-writes.js'
import { newId, type Client, type TestTenant } from './world.js'

/** One thing of each kind around a store of a tenant: what a request of somebody there may name. */
export type Land = Record<string, string>

/** A caller that was just refused there; answers the block's id. */
export async function blockAt(t: TestTenant): Promise<string> {
  const value = newId()
  noteBlock(t.ref, 'orders', { of: 'shopper', value }, 3600)
  await t.world.get(CallersJobs).write()
  const [row] = await t.world.facts<{ id: string }>(
    'select id from blocks where tenant_id = $1 and caller = $2',
    [t.ref.id, value],
  )
  return row!.id
}

/** What somebody wrote about the first line of their order, waiting to be looked at; answers its id. */
export async function reviewOf(t: TestTenant, orderId: string): Promise<string> {
  const id = newId()
  await t.world.facts(
    `insert into reviews (tenant_id, id, kind, line_id, order_id, product_id, store_id, member_id, stars, words, pictures, anonymous, state, created_at, updated_at)
     select l.tenant_id, $2, 'review', l.id, o.id, l.product_id, l.store_id, o.member_id, 5, '好', 0, false, 'waiting', now(), now() from orders o join order_lines l on l.order_id = o.id where o.id = $1 limit 1`,
    [orderId, id],
  )
  return id
}

/** What somebody asks back of the first line of their order; answers its id. */
async function returnOf(t: TestTenant, orderId: string): Promise<string> {
  const id = newId()
  await t.world.facts(
    `with asked as (insert into returns (tenant_id, id, order_id, store_id, member_id, kind, reason, state, desk, worth, decide_by, created_at, updated_at)
       select o.tenant_id, $2, o.id, o.store_id, o.member_id, 'return', 'damaged', 'asked', 'store', 1, now() + interval '2 days', now(), now() from orders o where o.id = $1 returning tenant_id, id, order_id)
     insert into return_lines (tenant_id, return_id, line_id, order_id, quantity) select a.tenant_id, a.id, l.id, a.order_id, 1 from asked a join order_lines l on l.order_id = a.order_id limit 1`,
    [orderId, id],
  )
  return id
}

/** Where somebody has goods sent. */
export const anAddress = {
  name: '王小明',
  phone: '13877776666',
  province: '33',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 90 号',
}

/** A day in a shop, so that every table has a row to reach for; answers what is there now. */
export async function lived(t: TestTenant, store: string, region: string): Promise<Land> {
  const sku = await t.aSku()
  await t.stock(store, sku.id, 10)
  const shopper = await t.aShopper()
  await shopper.put(`/shop/cart/lines/${sku.id}`, { storeId: store, quantity: 1 })
  const address = newId()
  await shopper.post('/shop/addresses', { id: address, ...anAddress })
  const order = await shopper.post('/shop/orders', {
    id: newId(),
    storeId: store,
    channel: 'h5',
    fulfilment: 'pickup',
    lines: [{ skuId: sku.id, quantity: 1 }],
  })
  if (order.status !== 201) throw new Error(order.text)
  const owner = await t.aPerson('owner')
  await owner.put(`/stores/${store}/prices/${sku.id}`, { price: 900 })
  await owner.put(`/skus/${sku.id}/bounds`, { unitId: region, priceMin: 1 })
  const { prices, bounds } = (await owner.get(`/skus/${sku.id}/prices`)).body
  const role = await owner.post('/roles', {
    id: newId(),
    name: { zh: `理货${newId().slice(-8)}`, en: '' },
    scopes: ['store'],
    permissions: ['Stock:read'],
    limits: { priceCut: null, refund: null, stockCorrection: null },
  })
  const clerk = await t.aPerson(role.body.key, 'store', store)
  const key = await t.aKey(owner, ['Product:read'], 'hq')
  // one stands at a time: a second day there finds the first one's
  const grant = await owner.post('/support-grants', {
    id: newId(),
    access: 'write',
    hours: 24,
    reason: '请求协助',
  })
  const allowance = await owner.post('/allowances', {
    id: newId(),
    range: '192.0.2.0/24',
    reason: '门店自助机',
    until: new Date(t.world.now().getTime() + 86_400_000).toISOString(),
  })
  // of an event that never comes here: nothing is sent, so that the land lies still
  const webhook = await owner.post('/webhooks', {
    id: newId(),
    url: `${t.world.sandbox.url}/nobody`,
    description: '',
    events: ['payments.refunded'],
    scopeKind: 'store',
    scopeId: store,
  })
  // goods of their own, so that those of the land stay for sale everywhere
  const elsewhere = await t.aSku()
  const change = await owner.post('/allocation-changes', {
    id: newId(),
    which: { productIds: [elsewhere.productId] },
    kind: 'only',
    unitIds: [store],
  })
  await owner.put(`/stores/${store}/goods/${elsewhere.productId}`, { listed: false })
  // of a brand that nothing has, so that it decides on nothing
  const rule = newId()
  await owner.post('/allocation-rules', {
    id: rule,
    name: '规则',
    condition: [{ by: 'brand', names: [`牌${rule}`] }],
    unitIds: [store],
    active: true,
  })
  await t.world.until(async () => (await owner.get(`/allocation-rules/${rule}`)).body.progress === null)
  const sheet = newId()
  await owner.send(
    'POST',
    `/api/imports?id=${sheet}&kind=products&name=a.csv`,
    `SKU code,List price\n${sku.code},x\n`,
    {
      'content-type': 'text/csv',
    },
  )
  await t.world.until(async () => (await owner.get(`/imports/${sheet}`)).body.state === 'preview')
  const edit = newId()
  const edited = { id: edit, which: { productIds: [elsewhere.productId] }, edit: { brand: '牌' } }
  await owner.post('/bulk-edits', edited)
  await t.world.until(async () => (await owner.get(`/bulk-edits/${edit}`)).body.state === 'ready')
  const print = newId()
  await owner.post(`/stores/${store}/labels`, {
    id: print,
    productIds: [sku.productId],
    sheet: 'a6',
    code: 'none',
    locale: 'zh-CN',
    whenDown: 'stop',
  })
  await t.world.until(async () => (await owner.get(`/stores/${store}/labels/${print}`)).body.state === 'done')
  const supply = await aSupplier(t.api, owner)
  const depot = newId()
  const made = await owner.post(`/suppliers/${supply.id}/depots`, {
    ...{ id: depot, code: `D${depot.slice(-12)}`, name: { zh: '供应商仓', en: '' }, regionId: region },
    address: '滨江路 8 号',
  })
  if (made.status !== 201) throw new Error(made.text)
  const supplied = (await owner.get(`/suppliers/${supply.id}`)).body
  const delivery = newId()
  await t.world.facts(
    "insert into webhook_deliveries (tenant_id, id, webhook_id, event_id, event, body, state, give_up_at, created_at, ended_at) values ($1, $2, $3, $2, 'payments.refunded', '{}', 'failed', now(), now(), now())",
    [t.ref.id, delivery, webhook.body.webhook.id],
  )
  const me = (await clerk.get('/me')).body
  const [facts] = await t.world.facts(
    'select (select id from fulfilments where order_id = $1) fulfilment, (select id from media where tenant_id = $2 limit 1) media, (select id from sessions where subject_id = $3 limit 1) session',
    [order.body.id, t.ref.id, clerk.personId],
  )
  return {
    stores: store,
    regions: region,
    orders: order.body.id,
    fulfilments: facts!['fulfilment'],
    people: clerk.personId,
    grants: me.grants[0].id,
    sessions: facts!['session'],
    roles: role.body.key,
    products: sku.productId,
    skus: sku.id,
    prices: prices[0].id,
    'contested-bounds': bounds[0].id,
    ...(await pricedLand(t, owner, sku.id, region)),
    categories: t.categoryId,
    ...(await sorted(owner)),
    ...(await settledLand(t, owner)),
    ...(await campaignLand(t, owner, store)),
    ...(await exceptedLand(t, owner)),
    vouchers: await voucherLand(t, order.body.id),
    ...(await orderedLand(t, owner, store)),
    media: facts!['media'],
    keys: key.keyId,
    blocks: await blockAt(t),
    allowances: allowance.body.id,
    webhooks: webhook.body.webhook.id,
    deliveries: delivery,
    'allocation-changes': change.body.id,
    'allocation-rules': rule,
    changes: await proposed(owner, sku.productId),
    imports: sheet,
    prints: print,
    reviews: await reviewOf(t, order.body.id),
    returns: await returnOf(t, order.body.id),
    lines: order.body.lines[0].id,
    'bulk-edits': edit,
    suppliers: supply.id,
    depots: depot,
    'supplier-applications': supply.applicationId,
    'supplier-licences': supplied.licences[0].id,
    'supplier-people': supplied.staff.people[0].id,
    invitations: supply.invitationId,
    addresses: address,
    ...(await proposedGoods(t, owner, supply.person, facts!['media'] as string)),
    ...(grant.status === 201 ? { 'support-grants': grant.body.id as string } : {}),
  }
}

/** Goods that a supplier sent in, and a price request for others that were taken. */
async function proposedGoods(t: TestTenant, owner: Client, person: Client, mediaId: string): Promise<Land> {
  const send = async () => {
    const id = newId()
    await person.put(`/supplier/goods/${id}`, someGoods(mediaId))
    return (await person.post(`/supplier/goods/${id}/moves`, { move: 'send', version: 1 })).body
  }
  const [waits, gone] = [await send(), await send()]
  const taken = await owner.post(`/supplier-goods/${gone.id}/taking`, takingOf(gone, t.categoryId, 1300))
  if (taken.status !== 200) throw new Error(taken.text)
  const { productId } = taken.body
  const { skus } = (await person.get(`/supplier/products/${productId}`)).body
  const asked = await person.post(`/supplier/products/${productId}/price-requests`, {
    id: newId(),
    terms: skus.map((s: { id: string }) => ({ skuId: s.id, supplyPrice: 900, bounds: { kind: 'none' } })),
  })
  if (asked.status !== 201) throw new Error(asked.text)
  return { 'supplier-goods': waits.id, 'supplier-price-requests': asked.body.id }
}

/** A change request of a product on sale; answers its id. */
export async function proposed(owner: Client, productId: string): Promise<string> {
  const id = newId()
  const { body } = await owner.get(`/products/${productId}`)
  const sent = await owner.post(`/products/${productId}/changes`, {
    id,
    ...whole(body, { brand: `牌${id}` }),
  })
  if (sent.status !== 201) throw new Error(sent.text)
  return id
}

/** A value of a tree, a tag, a group of synonyms and an attribute. */
export async function sorted(
  owner: Client,
): Promise<{ classifications: string; tags: string; synonyms: string; attributes: string }> {
  const [tree, classifications, tags, synonyms, attributes] = Array.from({ length: 5 }, () => newId()) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const name = (zh: string) => ({ zh: `${zh}${newId().slice(-6)}`, en: '' })
  await owner.post('/classifications', { id: tree, parentId: null, name: name('季节') })
  await owner.post('/classifications', { id: classifications, parentId: tree, name: name('夏') })
  await owner.post('/tags', { id: tags, name: name('新品'), colour: 'red' })
  await owner.post('/synonyms', { id: synonyms, words: [`a${newId().slice(-8)}`, `b${newId().slice(-8)}`] })
  await owner.post('/attributes', { id: attributes, kind: 'text', name: name('产地') })
  return { classifications, tags, synonyms, attributes }
}

const NAMED: Record<string, string> = {
  storeId: 'stores',
  regionId: 'regions',
  unitId: 'regions',
  unitIds: 'regions',
  scopeId: 'stores',
  skuId: 'skus',
  lineId: 'lines',
  levelId: 'member-levels',
  memberId: 'members',
  categoryId: 'categories',
  classificationId: 'classifications',
  classificationIds: 'classifications',
  tagId: 'tags',
  attributeId: 'attributes',
  mediaId: 'media',
  mediaIds: 'media',
  posterId: 'media',
  videoId: 'media',
  modelId: 'media',
  grantId: 'grants',
  disputeId: 'disputes',
  deliveryId: 'deliveries',
  printId: 'prints',
  supplierId: 'suppliers',
  personId: 'supplier-people',
  invitationId: 'invitations',
  depotId: 'depots',
  parcelId: 'fulfilments',
  goodsId: 'supplier-goods',
  changeId: 'changes',
  requestId: 'supplier-price-requests',
  replaces: 'supplier-licences',
  sessionId: 'sessions',
  orderId: 'orders',
  campaignId: 'campaigns',
  purchaseId: 'purchase-orders',
  shipmentId: 'purchase-shipments',
  sellerId: 'purchase-sellers',
  productId: 'products',
  productIds: 'products',
  addressId: 'addresses',
  fulfilmentIds: 'fulfilments',
}
/** What belongs in a place of a request, of the things of a land; undefined where it has none of that kind. */
export function fitting(land: Land, route: RouteInfo, place: Place): string | undefined {
  const name = place.name.split('.').at(-1)!.replace('[]', '')
  const noun = route.path.replace(/^\/api\/(shop\/|till\/)?/, '').split('/')[0]!
  if (name === 'id' || name === 'parentId') return land[noun]
  return land[NAMED[name] ?? '']
}
