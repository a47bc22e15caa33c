import { checkDigitOf, scaleBarcodeOf } from '@storeweave/rules/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'

describe('carts and quotes', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())
  const put = (skuId: string, body: Record<string, unknown>) =>
    shop.shopper.put(`/shop/cart/lines/${skuId}`, { storeId: shop.storeId, quantity: 1, ...body })

  it('an empty one is empty', async () => {
    const shopper = await shop.t.aShopper()
    expect((await shopper.get('/shop/cart')).body).toEqual({
      storeId: null,
      lines: [],
      count: 0,
      quote: {
        currency: 'CNY',
        lines: [],
        goodsTotal: 0,
        freight: 0,
        rounding: 0,
        adjustments: [],
        payable: 0,
      },
    })
  })

  it('shows goods with the prices and the stock of its store, priced anew at every look', async () => {
    const { status, body } = await put(shop.sku.id, { quantity: 3 })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      storeId: shop.storeId,
      count: 3,
      lines: [
        {
          skuId: shop.sku.id,
          quantity: 3,
          available: 100,
          forSale: true,
          selected: true,
          unitPrice: 1000,
          total: 3000,
        },
      ],
      quote: { payable: 3000 },
    })
    await shop.manager.put(`/stores/${shop.storeId}/prices/${shop.sku.id}`, { price: 900 })
    expect((await shop.shopper.get(`/shop/cart?storeId=${shop.storeId}`)).body).toMatchObject({
      lines: [{ unitPrice: 900, total: 2700 }],
      quote: { payable: 2700 },
    })
    await shop.manager.put(`/stores/${shop.storeId}/prices/${shop.sku.id}`, { price: null })
  })

  it('what is not chosen or not for sale any more is shown and not paid for', async () => {
    const other = await shop.t.aSku({ price: 500 })
    await shop.t.stock(shop.storeId, other.id, 4)
    await put(other.id, { quantity: 2, selected: false })
    expect((await shop.shopper.get('/shop/cart')).body).toMatchObject({
      lines: [{ skuId: other.id, selected: false, available: 4 }, { skuId: shop.sku.id }],
      quote: { payable: 3000 },
    })
    await put(other.id, { quantity: 2 })
    await w.facts("update products set state = 'retired' where id = $1", [other.productId])
    const cart = (await shop.shopper.get('/shop/cart')).body
    expect(cart).toMatchObject({
      lines: [{ skuId: other.id, forSale: false }, { forSale: true }],
      quote: { payable: 3000 },
    })
    expect((await put(other.id, { quantity: 1 })).body.code).toBe('selling.not_for_sale')
    expect(
      (await shop.shopper.delete(`/shop/cart/lines/${other.id}?storeId=${shop.storeId}`)).body.lines,
    ).toHaveLength(1)
  })

  it('quantity 0 takes a line out; each shopper and each store has a cart of its own', async () => {
    const stranger = await shop.t.aShopper()
    expect((await stranger.get(`/shop/cart?storeId=${shop.storeId}`)).body.lines).toEqual([])
    const elsewhere = await shop.t.aStore()
    expect((await shop.shopper.get(`/shop/cart?storeId=${elsewhere}`)).body.lines).toEqual([])
    expect((await put(shop.sku.id, { quantity: 0 })).body.lines).toEqual([])
  })

  it("400 for wrong quantities and fields, 401 for guests, 409 for goods there aren't", async () => {
    for (const body of [
      { quantity: -1 },
      { quantity: 1.5 },
      { quantity: 1_000_000 },
      { price: 1 },
      { storeId: 'x' },
    ])
      expect((await put(shop.sku.id, body)).status, JSON.stringify(body)).toBe(400)
    expect((await shop.t.api.get('/shop/cart')).status).toBe(401)
    expect((await put(newId(), {})).body.code).toBe('selling.not_for_sale')
    expect((await shop.shopper.get('/shop/cart?storeId=x')).status).toBe(400)
  })

  describe('of a guest', () => {
    const lines = (...of: [skuId: string, quantity: number, selected?: boolean][]) => ({
      storeId: shop.storeId,
      lines: of.map(([skuId, quantity, selected = true]) => ({ skuId, quantity, selected })),
    })
    const cartOf = async (shopper: typeof shop.shopper) =>
      (await shopper.get(`/shop/cart?storeId=${shop.storeId}`)).body

    it('is priced like any other and kept nowhere', async () => {
      const preview = await shop.t.api.post('/shop/cart/preview', lines([shop.sku.id, 3], [newId(), 1]))
      expect(preview.status).toBe(200)
      expect(preview.body).toMatchObject({
        storeId: shop.storeId,
        count: 3,
        lines: [{ skuId: shop.sku.id, quantity: 3, available: 100, unitPrice: 1000, total: 3000 }],
        quote: { payable: 3000 },
      })
      expect(await w.facts('select 1 from cart_lines where quantity = 3')).toEqual([])
    })

    it('comes over at sign-in exactly once, on top of what is there; what is not for sale stays behind', async () => {
      const shopper = await shop.t.aShopper()
      const [other, gone] = [await shop.t.aSku({ price: 500 }), await shop.t.aSku({ publish: false })]
      await shopper.put(`/shop/cart/lines/${shop.sku.id}`, {
        storeId: shop.storeId,
        quantity: 2,
        selected: false,
      })
      const key = { 'idempotency-key': `guest-cart-${newId()}` }
      const guest = lines([shop.sku.id, 3], [other.id, 1, false], [gone.id, 1], [newId(), 1])
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => shopper.post('/shop/cart/merge', guest, key)),
      )
      expect(answers.filter((a) => a.status === 200).length).toBeGreaterThan(0)
      expect(answers.every((a) => a.status === 200 || a.body.code === 'request.in_progress')).toBe(true)
      const merged = await cartOf(shopper)
      expect(
        merged.lines.map((l: Record<string, unknown>) => [l['skuId'], l['quantity'], l['selected']]),
      ).toEqual(
        expect.arrayContaining([
          [shop.sku.id, 5, true],
          [other.id, 1, false],
        ]),
      )
      expect(merged.lines).toHaveLength(2)
      expect((await shopper.post('/shop/cart/merge', guest, key)).status).toBe(200)
      expect(await cartOf(shopper)).toEqual(merged)
    })

    it('never grows a cart beyond what an order takes, nor a line beyond its limit', async () => {
      const shopper = await shop.t.aShopper()
      const [row] = await w.facts<{ member_id: string }>(
        'select id as member_id from members order by id desc limit 1',
      )
      await w.facts(
        `insert into cart_lines (tenant_id, member_id, store_id, sku_id, quantity, selected, created_at, updated_at)
         select tenant_id, $1, $2, id, 999999, true, now(), now() from skus where tenant_id = $3 and id = $4`,
        [row!.member_id, shop.storeId, shop.t.ref.id, shop.sku.id],
      )
      const { body } = await shopper.post('/shop/cart/merge', lines([shop.sku.id, 10]))
      expect(body.lines).toMatchObject([{ quantity: 999_999 }])
    })

    it('400 for none, too many, one SKU twice and no quantity; 401 to merge for a guest; 404 nothing of another brand', async () => {
      const many = Array.from({ length: 101 }, () => [newId(), 1] as [string, number])
      for (const body of [
        lines(),
        lines(...many),
        lines([shop.sku.id, 1], [shop.sku.id, 1]),
        lines([shop.sku.id, 0]),
        { ...lines([shop.sku.id, 1]), price: 1 },
      ])
        for (const path of ['preview', 'merge'])
          expect((await shop.shopper.post(`/shop/cart/${path}`, body)).status).toBe(400)
      expect((await shop.t.api.post('/shop/cart/merge', lines([shop.sku.id, 1]))).status).toBe(401)
      const other = await TestShop.open(w)
      const foreign = { storeId: other.storeId, lines: lines([other.sku.id, 1]).lines }
      expect((await shop.t.api.post('/shop/cart/preview', foreign)).body.lines).toEqual([])
      expect((await shop.shopper.post('/shop/cart/merge', foreign)).body.lines).toEqual([])
    })
  })

  describe('a scan', () => {
    const barcode = '6901234567892'
    const scan = (body: Record<string, unknown> = {}, shopper = shop.shopper) =>
      shopper.post('/shop/cart/scans', { id: newId(), storeId: shop.storeId, barcode, ...body })
    const mine = async (shopper = shop.shopper) =>
      (await shopper.get(`/shop/cart?storeId=${shop.storeId}`)).body

    it('puts one more in and answers the cart as a look at it would; the same scan again changes nothing', async () => {
      const milk = await shop.t.aSku({ barcode, price: 300 })
      await shop.t.stock(shop.storeId, milk.id, 5)
      const rice = await shop.t.aSku({ kind: 'weighed', unitSize: 500, price: 400, barcode: '6901234560015' })
      const shopper = await shop.t.aShopper()
      const id = newId()
      const first = await scan({ id }, shopper)
      expect([first.status, first.body.skuId, first.headers['x-statements']]).toEqual([200, milk.id, '1'])
      expect(first.body.cart).toEqual(await mine(shopper))
      expect(first.body.cart).toMatchObject({ count: 1, quote: { payable: 300 }, lines: [{ quantity: 1 }] })
      expect((await scan({ id }, shopper)).body).toEqual(first.body)
      expect((await scan({}, shopper)).body.cart.lines).toMatchObject([{ skuId: milk.id, quantity: 2 }])
      // a carton's code with the zero in front of it, as some scanners say it; a weighed thing comes as its unit
      expect((await scan({ barcode: `0${barcode}` }, shopper)).body.cart.lines[0].quantity).toBe(3)
      const { body } = await scan({ barcode: '6901234560015' }, shopper)
      expect(body.cart.lines).toMatchObject([{ skuId: rice.id, quantity: 500, total: 400 }, { quantity: 3 }])
    })
    it('twenty at once are twenty; one sent twenty times is one', async () => {
      const shopper = await shop.t.aShopper()
      await Promise.all(Array.from({ length: 20 }, () => scan({}, shopper)))
      expect((await mine(shopper)).lines).toMatchObject([{ quantity: 20 }])
      const id = newId()
      await Promise.all(Array.from({ length: 20 }, () => scan({ id }, shopper)))
      expect((await mine(shopper)).lines).toMatchObject([{ quantity: 21 }])
    })
    it("takes as much as a label of the shop's scales says, by grams or by what they cost there", async () => {
      const owner = await shop.t.aPerson('owner')
      const scaleLabels = [
        { prefix: '21', holds: 'grams' },
        { prefix: '22', holds: 'amount' },
      ]
      expect((await owner.patch('/tenant', { scaleLabels })).body.scaleLabels).toEqual(scaleLabels)
      const [byGrams, byAmount] = ['21', '22'].map((prefix) => scaleBarcodeOf(prefix, '00123'))
      const ham = await shop.t.aSku({ kind: 'weighed', unitSize: 500, price: 5000, barcode: byGrams })
      const figs = await shop.t.aSku({ kind: 'weighed', unitSize: 500, price: 400, barcode: byAmount })
      const jar = await shop.t.aSku({ barcode: scaleBarcodeOf('21', '00124'), price: 900 })
      const shopper = await shop.t.aShopper()
      const label = (body: string) => scan({ barcode: body + checkDigitOf(body) }, shopper)
      const first = await label('210012300750')
      expect(first.headers['x-statements']).toBe('1')
      expect(first.body.cart.lines).toMatchObject([{ skuId: ham.id, quantity: 750, total: 7500 }])
      expect((await label('210012300250')).body.cart.lines).toMatchObject([{ quantity: 1000 }])
      expect((await label('22001230040000333')).body.cart.lines[0]).toMatchObject({
        skuId: figs.id,
        quantity: 333,
      })
      expect((await label('220012300400')).body.cart.lines[0]).toMatchObject({ quantity: 833 })
      // a piece is a piece; the article alone comes as its unit
      expect((await label('210012400750')).body.cart.lines[0]).toMatchObject({ skuId: jar.id, quantity: 1 })
      expect((await scan({ barcode: byGrams }, shopper)).body.cart.lines[2]).toMatchObject({ quantity: 1500 })
      expect((await label('210099900750')).status).toBe(404)
      expect((await label('230012300750')).status).toBe(404)
      expect((await scan({ barcode: '2200123004000033' }, shopper)).status).toBe(400)
      const twice = [scaleLabels[0], scaleLabels[0]]
      expect((await owner.patch('/tenant', { scaleLabels: twice })).status).toBe(400)
      expect((await owner.patch('/tenant', { scaleLabels: [{ prefix: '69', holds: 'grams' }] })).status).toBe(
        400,
      )
      expect((await owner.patch('/tenant', { scaleLabels: [] })).body.scaleLabels).toEqual([])
      expect((await label('210012300750')).status).toBe(404)
    })
    it('those of many at once share statements, and each finds its own in its own cart', async () => {
      const shoppers = await Promise.all(Array.from({ length: 12 }, () => shop.t.aShopper()))
      const sent = shoppers.map((_, n) => ['6901234560015', '4006381333931', barcode][n % 3]!)
      const all = await Promise.all(shoppers.map((shopper, n) => scan({ barcode: sent[n] }, shopper)))
      expect(all.reduce((sum, { headers }) => sum + Number(headers['x-statements'] ?? 0), 0)).toBeLessThan(12)
      expect(all.map((answer) => answer.status)).toEqual(
        sent.map((code) => (code === '4006381333931' ? 404 : 200)),
      )
      for (const [n, shopper] of shoppers.entries()) {
        const cart = await mine(shopper)
        expect(cart.lines.map((line: { quantity: number }) => line.quantity)).toEqual([[500], [], [1]][n % 3])
        if (all[n]!.status === 200) expect(all[n]!.body.cart).toEqual(cart)
      }
    })
    it('404 for a code nobody knows, goods not for sale, a store of another brand; 401, 400; and no cart changed', async () => {
      const elsewhere = await TestShop.open(w)
      const draft = '6900000000007'
      await shop.t.aSku({ barcode: draft, publish: false })
      const shopper = await shop.t.aShopper()
      const before = await w.facts('select count(*)::int n from cart_lines')
      for (const body of [
        { barcode: '4006381333931' },
        { barcode: draft },
        { storeId: elsewhere.storeId },
        { storeId: newId() },
      ])
        expect([(await scan(body, shopper)).status, (await scan(body, elsewhere.shopper)).status]).toEqual([
          404, 404,
        ])
      expect((await scan({}, shop.t.api as never)).status).toBe(401)
      for (const body of [{ barcode: '12' }, { id: '1' }, { quantity: 2 }])
        expect((await scan(body, shopper)).status).toBe(400)
      expect(await w.facts('select count(*)::int n from cart_lines')).toEqual(before)
    })
    it('a line ends at its limit, and a full cart takes no other goods', async () => {
      const shopper = await shop.t.aShopper()
      const known = (await scan({}, shopper)).body.skuId as string
      await shopper.put(`/shop/cart/lines/${known}`, { storeId: shop.storeId, quantity: 999_999 })
      expect((await scan({}, shopper)).body.cart.lines).toMatchObject([{ quantity: 999_999 }])
      await w.facts(
        `with more as (insert into skus (tenant_id, id, product_id, code, option_indexes, position, list_price, unit_size, weight_grams, active, created_at, updated_at)
           select tenant_id, gen_random_uuid(), product_id, 'FULL-' || n, option_indexes, position, list_price, unit_size, weight_grams, active, created_at, updated_at
             from skus k, generate_series(1, 99) n where k.id = $3 returning tenant_id, id)
         insert into cart_lines (tenant_id, member_id, store_id, sku_id, quantity, created_at, updated_at) select tenant_id, $1, $2, id, 1, now(), now() from more`,
        [shopper.memberId, shop.storeId, known],
      )
      const other = '6900000000014'
      await shop.t.aSku({ barcode: other })
      const full = await scan({ barcode: other }, shopper)
      expect([full.status, full.body.code]).toEqual([422, 'selling.quantity_invalid'])
      expect((await scan({}, shopper)).body.cart.lines).toHaveLength(100)
    })
  })

  it('a quote for anybody: prices of the server, lines of one SKU as one', async () => {
    const { skuId } = { skuId: shop.sku.id }
    const { status, body } = await shop.t.api.post('/shop/quotes', {
      storeId: shop.storeId,
      lines: [
        { skuId, quantity: 1 },
        { skuId, quantity: 2 },
      ],
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      currency: 'CNY',
      goodsTotal: 3000,
      freight: 0,
      rounding: 0,
      adjustments: [],
      payable: 3000,
      lines: [
        {
          skuId,
          quantity: 3,
          unitPrice: 1000,
          unitSize: 1,
          listPrice: 1000,
          gross: 3000,
          adjustments: [],
          total: 3000,
        },
      ],
    })
    expect(
      (
        await shop.t.api.post('/shop/quotes', {
          storeId: shop.storeId,
          lines: [{ skuId: newId(), quantity: 1 }],
        })
      ).body.code,
    ).toBe('selling.not_for_sale')
    expect((await shop.t.api.post('/shop/quotes', { storeId: shop.storeId, lines: [] })).status).toBe(400)
  })
})
