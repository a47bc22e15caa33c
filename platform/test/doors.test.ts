import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { guestPermissions, staffPermissions, systemRoles } from '@storeweave/contract'
import { routesOf, type RouteInfo } from '../src/kernel/routes.js'
import { bodyOf, each, patiently, UNKNOWN } from './requests.js'
import { newId, World, type Client, type TestTenant } from './world.js'

/** Ways to write one and the same address, of which some server once checked one and served another. */
const SPELLINGS: Record<string, (path: string) => string> = {
  'double slash': (p) => p.replace('/api/', '/api//'),
  'slash at the end': (p) => `${p}/`,
  'dot segment': (p) => p.replace('/api/', '/api/./'),
  'encoded dot segment': (p) => p.replace('/api/', '/api/%2e/'),
  'up and down': (p) => p.replace('/api/', '/api/shop/../'),
  'encoded up and down': (p) => p.replace('/api/', '/api/shop/%2e%2e/'),
  'encoded letter': (p) =>
    p.replace(/\/api\/(\w)/, (_, c: string) => `/api/%${c.charCodeAt(0).toString(16)}`),
  'encoded slash': (p) => p.replace('/api/', '/api%2f'),
  'upper case': (p) => p.toUpperCase().replace('/API/', '/api/'),
  'matrix parameter': (p) => `${p};x=1`,
  'matrix parameter inside': (p) => p.replace('/api/', '/api;x/'),
  'a null': (p) => `${p}%00`,
  'a file’s ending': (p) => `${p}.json`,
  'a back slash': (p) => p.replace('/api/', '/api/%5c'),
}
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override']

let w: World
let t: TestTenant
let routes: RouteInfo[]
let strangers: Record<string, { client: Client; may: readonly string[] }>
beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  const store = await t.aStore()
  routes = routesOf(w.platform.app).filter(
    (r) => !r.path.startsWith('/api/live') && r.needs?.subject !== 'Provider',
  )
  const courier = systemRoles.find((r) => r.key === 'courier')!.permissions
  strangers = {
    guest: { client: t.api, may: guestPermissions },
    courier: { client: await t.aPerson('courier', 'store', store), may: [...staffPermissions, ...courier] },
  }
}, 60_000)
afterAll(() => w.stop())

/** All rows but the notes about refusals themselves, and the count of requests. */
async function rows(): Promise<string> {
  const tables = await w.facts<{ t: string }>(
    "select table_name t from information_schema.columns where table_schema = 'storeweave' and column_name = 'tenant_id' and table_name not like 'audit%' and table_name <> 'usage_days' order by 1",
  )
  const sums = await Promise.all(
    tables.map(({ t: table }) =>
      w.facts(`select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) s from ${table} x`),
    ),
  )
  return createHash('sha256').update(JSON.stringify(sums)).digest('hex')
}
const closed = (may: readonly string[]) =>
  routes.filter((r) => !may.includes(`${r.needs?.subject}:${r.needs?.action}`))
const pathOf = (r: RouteInfo) => r.path.replace(/\{\w+\}/g, UNKNOWN)
const bodyFor = (r: RouteInfo) => (r.method === 'GET' ? undefined : bodyOf(r, () => UNKNOWN, 'word'))

it.each(['guest', 'courier'])(
  'a route that is closed to a %s is closed however it is written',
  async (name) => {
    const { client, may } = strangers[name]!
    const before = await rows()
    const refused = name === 'guest' ? 401 : 403
    await each(closed(may), 4, async (r) => {
      for (const [spelling, write] of Object.entries(SPELLINGS)) {
        const { status } = await patiently(() =>
          client.send(r.method, write(pathOf(r)), bodyFor(r), { 'idempotency-key': newId() }),
        )
        expect([
          r.method,
          r.path,
          spelling,
          [400, refused, 404, 405].includes(status) ? 'closed' : status,
        ]).toEqual([r.method, r.path, spelling, 'closed'])
      }
    })
    expect(await rows()).toBe(before)
  },
  240_000,
)

it.each(['guest', 'courier'])(
  'a route that is closed to a %s is closed to other methods and their overrides',
  async (name) => {
    const { client, may } = strangers[name]!
    const before = await rows()
    const refused = name === 'guest' ? 401 : 403
    const free = (method: string, path: string) =>
      routes.some(
        (r) =>
          r.method === method && r.path === path && may.includes(`${r.needs?.subject}:${r.needs?.action}`),
      )
    await each(closed(may), 4, async (r) => {
      const seen: [string, number, string][] = []
      for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        if (method === 'HEAD' && free('GET', r.path)) continue
        const { status, text } = await patiently(() => client.send(method, pathOf(r)))
        seen.push([method, status, text])
      }
      for (const header of OVERRIDES)
        for (const method of ['GET', 'POST']) {
          if (free(method, r.path)) continue
          const { status, text } = await patiently(() =>
            client.send(method, pathOf(r), method === 'POST' ? bodyFor(r) : undefined, {
              [header]: r.method,
              'idempotency-key': newId(),
            }),
          )
          seen.push([`${method} as ${r.method}`, status, text])
        }
      for (const [method, status, text] of seen) {
        // an answer to OPTIONS names methods and carries nothing
        const harmless = method === 'OPTIONS' && [200, 204].includes(status) && !text.includes('{')
        expect([
          r.path,
          method,
          harmless || [400, refused, 404, 405, 501].includes(status) ? 'closed' : status,
        ]).toEqual([r.path, method, 'closed'])
      }
    })
    expect(await rows()).toBe(before)
  },
  240_000,
)
