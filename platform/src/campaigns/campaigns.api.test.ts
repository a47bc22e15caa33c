import type { Campaign } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop, type Staff } from '../../test/shop.js'
import { aContract, SuppliedShop } from '../../test/supplied.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const HOUR = 3_600_000

/** A mall with goods of its own at 10.00, a dairy on 10 % commission and a baker at a supply price. */
describe('a campaign of several merchants', () => {
  let w: World
  let shop: TestShop
  let owner: Staff
  let dairy: SuppliedShop
  let baker: SuppliedShop
  let milk: TestSku
  let bread: TestSku
  let clerk: Client
  const people = {} as Record<'dairy' | 'baker', Client>

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    owner = await shop.t.aPerson('owner')
    clerk = await shop.t.aPerson('cashier', 'store', shop.storeId)
    ;[dairy, baker] = [await SuppliedShop.open(shop, 'DAIRY'), await SuppliedShop.open(shop, 'BAKER')]
    milk = await dairy.aSku(999)
    bread = await baker.aSku(1500, 900)
    for (const [supplier, contract] of [
      [dairy, { rate: 1000 }],
      [baker, { model: 'supply_price', rate: 0 }],
    ] as const) {
      const from = new Date(w.now().getTime() + 8 * HOUR).toISOString().slice(0, 10)
      const made = await owner.post(
        `/suppliers/${supplier.supplierId}/contracts`,
        aContract({ ...contract, from }),
      )
      expect([made.status, made.text]).toEqual([200, made.text])
    }
    people.dairy = await shop.t.aPerson('supplier', 'supplier', dairy.supplierId)
    people.baker = await shop.t.aPerson('supplier', 'supplier', baker.supplierId)
  }, 60_000)
  afterAll(() => w.stop())

  const at = (hours: number) => new Date(w.now().getTime() + hours * HOUR).toISOString()
  const draft = (change: object = {}) => ({
    version: 0,
    name: { zh: '周年庆', en: 'Anniversary' },
    about: { zh: '全场八折', en: '' },
    startsAt: at(1),
    endsAt: at(5),
    unitIds: [shop.t.hqId],
    off: 2000,
    goods: [
      { skuId: shop.sku.id, price: null },
      { skuId: milk.id, price: null },
      { skuId: bread.id, price: 1100 },
    ],
    merchants: [
      { supplierId: dairy.supplierId, share: 4000 },
      { supplierId: baker.supplierId, share: 2500 },
    ],
    ...change,
  })
  async function put(change: object = {}): Promise<Campaign> {
    const { status, body, text } = await owner.put(`/campaigns/${newId()}`, draft(change))
    if (status !== 200) throw new Error(text)
    return body
  }
  const open = (id: string) => owner.post(`/campaigns/${id}/opening`, {})
  const answer = (who: Client, id: string, word: 'accepted' | 'refused' = 'accepted') =>
    who.post(`/supplier/campaigns/${id}/answer`, { answer: word, note: '' })
  const prices = async (sku: TestSku) =>
    (await owner.get(`/stores/${shop.storeId}/prices/${sku.id}`)).body.price ??
    (
      await shop.t.api.post('/shop/quotes', {
        storeId: shop.storeId,
        fulfilment: 'pickup',
        lines: [{ skuId: sku.id, quantity: 1 }],
      })
    ).body.payable

  it('refuses what cannot be, and is HQ’s alone', async () => {
    const refused = async (change: object) => {
      const { status, body } = await owner.put(`/campaigns/${newId()}`, draft(change))
      return [status, body.code]
    }
    expect(await refused({ endsAt: at(0.5) })).toEqual([400, 'request.invalid'])
    expect(await refused({ merchants: [] })).toEqual([422, 'campaigns.merchants_differ'])
    expect(await refused({ unitIds: [newId()] })).toEqual([404, 'access.not_found'])
    expect(await refused({ goods: [{ skuId: newId(), price: null }] })).toEqual([404, 'access.not_found'])
    expect(await refused({ version: 3 })).toEqual([404, 'access.not_found'])
    const made = await put()
    expect((await owner.put(`/campaigns/${made.id}`, draft({ version: 0 }))).body.code).toBe(
      'campaigns.changed_meanwhile',
    )
    expect((await shop.manager.get(`/campaigns/${made.id}`)).status).toBe(403)
    expect((await people.dairy.get('/supplier/campaigns')).body.items).toEqual([])
    expect((await answer(people.dairy, made.id)).body.code).toBe('access.not_found')
    const late = await put({ startsAt: at(-1) })
    expect((await open(late.id)).body.code).toBe('campaigns.begun')
  })

  it('shows before what bounds are in the way, and a merchant cannot sell below its own', async () => {
    await owner.put(`/skus/${milk.id}/bounds`, {
      unitId: shop.t.hqId,
      priceMin: 900,
      priceMax: null,
    })
    const [bound] = await w.facts('select 1 as one from price_bounds where sku_id = $1', [milk.id])
    expect(bound).toBeDefined()
    const { id } = await put()
    const { body } = await owner.post(`/campaigns/${id}/preview`, {})
    expect(body.obstacles).toEqual([
      expect.objectContaining({ skuId: milk.id, why: 'bounds', price: 799, priceMin: 900, source: 'hq' }),
    ])
    expect(body.items).toHaveLength(3)
    expect((await open(id)).status).toBe(200)
    expect((await answer(people.dairy, id)).body.code).toBe('pricing.outside_bounds')
    const [row] = await w.facts(
      'select answer from campaign_merchants where campaign_id = $1 and supplier_id = $2',
      [id, dairy.supplierId],
    )
    expect(row).toEqual({ answer: 'asked' })
    expect((await owner.post(`/campaigns/${id}/ending`, {})).status).toBe(200)
    await w.facts('delete from price_bounds where sku_id = $1', [milk.id])
  })

  it('who said nothing or no takes no part; a word is said once', async () => {
    const { id } = await put()
    await open(id)
    expect((await answer(people.baker, id, 'refused')).body.answer).toBe('refused')
    expect((await answer(people.baker, id)).body.code).toBe('campaigns.move_illegal')
    await shop.later(2 * HOUR)
    expect([await prices(shop.sku), await prices(milk), await prices(bread)]).toEqual([800, 999, 1500])
    people.dairy = await shop.t.aPerson('supplier', 'supplier', dairy.supplierId)
    expect((await answer(people.dairy, id)).body.code).toBe('campaigns.begun')
    owner = await shop.t.aPerson('owner')
    expect((await owner.post(`/campaigns/${id}/ending`, {})).body.state).toBe('called_off')
    expect(await prices(shop.sku)).toBe(1000)
  })

  it('spans two merchants with the ratio of each recorded; statements and report agree to the fen, after refunds too', async () => {
    people.baker = await shop.t.aPerson('supplier', 'supplier', baker.supplierId)
    clerk = await shop.t.aPerson('cashier', 'store', shop.storeId)
    const { id } = await put()
    await open(id)
    for (const who of [people.dairy, people.baker])
      expect((await answer(who, id)).body.answer).toBe('accepted')
    const merchants = (await owner.get(`/campaigns/${id}`)).body.merchants
    expect(merchants.map((m: { share: number; answer: string }) => [m.share, m.answer])).toEqual([
      [2500, 'accepted'],
      [4000, 'accepted'],
    ])
    await shop.later(2 * HOUR)
    owner = await shop.t.aPerson('owner')
    clerk = await shop.t.aPerson('cashier', 'store', shop.storeId)
    const listed = (await shop.t.api.get(`/shop/campaigns?storeId=${shop.storeId}`)).body.items
    expect(listed.map((c: { id: string }) => c.id)).toEqual([id])
    const page = (await shop.t.api.get(`/shop/campaigns/${id}?storeId=${shop.storeId}`)).body
    expect(
      page.items.map((c: { priceFrom: number; owner: { zh: string } | null }) => [
        c.priceFrom,
        c.owner?.zh ?? null,
      ]),
    ).toEqual([
      [800, null],
      [799, 'DAIRY'],
      [1100, 'BAKER'],
    ])
    const cheap = (sku: TestSku, price: number) => ({ ...sku, price })
    const order = await dairy.sell(clerk, [
      { sku: cheap(milk, 799), quantity: 3 },
      { sku: cheap(bread, 1100), quantity: 2 },
      { sku: cheap(shop.sku, 800), quantity: 1 },
    ])
    await dairy.settled(1)
    await baker.settled(1)
    const lines = () =>
      w.facts(
        'select kind, base::int, commission::int, amount::int, discount::int, borne::int from settlement_lines where campaign_id = $1 order by kind desc, discount desc',
        [id],
      )
    // bread: 2 x 4.00 off, a quarter the baker's; milk: 3 x 2.00 off, 40 % the dairy's, 10 % commission of 23.97
    expect(await lines()).toEqual([
      { kind: 'sale', base: 2200, commission: 600, amount: 1600, discount: 800, borne: 200 },
      { kind: 'sale', base: 2397, commission: 240 - 360, amount: 2157 + 360, discount: 600, borne: 240 },
    ])
    const detail = (await owner.get(`/orders/${order}`)).body
    const of = (sku: TestSku) => detail.lines.find((l: { skuId: string }) => l.skuId === sku.id).id
    for (const [lineId, quantity] of [
      [of(milk), 1],
      [of(bread), 2],
      [of(shop.sku), 1],
    ] as const) {
      const { status, text } = await owner.post(`/orders/${order}/refunds`, {
        id: newId(),
        lines: [{ lineId, quantity }],
        reason: '退',
      })
      expect([status < 300, text]).toEqual([true, text])
    }
    await w.until(async () => (await lines()).length === 4, 'the reversals')
    const report = (await owner.get(`/campaigns/${id}/report`)).body
    const sums = (await lines()).reduce((s, l) => ({ d: s.d + l['discount'], b: s.b + l['borne'] }), {
      d: 0,
      b: 0,
    })
    expect([report.discount, report.byMerchants, report.byBrand]).toEqual([sums.d, sums.b, sums.d - sums.b])
    expect(
      report.items
        .map((i: { sales: number; discount: number; byMerchant: number }) => [
          i.sales,
          i.discount,
          i.byMerchant,
        ])
        .sort(),
    ).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1598, 400, 160],
    ])
    expect(await dairy.owed()).toBe((await dairy.lines()).reduce((s, l) => s + (l['amount'] as number), 0))
    expect(await baker.owed()).toBe(0)
    people.dairy = await shop.t.aPerson('supplier', 'supplier', dairy.supplierId)
    const [own] = (await people.dairy.get('/supplier/campaigns')).body.items
    expect([own.id, own.goods.length, own.sales, own.discount, own.borne]).toEqual([id, 1, 1598, 400, 160])
    expect(JSON.stringify(own)).not.toContain(bread.code)
  })
})
