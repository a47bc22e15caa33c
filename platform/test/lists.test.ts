import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemRoles } from '@storeweave/contract'
import { routesOf, type RouteInfo } from '../src/kernel/routes.js'
import { fitting, lived, type Land } from './land.js'
import { patiently } from './requests.js'
import { World, type Client, type TestTenant } from './world.js'

type Item = { id?: string; skuId?: string }
let w: World
let mine: TestTenant
let other: TestTenant
let lists: RouteInfo[]
let here: Land
let people: Record<string, Client>
let theirOwner: Client

const queryOf = (r: RouteInfo): string[] =>
  r.query
    ? Object.keys(
        (z.toJSONSchema(r.query, { io: 'input', unrepresentable: 'any' }) as { properties: object })
          .properties,
      )
    : []
const needs = (r: RouteInfo) => `${r.needs?.subject}:${r.needs?.action}`

beforeAll(async () => {
  w = await World.start()
  mine = await w.aTenant()
  other = await w.aTenant()
  const [east, west] = [await mine.aRegion(), await mine.aRegion()]
  const store = await mine.aStore({ regionId: east })
  here = await lived(mine, store, east)
  await lived(mine, store, east)
  const sister = await mine.aStore({ regionId: west })
  for (let i = 0; i < 2; i++) await lived(mine, sister, west)
  const abroad = [await other.aStore(), await other.aStore()]
  for (const place of abroad) await lived(other, place, other.regionId)
  theirOwner = await other.aPerson('owner')
  people = {
    owner: await mine.aPerson('owner'),
    sister: await mine.aPerson('store_manager', 'store', sister),
  }
  for (const { key, scopes } of systemRoles.filter((r) => !r.scopes.includes('supplier')))
    people[key] ??= await mine.aPerson(
      key,
      scopes[0],
      scopes[0] === 'hq' ? undefined : scopes[0] === 'region' ? east : store,
    )
  lists = routesOf(w.platform.app).filter(
    (r) => r.method === 'GET' && queryOf(r).includes('cursor') && may('owner', r),
  )
}, 240_000)
afterAll(() => w.stop())

const may = (role: string, r: RouteInfo) =>
  systemRoles
    .find((s) => s.key === (role === 'sister' ? 'store_manager' : role))!
    .permissions.includes(needs(r) as never)
const pathOf = (r: RouteInfo, land: Land) =>
  r.path.replace(/\{(\w+)\}/g, (_, name: string) => fitting(land, r, { at: 'path', name })!)
const keyOf = (item: Item) => String(item.id ?? item.skuId ?? JSON.stringify(item))
/** All ids of a list, page by page; undefined where the list wants more than a page. */
async function allOf(client: Client, path: string): Promise<string[] | undefined> {
  const ids: string[] = []
  for (let cursor = ''; ;) {
    const { status, body } = await patiently(() =>
      client.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`),
    )
    if (status === 400) return undefined
    expect([path, status]).toEqual([path, 200])
    if (!body.items) return undefined // a till's catalogue, which names its store
    ids.push(...(body.items as Item[]).map(keyOf))
    if (!body.nextCursor) return ids
    cursor = body.nextCursor as string
  }
}

describe('lists', () => {
  it('show each role exactly the things it can open', async () => {
    const items = new Set(
      routesOf(w.platform.app)
        .filter((r) => r.method === 'GET')
        .map((r) => r.path),
    )
    const pairs = lists.filter((r) => !r.path.includes('{') && items.has(`${r.path}/{id}`))
    const held: string[] = []
    for (const r of pairs) {
      const ours = await allOf(people['owner']!, r.path)
      const theirs = await allOf(theirOwner, r.path)
      if (!ours || !theirs) continue
      held.push(r.path)
      for (const [role, client] of Object.entries(people)) {
        if (!may(role, r)) continue
        const listed = new Set(await allOf(client, r.path))
        for (const id of [...ours, ...theirs])
          expect([role, r.path, id, (await patiently(() => client.get(`${r.path}/${id}`))).status]).toEqual([
            role,
            r.path,
            id,
            listed.has(id) ? 200 : 404,
          ])
      }
    }
    expect(held).toEqual(
      expect.arrayContaining(['/api/orders', '/api/people', '/api/products', '/api/stores']),
    )
  }, 240_000)

  it('a cursor of another tenant or of a sister store leads nowhere else than one’s own', async () => {
    let taken = 0
    const cursorOf = async (client: Client, path: string): Promise<string | undefined> =>
      ((await patiently(() => client.get(`${path}?limit=1`))).body as { nextCursor?: string }).nextCursor
    for (const r of lists) {
      const path = pathOf(r, here)
      const cursors = r.path.includes('{')
        ? []
        : [
            await cursorOf(theirOwner, r.path),
            may('sister', r) ? await cursorOf(people['sister']!, r.path) : undefined,
          ]
      for (const role of ['owner', 'region_manager', 'store_manager', 'clerk']) {
        if (!may(role, r)) continue
        const own = await allOf(people[role]!, path)
        if (!own) continue
        for (const cursor of cursors.filter((c) => typeof c === 'string')) {
          taken++
          const { status, body } = await patiently(() =>
            people[role]!.get(`${path}?limit=100&cursor=${cursor}`),
          )
          expect([role, path, status]).toEqual([role, path, 200])
          const beyond = (body.items as Item[]).map(keyOf).filter((id) => !own.includes(id))
          expect([role, path, beyond]).toEqual([role, path, []])
        }
      }
    }
    expect(taken).toBeGreaterThan(8)
  }, 240_000)
})
