import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colours, product as aProduct, sku, whole, words } from '../../test/goods.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

let world: World,
  tenant: TestTenant,
  owner: Client,
  editor: Client,
  other: Client,
  clerk: Client,
  mediaId: string
let storeId: string
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  storeId = await tenant.aStore()
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  const role = await owner.post('/roles', {
    id: newId(),
    name: words('商品录入'),
    scopes: ['hq'],
    permissions: [
      'Product:read',
      'Product:create',
      'Product:update',
      'Category:read',
      'ListPrice:update',
      'Import:create',
      'Import:read',
    ],
    limits: { priceCut: null, refund: null, stockCorrection: null },
  })
  editor = await tenant.aPerson(role.body.key)
  other = await tenant.aPerson(role.body.key)
  mediaId = (await owner.get(`/products/${(await tenant.aSku()).productId}`)).body.media[0].id
})
afterAll(() => world.stop())

type Read = { id: string; version: number; state: string; brand: string; skus: { id: string }[] }
const read = async (id: string) => (await owner.get(`/products/${id}`)).body as Read
async function onSale(more: object = {}): Promise<Read> {
  const made = aProduct({ categoryId: tenant.categoryId, mediaId }, more)
  await owner.post('/products', made)
  expect((await owner.post(`/products/${made.id}/moves`, { move: 'publish' })).status).toBe(200)
  return read(made.id)
}
const propose = (who: Client, product: Read, more: object, id = newId()) =>
  who.post(`/products/${product.id}/changes`, { id, note: '新品牌', ...whole(product, more) })
const move = (who: Client, id: string, to: string, note = '') =>
  who.post(`/changes/${id}/moves`, { move: to, decisionNote: note })
const versions = async (id: string, query = '') => (await owner.get(`/products/${id}/versions${query}`)).body

describe('a change request', () => {
  it('is what an edit of goods on sale becomes for who may not publish; applied, it is an edit of theirs', async () => {
    const product = await onSale()
    expect(
      (await editor.put(`/products/${product.id}`, whole(product, { brand: '新牌' }))).body,
    ).toMatchObject({
      status: 403,
      code: 'catalog.change_needed',
    })
    expect(await read(product.id)).toEqual(product)
    // nor is the story a way around it
    const path = `/products/${product.id}/presentation`
    const story = (await owner.get(path)).body
    const { version, seo } = story
    const blocks = { zh: [{ kind: 'heading', text: '新' }], en: [] }
    const written = { version, seo, story: blocks, videoId: null, modelId: null }
    expect((await editor.put(path, written)).body).toMatchObject({
      status: 403,
      code: 'catalog.story_on_sale',
    })
    expect((await owner.get(path)).body).toEqual(story)
    const sent = await propose(editor, product, { brand: '新牌', detail: words('更软') })
    expect(sent).toMatchObject({
      status: 201,
      body: {
        state: 'open',
        stale: false,
        mine: true,
        note: '新品牌',
        differences: [
          { field: 'detail.zh', of: '', before: '柔软\n透气', after: '更软' },
          { field: 'brand', of: '', before: '织造', after: '新牌' },
        ],
      },
    })
    expect(await read(product.id)).toEqual(product)
    const { id } = sent.body
    expect((await propose(editor, product, { brand: '新牌' }, id)).body.id).toBe(id)
    await other.post(`/changes/${id}/comments`, { id: newId(), words: '包装也要改' })
    expect(
      (await owner.post(`/changes/${id}/comments`, { id: newId(), words: '下周改' })).body.comments,
    ).toMatchObject([{ words: '包装也要改' }, { words: '下周改' }])
    // who may not publish may neither apply nor refuse; who did not make it may not withdraw it
    for (const to of ['apply', 'refuse', 'withdraw']) expect((await move(other, id, to)).status).toBe(403)
    expect((await move(editor, id, 'apply')).status).toBe(403)
    expect(await read(product.id)).toEqual(product)
    expect((await move(owner, id, 'apply', '好')).body).toMatchObject({
      state: 'applied',
      decisionNote: '好',
      mine: false,
    })
    expect(await read(product.id)).toMatchObject({
      brand: '新牌',
      state: 'published',
      version: product.version + 1,
    })
    expect((await versions(product.id)).items[0]).toMatchObject({
      by: sent.body.by,
      version: product.version + 1,
    })
    for (const to of ['apply', 'refuse', 'withdraw'])
      expect((await move(owner, id, to)).body).toMatchObject({ status: 409, code: 'catalog.change_decided' })
  })

  it('is refused or withdrawn, and nothing changed; one that is overtaken can only be made anew', async () => {
    const product = await onSale()
    const [a, b, c] = [
      await propose(editor, product, { brand: 'A' }),
      await propose(editor, product, { brand: 'B' }),
      await propose(other, product, { brand: 'C' }),
    ].map((answer) => answer.body.id as string) as [string, string, string]
    expect((await move(owner, a, 'refuse', '不合适')).body).toMatchObject({
      state: 'refused',
      decisionNote: '不合适',
    })
    expect((await move(editor, b, 'withdraw')).body.state).toBe('withdrawn')
    expect(await read(product.id)).toEqual(product)
    await owner.put(`/products/${product.id}`, whole(product, { brand: 'D' }))
    expect((await owner.get(`/changes/${c}`)).body).toMatchObject({ state: 'open', stale: true })
    expect((await move(owner, c, 'apply')).body).toMatchObject({ status: 409, code: 'catalog.change_stale' })
    expect(await read(product.id)).toMatchObject({ brand: 'D' })
    expect((await owner.get(`/changes/${c}`)).body.state).toBe('open')
    expect((await propose(editor, product, { brand: 'E' })).body.code).toBe('catalog.version_stale')
    const list = (await editor.get(`/changes?productId=${product.id}`)).body.items
    expect(list.map((one: { state: string; mine: boolean }) => [one.state, one.mine])).toEqual([
      ['open', false],
      ['withdrawn', true],
      ['refused', true],
    ])
    expect((await editor.get(`/changes?productId=${product.id}&state=open`)).body.items).toHaveLength(1)
  })

  it('two who apply two changes at once: one is applied', async () => {
    const product = await onSale()
    const ids = [
      await propose(editor, product, { brand: 'A' }),
      await propose(editor, product, { brand: 'B' }),
    ].map((answer) => answer.body.id as string)
    const answers = await Promise.all(ids.map((id) => move(owner, id, 'apply')))
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
    expect((await read(product.id)).version).toBe(product.version + 1)
  })

  it('is for goods on sale, must change something, and hold what an edit must', async () => {
    const product = await onSale()
    expect((await propose(editor, product, {})).body.code).toBe('catalog.change_empty')
    expect((await propose(editor, product, { categoryId: newId() })).status).toBe(400)
    const [only] = (whole(product) as unknown as { skus: object[] }).skus
    expect((await propose(editor, product, { skus: [only, only] })).status).toBeGreaterThanOrEqual(400)
    await owner.post(`/products/${product.id}/moves`, { move: 'retire' })
    expect((await propose(editor, await read(product.id), { brand: 'X' })).body.code).toBe(
      'catalog.change_unneeded',
    )
    expect((await owner.get(`/changes?productId=${product.id}`)).body.items).toEqual([])
    expect((await clerk.get('/changes')).status).toBe(403)
    expect((await propose(clerk, product, { brand: 'X' })).status).toBe(403)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await propose(stranger, product, { brand: 'X' })).status).toBe(404)
    expect((await stranger.get('/changes')).body.items).toEqual([])
  })

  it('neither a sheet nor an edit of many is a way around it', async () => {
    const product = await onSale()
    const edit = newId()
    await editor.post('/bulk-edits', {
      id: edit,
      which: { productIds: [product.id] },
      edit: { brand: '新牌' },
    })
    await world.until(async () => (await editor.get(`/bulk-edits/${edit}`)).body.state === 'ready')
    expect((await editor.get(`/bulk-edits/${edit}`)).body).toMatchObject({ planned: 0, refused: 1 })
    const code = (product as unknown as { skus: { code: string }[] }).skus[0]!.code
    const id = newId()
    await editor.send(
      'POST',
      `/api/imports?id=${id}&kind=products&name=a.csv`,
      `SKU code,Brand\n${code},新牌\n`,
      {
        'content-type': 'text/csv',
      },
    )
    await world.until(async () => (await editor.get(`/imports/${id}`)).body.state === 'preview')
    expect((await editor.get(`/imports/${id}`)).body.planned).toMatchObject({ faulty: 1, changed: 0 })
  })
})

describe('versions', () => {
  it('say who changed what, and lead back as a new version; what a price list wrote is among them', async () => {
    const draft = aProduct(
      { categoryId: tenant.categoryId, mediaId },
      { options: [colours], skus: [sku([0], { code: 'VR-1' }), sku([1], { code: 'VR-2' })] },
    )
    await editor.post('/products', draft)
    const first = await read(draft.id)
    const [red, blue] = (whole(first) as unknown as { skus: Record<string, unknown>[] }).skus as [
      object,
      object,
    ]
    await editor.put(
      `/products/${draft.id}`,
      whole(first, { name: words('新名字'), skus: [{ ...red, weightGrams: 5 }] }),
    )
    await owner.put(`/skus/${first.skus[0]!.id}/list-price`, {
      listPrice: 2990,
      priceMin: null,
      priceMax: null,
    })
    const third = await read(draft.id)
    expect(
      (await owner.post(`/products/${draft.id}/restores`, { to: first.version, version: first.version })).body
        .code,
    ).toBe('catalog.version_stale')
    expect(
      (await owner.post(`/products/${draft.id}/restores`, { to: 99, version: third.version })).status,
    ).toBe(400)
    const back = await owner.post(`/products/${draft.id}/restores`, {
      to: first.version,
      version: third.version,
    })
    expect(back.status).toBe(200)
    expect(whole(back.body, { version: 0 })).toEqual(whole(first, { version: 0, skus: [red, blue] }))
    const { items } = await versions(draft.id)
    expect(
      items.map(
        (v: {
          version: number
          by: string
          differences: { field: string; of: string; before: string; after: string }[]
        }) => [v.version, v.by !== '', v.differences.map((d) => `${d.field} ${d.of} ${d.before}>${d.after}`)],
      ),
    ).toEqual([
      [
        4,
        true,
        [
          'name.zh  新名字>纯棉T恤',
          'name.en  >Cotton tee',
          'sku.listPrice VR-1 2990>1990',
          'sku.weightGrams VR-1 5>300',
          'sku VR-2 >蓝',
        ],
      ],
      [3, false, ['sku.listPrice VR-1 1990>2990']],
      [
        2,
        true,
        ['name.zh  纯棉T恤>新名字', 'name.en  Cotton tee>', 'sku VR-2 蓝>', 'sku.weightGrams VR-1 300>5'],
      ],
      [1, true, []],
    ])
    const page = await versions(draft.id, '?limit=3')
    expect(page.items).toEqual(items.slice(0, 3))
    expect((await versions(draft.id, `?limit=3&cursor=${page.nextCursor}`)).items).toEqual(items.slice(3))
  })

  it('of goods on sale lead back only for who may publish; 401, 403, 404', async () => {
    const product = await onSale()
    await owner.put(`/products/${product.id}`, whole(product, { brand: '新牌' }))
    const now = await read(product.id)
    const back = { to: product.version, version: now.version }
    expect((await editor.post(`/products/${product.id}/restores`, back)).body.code).toBe(
      'catalog.change_needed',
    )
    expect(await read(product.id)).toEqual(now)
    expect((await tenant.api.get(`/products/${product.id}/versions`)).status).toBe(401)
    expect((await clerk.get(`/products/${product.id}/versions`)).status).toBe(403)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.get(`/products/${product.id}/versions`)).status).toBe(404)
    expect((await stranger.post(`/products/${product.id}/restores`, back)).status).toBe(404)
    expect((await owner.post(`/products/${product.id}/restores`, back)).body.brand).toBe('织造')
  })

  it('a sheet leaves a version, and what was there before it', async () => {
    const product = await onSale({ brand: '旧牌' })
    const code = (product as unknown as { skus: { code: string }[] }).skus[0]!.code
    const id = newId()
    await owner.send(
      'POST',
      `/api/imports?id=${id}&kind=products&name=a.csv`,
      `SKU code,Brand\n${code},表格牌\n`,
      {
        'content-type': 'text/csv',
      },
    )
    await world.until(async () => (await owner.get(`/imports/${id}`)).body.state === 'preview')
    await owner.post(`/imports/${id}/run`)
    await world.until(async () => (await owner.get(`/imports/${id}`)).body.state === 'done')
    const { items } = await versions(product.id)
    expect(items[0].differences).toEqual([{ field: 'brand', of: '', before: '旧牌', after: '表格牌' }])
  })
})
