import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db, inTransaction, openDatabase, openPool, reading, transaction } from '../src/kernel/db.js'
import { asSystem } from '../src/kernel/jobs.js'
import { World, type TestTenant } from './world.js'

describe('the fence between tenants', () => {
  let w: World
  let a: TestTenant
  let b: TestTenant
  beforeAll(async () => {
    w = await World.start()
    a = await w.aTenant()
    b = await w.aTenant()
  })
  afterAll(() => w.stop())

  it('without a transaction there is no way to a table', async () => {
    await expect(a.run(async () => db().many('select 1'))).rejects.toThrow('no transaction')
    expect(() => db()).toThrow('no transaction')
  })
  it('a forgotten tenant filter shows own rows only', async () => {
    const rows = await a.run(() =>
      transaction(() => db().many<{ tenant_id: string }>('select tenant_id from org_units')),
    )
    expect(new Set(rows.map((r) => r.tenant_id))).toEqual(new Set([a.ref.id]))
  })
  it('a row for another tenant is refused', async () => {
    await expect(
      a.run(() =>
        transaction(() =>
          db().run(
            "insert into outbox (tenant_id, id, name, payload, created_at) values ($1, $1, 'x', '{}', now())",
            [b.ref.id],
          ),
        ),
      ),
    ).rejects.toThrow('row-level security')
  })
  it('the context cannot be set a second time, nor by set_config', async () => {
    await expect(
      a.run(() => transaction(() => db().one('select ctx.begin_tenant($1)', [b.ref.id]))),
    ).rejects.toThrow('tenant context already set')
    await expect(
      a.run(() => transaction(() => db().one("select set_config('app.tenant_id', $1, true)", [b.ref.id]))),
    ).rejects.toThrow('permission denied')
  })
  it('two statements in one text are refused', async () => {
    await expect(
      a.run(() => transaction(() => db().many("select 1; set local app.tenant_id = 'x'"))),
    ).rejects.toThrow('cannot insert multiple commands')
  })
  it('nothing of a tenant stays on a pooled connection, whatever way its work ended', async () => {
    const work = Array.from({ length: 200 }, (_, i) => {
      const t = i % 2 ? a : b
      return asSystem(t.ref, 'test', () =>
        transaction(async () => {
          const rows = await db().many<{ tenant_id: string }>('select tenant_id from org_units')
          expect(new Set(rows.map((r) => r.tenant_id))).toEqual(new Set([t.ref.id]))
          if (i % 5 === 0) throw new Error('planned')
          if (i % 7 === 0) await db().many('select 1 / 0')
        }),
      ).catch((error: Error) => expect(error.message).toMatch(/planned|division by zero/))
    })
    await Promise.all(work)
  })
  it('reads that stand alone see their own tenant only, also after statements that failed', async () => {
    const work = Array.from({ length: 200 }, (_, i) => {
      const t = i % 2 ? a : b
      return asSystem(t.ref, 'test', () =>
        reading(async () => {
          const read = () => db().many<{ tenant_id: string }>('select tenant_id from org_units')
          expect(new Set((await read()).map((r) => r.tenant_id))).toEqual(new Set([t.ref.id]))
          if (i % 5 === 0)
            await db()
              .many('select 1 / 0')
              .catch((error: Error) => error)
          if (i % 7 === 0)
            await db()
              .many(`select ${i} from nowhere`)
              .catch((error: Error) => error)
          expect(new Set((await read()).map((r) => r.tenant_id))).toEqual(new Set([t.ref.id]))
        }),
      )
    })
    await Promise.all(work)
    const setting = "select coalesce(current_setting('app.tenant_id', true), '') as tenant"
    const left = await Promise.all(
      Array.from({ length: 16 }, () => openPool().query<{ tenant: string }>(setting)),
    )
    expect(left.map(({ rows }) => rows[0]!.tenant)).toEqual(left.map(() => ''))
  })
  it('a statement that failed first can be sent again on the same connection', async () => {
    const half = (n: number) => transaction(() => db().one<{ x: number }>('select 8 / $1::int as x', [n]))
    for (let i = 0; i < 40; i++) {
      await expect(a.run(() => half(0))).rejects.toThrow('division by zero')
      expect(await a.run(() => half(2))).toEqual({ x: 4 })
    }
  })
  it('a read that is planned once names its tenant like any other, and leaves the next one its own plan', async () => {
    const sql =
      "select current_setting('plan_cache_mode') as mode, tenant_id from org_units where tenant_id = any($1::uuid[])"
    const both = [[a.ref.id, b.ref.id]]
    const seen = async (t: typeof a) =>
      t.run(() =>
        reading(async () => [
          new Set((await db().manyPlannedOnce(sql, both)).map((r) => `${r['mode']} ${r['tenant_id']}`)),
          new Set((await db().many(sql, both)).map((r) => `${r['mode']} ${r['tenant_id']}`)),
        ]),
      )
    const turns = Array.from({ length: 40 }, (_, n) => (n % 2 ? a : b))
    for (const [n, answer] of (await Promise.all(turns.map(seen))).entries())
      expect(answer).toEqual(
        ['force_generic_plan', 'auto'].map((mode) => new Set([`${mode} ${turns[n]!.ref.id}`])),
      )
    const inside = () => transaction(() => db().manyPlannedOnce(sql, both))
    expect((await a.run(inside))[0]).toMatchObject({ mode: 'auto', tenant_id: a.ref.id })
  })
  it('reads that stand alone refuse to write, and what writes among them has a transaction of its own', async () => {
    const write = "update tenant_settings set name_en = 'New' where tenant_id = $1"
    await expect(a.run(() => reading(() => db().run(write, [a.ref.id])))).rejects.toThrow('only reads')
    await a.run(() =>
      reading(async () => {
        expect(inTransaction()).toBe(false)
        const failing = transaction(async () => {
          expect(inTransaction()).toBe(true)
          await db().run(write, [a.ref.id])
          throw new Error('planned')
        })
        await expect(failing).rejects.toThrow('planned')
        const sql = 'select name_en from tenant_settings where tenant_id = $1'
        expect(await db().one(sql, [a.ref.id])).not.toEqual({ name_en: 'New' })
      }),
    )
  })
  it('an error swallowed inside a transaction does not pass for done', async () => {
    await expect(
      a.run(() =>
        transaction(async () => {
          await db()
            .many('select 1 / 0')
            .catch((error: Error) => error)
        }),
      ),
    ).rejects.toThrow('transaction was rolled back')
  })
  it('refuses to start as owner or superuser', async () => {
    await expect(openDatabase(w.ownerUrl, 2, 2_000)).rejects.toThrow('refusing to start')
  })
})
