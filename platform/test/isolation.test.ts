import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db, openDatabase, transaction } from '../src/kernel/db.js'
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
    await expect(openDatabase(w.ownerUrl, 2)).rejects.toThrow('refusing to start')
  })
})
