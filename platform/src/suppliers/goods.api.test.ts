import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSupplier, ok, someGoods } from '../../test/suppliers.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

type Supply = Awaited<ReturnType<typeof aSupplier>>

describe('goods of suppliers', () => {
  let w: World
  let t: TestTenant
  let merch: Client
  let one: Supply
  let two: Supply
  let mediaId: string
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    await t.aSku()
    const owner = await t.aPerson('owner')
    merch = await t.aPerson('merchandiser')
    one = await aSupplier(t.api, owner)
    two = await aSupplier(t.api, owner)
    mediaId = (await w.facts<{ id: string }>('select id from media limit 1'))[0]!.id
  })
  afterAll(() => w.stop())

  const draft = async (more: object = {}, who = one) => {
    const id = newId()
    const body = someGoods(mediaId, more)
    const made = await ok(who.person.put(`/supplier/goods/${id}`, body))
    return { id, body, made }
  }
  const sent = async (more: object = {}) => {
    const { id, body } = await draft(more)
    const whole = await ok(one.person.post(`/supplier/goods/${id}/moves`, { move: 'send', version: 1 }))
    return { id, body, version: whole.version as number, skus: whole.body.skus as { id: string }[] }
  }
  const taking = (
    goods: { version: number; skus: { id: string }[] },
    listPrice: number,
    more: object = {},
  ) => ({
    version: goods.version,
    categoryId: t.categoryId,
    skus: goods.skus.map((s, i) => ({ id: s.id, code: `T-${goods.skus[0]!.id.slice(-8)}-${i}`, listPrice })),
    publish: true,
    ...more,
  })
  const take = (id: string, body: object) => merch.post(`/supplier-goods/${id}/taking`, body)
  const stateOf = async (id: string) => (await one.person.get(`/supplier/goods/${id}`)).body.state
  const taken = async (listPrice = 1300, more: object = {}) => {
    const goods = await sent(more)
    const { productId } = await ok(take(goods.id, taking(goods, listPrice)))
    return productId as string
  }
  const prices = (productId: string) =>
    w.facts(
      'select k.supply_price, k.list_price, b.price_min, b.price_max, b.ratio_min from skus k left join price_bounds b on b.sku_id = k.id and b.source = $2 and b.ends_at is null where k.product_id = $1 order by k.position',
      [productId, 'supplier'],
    )

  it('are drafted, sent in, taken at a list price and a category of HQ’s, and stand in the catalogue inside their bounds', async () => {
    // supply price 10.00: a ratio of 1.2 to 1.8 for all, a range of its own for the second
    const ratio = { kind: 'ratio', min: 12_000, max: 18_000 }
    const { body: plain } = { body: someGoods(mediaId) }
    const skus = [
      { ...plain.skus[0]!, optionIndexes: [0] },
      {
        ...plain.skus[0]!,
        id: newId(),
        barcodes: [],
        optionIndexes: [1],
        bounds: { kind: 'range', min: 1300, max: null },
      },
    ]
    const options = [
      {
        name: { zh: '口味', en: '' },
        values: [
          { zh: '原味', en: '' },
          { zh: '桂花', en: '' },
        ],
      },
    ]
    const goods = await sent({ bounds: ratio, skus, options })
    expect((await merch.get('/supplier-goods?state=sent')).body.items).toMatchObject([
      {
        id: goods.id,
        supplierId: one.id,
        state: 'sent',
        name: { zh: '山蜜' },
        skuCount: 2,
        supplyPriceFrom: 1000,
      },
    ])
    const outside = await take(goods.id, taking(goods, 1199))
    expect([outside.status, outside.body.code]).toEqual([409, 'pricing.breaks_prices'])
    expect([
      await stateOf(goods.id),
      await w.facts('select 1 from products where supplier_id = $1', [one.id]),
    ]).toEqual(['sent', []])
    const done = await take(goods.id, taking(goods, 1500))
    expect([done.status, done.body], done.text).toMatchObject([
      200,
      { state: 'taken', productId: expect.any(String) },
    ])
    expect(await prices(done.body.productId)).toEqual([
      { supply_price: '1000', list_price: '1500', price_min: '1200', price_max: '1800', ratio_min: '12000' },
      { supply_price: '1000', list_price: '1500', price_min: '1300', price_max: null, ratio_min: null },
    ])
    const product = (await merch.get(`/products/${done.body.productId}`)).body
    expect(product).toMatchObject({ state: 'published', supplierId: one.id, categoryId: t.categoryId })
    // the brand's own ids: a supplier cannot name what is there already
    expect(product.skus.map((s: { id: string }) => s.id)).not.toContain(skus[0]!.id)
    expect((await take(goods.id, taking(goods, 1500))).body.code).toBe('suppliers.move_illegal')
    // sold at once, within the bounds alone
    const store = await t.aStore()
    const manager = await t.aPerson('store_manager', 'store', store)
    const price = (p: number) => manager.put(`/stores/${store}/prices/${product.skus[0].id}`, { price: p })
    expect((await price(1801)).status).toBe(422)
    expect((await price(1300)).status).toBeLessThan(300)
  })

  it('are kept by version; what was sent is locked until it is taken back or refused', async () => {
    const { id, body, made } = await draft()
    expect(made).toMatchObject({ state: 'draft', version: 1, body: { name: { zh: '山蜜' } } })
    // the first writing again is one; HQ sees no draft
    expect((await one.person.put(`/supplier/goods/${id}`, body)).status).toBe(200)
    expect((await merch.get(`/supplier-goods/${id}`)).status).toBe(404)
    const save = (version: number, more: object = {}) =>
      one.person.put(`/supplier/goods/${id}`, { ...body, ...more, version })
    const { version } = (await save(2, { brand: '新' })).body
    expect((await save(2)).body.code).toBe('suppliers.goods_changed')
    const move = (sentBody: object) => one.person.post(`/supplier/goods/${id}/moves`, sentBody)
    expect((await move({ move: 'send', version: 1 })).body.code).toBe('suppliers.goods_changed')
    const whole = (await move({ move: 'send', version })).body
    expect((await save(whole.version)).body.code).toBe('suppliers.goods_locked')
    expect((await one.person.delete(`/supplier/goods/${id}`)).body.code).toBe('suppliers.goods_locked')
    expect(
      (await take(id, { ...taking({ ...whole, skus: whole.body.skus }, 1300), version })).body.code,
    ).toBe('suppliers.goods_changed')
    const refuse = (reason: string) =>
      merch.post(`/supplier-goods/${id}/refusal`, { version: whole.version, reason })
    expect((await refuse('')).status).toBe(400)
    expect((await refuse('图片太小')).body).toMatchObject({ state: 'refused', reason: '图片太小' })
    expect((await one.person.get('/supplier/goods?state=refused')).body.items).toMatchObject([
      { id, reason: '图片太小' },
    ])
    const again = (await save(whole.version + 1)).body
    expect((await move({ move: 'send', version: again.version })).body.state).toBe('sent')
    expect((await move({ move: 'take_back', version: again.version + 1 })).body.state).toBe('draft')
    expect((await one.person.delete(`/supplier/goods/${id}`)).status).toBe(204)
    expect((await one.person.get(`/supplier/goods/${id}`)).status).toBe(404)
  })

  it('are refused with bounds that hold no price, codes that are none, or pictures and categories that aren’t there; nothing is kept', async () => {
    const code = async (more: object) =>
      (await one.person.put(`/supplier/goods/${newId()}`, someGoods(mediaId, more))).body.code
    const before = await w.facts('select count(*) from supplier_goods')
    expect(await code({ bounds: { kind: 'ratio', min: 0, max: 18_000 } })).toBe('request.invalid')
    expect(await code({ bounds: { kind: 'ratio', min: -1, max: null } })).toBe('request.invalid')
    expect(await code({ bounds: { kind: 'ratio', min: 18_001, max: 18_000 } })).toBe(
      'suppliers.bounds_invalid',
    )
    expect(await code({ bounds: { kind: 'range', min: 1500, max: 1499 } })).toBe('suppliers.bounds_invalid')
    expect(await code({ bounds: { kind: 'range', min: null, max: null } })).toBe('suppliers.bounds_invalid')
    const [sku] = someGoods(mediaId).skus
    expect(await code({ skus: [{ ...sku, bounds: { kind: 'range', min: 2, max: 1 } }] })).toBe(
      'suppliers.bounds_invalid',
    )
    expect(await code({ skus: [{ ...sku, barcodes: ['6901234567893'] }] })).toBe('catalog.barcode_invalid')
    expect(await code({ skus: [sku, { ...sku, id: newId(), barcodes: [] }] })).toBe(
      'catalog.options_mismatch',
    )
    expect(await code({ mediaIds: [newId()] })).toBe('request.invalid')
    expect(await code({ categoryId: newId() })).toBe('request.invalid')
    expect(await w.facts('select count(*) from supplier_goods')).toEqual(before)
    // a draft may lack a picture and a price; what is sent in may not
    const { id } = await draft({ mediaIds: [], skus: [{ ...sku, supplyPrice: 0 }] })
    const sending = await one.person.post(`/supplier/goods/${id}/moves`, { move: 'send', version: 1 })
    expect([sending.status, sending.body.code, sending.body.args.lacking]).toEqual([
      422,
      'suppliers.goods_incomplete',
      ['picture', 'price'],
    ])
    expect(await stateOf(id)).toBe('draft')
  })

  it('need every variant’s price, and who may publish', async () => {
    const goods = await sent()
    const body = taking(goods, 1300)
    const foreign = { ...body.skus[0]!, id: newId() }
    for (const skus of [[foreign], [...body.skus, foreign], [...body.skus, ...body.skus]])
      expect((await take(goods.id, { ...body, skus })).body.code).toBe('suppliers.skus_differ')
    expect(
      (await (await t.aPerson('marketer')).post(`/supplier-goods/${goods.id}/taking`, body)).status,
    ).toBe(403)
    const kept = await take(goods.id, { ...body, publish: false })
    expect((await merch.get(`/products/${kept.body.productId}`)).body.state).toBe('draft')
  })

  it('of a supplier whose licence has ended, or that is suspended, are not sent in', async () => {
    const { id } = await draft({}, two)
    await w.facts("update suppliers set listing_until = '2020-01-01' where id = $1", [two.id])
    const send = () => two.person.post(`/supplier/goods/${id}/moves`, { move: 'send', version: 1 })
    expect([(await send()).status, (await send()).body.code]).toEqual([403, 'suppliers.licence_expired'])
    await w.facts('update suppliers set listing_until = null where id = $1', [two.id])
    await ok(merch.post(`/suppliers/${two.id}/moves`, { move: 'suspend', reason: '质检' }))
    expect((await send()).body.code).toBe('suppliers.not_active')
    await ok(merch.post(`/suppliers/${two.id}/moves`, { move: 'resume' }))
    expect((await send()).status).toBe(200)
  })

  it('another supplier’s goods, products, changes and requests are not there', async () => {
    const { id, body } = await draft()
    const productId = await taken()
    const their = two.person
    const asked = await ok(
      one.person.post(`/supplier/products/${productId}/price-requests`, termsOf(await own(productId), 900)),
    )
    const answers = [
      await their.get(`/supplier/goods/${id}`),
      await their.delete(`/supplier/goods/${id}`),
      await their.post(`/supplier/goods/${id}/moves`, { move: 'send', version: 1 }),
      await their.put(`/supplier/goods/${id}`, { ...body, version: 1 }),
      await their.get(`/supplier/products/${productId}`),
      await their.post(`/supplier/products/${productId}/changes`, changeOf(await own(productId))),
      await their.post(`/supplier/products/${productId}/price-requests`, {
        ...termsOf(await own(productId), 900),
      }),
      await their.delete(`/supplier/price-requests/${asked.id}`),
    ]
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 404))
    for (const list of ['goods', 'products', 'price-requests'])
      expect(JSON.stringify((await their.get(`/supplier/${list}`)).body)).not.toContain(productId)
    expect(await stateOf(id)).toBe('draft')
    // nor may an id of theirs be taken over
    expect((await their.put(`/supplier/goods/${id}`, { ...body, version: null })).body.code).toBe(
      'request.key_reused',
    )
    await ok(one.person.delete(`/supplier/price-requests/${asked.id}`))
  })

  const own = async (productId: string, who = one) =>
    (await who.person.get(`/supplier/products/${productId}`)).body
  const changeOf = (p: any, more: object = {}) => ({
    id: newId(),
    version: p.version,
    name: { zh: '山蜜（新）', en: 'Hill honey' },
    detail: p.detail,
    brand: p.brand,
    unit: p.unit,
    mediaIds: p.media.map((m: { id: string }) => m.id),
    skus: p.skus.map((s: any) => ({ id: s.id, barcodes: s.barcodes, weightGrams: 500 })),
    ...more,
  })
  const termsOf = (p: any, supplyPrice: number, bounds: object = { kind: 'none' }) => ({
    id: newId(),
    note: '成本变化',
    terms: p.skus.map((s: any) => ({ skuId: s.id, supplyPrice, bounds })),
  })

  it('once on sale, names and pictures change by request alone; codes, category and prices are the brand’s', async () => {
    const productId = await taken()
    const before = await own(productId)
    expect(before).toMatchObject({
      state: 'published',
      skus: [{ supplyPrice: 1000, bounds: { kind: 'none' } }],
    })
    expect(JSON.stringify(before)).not.toContain('listPrice')
    const asked = await one.person.post(`/supplier/products/${productId}/changes`, changeOf(before))
    expect([asked.status, asked.body.changes[0].state, asked.body.name.zh]).toEqual([201, 'open', '山蜜'])
    const fields = asked.body.changes[0].differences.map((d: { field: string }) => d.field)
    expect(fields).toEqual(['name.zh', 'sku.weightGrams'])
    const short = changeOf(before, { skus: [{ id: newId(), barcodes: [], weightGrams: 1 }] })
    expect((await one.person.post(`/supplier/products/${productId}/changes`, short)).body.code).toBe(
      'suppliers.skus_differ',
    )
    // HQ's queue of change requests holds it beside those of its own people
    const [change] = (await merch.get(`/changes?productId=${productId}`)).body.items
    await ok(merch.post(`/changes/${change.id}/moves`, { move: 'apply' }))
    const after = (await merch.get(`/products/${productId}`)).body
    expect(after).toMatchObject({ name: { zh: '山蜜（新）' }, skus: [{ listPrice: 1300, weightGrams: 500 }] })
    const second = await ok(
      one.person.post(
        `/supplier/products/${productId}/changes`,
        changeOf(await own(productId), { name: { zh: '蜜', en: '' } }),
      ),
    )
    const withdrawn = await one.person.delete(
      `/supplier/products/${productId}/changes/${second.changes[0].id}`,
    )
    expect(withdrawn.body.changes[0].state).toBe('withdrawn')
  })

  it('supply price and bounds hold once HQ accepts them; prices outside refuse it or are clamped, and stores’ prices stay untold', async () => {
    const productId = await taken(1300)
    const before = await own(productId)
    const ask = (supplyPrice: number, bounds?: object) =>
      one.person.post(`/supplier/products/${productId}/price-requests`, termsOf(before, supplyPrice, bounds))
    expect((await ask(0)).status).toBe(400)
    expect((await ask(1000, { kind: 'ratio', min: 2, max: 1 })).body.code).toBe('suppliers.bounds_invalid')
    const asked = await ok(ask(1100, { kind: 'range', min: 1400, max: 1600 }))
    expect((await ask(1100)).body.code).toBe('suppliers.request_open')
    expect((await own(productId)).skus).toMatchObject([{ supplyPrice: 1000 }])
    const decide = (body: object, who = merch, id = asked.id) =>
      who.post(`/supplier-price-requests/${id}/moves`, body)
    expect((await decide({ move: 'refuse' })).body.code).toBe('suppliers.reason_needed')
    expect((await decide({ move: 'accept' }, await t.aPerson('marketer'))).status).toBe(403)
    // the list price of 13.00 lies below: nothing changes unless HQ has it clamped
    const broken = await decide({ move: 'accept' })
    expect([broken.status, broken.body.code]).toEqual([409, 'pricing.breaks_prices'])
    expect(await prices(productId)).toMatchObject([
      { supply_price: '1000', list_price: '1300', price_min: null },
    ])
    expect((await decide({ move: 'accept', way: 'clamp' })).body.state).toBe('accepted')
    expect(await prices(productId)).toMatchObject([
      { supply_price: '1100', price_min: '1400', price_max: '1600' },
    ])
    expect((await decide({ move: 'accept' })).body.code).toBe('suppliers.move_illegal')
    const mine = (await one.person.get(`/supplier/price-requests?productId=${productId}`)).body.items
    expect((await own(productId)).skus).toMatchObject([
      { supplyPrice: 1100, bounds: { kind: 'range', min: 1400, max: 1600 } },
    ])
    expect(mine).toMatchObject([{ id: asked.id, state: 'accepted', terms: [{ supplyPrice: 1100 }] }])
  })
})
