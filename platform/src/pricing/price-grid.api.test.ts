import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'

let world: World, tenant: TestTenant, owner: Client, west: Client, manager: Client, clerk: Client
let region: string, storeId: string, sister: string, elsewhere: string
let sku: TestSku, other: TestSku
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  region = tenant.regionId
  storeId = await tenant.aStore()
  sister = await tenant.aStore()
  elsewhere = await tenant.aStore({ regionId: await tenant.aRegion() })
  owner = await tenant.aPerson('owner')
  west = await tenant.aPerson('region_manager', 'region', region)
  manager = await tenant.aPerson('store_manager', 'store', storeId)
  clerk = await tenant.aPerson('clerk', 'store', storeId)
})
beforeEach(async () => {
  sku = await tenant.aSku({ price: 1000, min: 700, max: 1300 })
  other = await tenant.aSku({ price: 2000 })
})
afterAll(() => world.stop())

type Change = [skuId: string, unitId: string | null, seen: number | null, price: number | null]
const save = (who: Client, changes: Change[], { headers = {}, ...more }: Record<string, any> = {}) =>
  who.post(
    '/price-grid/changes',
    {
      unitIds: [storeId],
      changes: changes.map(([skuId, unitId, seen, price]) => ({ skuId, unitId, seen, price })),
      ...more,
    },
    headers,
  )
const grid = async (who: Client, unitIds: string[], query = '') =>
  who.get(`/price-grid?unitIds=${unitIds.join(',')}&limit=100${query}`)
const cellOf = async (unitId: string, of = sku, query = '') => {
  const { items } = (await grid(owner, [unitId], query)).body
  return items.find((r: { skuId: string }) => r.skuId === of.id).cells[0]
}
const facts = () =>
  world.facts(
    'select (select count(*)::int from unit_prices) as prices, (select count(*)::int from price_changes) as changes, (select sum(list_price)::int from skus) as lists, (select count(*)::int from outbox) as told',
  )

describe('GET /price-grid', () => {
  it('says what a place has of its own, what it inherits from whom, and whose bounds are the narrowest', async () => {
    await owner.put(`/skus/${sku.id}/prices/${region}`, { price: 950 })
    await owner.put(`/skus/${sku.id}/bounds`, { unitId: region, priceMin: 800 })
    await save(manager, [[sku.id, storeId, null, 900]])
    const { body } = await grid(owner, [region, storeId, sister, elsewhere])
    expect(body.places.map((p: any) => [p.id, p.kind, p.editable])).toEqual([
      [region, 'region', true],
      [storeId, 'store', true],
      [sister, 'store', true],
      [elsewhere, 'store', true],
    ])
    const row = body.items.find((r: any) => r.skuId === sku.id)
    const seen = row.cells.map((c: any) => [c.own, c.inherited, c.inheritedFrom?.zh ?? null, c.lowest.price])
    const name = body.places[0].name.zh
    expect(seen).toEqual([
      [950, 1000, null, 800],
      [900, 950, name, 800],
      [null, 950, name, 800],
      [null, 1000, null, 700],
    ])
    expect(row.cells[1]).toMatchObject({
      lowest: { source: 'hq', unitName: { zh: name } },
      highest: { price: 1300, source: 'hq' },
      online: 900,
      inStore: 900,
      parity: 'ok',
      keptBy: null,
    })
    expect(row.cells[1].setByName).toMatch(/^store-manager/)
  })
  it('50 SKUs by 8 places take three statements', async () => {
    const more = []
    for (let n = 0; n < 4; n++) more.push(await tenant.aStore())
    const places = [region, storeId, sister, elsewhere, ...more]
    const { status, headers, body } = await owner.get(`/price-grid?unitIds=${places.join(',')}&limit=50`)
    expect([status, headers['x-statements'], body.places.length]).toEqual([200, '3', 8])
  })
  it('narrows by text, category, brand and supplier, page by page', async () => {
    const all = (await grid(owner, [storeId])).body.items.map((r: any) => r.skuId)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: any = await owner.get(
        `/price-grid?unitIds=${storeId}&limit=2${cursor && `&cursor=${cursor}`}`,
      )
      paged.push(...body.items.map((r: any) => r.skuId))
      cursor = body.nextCursor
    }
    expect(paged).toEqual(all)
    const ids = async (query: string) =>
      (await grid(owner, [storeId], query)).body.items.map((r: any) => r.skuId)
    expect(await ids(`&q=${sku.code}`)).toEqual([sku.id])
    expect(await ids(`&categoryId=${tenant.categoryId}`)).toEqual(all)
    expect(await ids(`&categoryId=${newId()}`)).toEqual([])
    expect(await ids('&brand=nobody')).toEqual([])
    expect(await ids(`&supplierId=${newId()}`)).toEqual([])
  })
  it('400, 401, 403, 404', async () => {
    expect((await owner.get('/price-grid')).status).toBe(400)
    expect(
      (
        await grid(
          owner,
          Array.from({ length: 9 }, () => storeId),
        )
      ).status,
    ).toBe(400)
    expect((await grid(tenant.api, [storeId])).status).toBe(401)
    expect((await grid(await tenant.aShopper(), [storeId])).status).toBe(403)
    expect((await grid(manager, [sister])).status).toBe(404)
    expect((await grid(owner, [newId()])).status).toBe(404)
    // prices above stores are everybody's who reads prices, and not theirs to change
    expect((await grid(manager, [region])).body.places[0].editable).toBe(false)
  })
})

describe('POST /price-grid/changes', () => {
  it('200 saves stores, regions and list prices at once, tells and remembers, and answers the rows', async () => {
    const { status, body } = await save(
      owner,
      [
        [sku.id, storeId, null, 900],
        [sku.id, region, null, 950],
        [other.id, null, 2000, 2100],
        [other.id, sister, null, null],
      ],
      { unitIds: [storeId, sister] },
    )
    expect([status, body.saved]).toEqual([200, 3])
    expect(
      body.rows.map((r: any) => [r.skuId, r.listPrice, r.cells.map((c: any) => c.own ?? c.inherited)]),
    ).toEqual(
      expect.arrayContaining([
        [sku.id, 1000, [900, 950]],
        [other.id, 2100, [2100, 2100]],
      ]),
    )
    const history = await world.facts(
      'select kind, store_id, before, after from price_changes where sku_id = any($1::uuid[]) order by id',
      [[sku.id, other.id]],
    )
    expect(
      history.map((h) => [h['kind'], h['store_id'], h['after'].price ?? h['after'].listPrice]).sort(),
    ).toEqual(
      [
        ['list', null, 2100],
        ['price', region, 950],
        ['price', storeId, 900],
      ].sort(),
    )
    expect((await save(owner, [[sku.id, storeId, 900, null]])).body.saved).toBe(1)
    expect(await cellOf(storeId)).toMatchObject({ own: null, inherited: 950 })
  })
  it('422 names each cell that is refused and its bound’s owner, and not one of the others changed', async () => {
    await owner.put(`/skus/${sku.id}/bounds`, { unitId: region, priceMax: 1100 })
    const before = await facts()
    const { status, body } = await save(owner, [
      [other.id, storeId, null, 1900],
      [sku.id, storeId, null, 1101],
      [sku.id, sister, null, 699],
      [sku.id, null, 1000, 1301],
    ])
    expect([status, body.code, body.args.count]).toEqual([422, 'pricing.cells_refused', 3])
    expect(body.args.cells.map((c: any) => [c.unitId, c.code, c.args.priceMin, c.args.priceMax])).toEqual([
      [storeId, 'pricing.outside_bounds', null, 1100],
      [sister, 'pricing.outside_bounds', 700, 1300],
      [null, 'pricing.outside_bounds', 700, 1300],
    ])
    expect(body.args.cells[0].args.owner).toMatch(/^总部 \(区域/)
    expect(await facts()).toEqual(before)
  })
  it('422 where a cell uncovers a price that lies outside a bound below', async () => {
    await owner.put(`/skus/${sku.id}/prices/${region}`, { price: 900 })
    await owner.put(`/skus/${sku.id}/bounds`, { unitId: storeId, priceMax: 950 })
    const before = await facts()
    const { body } = await save(owner, [[sku.id, region, 900, null]])
    expect(body.args.cells).toMatchObject([{ unitId: region, code: 'pricing.outside_bounds' }])
    expect(await facts()).toEqual(before)
    // covered in the same request it passes
    expect(
      (
        await save(owner, [
          [sku.id, region, 900, null],
          [sku.id, storeId, null, 940],
        ])
      ).status,
    ).toBe(200)
  })
  it('422 for a cell that somebody else changed meanwhile, with who and what, and it stays theirs', async () => {
    await save(manager, [[sku.id, storeId, null, 900]])
    const { status, body } = await save(owner, [
      [sku.id, storeId, null, 910],
      [other.id, storeId, null, 1900],
    ])
    expect(status).toBe(422)
    expect(body.args.cells).toMatchObject([
      { skuId: sku.id, unitId: storeId, code: 'pricing.cell_changed', args: { price: 900, now: '¥9.00' } },
    ])
    expect(body.args.cells[0].args.who).toMatch(/^store-manager/)
    expect(body.args.cells[0].args.at).toMatch(/^2026-/)
    expect((await cellOf(storeId)).own).toBe(900)
    expect((await cellOf(storeId, other)).own).toBeNull()
  })
  it('of two at once one is saved and the other told', async () => {
    const both = await Promise.all([
      save(manager, [[sku.id, storeId, null, 900]]),
      save(owner, [[sku.id, storeId, null, 910]]),
    ])
    expect(both.map((a) => a.status).sort()).toEqual([200, 422])
    expect(await world.facts('select 1 from unit_prices where sku_id = $1', [sku.id])).toHaveLength(1)
  })
  it('the same key saves once and answers the same', async () => {
    const headers = { 'idempotency-key': newId() }
    const first = await save(owner, [[sku.id, storeId, null, 900]], { headers })
    const second = await save(owner, [[sku.id, storeId, null, 900]], { headers })
    expect([second.status, second.body]).toEqual([200, first.body])
    expect(await world.facts('select 1 from price_changes where sku_id = $1', [sku.id])).toHaveLength(1)
  })
  it('edits one channel without the others', async () => {
    await save(owner, [[sku.id, storeId, null, 1100]], { channel: 'in_store' })
    expect(await cellOf(storeId, sku, '&channel=in_store')).toMatchObject({
      own: 1100,
      online: 1000,
      inStore: 1100,
    })
    expect((await cellOf(storeId)).own).toBeNull()
  })
  it('refuses a cut beyond the limit of who asks', async () => {
    const cheap = await tenant.aSku({ price: 1000 })
    const { body } = await save(manager, [[cheap.id, storeId, null, 100]])
    expect(body.args.cells).toMatchObject([{ code: 'pricing.cut_over_limit' }])
    expect((await cellOf(storeId, cheap)).own).toBeNull()
  })
  it('400, 401, 403, 404; none changed anything', async () => {
    const before = await facts()
    const refused = async (who: Client, ...changes: Change[]) => (await save(who, changes)).status
    expect(await refused(owner)).toBe(400)
    expect(await refused(owner, [sku.id, storeId, null, 0])).toBe(400)
    expect(await refused(owner, [sku.id, null, 1000, null])).toBe(400)
    expect(await refused(owner, [sku.id, storeId, null, 900], [sku.id, storeId, null, 901])).toBe(400)
    const many = Array.from({ length: 501 }, (): Change => [newId(), storeId, null, 900])
    expect(await refused(owner, ...many)).toBe(400)
    expect(await refused(tenant.api, [sku.id, storeId, null, 900])).toBe(401)
    expect(await refused(clerk, [sku.id, storeId, null, 900])).toBe(403)
    expect(await refused(manager, [sku.id, null, 1000, 1100])).toBe(404)
    expect(await refused(manager, [sku.id, storeId, null, 900], [sku.id, sister, null, 900])).toBe(404)
    expect(await refused(manager, [sku.id, region, null, 900])).toBe(404)
    expect(await refused(west, [sku.id, elsewhere, null, 900])).toBe(404)
    expect(await refused(owner, [newId(), storeId, null, 900])).toBe(404)
    expect(await refused(owner, [sku.id, newId(), null, 900])).toBe(404)
    expect(await facts()).toEqual(before)
  })
})

describe('prices that HQ keeps for some goods', () => {
  const level = (kind: 'categories' | 'products', id: string, to: string | null, who = owner) =>
    who.put(`/${kind}/${id}/price-level`, { level: to })
  const aCategory = async (parentId: string | null = null) => {
    const id = newId()
    const { status, text } = await owner.post('/categories', {
      id,
      parentId,
      name: { zh: `类${id.slice(-6)}`, en: '' },
    })
    if (status >= 300) throw new Error(text)
    return id
  }
  const priced = (who: Client, unit: string, of: TestSku) =>
    who.put(`/skus/${of.id}/prices/${unit}`, { price: 900 })

  it('a category keeps all below it; the nearest word counts, a product’s first of all', async () => {
    const top = await aCategory()
    const below = await aCategory(top)
    const one = await tenant.aSku({ categoryId: below })
    expect((await level('categories', top, 'hq')).status).toBe(204)
    const before = await facts()
    const refused = await manager.put(`/stores/${storeId}/prices/${one.id}`, { price: 900 })
    expect([refused.status, refused.body.code, refused.body.args.who]).toEqual([
      403,
      'pricing.goods_decided_above',
      '总部',
    ])
    expect((await priced(west, region, one)).status).toBe(403)
    const cells = await save(manager, [[one.id, storeId, null, 900]])
    expect(cells.body.args.cells).toMatchObject([{ code: 'pricing.goods_decided_above' }])
    expect(await facts()).toEqual(before)
    const seen = (await grid(manager, [storeId])).body.items.find((r: any) => r.skuId === one.id).cells[0]
    expect([seen.keptBy, seen.keptGoods.zh]).toEqual(['hq', refused.body.args.goods])
    expect((await priced(owner, storeId, one)).status).toBe(200)
    await level('categories', below, 'region')
    expect((await priced(west, region, one)).status).toBe(200)
    expect((await manager.put(`/stores/${storeId}/prices/${one.id}`, { price: 910 })).status).toBe(403)
    await level('products', one.productId, 'store')
    expect((await manager.put(`/stores/${storeId}/prices/${one.id}`, { price: 910 })).status).toBe(200)
    await level('products', one.productId, null)
    expect((await manager.put(`/stores/${storeId}/prices/${one.id}`, { price: 920 })).status).toBe(403)
  })
  it('the word on goods goes before the brand’s; a place that is kept stays kept', async () => {
    const own = await aCategory()
    const free = await tenant.aSku({ categoryId: own })
    await owner.put(`/decisions/${tenant.hqId}`, { decision: 'price', level: 'hq' })
    await level('categories', own, 'store')
    expect((await manager.put(`/stores/${storeId}/prices/${sku.id}`, { price: 900 })).status).toBe(403)
    expect((await manager.put(`/stores/${storeId}/prices/${free.id}`, { price: 900 })).status).toBe(200)
    await owner.put(`/decisions/${storeId}`, { decision: 'price', level: 'region' })
    expect((await manager.put(`/stores/${storeId}/prices/${free.id}`, { price: 910 })).body.code).toBe(
      'pricing.decided_above',
    )
    for (const unit of [tenant.hqId, storeId])
      await owner.put(`/decisions/${unit}`, { decision: 'price', level: null })
    expect((await manager.put(`/stores/${storeId}/prices/${sku.id}`, { price: 900 })).status).toBe(200)
  })
  it('are listed; 400, 403 and 404 for those who set them', async () => {
    const top = await aCategory()
    await level('categories', top, 'hq')
    const { items } = (await owner.get('/price-levels?limit=100')).body
    expect(items.find((l: any) => l.categoryId === top)).toMatchObject({ productId: null, level: 'hq' })
    const before = await world.facts('select * from price_levels order by id')
    expect((await level('categories', top, 'nobody')).status).toBe(400)
    expect((await level('categories', top, 'store', manager)).status).toBe(403)
    expect((await manager.get('/price-levels')).status).toBe(403)
    expect((await level('categories', newId(), 'hq')).status).toBe(404)
    expect((await level('products', newId(), 'hq')).status).toBe(404)
    expect(await world.facts('select * from price_levels order by id')).toEqual(before)
  })
})
