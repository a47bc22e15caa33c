import { noLimits, type Limits, type Permission, type ScopeKind } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop, type Staff } from '../../test/shop.js'
import { newId, World, type Answer, type Client } from '../../test/world.js'

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

describe('decisions that a brand keeps', () => {
  let region: Staff
  let facts: () => Promise<unknown>
  const decide = (unitId: string, decision: string, level: string | null) =>
    owner.put(`/decisions/${unitId}`, { decision, level })
  const hours = [{ weekday: 3, from: '09:00', to: '17:00' }]
  const acts: Record<string, [string, (who: Client) => Promise<Answer>]> = {
    price: ['pricing.decided_above', (who) => setPrice(who, 950)],
    stock: ['inventory.decided_above', (who) => correct(who, -1)],
    hours: ['org.decided_above', (who) => who.patch(`/stores/${shop.storeId}`, { hours })],
  }
  beforeAll(async () => {
    region = await shop.t.aPerson('region_manager', 'region', shop.t.regionId)
    await setPrice(owner, null)
    facts = () =>
      w.facts(
        `select (select count(*)::int from stock_movements) moves, (select count(*)::int from price_changes) changes,
                (select array_agg(price) from unit_prices) prices, (select hours from stores where id = $1) hours`,
        [shop.storeId],
      )
  })

  it.each(Object.keys(acts))(
    '%s: kept by HQ it is 403 in store and region and nothing changed; kept by the region it is 403 in the store alone',
    async (decision) => {
      const [code, act] = acts[decision]!
      expect((await decide(shop.t.hqId, decision, 'hq')).status).toBe(200)
      const before = await facts()
      for (const who of [shop.manager, region]) {
        const refused = await act(who)
        expect([refused.status, refused.body.code, refused.body.args]).toEqual([
          403,
          code,
          { decision, level: 'hq', who: '总部' },
        ])
      }
      expect(await facts()).toEqual(before)
      const shown = async (who: Client) =>
        (await who.get(`/stores/${shop.storeId}/decisions`)).body.items.find(
          (d: { decision: string }) => d.decision === decision,
        )
      expect(await shown(shop.manager)).toEqual({ decision, level: 'hq', mine: false })
      expect(await shown(owner)).toEqual({ decision, level: 'hq', mine: true })
      expect((await decide(shop.t.regionId, decision, 'region')).status).toBe(200)
      expect((await act(shop.manager)).body.code).toBe(code)
      expect(await facts()).toEqual(before)
      expect((await act(region)).status).toBe(200)
      expect((await decide(shop.storeId, decision, 'store')).status).toBe(200)
      expect((await act(shop.manager)).status).toBe(200)
      expect(await shown(shop.manager)).toEqual({ decision, level: 'store', mine: true })
    },
  )

  it('lists what is set, from HQ down, and null gives a node back to what is set above', async () => {
    const price = async () =>
      (await owner.get('/decisions')).body.items.find((d: { decision: string }) => d.decision === 'price')
    expect(await price()).toEqual({
      decision: 'price',
      level: 'hq',
      exceptions: [
        { unitId: shop.t.regionId, unitName: expect.any(Object), unitKind: 'region', level: 'region' },
        { unitId: shop.storeId, unitName: expect.any(Object), unitKind: 'store', level: 'store' },
      ],
    })
    await decide(shop.storeId, 'price', null)
    await decide(shop.t.regionId, 'price', null)
    expect(await price()).toEqual({ decision: 'price', level: 'hq', exceptions: [] })
    expect((await setPrice(shop.manager, 940)).body.code).toBe('pricing.decided_above')
    await decide(shop.t.hqId, 'price', null)
    expect((await setPrice(shop.manager, 940)).status).toBe(200)
  })

  it('a delivery and a phone number are no decisions: both go on while HQ keeps stock and hours', async () => {
    for (const decision of ['stock', 'hours']) await decide(shop.storeId, decision, 'hq')
    expect((await correct(shop.manager, 5, shop.sku.id, 'receipt')).status).toBe(200)
    const { hours: same } = (await owner.get(`/stores/${shop.storeId}`)).body
    const profile = { phone: '0571-7777', hours: same }
    expect((await shop.manager.patch(`/stores/${shop.storeId}`, profile)).status).toBe(200)
  })

  it('403 for who runs no brand, 404 for a node of another, and nothing is set', async () => {
    const other = await w.aTenant()
    const before = await w.facts('select * from decision_levels order by 1, 2, 3')
    for (const who of [shop.manager, region])
      expect(
        (await who.put(`/decisions/${shop.storeId}`, { decision: 'price', level: 'hq' })).body.code,
      ).toBe('access.denied')
    expect((await decide(other.regionId, 'price', 'hq')).status).toBe(404)
    expect((await decide(shop.storeId, 'promotion', 'hq')).status).toBe(400)
    expect(await w.facts('select * from decision_levels order by 1, 2, 3')).toEqual(before)
  })
})
