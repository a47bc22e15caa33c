import { noLimits, type CreateRole, type Permission, type ScopeKind } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

type Person = Client & { personId: string }
let w: World
let t: TestTenant
let owner: Person
let east: string
let store: string
let sister: string

const body = (permissions: Permission[], o: Partial<CreateRole> = {}) => ({
  id: newId(),
  name: { zh: `角色${newId().slice(-8)}`, en: 'Role' },
  scopes: ['store'],
  permissions,
  limits: noLimits,
  ...o,
})
/** A role of the tenant, made by the owner. */
async function aRole(
  permissions: Permission[],
  scopes: ScopeKind[] = ['store'],
  limits = {},
): Promise<string> {
  const made = await owner.post(
    '/roles',
    body(permissions, { scopes, limits: { ...noLimits, ...limits } } as never),
  )
  expect([made.status, made.text]).toEqual([201, expect.any(String)])
  return made.body.key as string
}
const give = (by: Client, to: string, roleKey: string, scopeKind: ScopeKind, scopeId?: string) =>
  by.post(`/people/${to}/grants`, { id: newId(), roleKey, scopeKind, ...(scopeId ? { scopeId } : {}) })
const grantsOf = (id: string) =>
  w.facts('select role_key, scope_kind, scope_id from role_grants where person_id = $1 order by id', [id])

beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  owner = await t.aPerson('owner')
  east = await t.aRegion()
  store = await t.aStore({ regionId: east })
  sister = await t.aStore()
})
afterAll(() => w.stop())

describe('roles of a tenant', () => {
  it('a role is made, granted, widened and narrowed, and holders feel it with their next request', async () => {
    const made = await owner.post('/roles', body(['Stock:read'], { name: { zh: '理货员', en: 'Stocker' } }))
    expect([made.status, made.body]).toEqual([
      201,
      {
        key: expect.any(String),
        system: false,
        name: { zh: '理货员', en: 'Stocker' },
        scopes: ['store'],
        permissions: ['Tenant:read', 'Stock:read'],
        limits: noLimits,
        version: 1,
        holders: 0,
      },
    ])
    const key = made.body.key as string
    const person = await t.aPerson(key, 'store', store)
    expect([(await person.get('/stock')).status, (await person.get(`/stores/${store}`)).status]).toEqual([
      200, 403,
    ])
    const { id: _, ...fields } = body(['Stock:read', 'Store:read'], { name: { zh: '理货员', en: 'Stocker' } })
    const wider = await owner.put(`/roles/${key}`, { ...fields, version: 1 })
    expect([wider.status, wider.body.version, wider.body.holders]).toEqual([200, 2, 1])
    expect([
      (await person.get(`/stores/${store}`)).status,
      (await person.get(`/stores/${sister}`)).status,
    ]).toEqual([200, 404])
    const narrower = await owner.put(`/roles/${key}`, { ...fields, permissions: ['Store:read'], version: 2 })
    expect(narrower.status).toBe(200)
    expect((await person.get('/stock')).status).toBe(403)
  })

  it('409 for the second of two edits of one version, and the first stands', async () => {
    const key = await aRole(['Stock:read'])
    const { id: _, ...fields } = body(['Stock:read', 'Order:read'])
    const answers = await Promise.all([
      owner.put(`/roles/${key}`, { ...fields, name: { zh: `甲${key}`.slice(0, 40), en: 'A' }, version: 1 }),
      owner.put(`/roles/${key}`, { ...fields, name: { zh: `乙${key}`.slice(0, 40), en: 'B' }, version: 1 }),
    ])
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
    expect(answers.find((a) => a.status === 409)!.body.code).toBe('people.role_changed')
    const [row] = await w.facts('select name_en, version from roles where id = $1', [key])
    expect(row).toEqual({ name_en: answers.find((a) => a.status === 200)!.body.name.en, version: '2' })
  })

  it('409 for a name that is taken; the same role again is no second one', async () => {
    const first = body(['Stock:read'])
    expect((await owner.post('/roles', first)).status).toBe(201)
    expect((await owner.post('/roles', first)).status).toBe(201)
    const taken = await owner.post('/roles', { ...first, id: newId() })
    expect([taken.status, taken.body.code]).toEqual([409, 'people.role_name_taken'])
    expect(await w.facts('select count(*)::int n from roles where name_zh = $1', [first.name.zh])).toEqual([
      { n: 1 },
    ])
  })

  it('409 for deleting what somebody holds, and it goes once nobody does', async () => {
    const key = await aRole(['Stock:read'])
    const person = await t.aPerson(key, 'store', store)
    const held = await owner.delete(`/roles/${key}`)
    expect([held.status, held.body.code, held.body.args]).toEqual([409, 'people.role_in_use', { count: 1 }])
    expect((await person.get('/stock')).status).toBe(200)
    const [grant] = (await person.get('/me')).body.grants
    expect((await owner.delete(`/people/${person.personId}/grants/${grant.id}`)).status).toBe(204)
    expect((await owner.delete(`/roles/${key}`)).status).toBe(204)
    expect((await owner.delete(`/roles/${key}`)).status).toBe(404)
  })

  it.each<[string, Permission[], string[]]>([
    ['a brand-wide right in a store', ['Product:publish'], ['store']],
    ['a right over roles in a region', ['Role:update'], ['hq', 'region']],
  ])('422 for %s, and no role is made', async (_, permissions, scopes) => {
    const wanted = body(permissions, { scopes } as never)
    const answer = await owner.post('/roles', wanted)
    expect([answer.status, answer.body.code, answer.body.args.permissions]).toEqual([
      422,
      'people.role_invalid',
      permissions.join(', '),
    ])
    expect(await w.facts('select 1 from roles where id = $1', [wanted.id])).toEqual([])
  })

  it.each([
    ['a shopper’s right', { permissions: ['Cart:read'] }],
    ['an unknown right', { permissions: ['Order:*'] }],
    ['a supplier’s scope', { scopes: ['supplier'] }],
    ['no scope', { scopes: [] }],
    ['a cut beyond 100 %', { limits: { ...noLimits, priceCut: 10_001 } }],
    ['a limit that is no limit', { limits: { ...noLimits, anything: 1 } }],
    ['conditions of its own', { conditions: { storeId: '*' } }],
  ])('400 for %s', async (_, change) => {
    expect((await owner.post('/roles', { ...body(['Stock:read']), ...change })).status).toBe(400)
  })
})

describe('nobody exceeds their maker', () => {
  /** Makes roles and gives them, and may read stock and cut prices by a fifth, all over the brand. */
  let steward: Person
  beforeAll(async () => {
    const key = await aRole(
      [
        'Role:read',
        'Role:create',
        'Role:update',
        'Role:delete',
        'Person:read',
        'Person:create',
        'Person:update',
        'Person:grant',
        'Stock:read',
        'Price:update',
      ],
      ['hq'],
      { priceCut: 2000 },
    )
    steward = await t.aPerson(key)
  })

  it.each<[string, Permission[], object]>([
    ['a right they lack', ['Order:cancel'], {}],
    ['a larger limit', ['Price:update'], { priceCut: 2001 }],
    ['no limit where they have one', ['Price:update'], {}],
  ])('403 for making a role with %s', async (_, permissions, limits) => {
    const wanted = body(permissions, { limits: { ...noLimits, ...limits } })
    const answer = await steward.post('/roles', wanted)
    expect([answer.status, answer.body.code]).toEqual([403, 'people.beyond_own'])
    expect(await w.facts('select 1 from roles where id = $1', [wanted.id])).toEqual([])
  })

  it('makes and edits within what they hold; 403 for widening beyond, and the role stays', async () => {
    const { id, ...fields } = body(['Stock:read', 'Price:update'], {
      limits: { ...noLimits, priceCut: 2000 },
    })
    expect((await steward.post('/roles', { id, ...fields })).status).toBe(201)
    for (const wider of [
      { permissions: ['Stock:read', 'Stock:adjust'] },
      { limits: { ...noLimits, priceCut: 2001 } },
      { limits: noLimits },
    ]) {
      const answer = await steward.put(`/roles/${id}`, { ...fields, ...wider, version: 1 })
      expect([answer.status, answer.body.code]).toEqual([403, 'people.beyond_own'])
    }
    expect(
      await w.facts('select version::int, permissions, price_cut::int from roles where id = $1', [id]),
    ).toEqual([{ version: 1, permissions: ['Tenant:read', 'Stock:read', 'Price:update'], price_cut: 2000 }])
  })

  it('403 for touching a role that can do more: no narrowing, no deleting', async () => {
    const key = await aRole(['Order:cancel'])
    const { id: _, ...fields } = body(['Stock:read'])
    const edited = await steward.put(`/roles/${key}`, { ...fields, version: 1 })
    const deleted = await steward.delete(`/roles/${key}`)
    expect([edited, deleted].map((a) => [a.status, a.body.code])).toEqual(
      Array(2).fill([403, 'people.outranked']),
    )
    expect(await w.facts('select version::int from roles where id = $1', [key])).toEqual([{ version: 1 }])
  })

  it('403 for giving more than they hold, be it a right or a limit; what they hold they give', async () => {
    const newcomer = { id: newId(), login: `new${newId().slice(-8)}`, name: '新人', password: 'long enough' }
    expect((await steward.post('/people', newcomer)).status).toBe(201)
    const more = await aRole(['Order:cancel'], ['hq', 'store'])
    const freer = await aRole(['Price:update'], ['store'], { priceCut: 5000 })
    const within = await aRole(['Price:update'], ['store'], { priceCut: 1000 })
    for (const [role, kind, place] of [
      [more, 'hq', undefined],
      [more, 'store', store],
      [freer, 'store', store],
      ['owner', 'hq', undefined],
      ['supplier', 'supplier', newId()],
    ] as const) {
      const answer = await give(steward, newcomer.id, role, kind, place)
      expect([role, answer.status]).toEqual([role, role === 'supplier' ? 422 : 403])
    }
    expect(await grantsOf(newcomer.id)).toEqual([])
    expect((await give(steward, newcomer.id, within, 'store', store)).status).toBe(201)
    expect(await grantsOf(newcomer.id)).toEqual([{ role_key: within, scope_kind: 'store', scope_id: store }])
  })

  it('403 for a new password, a lock or a revoked grant of somebody who can do more, and nothing changed', async () => {
    const grant = (await owner.get(`/people/${owner.personId}`)).body.grants[0].id
    const answers = [
      await steward.patch(`/people/${owner.personId}`, { password: 'taken over now' }),
      await steward.patch(`/people/${owner.personId}`, { status: 'disabled' }),
      await steward.delete(`/people/${owner.personId}/grants/${grant}`),
    ]
    expect(answers.map((a) => [a.status, a.body.code])).toEqual(Array(3).fill([403, 'people.outranked']))
    expect((await owner.get('/me')).status).toBe(200)
    expect(await grantsOf(owner.personId)).toHaveLength(1)
  })

  it('409 for taking away or disabling the last owner', async () => {
    const [grant] = (await owner.get('/me')).body.grants
    const second = await t.aPerson('owner')
    const [other] = (await second.get('/me')).body.grants
    expect((await second.delete(`/people/${owner.personId}/grants/${grant.id}`)).status).toBe(204)
    const last = await second.delete(`/people/${second.personId}/grants/${other.id}`)
    expect([last.status, last.body.code]).toEqual([409, 'people.last_owner'])
    expect((await give(second, owner.personId, 'owner', 'hq')).status).toBe(201)
  })
})

describe('who gives roles below HQ', () => {
  let captain: Person
  let clerkish: string
  beforeAll(async () => {
    clerkish = await aRole(['Stock:read'], ['hq', 'region', 'store'])
    const key = await aRole(
      ['Person:read', 'Person:create', 'Person:update', 'Person:grant', 'Stock:read'],
      ['region', 'store'],
    )
    captain = await t.aPerson(key, 'region', east)
  })
  const newcomer = async () => {
    const person = { id: newId(), login: `n${newId().slice(-10)}`, name: '新人', password: 'long enough' }
    expect((await captain.post('/people', person)).status).toBe(201)
    return person.id
  }

  it('gives in the region and below it, never beside, above, or in an empty region of others', async () => {
    const id = await newcomer()
    const empty = await t.aRegion()
    expect((await give(captain, id, clerkish, 'store', store)).status).toBe(201)
    expect((await give(captain, id, clerkish, 'region', east)).status).toBe(201)
    for (const [kind, place] of [
      ['store', sister],
      ['region', empty],
      ['region', t.regionId],
      ['hq', undefined],
    ] as const) {
      const answer = await give(captain, id, clerkish, kind, place)
      // beside and above are refused like a place that isn't
      expect([kind, answer.status, answer.body.code]).toEqual(
        kind === 'hq' ? [kind, 403, 'people.beyond_own'] : [kind, 422, 'people.scope_invalid'],
      )
    }
    expect((await give(captain, id, clerkish, 'store', newId())).body.code).toBe('people.scope_invalid')
    expect((await grantsOf(id)).map((g) => g['scope_id'])).toEqual([store, east])
  })

  it('404 for people of other places, and nothing of theirs is shown or changed', async () => {
    const far = await t.aPerson('clerk', 'store', sister)
    const both = await t.aPerson('clerk', 'store', sister)
    await give(owner, both.personId, clerkish, 'store', store)
    const unknown = newId()
    for (const ask of [
      (id: string) => captain.get(`/people/${id}`),
      (id: string) => captain.get(`/people/${id}/access`),
      (id: string) => captain.patch(`/people/${id}`, { password: 'long enough' }),
      (id: string) => give(captain, id, clerkish, 'store', store),
    ])
      expect([(await ask(far.personId)).status, (await ask(unknown)).status]).toEqual([404, 404])
    const shown = (await captain.get(`/people/${both.personId}`)).body.grants
    expect(shown.map((g: { scopeId: string }) => g.scopeId)).toEqual([store])
    const listed = (await captain.get('/people?limit=100')).body.items as { id: string }[]
    expect(listed.map((p) => p.id)).toContain(both.personId)
    expect(listed.map((p) => p.id)).not.toContain(far.personId)
    // somebody who also works elsewhere is not theirs to lock
    expect((await captain.patch(`/people/${both.personId}`, { status: 'disabled' })).status).toBe(403)
    expect((await both.get('/me')).status).toBe(200)
  })
})
