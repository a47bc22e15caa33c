import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { product as aProduct, whole, words } from '../../test/goods.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { PlanService } from './plans.service.js'

const MINUTE = 60_000
let world: World, tenant: TestTenant, owner: Client, editor: Client, clerk: Client, mediaId: string
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
    permissions: ['Product:read', 'Product:update'],
    limits: { priceCut: null, refund: null, stockCorrection: null },
  })
  editor = await tenant.aPerson(role.body.key)
  mediaId = (await owner.get(`/products/${(await tenant.aSku()).productId}`)).body.media[0].id
})
afterAll(() => world.stop())

const create = async (more: object = {}): Promise<string> => {
  const made = aProduct({ categoryId: tenant.categoryId, mediaId }, more)
  expect((await owner.post('/products', made)).status).toBe(201)
  return made.id
}
const inMinutes = (minutes: number) => new Date(world.now().getTime() + minutes * MINUTE).toISOString()
const plan = (id: string, publishAt: string | null, retireAt: string | null, who = owner) =>
  who.put(`/products/${id}/plan`, { publishAt, retireAt })
const stateOf = async (id: string) => (await owner.get(`/products/${id}`)).body.state as string
const inShop = async (id: string) => (await tenant.api.get(`/shop/products/${id}?storeId=${storeId}`)).status

describe('a plan', () => {
  it('puts goods on sale and takes them off at its time, in the name of who planned it', async () => {
    const id = await create()
    expect((await plan(id, inMinutes(1), inMinutes(3))).body).toMatchObject({ productId: id, fault: '' })
    await world.advance(30_000)
    expect([await stateOf(id), await inShop(id)]).toEqual(['draft', 404])
    await world.advance(MINUTE)
    expect([await stateOf(id), await inShop(id)]).toEqual(['published', 200])
    expect((await owner.get(`/products/${id}/plan`)).body).toMatchObject({ publishAt: null, fault: '' })
    await world.advance(2 * MINUTE)
    expect([await stateOf(id), await inShop(id)]).toEqual(['retired', 404])
    const moves = (await owner.get(`/products/${id}/moves`)).body.items
    expect(moves.map((m: { move: string; note: string }) => [m.move, m.note])).toEqual([
      ['retire', '按计划 · as planned'],
      ['publish', '按计划 · as planned'],
    ])
    const [planner] = await world.facts('select name from people where id = $1', [
      (owner as Client & { personId: string }).personId,
    ])
    expect(new Set(moves.map((m: { by: string }) => m.by))).toEqual(new Set([planner!['name']]))
    expect(await world.facts('select 1 from product_plans where product_id = $1', [id])).toEqual([])
  })

  it('is carried out once by however many workers', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => create()))
    for (const id of ids) await plan(id, inMinutes(1), null)
    world.shift(2 * MINUTE)
    const plans = world.get(PlanService)
    const moved = await Promise.all(Array.from({ length: 4 }, () => tenant.run(() => plans.carryOut())))
    expect(moved.reduce((sum, n) => sum + n)).toBe(5)
    const [made] = await world.facts<{ count: string }>(
      "select count(*) from product_moves where product_id = any($1) and move = 'publish'",
      [ids],
    )
    expect(Number(made!.count)).toBe(5)
    for (const id of ids)
      expect((await owner.get(`/products/${id}`)).body).toMatchObject({ state: 'published', version: 2 })
  })

  it('that cannot be carried out says why, and is tried no more; one that somebody forestalled is done', async () => {
    const bare = await create({ mediaIds: [] })
    const early = await create()
    for (const id of [bare, early]) await plan(id, inMinutes(1), inMinutes(9))
    await owner.post(`/products/${early}/moves`, { move: 'publish' })
    await world.advance(2 * MINUTE)
    const zh = owner.with({ 'accept-language': 'zh-CN' })
    expect((await zh.get(`/products/${bare}/plan`)).body).toMatchObject({
      publishAt: null,
      retireAt: null,
      fault: '商品还不能上架：缺少 图片',
    })
    expect([await stateOf(bare), await stateOf(early)]).toEqual(['draft', 'published'])
    expect((await owner.get(`/products/${early}/plan`)).body).toMatchObject({ publishAt: null, fault: '' })
    expect((await owner.get(`/products/${early}/plan`)).body.retireAt).not.toBeNull()
    expect((await plan(bare, null, null)).body.fault).toBe('')
  })

  it('lies ahead, in order, where the state leads; a refusal plans nothing', async () => {
    const draft = await create()
    for (const [publishAt, retireAt, code] of [
      [inMinutes(-1), null, 'catalog.plan_past'],
      [null, inMinutes(-1), 'catalog.plan_past'],
      [inMinutes(5), inMinutes(5), 'catalog.plan_mixed_up'],
      [null, inMinutes(5), 'catalog.plan_unfitting'],
    ] as const)
      expect((await plan(draft, publishAt, retireAt)).body.code).toBe(code)
    expect((await plan(await create({ kind: 'booking' }), inMinutes(5), null)).body.code).toBe(
      'catalog.kind_not_sold',
    )
    await owner.post(`/products/${draft}/moves`, { move: 'publish' })
    expect((await plan(draft, inMinutes(5), null)).body.code).toBe('catalog.plan_unfitting')
    expect((await owner.get(`/products/${draft}/plan`)).body).toMatchObject({
      publishAt: null,
      retireAt: null,
    })
    expect((await plan(draft, inMinutes(5), null, editor)).status).toBe(403)
    expect((await clerk.get(`/products/${draft}/plan`)).status).toBe(403)
    expect((await tenant.api.get(`/products/${draft}/plan`)).status).toBe(401)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await plan(draft, null, inMinutes(5), stranger)).status).toBe(404)
    expect((await stranger.get(`/products/${draft}/plan`)).status).toBe(404)
  })

  it('keeps goods from edits by who may not publish: they would go on sale unseen', async () => {
    const id = await create()
    const read = (await owner.get(`/products/${id}`)).body
    await plan(id, inMinutes(5), null)
    expect((await editor.put(`/products/${id}`, whole(read, { brand: '新牌' }))).body.code).toBe(
      'catalog.planned',
    )
    expect((await owner.get(`/products/${id}`)).body).toEqual(read)
    await plan(id, null, null)
    expect((await editor.put(`/products/${id}`, whole(read, { brand: '新牌' }))).body.brand).toBe('新牌')
  })
})
