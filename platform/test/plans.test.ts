// How PostgreSQL goes about the reads that are asked for most, in a house large enough that it could go about them wrongly.
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { TestShop } from './shop.js'
import { World } from './world.js'

const GOODS = 4_000
let world: World, shop: TestShop
beforeAll(async () => {
  world = await World.start()
  shop = await TestShop.open(world)
  await world.facts(
    `with ids as (select n, gen_random_uuid() as product_id, gen_random_uuid() as sku_id from generate_series(1, $2::int) n),
          added as (
            insert into products (tenant_id, id, kind, state, name_zh, unit_zh, category_id, popularity, published_at, created_at, updated_at)
            select p.tenant_id, i.product_id, p.kind, p.state, '商品' || i.n, p.unit_zh, p.category_id, i.n, p.published_at, p.created_at, p.updated_at from products p, ids i where p.id = $1),
          skus as (
            insert into skus (tenant_id, id, product_id, code, list_price, created_at, updated_at)
            select k.tenant_id, i.sku_id, i.product_id, 'PLAN-' || i.n, k.list_price, k.created_at, k.updated_at from skus k, ids i where k.product_id = $1)
     insert into stock_levels (tenant_id, location_id, sku_id, on_hand, updated_at)
     select v.tenant_id, v.location_id, i.sku_id, v.on_hand, v.updated_at from stock_levels v, ids i where v.sku_id = $3`,
    [shop.sku.productId, GOODS, shop.sku.id],
  )
  await world.facts('analyze')
})
afterAll(() => world.stop({ unless: ['stock_is_movements'] }))

interface Node {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
/** Rows read of each table by statements, asked as the API's role. */
async function rowsRead(asked: readonly { text: string; values: unknown[] }[], mode: string) {
  const client = new pg.Client({
    connectionString: world.config.databaseUrlApp,
    options: `-c search_path=storeweave,public -c plan_cache_mode=${mode}`,
  })
  await client.connect()
  const read: Record<string, number> = {}
  const add = (node: Node) => {
    const table = node['Relation Name']
    const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    if (table) read[table] = (read[table] ?? 0) + rows
    node.Plans?.forEach(add)
  }
  for (const { text, values } of asked) {
    await client.query('begin')
    await client.query('select ctx.begin_tenant($1)', [shop.t.ref.id])
    const { rows } = await client.query({
      name: 'explained',
      text: `explain (analyze, timing off, format json) ${text}`,
      values,
    })
    add(rows[0]['QUERY PLAN'][0].Plan as Node)
    await client.query('rollback')
    await client.query('deallocate explained')
  }
  await client.end()
  return read
}
/** What the platform sends to PostgreSQL for an answer. */
async function statementsOf(path: string): Promise<{ text: string; values: unknown[] }[]> {
  await world.heard()
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  const { status } = await shop.t.api.get(path)
  const all = sent.mock.calls.map(
    ([statement]) => statement as unknown as { text?: string; values?: unknown[] },
  )
  sent.mockRestore()
  expect(status).toBe(200)
  return all.flatMap(({ text, values }) => (text?.startsWith('select') && values ? [{ text, values }] : []))
}

it.each(['popular', 'newest'])(
  'a page of the window (%s) reads the rows it shows, however many goods a brand has',
  async (sort) => {
    const asked = await statementsOf(`/shop/products?storeId=${shop.storeId}&limit=20&sort=${sort}`)
    expect(asked.length).toBe(1)
    // planned for these values, and once for any
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      const read = await rowsRead(asked, mode)
      expect(read).toMatchObject({ products: 21, skus: 21, stock_levels: 21 })
      for (const rows of Object.values(read)) expect(rows, JSON.stringify(read)).toBeLessThanOrEqual(21)
    }
  },
)
