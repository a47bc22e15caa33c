import { createHash } from 'node:crypto'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guestPermissions, shopperPermissions, staffPermissions, systemRoles } from '@storeweave/contract'
import { routesOf, type RouteInfo } from '../src/kernel/routes.js'
import { newId, World, type Client, type TestTenant } from './world.js'

type Json = Record<string, unknown>
const UNKNOWN = '00000000-0000-7000-8000-00000000dead'

/** A body that fits a route's shape, with every id and every free text replaced; what it means doesn't matter, only whom it may touch. */
function bodyOf(route: RouteInfo, id: string, word: string): unknown {
  if (!route.body) return undefined
  const root = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) as Json
  const make = (s: Json, depth = 0): unknown => {
    if (depth > 10) return null
    if (s['$ref'])
      return make(
        (root['$defs'] as Record<string, Json>)[String(s['$ref']).replace('#/$defs/', '')]!,
        depth + 1,
      )
    if (s['const'] !== undefined) return s['const']
    if (s['enum']) return (s['enum'] as unknown[])[0]
    const some = (s['anyOf'] ?? s['oneOf']) as Json[] | undefined
    if (some) return make(some[0]!, depth + 1)
    if (s['format'] === 'uuid') return id
    if (s['type'] === 'object')
      return Object.fromEntries(
        ((s['required'] as string[]) ?? []).map((k) => [
          k,
          // the new thing's own id is the client's to make; all others point to something
          k === 'id' ? newId() : make((s['properties'] as Record<string, Json>)[k]!, depth + 1),
        ]),
      )
    if (s['type'] === 'array')
      return Number(s['minItems'] ?? 0) > 0 ? [make(s['items'] as Json, depth + 1)] : []
    if (s['type'] === 'integer' || s['type'] === 'number') return Math.max(1, Number(s['minimum'] ?? 1))
    if (s['type'] === 'boolean') return true
    if (s['format'] === 'date-time') return '2026-11-21T08:00:00Z'
    if (s['pattern'] === '^1[3-9]\\d{9}$') return '13800138000'
    return word.padEnd(Number(s['minLength'] ?? 0), 'a')
  }
  return make(root)
}

describe('every route x role x foreign id', () => {
  let w: World
  let mine: TestTenant
  let other: TestTenant
  let routes: RouteInfo[]
  let roles: Record<string, Client>
  /** One id out of every table of the other tenant, and of a sister store of ours. */
  let foreign: string[]
  let sibling: string[]

  beforeAll(async () => {
    w = await World.start()
    mine = await w.aTenant()
    other = await w.aTenant()
    routes = routesOf(w.platform.app).filter((r) => !r.path.startsWith('/api/live'))
    const east = await mine.aRegion()
    const [here, there] = [await mine.aStore({ regionId: east }), await mine.aStore()]
    await lived(mine, there)
    await lived(other, await other.aStore())
    roles = { guest: mine.api, shopper: await mine.aShopper(), owner: await mine.aPerson('owner') }
    for (const role of systemRoles.filter((r) => r.key !== 'owner' && !r.scopes.includes('supplier'))) {
      const scope = role.scopes[0]!
      roles[role.key] = await mine.aPerson(
        role.key,
        scope,
        scope === 'hq' ? undefined : scope === 'region' ? east : here,
      )
    }
    foreign = await idsOf(other.ref.id)
    sibling = [
      there,
      ...(
        await w.facts<{ id: string }>(
          'select id from orders where store_id = $1 union select id from fulfilments where store_id = $1',
          [there],
        )
      ).map((r) => r.id),
    ]
  }, 60_000)
  afterAll(() => w.stop())

  /** A day in a shop, so that every table has a row to reach for. */
  async function lived(t: TestTenant, store: string): Promise<void> {
    const sku = await t.aSku()
    await t.stock(store, sku.id, 10)
    const shopper = await t.aShopper()
    await shopper.put(`/shop/cart/lines/${sku.id}`, { storeId: store, quantity: 1 })
    const order = await shopper.post('/shop/orders', {
      id: newId(),
      storeId: store,
      channel: 'h5',
      fulfilment: 'pickup',
      lines: [{ skuId: sku.id, quantity: 1 }],
    })
    expect(order.status).toBe(201)
    const owner = await t.aPerson('owner')
    await owner.put(`/stores/${store}/prices/${sku.id}`, { price: 900 })
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
  /** A checksum of all rows of a tenant but its own housekeeping. */
  async function sumOf(tenant: string): Promise<string> {
    const tables = await w.facts<{ t: string }>(
      "select table_name t from information_schema.columns where table_schema = 'storeweave' and column_name = 'tenant_id' order by 1",
    )
    const hash = createHash('sha256')
    for (const { t } of tables)
      hash.update(
        JSON.stringify(
          await w.facts(
            `select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) s from ${t} x where tenant_id = $1`,
            [tenant],
          ),
        ),
      )
    return hash.digest('hex')
  }
  const holds = (role: string, route: RouteInfo): boolean => {
    const needs = `${route.needs?.subject}:${route.needs?.action}`
    if (role === 'guest') return guestPermissions.includes(needs as never)
    if (role === 'shopper') return shopperPermissions.includes(needs as never)
    return [...staffPermissions, ...systemRoles.find((r) => r.key === role)!.permissions].includes(
      needs as never,
    )
  }
  const call = async (client: Client, route: RouteInfo, id: string) => {
    const word = `w${newId().slice(-7)}` // a new one each time: the same word twice would be a name that is taken
    const query = route.query
      ? Object.keys(
          (z.toJSONSchema(route.query, { io: 'input', unrepresentable: 'any' }) as { properties: Json })
            .properties,
        )
          .filter((k) => /Id$/.test(k))
          .map((k) => `${k}=${id}`)
          .join('&')
      : ''
    const path = route.path.replace(/\{\w+\}/g, id) + (query ? `?${query}` : '')
    const answer = await client.send(
      route.method,
      path,
      route.method === 'GET' ? undefined : bodyOf(route, id, word),
      { 'idempotency-key': newId() },
    )
    return {
      status: answer.status,
      text: answer.text
        .replaceAll(id, 'ID')
        .replaceAll(word, 'WORD')
        .replace(/"requestId":"[^"]*"/, ''),
    }
  }

  it('has a route for every permission it names, and a permission and an answer for every route', () => {
    expect(routes.length).toBeGreaterThan(40)
    for (const r of routes)
      expect([
        r.method,
        r.path,
        r.needs === undefined,
        r.answers.schema !== undefined || r.answers.status === 204 || r.answers.description !== undefined,
      ]).toEqual([r.method, r.path, false, true])
  })

  it('refuses who does not hold the permission: 401 for guests, 403 for the rest', async () => {
    for (const route of routes)
      for (const [role, client] of Object.entries(roles)) {
        if (holds(role, route) || route.needs?.subject === 'Provider') continue
        expect([role, route.method, route.path, (await call(client, route, UNKNOWN)).status]).toEqual([
          role,
          route.method,
          route.path,
          role === 'guest' ? 401 : 403,
        ])
      }
  }, 120_000)

  it('answers a foreign tenant’s id exactly as an id that never was, and changes nothing there', async () => {
    const before = await sumOf(other.ref.id)
    for (const route of routes) {
      if (!/\{/.test(route.path) && !route.body && !route.query) continue
      // name no row, and wrong passwords pause the name they come with
      if (route.needs?.subject === 'Session') continue
      if (route.needs?.subject === 'Account' && !/\{/.test(route.path)) continue
      for (const role of ['guest', 'shopper', 'owner', 'store_manager'] as const) {
        if (!holds(role, route)) continue
        const unknown = await call(roles[role]!, route, UNKNOWN)
        expect([role, route.method, route.path, unknown.status < 500]).toEqual([
          role,
          route.method,
          route.path,
          true,
        ])
        for (const id of foreign) {
          const answer = await call(roles[role]!, route, id)
          // made a row of our own, with times of its own
          if (answer.status === 201 && unknown.status === 201) continue
          expect([role, route.method, route.path, id, answer]).toEqual([
            role,
            route.method,
            route.path,
            id,
            unknown,
          ])
        }
      }
    }
    expect(await sumOf(other.ref.id)).toBe(before)
  }, 240_000)

  it('answers a sister store’s ids to those who do not reach it exactly as ids that never were', async () => {
    for (const route of routes)
      for (const role of ['region_manager', 'store_manager', 'clerk', 'cashier', 'courier']) {
        if (
          !holds(role, route) ||
          !['Store', 'Price', 'Stock', 'Order', 'Fulfilment', 'Sale', 'Insight'].includes(
            route.needs!.subject,
          )
        )
          continue
        const unknown = await call(roles[role]!, route, UNKNOWN)
        for (const id of sibling)
          expect([role, route.method, route.path, await call(roles[role]!, route, id)]).toEqual([
            role,
            route.method,
            route.path,
            unknown,
          ])
      }
  }, 120_000)

  it('a token at another tenant’s address opens nothing', async () => {
    for (const route of routes) {
      const token = (roles['owner'] as unknown as { headers: { authorization: string } }).headers
        .authorization
      const answer = await other.api.send(
        route.method,
        route.path.replace(/\{\w+\}/g, UNKNOWN),
        route.method === 'GET' ? undefined : bodyOf(route, UNKNOWN, 'word'),
        { authorization: token, 'idempotency-key': newId() },
      )
      if (!route.path.startsWith('/api/callbacks'))
        expect([route.path, answer.status, answer.body.code]).toEqual([route.path, 403, 'tenant.mismatch'])
    }
  })
})
