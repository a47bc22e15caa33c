import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routesOf, type RouteInfo } from '../src/kernel/routes.js'
import { TestShop } from './shop.js'
import { World, type Client } from './world.js'

const WORD = 'CANARY'
const ABREAST = 8
/** Texts that the house reads itself: with another word in them the tenant's people could do nothing at all. */
const MACHINERY = [
  'debit_account',
  'credit_account',
  'kind',
  'ref',
  'role_key',
  'scope_kind',
  'currency',
  'time_zone',
  'cash_rounding',
  'providers',
]

/** Every text of a tenant says so: whatever of it comes out anywhere else can be seen by this word alone (T-ISO-4). */
async function plantCanaries(w: World, tenant: string): Promise<number> {
  const columns = await w.facts<{ t: string; c: string }>(
    `select c.table_name t, c.column_name c from information_schema.columns c
       join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
      where c.table_schema = 'storeweave' and c.data_type = 'text' and c.is_generated = 'NEVER' and c.column_name <> all ($1)
        and exists (select from information_schema.columns x where x.table_schema = 'storeweave' and x.table_name = c.table_name and x.column_name = 'tenant_id')`,
    [MACHINERY],
  )
  let planted = 0
  for (const { t, c } of columns)
    planted += await w
      .facts(
        `update ${t} set ${c} = left('${WORD} ' || ${c}, 60) where tenant_id = $1 and ${c} <> '' returning 1`,
        [tenant],
      )
      .then((rows) => Math.min(rows.length, 1))
      .catch((error: { code?: string }) => {
        // a state, a key that others point to, a unique word: checked by the database, and no free text
        if (/^23/.test(error.code ?? '')) return 0
        throw error
      })
  return planted
}

async function idsOf(w: World, tenant: string): Promise<string[]> {
  const tables = await w.facts<{ t: string }>(
    `select table_name t from information_schema.columns where table_schema = 'storeweave' and column_name = 'id' and data_type = 'uuid'
      and table_name in (select table_name from information_schema.columns where table_schema = 'storeweave' and column_name = 'tenant_id')`,
  )
  const ids = new Set<string>()
  for (const { t } of tables)
    for (const row of await w.facts<{ id: string }>(`select id from ${t} where tenant_id = $1 limit 2`, [
      tenant,
    ]))
      ids.add(row.id)
  return [...ids]
}

/** Every address that reads, as `GET` paths: lists asked for the word, items by each of the ids. */
function addressesOf(routes: readonly RouteInfo[], ids: readonly string[]): string[] {
  return routes
    .filter((r) => r.method === 'GET' && r.path !== '/api/live')
    .flatMap((r) =>
      r.path.includes('{')
        ? ids.map((id) => r.path.replace(/\{\w+\}/g, id))
        : [r.path, `${r.path}?q=${WORD}`, ...ids.map((id) => `${r.path}?storeId=${id}`)],
    )
}

/** The addresses whose answer, whatever its status, has the word in it. */
async function heardAt(client: Client, addresses: readonly string[]): Promise<string[]> {
  const heard: string[] = []
  const queue = [...addresses]
  const walk = async () => {
    for (let path = queue.shift(); path; path = queue.shift())
      // what was asked for may be said again; what stands beside it is the other tenant's
      if ((await client.get(path)).text.replaceAll(`"${WORD}"`, '').includes(`${WORD} `)) heard.push(path)
  }
  await Promise.all(Array.from({ length: ABREAST }, walk))
  return heard
}

describe('what one tenant writes', () => {
  let w: World
  let theirs: TestShop
  let ours: TestShop
  let addresses: string[]

  beforeAll(async () => {
    w = await World.start()
    theirs = await TestShop.open(w)
    ours = await TestShop.open(w)
    for (const shop of [theirs, ours]) await shop.paidOrder()
    expect(await plantCanaries(w, theirs.t.ref.id)).toBeGreaterThan(40)
    const ids = [...(await idsOf(w, theirs.t.ref.id)), ...(await idsOf(w, ours.t.ref.id))]
    addresses = addressesOf(routesOf(w.platform.app), ids)
  }, 60_000)
  afterAll(() => w.stop())

  it('is read by its own people', async () => {
    const heard = await heardAt(theirs.manager, addresses)
    expect(heard.length).toBeGreaterThan(10)
  }, 60_000)

  it('comes out nowhere at another tenant, whoever asks and however', async () => {
    for (const client of [ours.t.api, ours.shopper, ours.manager, await ours.t.aPerson('owner')])
      expect(await heardAt(client, addresses)).toEqual([])
  }, 120_000)
})
