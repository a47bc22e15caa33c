import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvOf, Sheets } from '../../test/sheets.js'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { EditWorkService } from './edit-work.service.js'
import { EditsJobs } from './edits.jobs.js'

let w: World, t: TestTenant, owner: Client & { personId: string }
beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  owner = await t.aPerson('owner')
})
afterAll(() => w.stop())

const settled = (id: string, who: Client = owner): Promise<any> =>
  w.until(async () => {
    const { body } = await who.get(`/bulk-edits/${id}`)
    return ['checking', 'running', 'undoing'].includes(body.state) ? undefined : body
  }, `the end of ${id}`)
/** Asks for a change and waits until every product was looked at. */
async function looked(which: object, edit: object, who: Client = owner): Promise<any> {
  const id = newId()
  const { status, text } = await who.post('/bulk-edits', { id, which, edit })
  expect([status, text]).toEqual([201, text])
  return settled(id, who)
}
async function act(id: string, verb: 'run' | 'undo', who: Client = owner): Promise<any> {
  const { status, text } = await who.post(`/bulk-edits/${id}/${verb}`)
  expect([status, text]).toEqual([200, text])
  return settled(id, who)
}
const rowsOf = async (id: string, outcome = ''): Promise<any[]> =>
  (await owner.get(`/bulk-edits/${id}/rows?limit=100${outcome && `&outcome=${outcome}`}`)).body.items
const productOf = async (id: string) => (await owner.get(`/products/${id}`)).body
const brand = () => `牌${newId().slice(-8)}`
/** Products of a brand of their own, so that a filter means them alone. */
async function goods(prices: number[], o: object = {}): Promise<{ brand: string; skus: TestSku[] }> {
  const of = brand()
  const skus: TestSku[] = []
  for (const price of prices) skus.push(await t.aSku({ price, ...o }))
  await w.facts('update products set brand = $2 where id = any($1::uuid[])', [
    skus.map((s) => s.productId),
    of,
  ])
  return { brand: of, skus }
}
const eventsOf = async (productId: string) =>
  (
    await w.facts("select payload from outbox where tenant_id = $1 and name = 'catalog.products_changed'", [
      t.ref.id,
    ])
  ).filter((r) => JSON.stringify(r['payload']).includes(productId)).length

describe('one change to many products', () => {
  it('by filter: looked through first, then written, then undone; what was edited since stays and is named', async () => {
    const { brand: of, skus } = await goods([999, 50, 1_000, 2_000])
    const read = await looked({ brand: of }, { price: { by: 'percent', value: -500 } })
    expect(read).toMatchObject({
      state: 'ready',
      matched: 4,
      planned: 4,
      same: 0,
      refused: 0,
      made: 0,
      about: '−5%',
    })
    expect((await rowsOf(read.id)).map((r) => [r.outcome, r.changes[0].before, r.changes[0].after])).toEqual([
      ['planned', '¥9.99', '¥9.49'],
      ['planned', '¥0.50', '¥0.48'],
      ['planned', '¥10.00', '¥9.50'],
      ['planned', '¥20.00', '¥19.00'],
    ])
    expect((await productOf(skus[0]!.productId)).skus[0].listPrice).toBe(999)
    expect(await act(read.id, 'run')).toMatchObject({ state: 'done', made: 4, planned: 4 })
    expect(
      await Promise.all(skus.map(async (s) => (await productOf(s.productId)).skus[0].listPrice)),
    ).toEqual([949, 48, 950, 1_900])
    expect(await eventsOf(skus[0]!.productId)).toBe(1)
    expect(
      await w.facts('select before, after, person_id from price_changes where sku_id = $1', [skus[0]!.id]),
    ).toEqual([
      {
        before: expect.objectContaining({ listPrice: 999 }),
        after: expect.objectContaining({ listPrice: 949 }),
        person_id: owner.personId,
      },
    ])
    await owner.put(`/skus/${skus[3]!.id}/list-price`, { listPrice: 1_800, priceMin: null, priceMax: null })
    // a name is not what was changed here
    await w.facts("update products set name_zh = '改名' where id = $1", [skus[2]!.productId])
    expect(await act(read.id, 'undo')).toMatchObject({
      state: 'undone',
      restored: 3,
      kept: 1,
      undoneBy: expect.any(String),
    })
    expect((await rowsOf(read.id, 'kept')).map((r) => [r.productId, r.reason])).toEqual([
      [skus[3]!.productId, '之后又被修改过，保持现状'],
    ])
    expect(
      await Promise.all(skus.map(async (s) => (await productOf(s.productId)).skus[0].listPrice)),
    ).toEqual([999, 50, 1_000, 1_800])
    expect((await owner.post(`/bulk-edits/${read.id}/undo`)).body.code).toBe('sheets.state_wrong')
    expect((await owner.post(`/bulk-edits/${read.id}/run`)).body.code).toBe('sheets.state_wrong')
  })

  it('of prices: what a form would refuse stays, with the reason: bounds, store prices, limits, nothing below a fen', async () => {
    const bound = await t.aSku({ price: 1_000, min: 900 })
    const cheap = await t.aSku({ price: 5 })
    const fine = await t.aSku({ price: 1_000 })
    const chosen = { productIds: [bound, cheap, fine].map((s) => s.productId) }
    const read = await looked(chosen, { price: { by: 'amount', value: -200 } })
    expect(read).toMatchObject({ matched: 3, planned: 1, refused: 2, about: '−¥2.00' })
    expect((await rowsOf(read.id, 'refused')).map((r) => [r.productId, r.reason])).toEqual([
      [bound.productId, '价格超出总部定的范围 ¥9.00 – ∞'],
      [cheap.productId, '价格会低于最小单位'],
    ])
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '小额调价', en: '' },
      scopes: ['hq'],
      permissions: ['Product:read', 'Product:update', 'ListPrice:update'],
      limits: { priceCut: 1_000, refund: null, stockCorrection: null },
    })
    const small = await t.aPerson(role.body.key)
    const tight = await looked(chosen, { price: { by: 'amount', value: -200 } }, small)
    expect(tight).toMatchObject({ planned: 0, refused: 3 })
    // the limit of who lets it run holds, whoever had it looked at
    expect(await act(read.id, 'run', small)).toMatchObject({ state: 'done', made: 0, planned: 0, refused: 3 })
    expect((await productOf(fine.productId)).skus[0].listPrice).toBe(1_000)
  })

  it('of categories, brands and tags, and back again; the same twice changes nothing', async () => {
    const { brand: of, skus } = await goods([100, 100])
    const category = (
      await owner.post('/categories', {
        id: newId(),
        parentId: null,
        name: { zh: '新类', en: '' },
        position: 1,
      })
    ).body.id
    const moved = await looked({ brand: of }, { categoryId: category })
    expect((await rowsOf(moved.id))[0].changes).toEqual([{ sku: '', before: '水果', after: '新类' }])
    await act(moved.id, 'run')
    expect((await productOf(skus[1]!.productId)).categoryId).toBe(category)
    // its history tells of it, and of what it was
    const kept = await w.facts(
      "select body ->> 'categoryId' category, person_id from product_versions where product_id = $1 order by version desc limit 2",
      [skus[1]!.productId],
    )
    expect(kept).toEqual([
      { category, person_id: owner.personId },
      { category: t.categoryId, person_id: null },
    ])
    expect(await looked({ brand: of }, { categoryId: category })).toMatchObject({
      matched: 2,
      planned: 0,
      same: 2,
    })
    expect(await act(moved.id, 'undo')).toMatchObject({ restored: 2, kept: 0 })
    expect((await productOf(skus[1]!.productId)).categoryId).toBe(t.categoryId)

    const other = brand()
    const renamed = await looked({ brand: of }, { brand: other })
    await act(renamed.id, 'run')
    expect((await owner.get(`/products?brand=${encodeURIComponent(other)}`)).body.items).toHaveLength(2)
    await act(renamed.id, 'undo')

    const tag = (await owner.post('/tags', { id: newId(), name: { zh: '热卖', en: '' }, colour: 'red' })).body
      .id
    const [a] = skus
    const window = { from: '2026-01-01T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z' }
    await owner.put(`/products/${a!.productId}/marks`, {
      classificationIds: [],
      tags: [{ tagId: tag, ...window }],
    })
    const tagged = await looked({ brand: of }, { addTagId: tag })
    expect(tagged).toMatchObject({ planned: 1, same: 1, about: '热卖' })
    await act(tagged.id, 'run')
    expect(
      (await owner.get(`/products?brand=${encodeURIComponent(of)}&tagId=${tag}`)).body.items,
    ).toHaveLength(2)
    const untagged = await looked({ brand: of }, { removeTagId: tag })
    await act(untagged.id, 'run')
    expect((await owner.get(`/products?tagId=${tag}`)).body.items).toEqual([])
    await act(untagged.id, 'undo')
    // with the time it had
    expect((await owner.get(`/products/${a!.productId}/marks`)).body.tags).toEqual([
      { tagId: tag, ...window },
    ])
  })

  it('of being sold online alone, by edit or sheet: no store sells them until it is undone', async () => {
    const { brand: of, skus } = await goods([100, 100])
    const [a, b] = skus.map((s) => s.productId)
    const storeId = await t.aStore()
    const shown = async () =>
      Promise.all(
        [a, b].map(async (id) => (await t.api.get(`/shop/products/${id}?storeId=${storeId}`)).status),
      )
    expect(await shown()).toEqual([200, 200])
    const editor = await t.aPerson('merchandiser')
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '只改商品', en: '' },
      scopes: ['hq'],
      permissions: ['Product:read', 'Product:update'],
      limits: { priceCut: null, refund: null, stockCorrection: null },
    })
    expect(await looked({ brand: of }, { cloudOnly: true }, await t.aPerson(role.body.key))).toMatchObject({
      planned: 0,
      refused: 2,
    })
    const read = await looked({ brand: of }, { cloudOnly: true }, editor)
    expect(read).toMatchObject({ planned: 2, same: 0, edit: { cloudOnly: true } })
    expect((await rowsOf(read.id)).map((r) => r.changes)).toEqual(
      [1, 2].map(() => [{ sku: '', before: '否', after: '是' }]),
    )
    expect(await shown()).toEqual([200, 200])
    await act(read.id, 'run', editor)
    expect([(await productOf(a!)).cloudOnly, await shown()]).toEqual([true, [404, 404]])
    expect(await looked({ brand: of }, { cloudOnly: true })).toMatchObject({ planned: 0, same: 2 })
    const sheets = new Sheets(w, t, 'products', owner)
    const sheet = await sheets.checked(csvOf('规格编码,仅线上销售', [`${skus[1]!.code},否`]))
    expect((await owner.get(`/imports/${sheet.id}/samples`)).body.items[0].changes).toEqual([
      { cell: 'cloud_only', column: '仅线上销售', sku: '', before: '是', after: '否' },
    ])
    await sheets.run(sheet.id)
    expect(await shown()).toEqual([404, 200])
    const [head, row] = await sheets.lines(`/exports/products?format=csv&brand=${encodeURIComponent(of)}`)
    expect(row![head!.indexOf('仅线上销售')]).toBe('是')
    expect(await act(read.id, 'undo', editor)).toMatchObject({ restored: 1, kept: 1 })
    expect(await shown()).toEqual([200, 200])
  })

  it('can be made or undone for 30 days; then what became of each product is gone', async () => {
    const { brand: of, skus } = await goods([100, 100])
    const done = await looked({ brand: of }, { cloudOnly: true })
    await act(done.id, 'run')
    const ready = await looked({ brand: of }, { cloudOnly: false })
    const forget = () => t.run(() => w.get(EditsJobs).forget())
    const left = () =>
      w.facts(
        'select edit_id, count(*)::int n from bulk_edit_rows where edit_id = any($1::uuid[]) group by 1 order by 1',
        [[done.id, ready.id]],
      )
    const day = 86_400_000
    w.shift(30 * day - 60_000)
    await forget()
    expect(await left()).toEqual([done.id, ready.id].sort().map((edit_id) => ({ edit_id, n: 2 })))
    w.shift(120_000)
    await forget()
    expect(await left()).toEqual([])
    const late = await t.aPerson('owner')
    for (const [id, verb] of [
      [done.id, 'undo'],
      [ready.id, 'run'],
    ])
      expect((await late.post(`/bulk-edits/${id}/${verb}`)).body.code).toBe('sheets.edit_forgotten')
    expect((await late.get(`/bulk-edits/${done.id}`)).body).toMatchObject({
      state: 'done',
      made: 2,
      rowsKept: false,
    })
    expect((await late.get(`/products/${skus[0]!.productId}`)).body.cloudOnly).toBe(true)
    w.shift(-30 * day - 60_000)
  })

  it('of states: legal moves of those that are ready, each with its own permission; an undo goes the legal way back', async () => {
    const ready = await t.aSku({ publish: false })
    const bare = await t.aSku({ publish: false })
    const out = await t.aSku()
    await w.facts("update products set media_ids = '{}' where id = $1", [bare.productId])
    const chosen = { productIds: [ready, bare, out].map((s) => s.productId) }
    const role = await owner.post('/roles', {
      id: newId(),
      name: { zh: '只编辑', en: '' },
      scopes: ['hq'],
      permissions: ['Product:read', 'Product:update'],
      limits: { priceCut: null, refund: null, stockCorrection: null },
    })
    const editor = await t.aPerson(role.body.key)
    expect(await looked(chosen, { move: 'publish' }, editor)).toMatchObject({ planned: 0, refused: 3 })
    const read = await looked(chosen, { move: 'publish' })
    expect(read).toMatchObject({ planned: 1, refused: 2 })
    await act(read.id, 'run')
    expect((await productOf(ready.productId)).state).toBe('published')
    expect(await act(read.id, 'undo')).toMatchObject({ restored: 1 })
    expect((await productOf(ready.productId)).state).toBe('draft')
    expect(
      (await owner.get(`/products/${ready.productId}/moves`)).body.items.map((m: any) => m.move),
    ).toEqual(['revive', 'retire', 'publish'])
  })

  it('lets nothing stand in the shop without what its category asks for, nor a sheet', async () => {
    const asking = newId()
    await owner.post('/categories', {
      id: asking,
      parentId: null,
      name: { zh: '要成分', en: '' },
      position: 2,
    })
    const attribute = newId()
    const made = await owner.post('/attributes', {
      id: attribute,
      kind: 'text',
      name: { zh: '成分', en: '' },
    })
    expect([made.status, made.text]).toEqual([201, made.text])
    await owner.put(`/categories/${asking}/attributes`, {
      items: [{ attributeId: attribute, required: true }],
    })
    const [shown, draft] = [await t.aSku(), await t.aSku({ publish: false, categoryId: asking })]
    const moved = await looked({ productIds: [shown.productId, draft.productId] }, { categoryId: asking })
    expect(moved).toMatchObject({ matched: 2, planned: 0, refused: 1, same: 1 })
    expect((await rowsOf(moved.id))[0].reason).toContain('成分')
    const published = await looked({ productIds: [draft.productId] }, { move: 'publish' })
    expect(published).toMatchObject({ planned: 0, refused: 1 })
    const sheets = new Sheets(w, t, 'products', owner)
    const read = await sheets.checked(csvOf('规格编码,分类', [`${shown.code},要成分`, `${draft.code},水果`]))
    expect(await sheets.faults(read.id)).toEqual([[2, 'category', 'attributes_missing']])
  })

  it('goes on after a worker that died, once; stops in the middle where its person may not any more', async () => {
    const { brand: of, skus } = await goods([100, 200])
    const leaver = await t.aPerson('merchandiser')
    const read = await looked({ brand: of }, { price: { by: 'amount', value: 10 } }, leaver)
    await w.facts(
      "update bulk_edits set state = 'running', next_id = '00000000-0000-0000-0000-000000000000' where id = $1",
      [read.id],
    )
    const work = w.get(EditWorkService) as unknown as { step?: (id: string) => Promise<boolean> }
    const { step } = Object.getPrototypeOf(work) as { step: (id: string) => Promise<boolean> }
    work.step = async function (this: unknown, id: string) {
      await step.call(this, id)
      throw Object.assign(new Error('killed'), { code: 'killed' })
    }
    await expect(t.run(() => w.get(EditWorkService).stretch(read.id))).rejects.toThrow('killed')
    delete work.step
    expect((await productOf(skus[0]!.productId)).skus[0].listPrice).toBe(100)
    await t.run(() => w.get(EditWorkService).stretch(read.id))
    await t.run(() => w.get(EditWorkService).stretch(read.id))
    expect((await productOf(skus[0]!.productId)).skus[0].listPrice).toBe(110)
    const second = await looked({ brand: of }, { price: { by: 'amount', value: 10 } }, leaver)
    await w.facts("update bulk_edits set state = 'running' where id = $1", [second.id])
    await owner.patch(`/people/${leaver.personId}`, { status: 'disabled' })
    await t.run(() => w.get(EditWorkService).stretch(second.id))
    expect((await owner.get(`/bulk-edits/${second.id}`)).body).toMatchObject({ state: 'stopped', made: 0 })
    expect((await productOf(skus[0]!.productId)).skus[0].listPrice).toBe(110)
  })

  it('400 for none or two changes and for what isn’t there, 403 to who may not, 404 to other brands', async () => {
    const sku = await t.aSku()
    const which = { productIds: [sku.productId] }
    const ask = (who: Client, edit: object, id = newId()) => who.post('/bulk-edits', { id, which, edit })
    expect((await ask(owner, {})).status).toBe(400)
    expect((await ask(owner, { brand: 'x', categoryId: t.categoryId })).status).toBe(400)
    expect((await ask(owner, { categoryId: newId() })).status).toBe(400)
    expect((await ask(owner, { addTagId: newId() })).status).toBe(400)
    expect((await ask(t.api, { brand: 'x' })).status).toBe(401)
    const clerk = await t.aPerson('clerk', 'store', await t.aStore())
    expect((await ask(clerk, { brand: 'x' })).status).toBe(403)
    const id = newId()
    expect([
      (await ask(owner, { brand: 'x' }, id)).status,
      (await ask(owner, { brand: 'x' }, id)).body.id,
    ]).toEqual([201, id])
    expect((await ask(owner, { brand: 'y' }, id)).body.code).toBe('request.key_reused')
    await settled(id)
    const other = await w.aTenant()
    const stranger = await other.aPerson('owner')
    for (const path of ['', '/rows'])
      expect((await stranger.get(`/bulk-edits/${id}${path}`)).status).toBe(404)
    for (const verb of ['run', 'undo'])
      expect((await stranger.post(`/bulk-edits/${id}/${verb}`)).status).toBe(404)
    expect((await stranger.get('/bulk-edits')).body.items).toEqual([])
    expect((await stranger.post('/bulk-edits', { id: newId(), which, edit: { brand: 'x' } })).status).toBe(
      201,
    )
    expect((await productOf(sku.productId)).brand).toBe('')
  })
})
