import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrate } from '../src/migrate.js'
import { databaseUrl, PASSWORDS } from './postgres.js'
import { TestShop } from './shop.js'
import { World } from './world.js'

/** The newest migration of the last release: an installation stands there before it upgrades. */
const RELEASED = '20261122_3610_suppliers.sql'
const DATABASE = 'storeweave_upgrade'

/** Tables and the columns that one may write, without those of partitions, jobs and migrations. */
const TABLES = `select c.relname as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 where c.relnamespace = 'storeweave'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'
 group by c.relname order by c.relname`

describe('an installation that upgrades', () => {
  let w: World
  let old: pg.Client
  const adminUrl = databaseUrl(inject('adminUrl'), DATABASE)
  const counts = async (tables: readonly string[]) => {
    const all = tables.map((name) => `select '${name}' as name, count(*)::int as n from storeweave.${name}`)
    return (await old.query<{ name: string; n: number }>(all.join(' union all '))).rows
  }
  beforeAll(async () => {
    w = await World.start()
    const admin = new pg.Client({ connectionString: inject('adminUrl') })
    await admin.connect()
    await admin.query(`create database ${DATABASE}`)
    await admin.end()
    await migrate({ adminUrl, passwords: PASSWORDS, upTo: RELEASED })
    old = new pg.Client({ connectionString: adminUrl })
    await old.connect()
  })
  afterAll(async () => {
    await old.end()
    await w.stop()
  })

  it('keeps every row of a shop that has sold', async () => {
    const shop = await TestShop.open(w)
    await shop.paidOrder()
    const { rows: tables } = await old.query<{ name: string; columns: string[] }>(TABLES)
    await old.query('set session_replication_role = replica') // rows come table by table, before what they name
    for (const { name, columns } of tables) {
      const [{ rows } = { rows: null }] = await w.facts<{ rows: unknown }>(
        `select jsonb_agg(t) as rows from ${name} t`,
      )
      if (!rows) continue
      await old.query(
        `insert into storeweave.${name} (${columns.join(', ')}) overriding system value
         select ${columns.join(', ')} from jsonb_populate_recordset(null::storeweave.${name}, $1)`,
        [JSON.stringify(rows)],
      )
    }
    const names = tables.map((table) => table.name)
    const before = await counts(names)
    expect(before.filter(({ n }) => n > 0).length).toBeGreaterThan(25)
    await migrate({ adminUrl, passwords: PASSWORDS })
    expect(await counts(names)).toEqual(before)
  })
})
