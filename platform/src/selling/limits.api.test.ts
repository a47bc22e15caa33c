import { noLimits, type Limits, type Permission, type ScopeKind } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop, type Staff } from '../../test/shop.js'
import { newId, World, type Client } from '../../test/world.js'

let w: World
let shop: TestShop
let owner: Staff
const CAPS: Limits = { priceCut: 3000, refund: 2000, stockCorrection: 5 }

beforeAll(async () => {
  w = await World.start()
  shop = await TestShop.open(w, { stock: 1000 })
  owner = await shop.t.aPerson('owner')
})
afterAll(() => w.stop())

/** Somebody with permissions under caps. */
async function capped(
  permissions: Permission[],
  caps: Partial<Limits>,
  scope: ScopeKind = 'store',
  place?: string,
): Promise<Staff & { roleKey: string }> {
  const made = await owner.post('/roles', {
    id: newId(),
    name: { zh: `限额${newId().slice(-8)}`, en: '' },
    scopes: [scope],
    permissions,
    limits: { ...noLimits, ...caps },
  })
  const person = await shop.t.aPerson(
    made.body.key,
    scope,
    scope === 'hq' ? undefined : (place ?? shop.storeId),
  )
  return Object.assign(person, { roleKey: made.body.key as string })
}
const price = async () =>
  (await owner.get(`/stores/${shop.storeId}/prices`)).body.items.find(
    (p: { skuId: string }) => p.skuId === shop.sku.id,
  ).storePrice as number | null
const setPrice = (who: Client, to: number | null) =>
  who.put(`/stores/${shop.storeId}/prices/${shop.sku.id}`, { price: to })
const correct = (who: Client, quantity: number, skuId = shop.sku.id, kind = 'correction') =>
  who.post('/stock/adjustments', { id: newId(), storeId: shop.storeId, skuId, quantity, kind, note: '盘点' })

describe('the largest price cut', () => {
  it('403 with the limit, what was asked and who may, and the price stays; at the limit it passes', async () => {
    const person = await capped(['Price:read', 'Price:update'], CAPS)
    expect((await setPrice(person, 700)).status).toBe(200)
    const over = await person.put(
      `/stores/${shop.storeId}/prices/${shop.sku.id}`,
      { price: 699 },
      { 'accept-language': 'en' },
    )
    expect([over.status, over.body.code, over.body.args]).toEqual([
      403,
      'pricing.cut_over_limit',
      {
        limit: 'priceCut',
        asked: '30.1%',
        most: '30%',
        askedAmount: 3010,
        mostAmount: 3000,
        who: 'Owner, Merchandiser, Region manager',
        roles: ['owner', 'merchandiser', 'region_manager'],
      },
    ])
    expect(over.body.title).toContain('ask: Owner, Merchandiser, Region manager')
    expect(await price()).toBe(700)
    expect((await setPrice(owner, 1)).status).toBe(200)
    expect((await setPrice(person, null)).status).toBe(200)
  })

  it('holds for list prices, and a day of small cuts counts as one', async () => {
    const person = await capped(['Product:read', 'ListPrice:update'], CAPS, 'hq')
    const sku = await shop.t.aSku({ price: 1000 })
    const set = (who: Client, listPrice: number) =>
      who.put(`/skus/${sku.id}/list-price`, { listPrice, priceMin: null, priceMax: null })
    expect((await set(person, 800)).status).toBe(200)
    const over = await set(person, 600)
    expect([over.status, over.body.code, over.body.args.askedAmount]).toEqual([
      403,
      'pricing.cut_over_limit',
      4000,
    ])
    expect((await set(person, 700)).status).toBe(200)
    expect((await set(person, 100_000)).status).toBe(200) // a slip of the finger
    expect((await set(person, 700)).status).toBe(200) // may be undone
    const [row] = await w.facts('select list_price::int from skus where id = $1', [sku.id])
    expect(row).toEqual({ list_price: 700 })
    expect((await set(owner, 10)).status).toBe(200)
  })
})

describe('the largest stock correction', () => {
  it('403 beyond it in either direction, in priced units, and nothing moved', async () => {
    const person = await capped(['Stock:read', 'Stock:adjust'], CAPS)
    const weighed = await shop.t.aSku({ kind: 'weighed', unitSize: 500 })
    await shop.t.stock(shop.storeId, weighed.id, 100_000)
    expect((await correct(person, -5)).status).toBe(200)
    expect((await correct(person, -2500, weighed.id)).status).toBe(200)
    const before = [await shop.stock(), await shop.stock(weighed.id)]
    for (const [quantity, sku, units] of [
      [-6, shop.sku.id, 6],
      [6, shop.sku.id, 6],
      [2501, weighed.id, 6],
    ] as const) {
      const over = await correct(person, quantity, sku)
      expect([over.status, over.body.code, over.body.args]).toEqual([
        403,
        'inventory.correction_over_limit',
        expect.objectContaining({ limit: 'stockCorrection', askedAmount: units, mostAmount: 5 }),
      ])
    }
    expect([await shop.stock(), await shop.stock(weighed.id)]).toEqual(before)
    expect((await correct(person, -6, shop.sku.id, 'loss')).body.code).toBe('inventory.correction_over_limit')
    expect([await shop.stock(), await shop.stock(weighed.id)]).toEqual(before)
    expect((await correct(person, 300, shop.sku.id, 'receipt')).status).toBe(200)
    expect((await correct(owner, -300)).status).toBe(200)
  })
})

describe('the largest refund', () => {
  it('403 for cancelling a dearer paid order, by either way, and order, goods and money stay', async () => {
    const person = await capped(['Order:read', 'Order:cancel', 'Fulfilment:read', 'Fulfilment:advance'], CAPS)
    const dear = await shop.paidOrder({ lines: [{ skuId: shop.sku.id, quantity: 3 }] })
    const facts = async () => [await shop.stock(), await shop.balances(), (await shop.mine(dear.id)).status]
    const before = await facts()
    const over = await person.post(`/orders/${dear.id}/cancel`, { reason: '坏了' })
    expect([over.status, over.body.code, over.body.args]).toEqual([
      403,
      'selling.refund_over_limit',
      expect.objectContaining({ asked: '¥30.00', most: '¥20.00', askedAmount: 3000, mostAmount: 2000 }),
    ])
    const fulfilment = (await w.facts('select id from fulfilments where order_id = $1', [dear.id]))[0]!['id']
    const round = await person.post(`/fulfilments/${fulfilment}/moves`, { move: 'cancel', note: '' })
    expect([round.status, round.body.code]).toEqual([403, 'selling.refund_over_limit'])
    expect(await facts()).toEqual(before)
    const cheap = await shop.paidOrder({ lines: [{ skuId: shop.sku.id, quantity: 2 }] })
    expect((await person.post(`/orders/${cheap.id}/cancel`, { reason: '坏了' })).status).toBe(200)
    const unpaid = await shop.order({ lines: [{ skuId: shop.sku.id, quantity: 9 }] })
    expect((await person.post(`/orders/${unpaid.id}/cancel`, { reason: '坏了' })).status).toBe(200)
    expect((await owner.post(`/orders/${dear.id}/cancel`, { reason: '坏了' })).status).toBe(200)
  })
})

describe('several grants', () => {
  it('the largest limit of those that reach the row counts, and none beats every number', async () => {
    const sister = await shop.t.aStore()
    await shop.t.stock(sister, shop.sku.id, 100)
    const person = await capped(['Stock:read', 'Stock:adjust'], { stockCorrection: 2 })
    const more = (await capped(['Stock:read', 'Stock:adjust'], { stockCorrection: 9 })).roleKey
    const free = (await capped(['Stock:read', 'Stock:adjust'], {})).roleKey
    const elsewhere = (await capped(['Stock:read', 'Stock:adjust'], { stockCorrection: 50 })).roleKey
    const give = async (roleKey: string, scopeId: string) =>
      expect(
        (
          await owner.post(`/people/${person.personId}/grants`, {
            id: newId(),
            roleKey,
            scopeKind: 'store',
            scopeId,
          })
        ).status,
      ).toBe(201)
    expect((await correct(person, -3)).status).toBe(403)
    await give(elsewhere, sister)
    expect((await correct(person, -3)).status).toBe(403)
    expect((await person.get('/me')).body.limits).toEqual(
      expect.arrayContaining([
        { permission: 'Stock:adjust', limit: 'stockCorrection', most: 2, storeIds: [shop.storeId] },
        { permission: 'Stock:adjust', limit: 'stockCorrection', most: 50, storeIds: [sister] },
      ]),
    )
    await give(more, shop.storeId)
    expect([(await correct(person, -9)).status, (await correct(person, -10)).status]).toEqual([200, 403])
    await give(free, shop.storeId)
    expect((await correct(person, -10)).status).toBe(200)
  })
})
