import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { product as aProduct, sku, whole, words } from '../../test/goods.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client, mediaId: string, storeId: string
const [dress, material, length, washable, note, cotton, silk, linen] = Array.from({ length: 8 }, () =>
  newId(),
)
const choices = [
  { id: cotton, name: words('棉', 'Cotton') },
  { id: silk, name: words('丝', 'Silk') },
  { id: linen, name: words('麻') },
]

beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  storeId = await tenant.aStore()
  clerk = await tenant.aPerson('clerk', 'store', storeId)
  mediaId = (await owner.get(`/products/${(await tenant.aSku()).productId}`)).body.media[0].id
  await owner.post('/categories', { id: dress, parentId: tenant.categoryId, name: words('连衣裙') })
  for (const attribute of [
    {
      id: material,
      kind: 'choice',
      name: words('材质', 'Material'),
      several: true,
      filterable: true,
      choices,
    },
    { id: length, kind: 'number', name: words('裙长', 'Length'), unit: words('厘米', 'cm'), position: 1 },
    { id: washable, kind: 'flag', name: words('可机洗', 'Machine washable'), filterable: true, position: 2 },
    { id: note, kind: 'text', name: words('工艺', 'Craft'), position: 3 },
  ])
    expect((await owner.post('/attributes', attribute)).status).toBe(201)
  await askOfDresses()
})
afterAll(() => world.stop())

const value = (attributeId: string, text: string, valueEn = '') => ({ attributeId, value: text, valueEn })
const product = (more: object = {}) => aProduct({ categoryId: dress!, mediaId }, more)
const create = async (more: object = {}) => (await owner.post('/products', product(more))).body
const publish = (id: string) => owner.post(`/products/${id}/moves`, { move: 'publish' })
const ask = (categoryId: string, items: [string, boolean][]) =>
  owner.put(`/categories/${categoryId}/attributes`, {
    items: items.map(([attributeId, required]) => ({ attributeId, required })),
  })
/** Dresses must say their material and whether they can be washed; of other goods the latter may be said. */
async function askOfDresses() {
  await ask(tenant.categoryId, [[washable!, false]])
  return ask(dress!, [
    [material!, true],
    [washable!, true],
  ])
}
const shown = async (id: string) =>
  (await tenant.api.get(`/shop/products/${id}?storeId=${storeId}`)).body as { specs: unknown }

describe('attributes', () => {
  it('are listed with their choices; the same again is the same; what does not fit its kind is refused', async () => {
    const mine = (await clerk.get('/attributes')).body.items
    expect(mine.map((a: { name: { zh: string } }) => a.name.zh)).toEqual(['材质', '裙长', '可机洗', '工艺'])
    expect(mine[0]).toMatchObject({ kind: 'choice', several: true, filterable: true, choices })
    const again = { id: note, kind: 'text', name: words('工艺', 'Craft') }
    expect((await owner.post('/attributes', again)).status).toBe(201)
    expect((await owner.post('/attributes', { ...again, name: words('别的') })).body.code).toBe(
      'request.key_reused',
    )
    for (const bad of [
      { kind: 'choice' },
      { kind: 'choice', choices: [choices[0], { id: newId(), name: words('棉') }] },
      { kind: 'text', choices },
      { kind: 'text', filterable: true },
      { kind: 'number', several: true },
    ])
      expect((await owner.post('/attributes', { id: newId(), name: words('坏'), ...bad })).body.code).toBe(
        'catalog.attribute_unfitting',
      )
    // choices of another attribute are not to be taken over
    expect(
      (await owner.post('/attributes', { id: newId(), kind: 'choice', name: words('坏'), choices })).status,
    ).toBe(400)
    expect((await clerk.post('/attributes', { ...again, id: newId() })).status).toBe(403)
    expect((await owner.get('/attributes')).body.items).toHaveLength(4)
  })

  it('are asked for by a category and those above it; required as soon as one says so', async () => {
    expect((await askOfDresses()).body.items).toEqual([
      { attributeId: washable, required: true, categoryId: dress },
      { attributeId: material, required: true, categoryId: dress },
    ])
    expect((await owner.get(`/categories/${tenant.categoryId}/attributes`)).body.items).toEqual([
      { attributeId: washable, required: false, categoryId: tenant.categoryId },
    ])
    expect((await owner.get(`/categories/${dress}/attributes`)).body.own).toEqual([
      { attributeId: material, required: true },
      { attributeId: washable, required: true },
    ])
    for (const bad of [
      [[newId(), true]],
      [
        [material!, true],
        [material!, false],
      ],
    ] as [string, boolean][][])
      expect((await ask(dress!, bad)).status).toBe(400)
    expect((await ask(newId(), [])).status).toBe(404)
    expect((await clerk.put(`/categories/${dress}/attributes`, { items: [] })).status).toBe(403)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.get(`/categories/${dress}/attributes`)).status).toBe(404)
    expect((await owner.get(`/categories/${dress}/attributes`)).body.items).toHaveLength(2)
  })
})

describe('values of products', () => {
  it('block publishing while a required one is missing, and say which by name', async () => {
    const { id, values, version } = await create({ values: [value(washable!, 'false')] })
    expect(values).toEqual([value(washable!, 'false')])
    expect(
      (await owner.with({ 'accept-language': 'zh-CN' }).post(`/products/${id}/moves`, { move: 'publish' }))
        .body,
    ).toMatchObject({
      status: 422,
      code: 'catalog.not_ready',
      title: '商品还不能上架：缺少 材质',
      args: { lacking: ['attributes'], attributes: [{ id: material, name: words('材质', 'Material') }] },
    })
    const before = (await owner.get(`/products/${id}`)).body
    expect(before).toMatchObject({ state: 'draft', version })
    const after = await owner.put(
      `/products/${id}`,
      whole(before, {
        values: [value(washable!, 'false'), value(material!, silk!), value(material!, cotton!)],
      }),
    )
    expect(after.status).toBe(200)
    expect((await publish(id)).status).toBe(200)
    // what is on sale cannot lose one; left out, values stay
    const now = (await owner.get(`/products/${id}`)).body
    expect(
      (await owner.put(`/products/${id}`, whole(now, { values: [value(washable!, 'true')] }))).body.code,
    ).toBe('catalog.not_ready')
    const { values: _, ...rest } = whole(now, { brand: '新牌' }) as Record<string, unknown>
    expect((await owner.put(`/products/${id}`, rest)).body.values).toHaveLength(3)
    expect((await shown(id)).specs).toEqual([
      { name: words('材质', 'Material'), value: words('棉、丝', 'Cotton, Silk') },
      { name: words('可机洗', 'Machine washable'), value: words('否', 'No') },
    ])
  })

  it('are of their kind, once each, of attributes that are there; a refusal changes nothing', async () => {
    const { id } = await create({ values: [value(length!, '98.5'), value(note!, '手工', 'Hand made')] })
    const read = (await owner.get(`/products/${id}`)).body
    for (const [bad, code] of [
      [[value(length!, '一米')], 'catalog.value_invalid'],
      [[value(washable!, 'yes')], 'catalog.value_invalid'],
      [[value(material!, newId())], 'catalog.value_invalid'],
      [[value(length!, '98'), value(length!, '99')], 'catalog.value_invalid'],
      [[value(material!, silk!), value(material!, silk!)], 'catalog.value_invalid'],
      [[value(newId(), '1')], 'request.invalid'],
      [[value(note!, '')], 'request.invalid'],
    ] as const)
      expect(
        (await owner.put(`/products/${id}`, whole(read, { values: bad }))).body.code,
        JSON.stringify(bad),
      ).toBe(code)
    expect((await owner.get(`/products/${id}`)).body).toEqual(read)
    expect((await owner.put(`/products/${id}`, whole(read, { values: [] }))).body.values).toEqual([])
  })

  it('goods on sale go on without what their category asks for later, draft goods do not', async () => {
    const { id } = await create({ categoryId: tenant.categoryId })
    expect((await publish(id)).status).toBe(200)
    await ask(tenant.categoryId, [
      [washable!, false],
      [note!, true],
    ])
    const now = (await owner.get(`/products/${id}`)).body
    const edited = await owner.put(`/products/${id}`, whole(now, { brand: '新牌' }))
    expect(edited.body).toMatchObject({ brand: '新牌', state: 'published' })
    // into a category that asks for more
    const moved = await owner.put(`/products/${id}`, whole(edited.body, { categoryId: dress }))
    expect(moved.body.args.attributes.map((a: { id: string }) => a.id)).toEqual([material, washable])
    const draft = await create({ categoryId: tenant.categoryId })
    expect((await publish(draft.id)).body.code).toBe('catalog.not_ready')
    await ask(tenant.categoryId, [[washable!, false]])
    expect((await publish(draft.id)).status).toBe(200)
  })
})

describe('in the shop', () => {
  const counts = async (query = '') => {
    const { body } = await tenant.api.get(`/shop/filters?storeId=${storeId}&categoryId=${dress}${query}`)
    return {
      total: body.total,
      attributes: body.attributes.map(
        (a: { name: { zh: string }; choices: { name: { zh: string }; count: number }[] }) => [
          a.name.zh,
          ...a.choices.map((c) => `${c.name.zh} ${c.count}`),
        ],
      ),
    }
  }
  const ids: Record<string, string> = {}
  const found = async (query: string) =>
    (await tenant.api.get(`/shop/products?storeId=${storeId}&categoryId=${dress}${query}`)).body.items
      .map((p: { id: string }) => Object.keys(ids).find((key) => ids[key] === p.id) ?? '?')
      .sort()
  beforeAll(async () => {
    for (const p of (await owner.get('/products?state=published&limit=100')).body.items)
      await owner.post(`/products/${p.id}/moves`, { move: 'retire' })
    for (const [key, values] of Object.entries({
      summer: [value(material!, linen!), value(material!, cotton!), value(washable!, 'true')],
      party: [value(material!, silk!), value(washable!, 'false')],
      work: [value(material!, cotton!), value(washable!, 'true'), value(length!, '90')],
    })) {
      const made = await create({ name: words(key), values, skus: [sku()] })
      ids[key] = made.id
      expect((await publish(made.id)).status).toBe(200)
    }
  })

  it('filterable ones narrow lists, with counts that leave out an attribute’s own choice', async () => {
    const all = [
      ['材质', '棉 2', '丝 1', '麻 1'],
      ['可机洗', '是 2'],
    ]
    expect(await counts()).toEqual({ total: 3, attributes: all })
    expect(await counts(`&values=${silk}`)).toEqual({ total: 1, attributes: [all[0]] })
    expect(await found(`&values=${silk},${linen}`)).toEqual(['party', 'summer'])
    expect(await found(`&values=${silk},${linen};${washable}`)).toEqual(['summer'])
    expect(await counts(`&values=${silk},${linen};${washable}`)).toEqual({
      total: 1,
      attributes: [
        ['材质', '棉 2', '麻 1'],
        ['可机洗', '是 1'],
      ],
    })
    expect(await found(`&values=${newId()}`)).toEqual([])
    expect((await tenant.api.get(`/shop/products?storeId=${storeId}&values=x`)).status).toBe(400)
    await owner.patch(`/attributes/${washable}`, { filterable: false })
    expect((await counts()).attributes).toEqual([all[0]])
  })

  it('a name that changes is on kept pages at once; a choice that goods have stays', async () => {
    await shown(ids['work']!)
    await owner.patch(`/attributes/${length}`, { name: words('长度'), unit: words('公分') })
    expect((await shown(ids['work']!)).specs).toContainEqual({
      name: words('长度'),
      value: words('90公分', '90 公分'),
    })
    expect((await owner.patch(`/attributes/${material}`, { choices: choices.slice(1) })).body).toMatchObject({
      status: 409,
      code: 'catalog.choice_in_use',
      args: { choice: '棉' },
    })
    const renamed = [{ id: cotton, name: words('有机棉') }, choices[2], choices[1]]
    expect((await owner.patch(`/attributes/${material}`, { choices: renamed })).body.choices).toEqual(renamed)
    expect((await shown(ids['summer']!)).specs).toContainEqual({
      name: words('材质', 'Material'),
      value: words('有机棉、麻', '有机棉, 麻'),
    })
    await owner.patch(`/attributes/${material}`, { active: false })
    expect(JSON.stringify(await shown(ids['summer']!))).not.toContain('有机棉')
    expect((await owner.get(`/categories/${dress}/attributes`)).body.items).toHaveLength(1)
    expect((await owner.patch(`/attributes/${newId()}`, { active: false })).status).toBe(404)
    expect((await clerk.patch(`/attributes/${material}`, { active: true })).status).toBe(403)
  })
})

describe('kinds of goods', () => {
  it.each(['booking', 'gift_card'])('%s can be described, not put on sale', async (kind) => {
    const { id } = await create({ kind, categoryId: tenant.categoryId })
    expect((await publish(id)).body).toMatchObject({
      status: 422,
      code: 'catalog.kind_not_sold',
      args: { kindKey: kind },
    })
    expect((await owner.get(`/products/${id}`)).body).toMatchObject({ kind, state: 'draft' })
    await expect(world.facts("update products set state = 'published' where id = $1", [id])).rejects.toThrow(
      /products_sold_kind/,
    )
  })
  it('goods on sale do not become one', async () => {
    const { id } = await create({ categoryId: tenant.categoryId })
    await publish(id)
    const now = (await owner.get(`/products/${id}`)).body
    expect((await owner.put(`/products/${id}`, whole(now, { kind: 'gift_card' }))).body.code).toBe(
      'catalog.kind_not_sold',
    )
    expect((await owner.get(`/products/${id}`)).body).toEqual(now)
  })
})
