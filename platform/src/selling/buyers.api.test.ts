import { checkDigitOf } from '@storeweave/rules/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const HOUR_MS = 3_600_000

describe('what a buyer pays: scanned in the store, by level, by quantity', () => {
  let w: World
  let shop: TestShop
  let owner: Client
  let cashier: Client
  let manager: Client
  let gold: string
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 500 })
    await staff()
    gold = await level({ zh: '金卡', en: 'Gold' }, 20, 0)
  })
  afterAll(() => w.stop())

  /** Tokens end before the clock does what it does here. */
  async function staff() {
    owner = await shop.t.aPerson('owner')
    cashier = await shop.t.aPerson('cashier', 'store', shop.storeId)
    manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
  }
  async function level(name: { zh: string; en: string }, rank: number, percentOff: number): Promise<string> {
    const id = newId()
    const { status, text } = await owner.put(`/member-levels/${id}`, { name, rank, percentOff })
    expect(status, text).toBe(200)
    return id
  }
  let goods = 0
  async function aSku(price = 1000, o: object = {}): Promise<TestSku & { barcode: string }> {
    const digits = `69${String(++goods).padStart(10, '0')}`
    const barcode = digits + checkDigitOf(digits)
    const sku = await shop.t.aSku({ price, barcode, ...o })
    await shop.t.stock(shop.storeId, sku.id, 500)
    return { ...sku, barcode }
  }
  const setPrice = (skuId: string, unitId: string, body: object) =>
    owner.put(`/skus/${skuId}/prices/${unitId}`, body)
  const setTier = (skuId: string, unitId: string, body: object, who = owner) =>
    who.put(`/skus/${skuId}/tiers/${unitId}`, body)
  const inCart = async (shopper: Client, skuId: string) =>
    (await shopper.get(`/shop/cart?storeId=${shop.storeId}`)).body.lines.find(
      (l: { skuId: string }) => l.skuId === skuId,
    )
  const put = (shopper: Client, skuId: string, quantity: number) =>
    shopper.put(`/shop/cart/lines/${skuId}`, { storeId: shop.storeId, quantity })
  const quoteOf = async (shopper: Client, skuId: string, quantity: number) =>
    (await shopper.post('/shop/quotes', { storeId: shop.storeId, lines: [{ skuId, quantity }] })).body
  const order = (shopper: Client, skuId: string, quantity: number, expectedPayable: number) =>
    shopper.post(
      '/shop/orders',
      shop.basket({ lines: [{ skuId, quantity }], expectedPayable, fromCart: true }),
    )
  const sell = (skuId: string, quantity: number, expectedPayable: number, more: object = {}) =>
    cashier.put(`/till/sales/${newId()}`, {
      storeId: shop.storeId,
      deviceId: newId(),
      soldAt: w.now().toISOString(),
      lines: [{ skuId, quantity }],
      expectedPayable,
      tender: { kind: 'cash', received: 1_000_000 },
      ...more,
    })
  async function member(levelId: string | null) {
    const shopper = await shop.t.aShopper()
    const { status, text } = await manager.put(`/members/${shopper.memberId}/level`, { levelId })
    expect(status, text).toBe(200)
    return shopper
  }

  it('who scans in the store pays the price there, in cart, quote and order; without the scan, or hours later, not', async () => {
    const sku = await aSku()
    await setPrice(sku.id, shop.storeId, { price: 880, channel: 'in_store' })
    const { shopper } = shop
    const stranger = await shop.t.aShopper()
    const scan = () =>
      shopper.post('/shop/cart/scans', { id: newId(), storeId: shop.storeId, barcode: sku.barcode })
    await put(shopper, sku.id, 1)
    expect((await inCart(shopper, sku.id)).unitPrice).toBe(1000)
    const { cart } = (await scan()).body
    expect(cart).toMatchObject({
      lines: [{ quantity: 2, unitPrice: 880, total: 1760, offer: { kind: 'in_store', plainPrice: 1000 } }],
      quote: { payable: 1760 },
    })
    expect((await put(shopper, sku.id, 3)).body.lines[0]).toMatchObject({ unitPrice: 880, total: 2640 })
    expect((await quoteOf(shopper, sku.id, 3)).payable).toBe(2640)
    for (const who of [stranger, shop.t.api]) expect((await quoteOf(who, sku.id, 3)).payable).toBe(3000)
    expect((await order(stranger, sku.id, 3, 2640)).body).toMatchObject({
      code: 'selling.price_changed',
      args: { payable: 3000 },
    })
    const { status, body } = await order(shopper, sku.id, 3, 2640)
    expect([status, body.payable]).toEqual([201, 2640])
    // the line went with the order: the same goods cost the same shopper what they cost everybody
    expect((await quoteOf(shopper, sku.id, 3)).payable).toBe(3000)
    await scan()
    expect((await quoteOf(shopper, sku.id, 3)).payable).toBe(2640)
    await shop.later(2 * HOUR_MS)
    await staff()
    expect((await quoteOf(shop.shopper, sku.id, 3)).payable).toBe(3000)
    expect((await inCart(shop.shopper, sku.id)).unitPrice).toBe(1000)
    expect((await order(shop.shopper, sku.id, 3, 2640)).body.code).toBe('selling.price_changed')
  })

  it('from a quantity on goods cost less, nearer tiers going before those above, by piece counted together', async () => {
    const sku = await aSku()
    expect((await setTier(sku.id, shop.t.hqId, { quantityFrom: 3, price: 950 })).status).toBe(200)
    await setTier(sku.id, shop.t.hqId, { quantityFrom: 10, price: 900 })
    expect([
      (await quoteOf(shop.t.api, sku.id, 2)).payable,
      (await quoteOf(shop.t.api, sku.id, 3)).payable,
      (await quoteOf(shop.t.api, sku.id, 10)).payable,
    ]).toEqual([2000, 2850, 9000])
    expect((await quoteOf(shop.t.api, sku.id, 3)).lines[0].offer).toEqual({
      kind: 'quantity',
      plainPrice: 1000,
      levelId: null,
      levelName: null,
      quantityFrom: 3,
    })
    await setTier(sku.id, shop.storeId, { quantityFrom: 3, price: 970 })
    expect((await quoteOf(shop.t.api, sku.id, 3)).payable).toBe(2910)
    const elsewhere = await shop.t.aStore()
    const there = await shop.t.api.post('/shop/quotes', {
      storeId: elsewhere,
      lines: [
        { skuId: sku.id, quantity: 1 },
        { skuId: sku.id, quantity: 2 },
      ],
    })
    expect(there.body.payable).toBe(2850)
    expect((await setTier(sku.id, shop.storeId, { quantityFrom: 3, price: null })).body.tiers).toHaveLength(2)
    expect((await sell(sku.id, 4, 3800)).body.payable).toBe(3800)
  })

  it("a member pays the level's price online and at the till, nobody else does, and no page that is kept has it", async () => {
    const sku = await aSku()
    await setTier(sku.id, shop.t.hqId, { levelId: gold, price: 900 })
    const golden = await member(gold)
    const [mine, anybody] = [await quoteOf(golden, sku.id, 2), await quoteOf(shop.shopper, sku.id, 2)]
    expect([mine.payable, anybody.payable]).toEqual([1800, 2000])
    expect(mine.lines[0].offer).toMatchObject({ kind: 'level', levelId: gold, levelName: { zh: '金卡' } })
    expect((await put(golden, sku.id, 2)).body.lines[0]).toMatchObject({ unitPrice: 900, total: 1800 })
    expect(await inCart(golden, sku.id)).toMatchObject({ unitPrice: 900, total: 1800 })
    const placed = await order(golden, sku.id, 2, 1800)
    expect([placed.status, placed.body.payable]).toEqual([201, 1800])
    expect(Number(placed.headers['x-statements'])).toBeLessThanOrEqual(12)
    expect((await order(shop.shopper, sku.id, 2, 1800)).body.code).toBe('selling.price_changed')
    const page = `/shop/products/${sku.productId}?storeId=${shop.storeId}`
    for (const who of [golden, shop.t.api, golden])
      expect((await who.get(page)).body.skus[0].price).toBe(1000)
    const offers = `/shop/products/${sku.productId}/offers?storeId=${shop.storeId}`
    const told = await golden.get(offers)
    expect(told.body).toMatchObject({
      levelId: gold,
      skus: [{ price: 1000, offers: [{ levelId: gold, quantityFrom: 1, price: 900 }] }],
    })
    expect(Number(told.headers['x-statements'])).toBe(1)
    expect((await shop.t.api.get(offers)).body.levelId).toBeNull()
    const sale = await sell(sku.id, 2, 1800, { memberId: golden.memberId })
    expect([sale.status, sale.body.payable]).toEqual([200, 1800])
    expect((await sell(sku.id, 2, 1800)).body.code).toBe('selling.price_changed')
    await manager.put(`/members/${golden.memberId}/level`, { levelId: null })
    expect((await quoteOf(golden, sku.id, 2)).payable).toBe(2000)
  })

  it('a percentage of a level never goes below what bounds allow, and nothing is taken off twice', async () => {
    const ten = await level({ zh: '银卡', en: 'Silver' }, 10, 1000)
    const silver = await member(ten)
    const free = await aSku(999)
    expect((await quoteOf(silver, free.id, 1)).payable).toBe(899)
    const bound = await aSku(1000, { min: 950 })
    expect((await quoteOf(silver, bound.id, 1)).payable).toBe(950)
    await setTier(free.id, shop.t.hqId, { quantityFrom: 2, price: 850 })
    expect((await quoteOf(silver, free.id, 2)).payable).toBe(1700)
    expect((await sell(bound.id, 1, 950, { memberId: silver.memberId })).body.payable).toBe(950)
  })

  it('422 for a tier outside its bounds, naming whose; a bound that moves finds and clamps tiers', async () => {
    const sku = await aSku(1000, { min: 800, max: 1200 })
    const refused = await setTier(sku.id, shop.storeId, { quantityFrom: 2, price: 799 })
    expect([refused.status, refused.body.code]).toEqual([422, 'pricing.outside_bounds'])
    expect(await w.facts('select 1 from tier_prices where sku_id = $1', [sku.id])).toEqual([])
    await setTier(sku.id, shop.t.hqId, { quantityFrom: 2, price: 820 })
    const bounds = { unitId: shop.t.regionId, priceMin: 900 }
    expect((await owner.post(`/skus/${sku.id}/bounds/preview`, bounds)).body).toMatchObject({
      count: 1,
      conflicts: [{ price: 820, quantityFrom: 2, levelId: null, clampedTo: 900 }],
    })
    expect((await owner.put(`/skus/${sku.id}/bounds`, bounds)).status).toBe(409)
    expect((await owner.put(`/skus/${sku.id}/bounds`, { ...bounds, way: 'clamp' })).body.clamped).toBe(true)
    expect((await quoteOf(shop.t.api, sku.id, 2)).payable).toBe(1800)
  })

  it('the reason chain names the tier and the level that hold', async () => {
    const sku = await aSku()
    await setTier(sku.id, shop.t.hqId, { levelId: gold, quantityFrom: 2, price: 880 })
    const ask = async (query: string) =>
      (await owner.get(`/stores/${shop.storeId}/prices/${sku.id}?${query}`)).body
    expect((await ask('')).price).toBe(1000)
    const told = await ask(`levelId=${gold}&quantity=2`)
    expect(told.price).toBe(880)
    expect(told.reasons.filter((r: { holds?: boolean }) => r.holds)).toMatchObject([
      { kind: 'tier', set: { levelId: gold, quantityFrom: 2, price: 880, unitKind: 'hq' } },
    ])
  })

  it('levels: a rank once, none taken away while in use; who may not is refused and changed nothing', async () => {
    const name = { zh: '黑卡', en: 'Black' }
    expect((await owner.put(`/member-levels/${newId()}`, { name, rank: 20, percentOff: 0 })).body.code).toBe(
      'pricing.level_rank_taken',
    )
    const atOnce = Array.from({ length: 6 }, () =>
      owner.put(`/member-levels/${newId()}`, { name, rank: 40, percentOff: 0 }),
    )
    const answers = (await Promise.all(atOnce)).map(({ status }) => status)
    expect(answers.sort()).toEqual([200, 409, 409, 409, 409, 409])
    const held = await member(gold)
    expect((await owner.delete(`/member-levels/${gold}`)).body.code).toBe('pricing.level_in_use')
    const free = await level(name, 30, 0)
    expect((await owner.delete(`/member-levels/${free}`)).status).toBe(204)
    expect((await manager.put(`/member-levels/${gold}`, { name, rank: 2, percentOff: 9000 })).status).toBe(
      403,
    )
    expect((await cashier.put(`/members/${held.memberId}/level`, { levelId: null })).status).toBe(403)
    expect((await manager.put(`/members/${held.memberId}/level`, { levelId: newId() })).status).toBe(404)
    expect((await held.put(`/members/${held.memberId}/level`, { levelId: null })).status).toBe(403)
    expect(await w.facts('select level_id from members where id = $1', [held.memberId])).toEqual([
      { level_id: gold },
    ])
    expect((await setTier((await aSku()).id, shop.storeId, { price: 900 })).status).toBe(400)
  })
})
