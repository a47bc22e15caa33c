import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bare, colours, gtin, product as aProduct, sku, whole, words } from '../../test/goods.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client, mediaId: string, storeId: string
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  storeId = await tenant.aStore()
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  const { productId } = await tenant.aSku()
  mediaId = (await owner.get(`/products/${productId}`)).body.media[0].id
})
afterAll(() => world.stop())

const product = (more: object = {}) => aProduct({ categoryId: tenant.categoryId, mediaId }, more)
const create = async (more: object = {}) => (await owner.post('/products', product(more))).body

describe('POST /products', () => {
  it('201 a draft with its SKUs, barcodes and pictures', async () => {
    const input = product({ options: [colours], skus: [sku([0]), sku([1], { mediaId })] })
    const { status, body } = await owner.post('/products', input)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      id: input.id,
      state: 'draft',
      version: 1,
      detail: { zh: '柔软\n透气' },
      media: [{ id: mediaId }],
      skus: input.skus.map((s) => ({ ...s, active: true })),
    })
    expect(body.media[0].variants.map((v: { width: number }) => v.width)).toEqual([240, 480, 960])
    expect((await owner.post('/products', input)).body).toEqual(body)
    expect((await owner.post('/products', { ...input, name: words('别的') })).body.code).toBe(
      'request.key_reused',
    )
  })
  it('250 SKUs are a product; 251, or six options, are none, and nothing was added', async () => {
    const wide = (count: number) => {
      const sized = { name: words('号', 'No.'), values: Array.from({ length: 50 }, (_, n) => words(`${n}`)) }
      const kinds = { name: words('款', 'Type'), values: Array.from({ length: 6 }, (_, n) => words(`${n}`)) }
      const skus = Array.from({ length: count }, (_, n) =>
        sku([n % 50, Math.floor(n / 50)], { barcodes: [] }),
      )
      return product({ options: [sized, kinds], skus })
    }
    const most = wide(250)
    const { status, body } = await owner.post('/products', most)
    expect([status, body.skus.length]).toEqual([201, 250])
    const count = async () =>
      (
        await world.facts(
          'select (select count(*) from products)::int as p, (select count(*) from skus)::int as s',
        )
      )[0]
    const before = await count()
    const six = Array.from({ length: 6 }, (_, n) => ({ name: words(`项${n}`), values: [words('一')] }))
    for (const input of [wide(251), product({ options: six, skus: [sku([0, 0, 0, 0, 0, 0])] })]) {
      const refused = await owner.post('/products', input)
      expect([refused.status, refused.body.code]).toEqual([400, 'request.invalid'])
    }
    expect(await count()).toEqual(before)
  })
  it('422 for options that do not fit, wrong check digits, prices outside their own bounds', async () => {
    const rows: [object, string][] = [
      [{ options: [colours], skus: [sku([2])] }, 'catalog.options_mismatch'],
      [{ options: [colours], skus: [sku([0]), sku([0])] }, 'catalog.options_mismatch'],
      [{ skus: [sku([0])] }, 'catalog.options_mismatch'],
      [{ skus: [sku([], { barcodes: ['6901234567893'] })] }, 'catalog.barcode_invalid'],
      [{ skus: [sku([], { priceMin: 2000 })] }, 'pricing.outside_bounds'],
      [{ skus: [sku([], { priceMin: 9, priceMax: 8 })] }, 'pricing.bounds_invalid'],
    ]
    for (const [more, code] of rows)
      expect((await owner.post('/products', product(more))).body).toMatchObject({ status: 422, code })
  })
  it('409 names a code or barcode that is taken, by other goods or twice in one', async () => {
    const there = await create()
    const { code, barcodes } = there.skus[0]
    expect((await owner.post('/products', product({ skus: [sku([], { code })] }))).body).toMatchObject({
      status: 409,
      code: 'catalog.code_taken',
      args: { code },
    })
    expect((await owner.post('/products', product({ skus: [sku([], { barcodes })] }))).body).toMatchObject({
      status: 409,
      code: 'catalog.barcode_taken',
      args: { barcode: barcodes[0] },
    })
    const twice = gtin()
    expect(
      (
        await owner.post(
          '/products',
          product({
            options: [colours],
            skus: [sku([0], { barcodes: [twice] }), sku([1], { barcodes: [twice] })],
          }),
        )
      ).status,
    ).toBe(409)
  })
  it('one code wanted by eight at once goes to one, the others are told', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        owner.post('/products', product({ skus: [sku([], { code: 'WANTED' })] })),
      ),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)])
    expect(
      answers
        .filter((a) => a.status === 409)
        .every((a) => a.body.code === 'catalog.code_taken' && a.body.args.code === 'WANTED'),
    ).toBe(true)
  })
  it('400 for unknown references and what no product can be; 401, 403; and nothing was added', async () => {
    const count = async () => (await world.facts('select count(*) as n from products'))[0]!['n']
    const before = await count()
    const bad = [
      { categoryId: newId() },
      { supplierId: newId() },
      { mediaIds: [newId()] },
      { name: words('') },
      { name: words('a\u0000b') },
      { name: words('长'.repeat(121)) },
      { skus: [] },
      { skus: [sku([], { listPrice: -1 })] },
      { skus: [sku([], { listPrice: 1.5 })] },
      { skus: [sku([], { code: 'a b' })] },
      { kind: 'gift' },
      { state: 'published' },
    ]
    for (const more of bad)
      expect((await owner.post('/products', product(more))).status, JSON.stringify(more)).toBe(400)
    expect((await tenant.api.post('/products', product())).status).toBe(401)
    expect((await clerk.post('/products', product())).status).toBe(403)
    expect(await count()).toBe(before)
  })
  it('text stays text', async () => {
    const name = words(`<script>alert(1)</script>'; drop table products; --`, 'مرحبا 👗')
    expect((await create({ name })).name).toEqual(name)
  })
})

describe('PUT /products/:id', () => {
  it('200 writes it whole: SKUs left out sleep, new ones come, codes may change places', async () => {
    const before = await create({ options: [colours], skus: [sku([0]), sku([1])] })
    const [red, blue] = before.skus
    const { status, body } = await owner.put(
      `/products/${before.id}`,
      whole(before, {
        name: words('新名字', 'New'),
        skus: [
          { ...bare(red), code: blue.code, barcodes: blue.barcodes },
          { ...bare(blue), code: red.code, barcodes: [] },
        ],
      }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      version: 2,
      name: { zh: '新名字' },
      skus: [
        { id: red.id, code: blue.code, barcodes: blue.barcodes },
        { id: blue.id, code: red.code, barcodes: [] },
      ],
    })
    const next = await owner.put(
      `/products/${before.id}`,
      whole(body, { skus: [bare(body.skus[1]), sku([0])] }),
    )
    expect(next.body.skus.map((s: { active: boolean }) => s.active)).toEqual([true, true, false])
    expect((await owner.get(`/products?q=${encodeURIComponent('新名字')}`)).body.items).toHaveLength(1)
  })
  it('409 for a version that is no longer the newest, and nothing changed', async () => {
    const before = await create()
    expect((await owner.put(`/products/${before.id}`, whole(before, { brand: '一' }))).status).toBe(200)
    expect((await owner.put(`/products/${before.id}`, whole(before, { brand: '二' }))).body).toMatchObject({
      status: 409,
      code: 'catalog.version_stale',
    })
    expect((await owner.get(`/products/${before.id}`)).body).toMatchObject({ brand: '一', version: 2 })
  })
  it('409 when new bounds would break a store price, the whole edit undone', async () => {
    const before = await create()
    await owner.put(`/stores/${storeId}/prices/${before.skus[0].id}`, { price: 1500 })
    const { body } = await owner.put(
      `/products/${before.id}`,
      whole(before, { brand: '三', skus: [{ ...bare(before.skus[0]), priceMin: 1600 }] }),
    )
    expect(body).toMatchObject({ status: 409, code: 'pricing.breaks_prices', args: { count: 1 } })
    expect((await owner.get(`/products/${before.id}`)).body).toMatchObject({ brand: '织造', version: 1 })
  })
  it('changes prices with their history', async () => {
    const before = await create()
    const { body } = await owner.put(
      `/products/${before.id}`,
      whole(before, { skus: [{ ...bare(before.skus[0]), listPrice: 2990 }] }),
    )
    expect(body.skus[0].listPrice).toBe(2990)
    expect(
      await world.facts('select 1 from price_changes where sku_id = $1', [before.skus[0].id]),
    ).toHaveLength(1)
  })
  it('400 for a SKU of another product; 422 when a published one would lose its picture; 401, 403, 404', async () => {
    const [one, other] = [await create(), await create()]
    expect(
      (
        await owner.put(
          `/products/${one.id}`,
          whole(one, { skus: [{ ...bare(other.skus[0]), code: 'ZZ-1', barcodes: [] }] }),
        )
      ).status,
    ).toBe(400)
    expect((await owner.get(`/products/${other.id}`)).body).toEqual(other)
    const live = (await owner.post(`/products/${one.id}/moves`, { move: 'publish' })).body
    expect((await owner.put(`/products/${one.id}`, whole(live, { mediaIds: [] }))).body.code).toBe(
      'catalog.not_ready',
    )
    expect((await tenant.api.put(`/products/${one.id}`, whole(live))).status).toBe(401)
    expect((await clerk.put(`/products/${one.id}`, whole(live))).status).toBe(403)
    expect((await owner.put(`/products/${newId()}`, whole(live, { skus: [sku()] }))).status).toBe(404)
    expect((await owner.get('/products/nonsense')).status).toBe(404)
  })
})

describe('what was done with a product', () => {
  it('every move with who, when and why, newest first; 401, 404, and nothing of another brand', async () => {
    const { id } = await create()
    const path = `/products/${id}/moves`
    expect((await owner.get(path)).body).toEqual({ items: [] })
    await owner.post(path, { move: 'submit', note: '请看一下' })
    await owner.post(path, { move: 'reject', note: '图片太暗，请重拍' })
    expect((await owner.post(path, { move: 'reject', note: '再退一次' })).status).toBe(409)
    const me = (await owner.get('/me')).body.person.name
    const { items } = (await owner.get(path)).body
    expect(items).toEqual([
      {
        id: expect.any(String),
        ...{ move: 'reject', from: 'in_review', to: 'draft', note: '图片太暗，请重拍', by: me },
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
      expect.objectContaining({ move: 'submit', from: 'draft', to: 'in_review', note: '请看一下', by: me }),
    ])
    expect((await tenant.api.get(path)).status).toBe(401)
    expect((await owner.get(`/products/${newId()}/moves`)).status).toBe(404)
    expect((await (await (await world.aTenant()).aPerson('owner')).get(path)).status).toBe(404)
  })
})
