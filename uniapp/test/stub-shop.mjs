/** What the stub shop knows and does: cart, prices, orders, stores, in memory. */
import { goods, skus, stores, uuid } from './stub-goods.mjs'

export const state = { lines: new Map(), orders: [], expires: 0, slow: 0, priceUp: 0 }
export const member = { id: uuid(1), name: '', phone: '13800138000', avatarUrl: null, hasWechat: false }
export const session = () => ({
  accessToken: 'a'.repeat(30),
  expiresIn: 900,
  refreshToken: 'r'.repeat(40),
  member,
})
export const problem = (status, code, args = {}) =>
  Object.assign(new Error(code), {
    status,
    body: { type: 'about:blank', title: code, status, code, requestId: 'r', args },
  })
const price = (sku) => sku.price + state.priceUp

export function quote(lines) {
  const priced = lines.map(({ skuId, quantity }) => {
    const sku = skus.get(skuId)
    const total = Math.round((price(sku) * quantity) / sku.unitSize)
    return {
      skuId,
      quantity,
      unitPrice: price(sku),
      unitSize: sku.unitSize,
      listPrice: sku.listPrice,
      gross: total,
      adjustments: [],
      total,
    }
  })
  const goodsTotal = priced.reduce((sum, line) => sum + line.total, 0)
  return {
    currency: 'CNY',
    lines: priced,
    goodsTotal,
    freight: 0,
    rounding: 0,
    adjustments: [],
    payable: goodsTotal,
  }
}
const lineOf = (skuId, quantity) => {
  const sku = skus.get(skuId)
  const { product } = sku
  return {
    skuId,
    productId: product.id,
    name: product.name,
    optionText: sku.optionText,
    unit: product.unit,
    kind: product.kind,
    picture: product.media[0],
    quantity,
    unitPrice: price(sku),
    unitSize: sku.unitSize,
    total: Math.round((price(sku) * quantity) / sku.unitSize),
  }
}
export function cart(storeId) {
  const lines = [...state.lines].map(([skuId, { quantity, selected }]) => ({
    ...lineOf(skuId, quantity),
    available: skus.get(skuId).available,
    forSale: true,
    selected,
  }))
  return { storeId, lines, quote: quote(lines.filter((line) => line.selected)), count: lines.length }
}
export const row = (order) => ({ ...order, lines: undefined, timeline: undefined })
export function pay(order) {
  if (order.status !== 'to_pay') return
  Object.assign(order, {
    status: 'ready',
    payment: 'paid',
    paid: order.payable,
    cancellable: true,
    expiresAt: null,
    verification: { code: '48201739', qr: 'SW1:48201739' },
  })
  order.timeline.push(
    { at: new Date().toISOString(), event: 'paid', from: 'to_pay', to: 'paid', by: 'wechat', note: '' },
    { at: new Date().toISOString(), event: 'ready', from: 'preparing', to: 'ready', by: '小王', note: '' },
  )
}
export function place(body) {
  const priced = quote(body.lines)
  if (body.expectedPayable !== priced.payable)
    throw problem(409, 'selling.price_changed', { payable: priced.payable })
  const short = body.lines.find(({ skuId, quantity }) => skus.get(skuId).available < quantity)
  if (short) throw problem(409, 'inventory.not_enough_stock', { skuIds: [short.skuId] })
  const store = stores.find(({ id }) => id === body.storeId)
  const now = new Date()
  const order = {
    id: body.id,
    number: `S20261121${String(state.orders.length + 1).padStart(4, '0')}`,
    channel: body.channel,
    storeId: store.id,
    storeName: store.name,
    status: 'to_pay',
    payment: 'unpaid',
    fulfilmentKind: 'pickup',
    itemCount: body.lines.length,
    payable: priced.payable,
    paid: 0,
    refunded: 0,
    currency: 'CNY',
    contactName: body.contactName,
    contactPhone: body.contactPhone,
    firstLine: lineOf(body.lines[0].skuId, 1).name,
    firstPicture: lineOf(body.lines[0].skuId, 1).picture,
    placedAt: now.toISOString(),
    tradingDay: '2026-11-21',
    lines: body.lines.map(({ skuId, quantity }, at) => ({
      ...lineOf(skuId, quantity),
      id: uuid(9000 + at),
      supplierId: null,
    })),
    quote: priced,
    fulfilments: [],
    note: body.note,
    expiresAt: new Date(now.getTime() + 15 * 60_000).toISOString(),
    payments: [],
    verification: null,
    cancellable: true,
    timeline: [{ at: now.toISOString(), event: 'placed', from: null, to: 'to_pay', by: 'shopper', note: '' }],
  }
  state.orders.unshift(order)
  if (body.fromCart) for (const { skuId } of body.lines) state.lines.delete(skuId)
  return order
}

export const found = (value) => {
  if (!value) throw problem(404, 'access.not_found')
  return value
}
const far = (store, lat, lng) =>
  lat ? Math.round(Math.hypot((store.lat - lat) * 111_000, (store.lng - lng) * 95_000)) : null
export const near = (query) => {
  const lat = Number(query.get('lat'))
  const lng = Number(query.get('lng'))
  const q = query.get('q') ?? ''
  const items = stores
    .map((store) => ({ ...store, distanceMetres: far(store, lat, lng) }))
    .filter((store) => (store.name.zh + store.address).includes(q))
  if (lat) items.sort((a, b) => a.distanceMetres - b.distanceMetres)
  return { items: items.slice(0, Number(query.get('limit') ?? 20)), skipped: [] }
}
export const list = (query) => {
  const q = query.get('q') ?? ''
  const category = query.get('categoryId')
  let all = goods.filter(
    (card) =>
      (card.name.zh + card.name.en + card.pinyin).toLowerCase().includes(q.toLowerCase()) &&
      (!category || card.categoryId === category),
  )
  if (query.get('sort') === 'price_up') all = all.toSorted((a, b) => a.priceFrom - b.priceFrom)
  if (query.get('sort') === 'price_down') all = all.toSorted((a, b) => b.priceFrom - a.priceFrom)
  const from = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? 20)
  return {
    items: all.slice(from, from + limit),
    nextCursor: from + limit < all.length ? String(from + limit) : null,
  }
}
