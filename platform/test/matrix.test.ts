import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  allPermissions,
  guestPermissions,
  isGrantable,
  isKeyable,
  noLimits,
  shopperPermissions,
  staffPermissions,
  storeBound,
  supportPermissions,
  systemRoles,
  type Permission,
} from '@storeweave/contract'
import { routesOf, type RouteInfo } from '../src/kernel/routes.js'
import { fitting, lived, type Land } from './land.js'
import { bodyOf, call, each, placesOf, UNKNOWN, type Place } from './requests.js'
import { newId, World, type Client, type TestTenant } from './world.js'

/** A tenant's own roles with all that such a place can carry: what no system role holds is reached by these. */
const own = { captain: 'region', chief: 'store' } as const
const grantable = (scope: 'region' | 'store') => allPermissions.filter((p) => isGrantable(p, scope))
/** Programs of the brand, by keys with all that a key may hold in such a place. */
const programs = { hq_key: 'hq', store_key: 'store' } as const
const keyable = (scope: 'hq' | 'store') => allPermissions.filter((p) => isKeyable(p, scope))
/** Who belongs to one store or region. */
const BELOW = [
  'region_manager',
  'store_manager',
  'clerk',
  'cashier',
  'courier',
  'captain',
  'chief',
  'store_key',
]
const WIDTH = 4

describe('every route x role x foreign id', () => {
  let w: World
  let mine: TestTenant
  let other: TestTenant
  let routes: RouteInfo[]
  let roles: Record<string, Client>
  /** What is around one's own store, a sister store in another region, and a store of another tenant. */
  let here: Land
  let there: Land
  let abroad: Land
  /** Somebody of the platform whose grant has ended. */
  let thrownOut: Client
  /** One id out of every table of the other tenant. */
  let foreign: string[]

  beforeAll(async () => {
    w = await World.start()
    mine = await w.aTenant()
    other = await w.aTenant()
    routes = routesOf(w.platform.app).filter((r) => !r.path.startsWith('/api/live'))
    const [east, west] = [await mine.aRegion(), await mine.aRegion()]
    const store = await mine.aStore({ regionId: east })
    here = await lived(mine, store, east)
    there = await lived(mine, await mine.aStore({ regionId: west }), west)
    abroad = await lived(other, await other.aStore(), other.regionId)
    roles = { guest: mine.api, shopper: await mine.aShopper(), owner: await mine.aPerson('owner') }
    const place = { hq: undefined, region: east, store, supplier: await aSupplier() }
    for (const { key, scopes } of systemRoles)
      roles[key] ??= await mine.aPerson(key, scopes[0], place[scopes[0]!])
    for (const [name, scope] of Object.entries(own)) {
      const made = await roles['owner']!.post('/roles', {
        id: newId(),
        name: { zh: name, en: name },
        scopes: [scope],
        permissions: grantable(scope),
        limits: noLimits,
      })
      roles[name] = await mine.aPerson(made.body.key, scope, place[scope])
    }
    for (const [name, scope] of Object.entries(programs))
      roles[name] = await mine.aKey(roles['owner']!, keyable(scope), scope, place[scope])
    // one of the platform's staff comes in by a grant that ends, one by a grant that stands
    thrownOut = await mine.anOperator()
    await roles['owner']!.delete(`/support-grants/${here['support-grants']}`)
    await roles['owner']!.post('/support-grants', {
      id: newId(),
      access: 'write',
      hours: 24,
      reason: '请求协助',
    })
    roles['operator'] = await mine.anOperator()
    foreign = await idsOf(other.ref.id)
  }, 120_000)
  afterAll(() => w.stop())

  async function aSupplier(): Promise<string> {
    const id = newId()
    await w.facts(
      'insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, $3, $3, now())',
      [mine.ref.id, id, 'SUP'],
    )
    return id
  }
  async function idsOf(tenant: string): Promise<string[]> {
    const tables = await w.facts<{ t: string }>(
      "select c.table_name t from information_schema.columns c where c.table_schema = 'storeweave' and c.column_name = 'id' and exists (select from information_schema.columns x where x.table_schema = 'storeweave' and x.table_name = c.table_name and x.column_name = 'tenant_id')",
    )
    const ids = await Promise.all(
      tables.map(({ t }) =>
        w.facts<{ id: string }>(`select id::text from ${t} where tenant_id = $1 limit 1`, [tenant]),
      ),
    )
    return ids.flatMap((rows) => rows.map((r) => r.id))
  }
  /** A checksum of all rows of a tenant but the count of its requests, which is written now and then. */
  async function sumOf(tenant: string): Promise<string> {
    const tables = await w.facts<{ t: string }>(
      "select table_name t from information_schema.columns where table_schema = 'storeweave' and column_name = 'tenant_id' and table_name <> 'usage_days' order by 1",
    )
    const sums = await Promise.all(
      tables.map(({ t }) =>
        w.facts(
          `select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) s from ${t} x where tenant_id = $1`,
          [tenant],
        ),
      ),
    )
    return createHash('sha256').update(JSON.stringify(sums)).digest('hex')
  }
  function holds(role: string, route: RouteInfo): boolean {
    const needs = `${route.needs?.subject}:${route.needs?.action}` as Permission
    if (role === 'guest') return guestPermissions.includes(needs)
    if (role === 'shopper') return shopperPermissions.includes(needs)
    if (role === 'operator') return ['Account:read', ...supportPermissions('write')].includes(needs)
    if (role in programs) return keyable(programs[role as keyof typeof programs]).includes(needs)
    const held =
      role in own
        ? grantable(own[role as keyof typeof own])
        : systemRoles.find((r) => r.key === role)!.permissions
    return [...staffPermissions, ...held].includes(needs)
  }
  // some name no row, and wrong passwords and proofs pause who sends them
  const namesRows = (route: RouteInfo) =>
    placesOf(route).length > 0 &&
    route.needs?.subject !== 'Session' &&
    !(route.needs?.subject === 'Account' && !/\{/.test(route.path))
  const line = (...parts: unknown[]) => parts.join(' ')

  /** Asks, and waits until a change of many goods that this began has come to rest: only so many may be under way. */
  async function ask(...asked: Parameters<typeof call>): ReturnType<typeof call> {
    const answer = await call(...asked)
    if (answer.status < 300 && asked[1].method === 'POST' && asked[1].path.startsWith('/api/bulk-edits'))
      await w.until(async () => (await busyEdits()).length === 0, 'the end of changes of many goods')
    return answer
  }
  const busyEdits = () =>
    w.facts("select id from bulk_edits where state in ('checking', 'running', 'undoing')")

  /** Compares the answer for an id in one place, everything else being one's own, with that for an id that never was. */
  async function looksUnknown(role: string, route: RouteInfo, place: Place, id: string): Promise<void> {
    const fill = (at: string) => (p: Place) =>
      p.at === place.at && p.name === place.name ? at : fitting(here, route, p)
    const unknown = await ask(roles[role]!, route, fill(UNKNOWN))
    const answer = await ask(roles[role]!, route, fill(id))
    if (answer.status === 201 && unknown.status === 201) return // made a row of our own, with times of its own
    const what = line(role, route.method, route.path, place.at, place.name)
    expect([what, answer]).toEqual([what, unknown])
  }

  it('has a permission and an answer for every route', () => {
    expect(routes.length).toBeGreaterThan(80)
    for (const r of routes) {
      const answers =
        r.answers.schema !== undefined || r.answers.status === 204 || r.answers.description !== undefined
      expect([line(r.method, r.path), r.needs !== undefined, answers]).toEqual([
        line(r.method, r.path),
        true,
        true,
      ])
    }
  })

  it('every permission of staff is held by a role here, so that no row of the matrix is empty', () => {
    for (const r of routes)
      expect([
        line(r.method, r.path),
        r.needs!.subject === 'Provider' || Object.keys(roles).some((role) => holds(role, r)),
      ]).toEqual([line(r.method, r.path), true])
  })

  it('refuses who does not hold the permission: 401 for guests, 403 for the rest', async () => {
    await each(routes, WIDTH, async (route) => {
      for (const [role, client] of Object.entries(roles)) {
        if (holds(role, route) || route.needs?.subject === 'Provider') continue
        const what = line(role, route.method, route.path)
        const { status } = await ask(client, route, () => UNKNOWN)
        expect([what, status]).toEqual([what, role === 'guest' ? 401 : 403])
      }
    })
  }, 120_000)

  it('an operator whose grant has ended is let into no route, not even those of guests', async () => {
    const asked = routes.filter((r) => !r.path.startsWith('/api/callbacks'))
    await each(asked, WIDTH, async (route) => {
      const what = line(route.method, route.path)
      expect([what, (await ask(thrownOut, route, () => UNKNOWN)).status]).toEqual([what, 401])
    })
  }, 60_000)

  it('answers a foreign tenant’s ids, all at once, exactly as ids that never were, and changes nothing there', async () => {
    const before = await sumOf(other.ref.id)
    await each(routes.filter(namesRows), WIDTH, async (route) => {
      for (const role of ['shopper', 'owner'])
        if (holds(role, route)) {
          const unknown = await ask(roles[role]!, route, () => UNKNOWN)
          expect([line(role, route.method, route.path), unknown.status < 500]).toEqual([
            line(role, route.method, route.path),
            true,
          ])
          for (const id of foreign) {
            const answer = await ask(roles[role]!, route, () => id)
            if (answer.status === 201 && unknown.status === 201) continue
            expect([line(role, route.method, route.path, id), answer]).toEqual([
              line(role, route.method, route.path, id),
              unknown,
            ])
          }
        }
    })
    expect(await sumOf(other.ref.id)).toBe(before)
  }, 240_000)

  it('answers one foreign id among one’s own, in path, query or body, as an id that never was', async () => {
    const before = await sumOf(other.ref.id)
    for (const route of routes.filter(namesRows))
      for (const place of placesOf(route)) {
        const id = fitting(abroad, route, place) ?? other.hqId
        for (const role of ['shopper', 'owner', 'captain', 'chief'])
          if (holds(role, route)) await looksUnknown(role, route, place, id)
      }
    expect(await sumOf(other.ref.id)).toBe(before)
  }, 240_000)

  it('answers every role foreign ids of the right kind as ids that never were', async () => {
    const before = await sumOf(other.ref.id)
    await each(routes.filter(namesRows), WIDTH, async (route) => {
      for (const [role, client] of Object.entries(roles)) {
        if (!holds(role, route)) continue
        const unknown = await ask(client, route, () => UNKNOWN)
        const answer = await ask(client, route, (place) => fitting(abroad, route, place) ?? other.hqId)
        if (answer.status === 201 && unknown.status === 201) continue
        const what = line(role, route.method, route.path)
        expect([what, answer]).toEqual([what, unknown])
      }
    })
    expect(await sumOf(other.ref.id)).toBe(before)
  }, 240_000)

  it('answers a sister store’s, a sister region’s and a parent’s ids to those who do not reach them as ids that never were', async () => {
    let seen = 0
    for (const route of routes.filter((r) => namesRows(r) && storeBound.has(r.needs!.subject)))
      for (const place of placesOf(route)) {
        const id = fitting(there, route, place)
        // a list by region narrows what is one's own; goods, members and roles are the whole brand's
        const shared =
          /(skuId|memberId|levelId|productId|productIds\[\]|categoryId|roleKey)$/.test(place.name) ||
          (place.at === 'query' && place.name !== 'storeId')
        if (!id || shared) continue
        for (const role of BELOW)
          if (holds(role, route)) {
            seen++
            await looksUnknown(role, route, place, id)
            if (place.name === 'regionId') await looksUnknown(role, route, place, mine.hqId)
          }
      }
    expect(seen).toBeGreaterThan(60)
  }, 240_000)

  it('a token at another tenant’s address opens nothing', async () => {
    const { authorization } = (roles['owner'] as unknown as { headers: { authorization: string } }).headers
    await each(
      routes.filter((r) => !r.path.startsWith('/api/callbacks')),
      WIDTH,
      async (route) => {
        const answer = await other.api.send(
          route.method,
          route.path.replace(/\{\w+\}/g, UNKNOWN),
          route.method === 'GET' ? undefined : bodyOf(route, () => UNKNOWN, 'word'),
          { authorization, 'idempotency-key': newId() },
        )
        expect([route.path, answer.status, answer.body.code]).toEqual([route.path, 403, 'tenant.mismatch'])
      },
    )
  }, 60_000)
})
