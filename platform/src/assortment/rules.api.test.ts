import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { whole } from '../../test/goods.js'
import { newId, World, type Answer, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { useClock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { answersGiven } from '../kernel/metrics.js'
import { RuleMatchesRepo } from './rule-matches.repo.js'
import { RulesListeners } from './rules.listeners.js'
import { SettlingService } from './settling.service.js'
import { WalksService } from './walks.service.js'

let w: World, t: TestTenant, owner: Client & { personId: string }
/** Two stores in the east, one in the west. */
let east: string, west: string, lake: string, tower: string, harbour: string
/** A category with one below it. */
let fruit: string, citrus: string

beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  owner = await t.aPerson('owner')
  east = await t.aRegion()
  west = await t.aRegion()
  lake = await t.aStore({ regionId: east })
  tower = await t.aStore({ regionId: east })
  harbour = await t.aStore({ regionId: west })
})
afterAll(() => w.stop())

/** Each test has categories, and rules, of its own. */
beforeEach(async () => {
  fruit = await aCategory(null)
  citrus = await aCategory(fruit)
})
const aCategory = async (parentId: string | null): Promise<string> => {
  const id = newId()
  const made = await owner.post('/categories', { id, parentId, name: { zh: '类', en: '' }, position: 1 })
  expect(made.status).toBe(201)
  return id
}
const code = ({ status, body }: Answer) => [status, body?.code]
type Fields = { condition: object[]; unitIds: string[]; active?: boolean; name?: string }
const fields = ({ name = '规则', active = true, ...rest }: Fields) => ({ name, active, ...rest })
const inFruit = () => [{ by: 'category', ids: [fruit] }]
/** Waits until a rule is written out. */
const settled = (id: string): Promise<any> =>
  w.until(async () => {
    const { body } = await owner.get(`/allocation-rules/${id}`)
    return body.progress === null ? body : undefined
  }, `the end of rule ${id}`)
async function aRule(rule: Fields, id = newId()): Promise<string> {
  const { status, text } = await owner.post('/allocation-rules', { id, ...fields(rule) })
  expect([status, text]).toEqual([201, text])
  await settled(id)
  return id
}
async function edit(id: string, change: Partial<Fields>): Promise<any> {
  const { body: is } = await owner.get(`/allocation-rules/${id}`)
  const { name, condition, active, version } = is
  const unitIds = is.units.map((u: { unitId: string }) => u.unitId)
  const answer = await owner.put(`/allocation-rules/${id}`, {
    ...{ name, condition, unitIds, active, version },
    ...change,
  })
  expect([answer.status, answer.text]).toEqual([200, answer.text])
  return settled(id)
}
const off = (id: string) => edit(id, { active: false })
const change = (kind: string, unitIds: string[], ...goods: TestSku[]) =>
  owner.post('/allocation-changes', {
    id: newId(),
    which: { productIds: goods.map((g) => g.productId) },
    kind,
    unitIds,
  })
const range = async (sku: TestSku) => {
  const { body } = await owner.get(`/products/${sku.productId}/allocation`)
  return {
    assortment: body.assortment,
    units: body.units.map((u: { unitId: string }) => u.unitId).sort(),
    byHand: body.byHand,
    rules: body.rules.map((r: { ruleId: string }) => r.ruleId).sort(),
  }
}
const EVERYWHERE = { assortment: 'all', units: [] as string[], byHand: false, rules: [] as string[] }
const ruled = (units: string[], ...rules: string[]) => ({
  assortment: 'chosen',
  units: units.toSorted(),
  byHand: false,
  rules: rules.toSorted(),
})
const comes = (sku: TestSku, wanted: object) =>
  w.until(async () => JSON.stringify(await range(sku)) === JSON.stringify(wanted), JSON.stringify(wanted))
const soldIn = async (sku: TestSku) => {
  const answers = await Promise.all(
    [lake, tower, harbour].map((store) => t.api.get(`/shop/products/${sku.productId}?storeId=${store}`)),
  )
  return answers.map((a) => a.status === 200)
}
/** What happens when somebody has changed goods. */
const hear = (...goods: TestSku[]) =>
  t.run(() =>
    transaction(() => w.get(RulesListeners).changedMany({ productIds: goods.map((g) => g.productId) })),
  )
/** Waits until everything that happened so far has been heard of. */
const heard = () =>
  w.until(async () => {
    const left = 'select 1 from outbox where tenant_id = $1 and ctx.is_queued(id::text) limit 1'
    return (await w.facts(left, [t.ref.id])).length === 0
  }, 'the delivery of all events')
const mark = (sku: TestSku, marks: { classificationIds?: string[]; tags?: object[] }) =>
  owner.put(`/products/${sku.productId}/marks`, { classificationIds: [], tags: [], ...marks })

describe('a rule', () => {
  it('releases all that fits to exactly its stores; off, it takes back what it gave and nothing else', async () => {
    const deep = await t.aSku({ categoryId: citrus })
    const draft = await t.aSku({ categoryId: fruit, publish: false })
    const other = await t.aSku()
    const own = await t.aSku({ categoryId: citrus })
    await change('only', [harbour], own)
    const asked = { condition: inFruit(), unitIds: [east], active: true }
    expect((await owner.post('/allocation-rules/preview', asked)).body).toEqual({
      matched: 3,
      byHand: 1,
      products: 2,
      gained: 0,
      lost: 2,
      stores: 2,
      changedStores: 1,
      firstStores: [expect.objectContaining({ storeId: harbour, gained: 0, lost: 2 })],
      firstGoods: [draft, deep].map((sku) =>
        expect.objectContaining({ productId: sku.productId, gained: 0, lost: 1, stores: 2 }),
      ),
    })
    expect(await range(deep)).toEqual(EVERYWHERE)
    const rule = await aRule({ ...asked, name: '东区水果' })
    expect((await owner.get('/allocation-rules')).body.items).toContainEqual(
      expect.objectContaining({ id: rule, name: '东区水果', goods: 2, storeCount: 2, active: true }),
    )
    for (const sku of [deep, draft]) expect(await range(sku)).toEqual(ruled([east], rule))
    expect(await soldIn(deep)).toEqual([true, true, false])
    expect(await soldIn(other)).toEqual([true, true, true])
    expect(await soldIn(own)).toEqual([false, false, true])
    const page = (await owner.get(`/allocations?ruleId=${rule}`)).body.items
    expect(page.map((a: { productId: string }) => a.productId).sort()).toEqual(
      [deep, draft].map((s) => s.productId).sort(),
    )
    expect((await owner.get('/allocation-changes?limit=1')).body.items).toMatchObject([
      { kind: 'ruled', products: 2, gained: 0, lost: 2, rules: [{ ruleId: rule, name: '东区水果' }] },
    ])
    const traced = await w.facts(
      "select after from audit_entries where object_id = $1 and after ->> 'kind' = 'ruled'",
      [rule],
    )
    expect(traced).toEqual([
      { after: { kind: 'ruled', rules: ['东区水果'], products: 2, gained: 0, lost: 2 } },
    ])

    expect(await off(rule)).toMatchObject({ active: false, goods: 0 })
    for (const sku of [deep, draft]) expect(await range(sku)).toEqual(EVERYWHERE)
    expect(await soldIn(deep)).toEqual([true, true, true])
    expect(await soldIn(own)).toEqual([false, false, true])
    expect((await owner.delete(`/allocation-rules/${rule}`)).status).toBe(204)
    expect((await owner.get(`/allocation-rules/${rule}`)).status).toBe(404)
  })

  it('asks for every term of its condition, each with any of its values', async () => {
    const [tag, tree, summer, sets, long, flag] = Array.from({ length: 6 }, () => newId()) as [
      string,
      ...string[],
    ] as string[] as [string, string, string, string, string, string]
    await owner.post('/tags', { id: tag, name: { zh: '热卖', en: '' }, colour: 'red' })
    await owner.post('/classifications', { id: tree, parentId: null, name: { zh: '季节', en: '' } })
    await owner.post('/classifications', { id: summer, parentId: tree, name: { zh: '夏', en: '' } })
    const july = newId()
    await owner.post('/classifications', { id: july, parentId: summer, name: { zh: '七月', en: '' } })
    await owner.post('/attributes', {
      id: sets,
      kind: 'choice',
      name: { zh: '长短', en: '' },
      choices: [{ id: long, name: { zh: '长', en: '' } }],
    })
    await owner.post('/attributes', { id: flag, kind: 'flag', name: { zh: '有机', en: '' } })
    const sku = await t.aSku({ categoryId: citrus })
    const { body: is } = await owner.get(`/products/${sku.productId}`)
    const values = [
      { attributeId: sets, value: long },
      { attributeId: flag, value: 'true' },
    ]
    const put = await owner.put(`/products/${sku.productId}`, whole(is, { brand: '山谷', values }))
    expect([put.status, put.text]).toEqual([200, put.text])
    await mark(sku, {
      classificationIds: [july],
      tags: [{ tagId: tag, from: '2026-01-01T00:00:00.000Z', until: null }],
    })
    const all = [
      { by: 'category', ids: [t.categoryId, fruit] },
      { by: 'brand', names: ['别家', '山谷'] },
      { by: 'tag', ids: [tag] },
      { by: 'classification', ids: [summer] },
      { by: 'value', ids: [long] },
      { by: 'value', ids: [flag] },
    ]
    const fits = async (condition: object[]) =>
      (await owner.post('/allocation-rules/preview', { condition, unitIds: [east], active: true })).body
        .firstGoods.length
    expect(await fits(all)).toBe(1)
    const others = [
      { by: 'category', ids: [t.categoryId] },
      { by: 'brand', names: ['别家'] },
      { by: 'supplier', ids: [await aSupplier()] },
    ]
    for (const other of others)
      expect(await fits([...all.filter((term) => term.by !== other.by), other])).toBe(0)
    await mark(sku, { tags: [{ tagId: tag, from: '2026-01-01T00:00:00.000Z', until: null }] })
    expect(await fits(all)).toBe(0)
    expect(await fits(all.filter((term) => term.by !== 'classification'))).toBe(1)
    await owner.patch(`/tags/${tag}`, { active: false })
    expect(await fits(all.filter((term) => term.by !== 'classification'))).toBe(0)
    expect(await fits(all.filter((term) => !['classification', 'tag'].includes(term.by)))).toBe(1)
  })

  it('together with others: goods are sold where any of them says, and each takes back its own', async () => {
    const sku = await t.aSku({ categoryId: citrus })
    const [wide, narrow] = [
      await aRule({ condition: inFruit(), unitIds: [east] }),
      await aRule({ condition: [{ by: 'category', ids: [citrus] }], unitIds: [harbour, lake, harbour] }),
    ]
    expect(await range(sku)).toEqual(ruled([east, harbour, lake], wide, narrow))
    expect(await soldIn(sku)).toEqual([true, true, true])
    await edit(narrow, { unitIds: [lake] })
    expect(await range(sku)).toEqual(ruled([east, lake], wide, narrow))
    expect(await soldIn(sku)).toEqual([true, true, false])
    await off(wide)
    expect(await range(sku)).toEqual(ruled([lake], narrow))
    await edit(narrow, { condition: [{ by: 'category', ids: [await aCategory(null)] }] })
    expect(await range(sku)).toEqual(EVERYWHERE)
    await off(narrow)
  })

  it('kept pages follow it, and the till hears of it', async () => {
    const sku = await t.aSku({ categoryId: citrus })
    const frozen = w.now()
    useClock({ now: () => frozen })
    const window = async () =>
      (await t.api.get(`/shop/products?storeId=${harbour}&categoryId=${fruit}`)).body.items.length
    const kept = async () =>
      (await answersGiven.get()).values.find((v) => Object.values(v.labels).includes('kept'))?.value ?? 0
    // what was made before may still be told of: from here on the page is given as it is kept
    await w.until(async () => {
      const before = await kept()
      expect(await window()).toBe(1)
      return (await kept()) > before
    }, 'a kept page')
    const rule = await aRule({ condition: inFruit(), unitIds: [east] })
    expect(await window()).toBe(0)
    useClock({ now: () => w.now() })
    expect(await soldIn(sku)).toEqual([true, true, false])
    await off(rule)
  })
})

describe('goods', () => {
  it('that are made, moved, marked, imported by others, or lose a category follow', async () => {
    const tag = newId()
    await owner.post('/tags', { id: tag, name: { zh: '东区', en: '' }, colour: 'red' })
    const byCategory = await aRule({ condition: inFruit(), unitIds: [east] })
    const byTag = await aRule({ condition: [{ by: 'tag', ids: [tag] }], unitIds: [harbour] })
    const made = await t.aSku({ categoryId: citrus })
    await comes(made, ruled([east], byCategory))
    const { body } = await owner.get(`/products/${made.productId}`)
    await owner.put(`/products/${made.productId}`, whole(body, { categoryId: t.categoryId }))
    await comes(made, EVERYWHERE)
    await mark(made, { tags: [{ tagId: tag, from: '2026-01-01T00:00:00.000Z', until: null }] })
    await comes(made, ruled([harbour], byTag))
    const id = newId()
    await owner.post('/bulk-edits', {
      id,
      which: { productIds: [made.productId] },
      edit: { categoryId: citrus },
    })
    await w.until(async () => (await owner.get(`/bulk-edits/${id}`)).body.state === 'ready')
    await owner.post(`/bulk-edits/${id}/run`)
    await comes(made, ruled([east, harbour], byCategory, byTag))
    await owner.patch(`/categories/${citrus}`, { parentId: null })
    await comes(made, ruled([harbour], byTag))
    await owner.patch(`/tags/${tag}`, { active: false })
    await comes(made, EVERYWHERE)
    for (const rule of [byCategory, byTag]) await off(rule)
  })

  it('whose tag begins or ends by itself follow within a minute, without anybody touching them', async () => {
    const tag = newId()
    await owner.post('/tags', { id: tag, name: { zh: '周末', en: '' }, colour: 'red' })
    const rule = await aRule({ condition: [{ by: 'tag', ids: [tag] }], unitIds: [east] })
    const sku = await t.aSku()
    const at = (minutes: number) => new Date(w.now().getTime() + minutes * 60_000).toISOString()
    await mark(sku, { tags: [{ tagId: tag, from: at(10), until: at(20) }] })
    await w.advance(5 * 60_000)
    expect(await range(sku)).toEqual(EVERYWHERE)
    await w.advance(6 * 60_000)
    owner = await t.aPerson('owner')
    expect(await range(sku)).toEqual(ruled([east], rule))
    await w.advance(10 * 60_000)
    owner = await t.aPerson('owner')
    expect(await range(sku)).toEqual(EVERYWHERE)
    await off(rule)
  })

  it('that nobody told of follow within hours', async () => {
    const rule = await aRule({ condition: inFruit(), unitIds: [east] })
    const sku = await t.aSku()
    await heard()
    await w.facts('update products set category_id = $2 where id = $1', [sku.productId, fruit])
    await w.advance(5 * 3_600_000)
    owner = await t.aPerson('owner')
    expect(await range(sku)).toEqual(EVERYWHERE)
    await w.advance(2 * 3_600_000)
    owner = await t.aPerson('owner')
    await comes(sku, ruled([east], rule))
    await off(rule)
  })

  it('that somebody set by hand are no rule’s, until they are left to the rules again; an undo leaves them so too', async () => {
    const sku = await t.aSku({ categoryId: fruit })
    const rule = await aRule({ condition: inFruit(), unitIds: [east] })
    const byHand = (await change('add', [harbour], sku)).body
    const hand = { ...ruled([east, harbour]), byHand: true }
    expect(byHand).toMatchObject({ kind: 'add', gained: 1, lost: 0 })
    expect(await range(sku)).toEqual(hand)
    await edit(rule, { unitIds: [tower] })
    await hear(sku)
    expect(await range(sku)).toEqual(hand)
    expect((await owner.post(`/allocation-changes/${byHand.id}/undo`)).body.undone).toMatchObject({
      restored: 1,
    })
    expect(await range(sku)).toEqual(ruled([tower], rule))
    const everywhere = await change('everywhere', [], sku)
    expect(everywhere.body).toMatchObject({ gained: 2, lost: 0 })
    expect(await range(sku)).toEqual({ ...EVERYWHERE, byHand: true })
    const which = { productIds: [sku.productId] }
    expect(
      (await owner.post('/allocation-changes/preview', { which, kind: 'rules', unitIds: [] })).body,
    ).toMatchObject({ matched: 1, products: 1, gained: 0, lost: 2, fromRules: 0 })
    expect((await change('rules', [], sku)).body).toMatchObject({ kind: 'rules', lost: 2 })
    expect(await range(sku)).toEqual(ruled([tower], rule))
    expect(code(await change('rules', [], sku))).toEqual([409, 'assortment.nothing_changes'])
    expect(
      (await owner.post('/allocation-changes/preview', { which, kind: 'only', unitIds: [east] })).body,
    ).toMatchObject({ products: 1, fromRules: 1 })
    await off(rule)
    const made = (await owner.get('/allocation-changes?limit=1')).body.items[0]
    expect(made.kind).toBe('ruled')
    expect(code(await owner.post(`/allocation-changes/${made.id}/undo`))).toEqual([
      409,
      'assortment.undo_by_rule',
    ])
  })

  it('narrowed before there were rules were narrowed by hand', async () => {
    const sku = await t.aSku({ categoryId: fruit })
    await change('only', [harbour], sku)
    await w.facts('update products set by_hand = null where id = $1', [sku.productId])
    const rule = await aRule({ condition: inFruit(), unitIds: [east] })
    expect(await range(sku)).toEqual({ ...ruled([harbour]), byHand: true })
    await off(rule)
  })
})

describe('the way of a rule through the goods', () => {
  it('goes step by step: so many looked at, so many written, none twice, none left out', async () => {
    const before = newId()
    const goods = []
    for (const categoryId of [citrus, t.categoryId, fruit, citrus, fruit])
      goods.push((await t.aSku({ categoryId })).productId)
    const rule = { id: newId(), condition: [{ by: 'category' as const, ids: [fruit] }], active: true }
    const [first, , third, fourth, last] = goods as [string, string, string, string, string]
    const next = (after: string, page: number, most: number) =>
      t.run(() => transaction(() => w.get(RuleMatchesRepo).next(rule, after, { page, most })))
    expect(await next(before, 3, 9)).toEqual({ ids: [first, third], up_to: third, seen: 3, last: false })
    expect(await next(before, 9, 2)).toEqual({ ids: [first, third], up_to: third, seen: 3, last: false })
    expect(await next(third, 9, 9)).toEqual({ ids: [fourth, last], up_to: last, seen: 2, last: true })
    expect(await next(last, 9, 9)).toEqual({ ids: [], up_to: null, seen: 0, last: true })
    rule.active = false
    expect(await next(before, 9, 9)).toMatchObject({ ids: [], last: true })
  })

  it('is gone on with after a worker that died, each product once', async () => {
    const sku = await t.aSku({ categoryId: fruit })
    const walks = w.get(WalksService) as unknown as { step?: () => Promise<boolean> }
    const { step } = Object.getPrototypeOf(walks) as { step: () => Promise<boolean> }
    walks.step = async function (this: unknown) {
      await step.call(this)
      throw Object.assign(new Error('killed'), { code: 'killed' })
    }
    const id = newId()
    await owner.post('/allocation-rules', { id, ...fields({ condition: inFruit(), unitIds: [east] }) })
    await expect(t.run(() => w.get(WalksService).stretch())).rejects.toThrow('killed')
    expect(await range(sku)).toEqual(EVERYWHERE)
    expect((await owner.get(`/allocation-rules/${id}`)).body.progress).toMatchObject({ seen: 0 })
    delete walks.step
    // the queue would try again by itself, later than anybody waits here; the hourly look finds it silent
    await w.advance(11 * 60_000)
    owner = await t.aPerson('owner')
    await settled(id)
    expect(await range(sku)).toEqual(ruled([east], id))
    const changes = await w.facts<{ products: string }>(
      'select products from allocation_changes where rules @> $1::jsonb',
      [JSON.stringify([{ ruleId: id }])],
    )
    expect(changes).toEqual([{ products: '1' }])
    await off(id)
  })
})

describe('many at once', () => {
  it('hands, rules and stores that move: what somebody set stays, the rest is what the rules say, and nothing is left over', async () => {
    const goods: TestSku[] = []
    for (let i = 0; i < 6; i++) goods.push(await t.aSku({ categoryId: fruit }))
    const rule = await aRule({ condition: inFruit(), unitIds: [east] })
    const put = async (unitIds: string[]) => {
      for (;;) {
        const { version } = (await owner.get(`/allocation-rules/${rule}`)).body
        const answer = await owner.put(`/allocation-rules/${rule}`, {
          ...fields({ condition: inFruit(), unitIds }),
          version,
        })
        if (answer.status === 200) return
        expect(code(answer)).toEqual([409, 'assortment.rule_stale'])
      }
    }
    const [hand, ...left] = goods as [TestSku, ...TestSku[]]
    await Promise.all([
      put([west]),
      put([lake, tower]),
      ...left.map((sku) => hear(sku)),
      change('only', [harbour], hand),
      change('only', [lake], left[0]!).then(() => change('rules', [], left[0]!)),
      owner.patch(`/stores/${tower}`, { regionId: west }),
      hear(...goods),
    ])
    const { units } = await settled(rule)
    const now = units.map((u: { unitId: string }) => u.unitId)
    expect(await range(hand)).toEqual({ ...ruled([harbour]), byHand: true })
    for (const sku of left) expect(await range(sku)).toEqual(ruled(now, rule))
    await put([west])
    await settled(rule)
    expect(await soldIn(left[1]!)).toEqual([false, true, true])
    await owner.patch(`/stores/${tower}`, { regionId: east })
    expect(await soldIn(left[1]!)).toEqual([false, false, true])
    await off(rule)
    expect(
      await w.facts('select 1 from ruled_products where product_id = any($1)', [
        goods.map((g) => g.productId),
      ]),
    ).toEqual([])
  })
})

describe('whoever writes goods by a rule', () => {
  it('holds it still until they are written: a change of the rule meets these goods too', async () => {
    const rule = await aRule({ condition: inFruit(), unitIds: [east] })
    const sku = await t.aSku()
    await heard()
    await w.facts('update products set category_id = $2 where id = $1', [sku.productId, fruit])
    const nothing = await aCategory(null)
    let changed: Promise<unknown> = Promise.resolve()
    await t.run(() =>
      transaction(async () => {
        expect(await w.get(SettlingService).settle([sku.productId])).toBe(1)
        let through = false
        changed = edit(rule, { condition: [{ by: 'category', ids: [nothing] }] }).then(() => (through = true))
        const waits = () =>
          w.facts(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
        await w.until(async () => through || (await waits()).length > 0)
      }),
    )
    await changed
    expect(await range(sku)).toEqual(EVERYWHERE)
    await off(rule)
  })
})

describe('conditions on attributes', () => {
  const [grams, note, kind] = [newId(), newId(), newId()]
  const aGood = async (...values: [string, string, string?][]): Promise<TestSku> => {
    const sku = await t.aSku({ categoryId: fruit })
    const { body } = await owner.get(`/products/${sku.productId}`)
    const said = values.map(([attributeId, value, valueEn = '']) => ({ attributeId, value, valueEn }))
    const { status, text } = await owner.put(`/products/${sku.productId}`, whole(body, { values: said }))
    expect([status, text]).toEqual([200, text])
    return sku
  }
  /** Which of some goods a condition fits, as its preview counts them and as its rule writes them out. */
  const fitting = async (id: string, goods: readonly TestSku[], term: object): Promise<number[]> => {
    const condition = [...inFruit(), term]
    const seen = await owner.post('/allocation-rules/preview', {
      ...{ id, condition, unitIds: [west], active: true },
    })
    await edit(id, { condition })
    const rules = await Promise.all(goods.map(async (sku) => (await range(sku)).rules))
    const places = rules.flatMap((ids, n) => (ids.includes(id) ? [n] : []))
    expect([seen.text, seen.body.matched]).toEqual([seen.text, places.length])
    return places
  }

  it('numbers between two ends, both included and compared exactly; texts that are or hold one, in either language', async () => {
    for (const attribute of [
      { id: grams, kind: 'number', name: { zh: '净重', en: '' } },
      { id: note, kind: 'text', name: { zh: '工艺', en: '' } },
      {
        ...{ id: kind, kind: 'choice', name: { zh: '材质', en: '' } },
        choices: [{ id: newId(), name: { zh: '棉', en: '' } }],
      },
    ])
      expect((await owner.post('/attributes', attribute)).status).toBe(201)
    const goods = [
      await aGood([grams, '3.0000']),
      await aGood([grams, '5'], [note, 'Hand made 100%']),
      await aGood([grams, '5.0001'], [note, '手工', 'hand MADE']),
      await aGood([grams, '-10']),
      await aGood([grams, '999999999999.9999'], [note, '1000']),
      await aGood(),
    ]
    const number = (from: string | null, to: string | null) => ({
      by: 'number',
      attributeId: grams,
      from,
      to,
    })
    const text = (how: string, ...texts: string[]) => ({ by: 'text', attributeId: note, how, texts })
    const id = await aRule({ condition: inFruit(), unitIds: [west] })
    expect(await fitting(id, goods, number('3', '5'))).toEqual([0, 1])
    expect(await fitting(id, goods, number('5', '5'))).toEqual([1])
    expect(await fitting(id, goods, number('5.0001', null))).toEqual([2, 4])
    expect(await fitting(id, goods, number(null, '-9.5'))).toEqual([3])
    expect(await fitting(id, goods, number('999999999999.9999', null))).toEqual([4])
    expect(await fitting(id, goods, text('is', 'HAND made'))).toEqual([2])
    expect(await fitting(id, goods, text('holds', 'hand'))).toEqual([1, 2])
    expect(await fitting(id, goods, text('holds', '100%', '手'))).toEqual([1, 2])
    expect(await fitting(id, goods, text('is', '1000', '手工'))).toEqual([2, 4])
    // goods follow their values
    await edit(id, { condition: [...inFruit(), number('3', '5')] })
    const [light] = goods
    const { body } = await owner.get(`/products/${light!.productId}`)
    await owner.put(`/products/${light!.productId}`, whole(body, { values: [] }))
    await comes(light!, EVERYWHERE)
    expect(await soldIn(goods[1]!)).toEqual([false, false, true])
    await off(id)
  })

  it('400 for an attribute of another kind or none, no end, ends the wrong way round', async () => {
    const before = (await owner.get('/allocation-rules')).body.items.length
    for (const term of [
      { by: 'number', attributeId: note, from: '1', to: null },
      { by: 'text', attributeId: grams, how: 'is', texts: ['1'] },
      { by: 'number', attributeId: kind, from: '1', to: null },
      { by: 'number', attributeId: newId(), from: '1', to: null },
      { by: 'number', attributeId: grams, from: null, to: null },
      { by: 'number', attributeId: grams, from: '10', to: '9' },
      { by: 'number', attributeId: grams, from: '1e3', to: null },
      { by: 'number', attributeId: grams, from: 'ten', to: '9' },
      { by: 'text', attributeId: note, how: 'like', texts: ['1'] },
      { by: 'text', attributeId: note, how: 'is', texts: [] },
    ]) {
      const rule = { condition: [term], unitIds: [east] }
      expect([term, code(await owner.post('/allocation-rules', { id: newId(), ...fields(rule) }))]).toEqual([
        term,
        [400, 'request.invalid'],
      ])
    }
    expect((await owner.get('/allocation-rules')).body.items).toHaveLength(before)
  })
})

describe('whoever asks for what cannot be', () => {
  it('400, 401, 403, 404, 409 and 422; nothing is kept', async () => {
    const rule = await aRule({ condition: inFruit(), unitIds: [east], active: false })
    const before = await w.facts('select id, version from allocation_rules order by id')
    const post = (body: object, who: Client = owner) =>
      who.post('/allocation-rules', {
        id: newId(),
        ...fields({ condition: inFruit(), unitIds: [east] }),
        ...body,
      })
    for (const body of [
      { condition: [] },
      { condition: [{ by: 'category', ids: [] }] },
      { condition: [{ by: 'brand', ids: [fruit] }] },
      { condition: [{ by: 'weather', ids: [fruit] }] },
      { unitIds: [] },
      { unitIds: Array.from({ length: 101 }, newId) },
      { name: '' },
    ])
      expect((await post(body)).status).toBe(400)
    for (const by of ['category', 'supplier', 'tag', 'classification', 'value'])
      expect(code(await post({ condition: [{ by, ids: [newId()] }] }))).toEqual([400, 'request.invalid'])
    expect(code(await post({ unitIds: [newId()] }))).toEqual([422, 'assortment.place_invalid'])
    expect((await post({}, t.api)).status).toBe(401)
    const manager = await t.aPerson('store_manager', 'store', lake)
    expect((await post({}, manager)).status).toBe(403)
    expect((await manager.get('/allocation-rules')).status).toBe(403)
    const body = { ...fields({ condition: inFruit(), unitIds: [west] }), version: 7 }
    expect(code(await owner.put(`/allocation-rules/${rule}`, body))).toEqual([409, 'assortment.rule_stale'])
    expect(code(await post({ id: rule, name: '另一个' }))).toEqual([422, 'request.key_reused'])
    const stranger = await (await w.aTenant()).aPerson('owner')
    for (const who of [owner, stranger]) {
      const id = who === owner ? newId() : rule
      expect((await who.get(`/allocation-rules/${id}`)).status).toBe(404)
      expect((await who.put(`/allocation-rules/${id}`, { ...body, version: 1 })).status).toBe(404)
      expect((await who.delete(`/allocation-rules/${id}`)).status).toBe(404)
    }
    expect(await w.facts('select id, version from allocation_rules order by id')).toEqual(before)
    const active = await aRule({ condition: inFruit(), unitIds: [east] })
    expect(code(await owner.delete(`/allocation-rules/${active}`))).toEqual([409, 'assortment.rule_in_use'])
    await off(active)
    await w.facts(
      `insert into allocation_rules (tenant_id, id, name, condition, unit_ids, active, person_name, created_at, updated_at)
       select tenant_id, gen_random_uuid(), name, condition, unit_ids, false, '', now(), now() from allocation_rules r, generate_series(1, 50) where r.id = $1`,
      [active],
    )
    expect(code(await post({}))).toEqual([409, 'assortment.rules_full'])
  })
})

const aSupplier = async (): Promise<string> => {
  const id = newId()
  await w.facts(
    "insert into suppliers (tenant_id, id, code, name_zh, name_en, created_at) values ($1, $2, $3, '供应商', '', now())",
    [t.ref.id, id, `S${id.slice(-6)}`],
  )
  return id
}
