import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { readConfig } from '../kernel/config.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { AuditService } from './audit.service.js'
import { ChainService } from './chain.service.js'

type Row = Record<string, any>

describe('the chain of the audit log', () => {
  let w: World
  let t: TestTenant
  let owner: Client
  beforeAll(async () => {
    w = await World.start()
  })
  afterAll(() => w.stop())
  const fresh = async () => {
    t = await w.aTenant()
    owner = await t.aPerson('owner')
  }
  const act = () =>
    owner.post('/categories', {
      id: newId(),
      parentId: null,
      name: { zh: `类${newId()}`, en: '' },
      position: 1,
    })
  const waiting = async () => (await t.run(() => w.get(ChainService).status())).waiting
  /** Other databases of this server may hold transactions open for a moment: sealing goes on until all is sealed. */
  const sealAll = () =>
    w.until(async () => {
      await t.run(() => w.get(ChainService).seal())
      return (await waiting()) === 0
    }, 'everything sealed')
  const check = async () => (await owner.post('/audit/chain/checks', {})).body
  const mine = () => w.facts('select * from audit_entries where tenant_id = $1 order by tx, id', [t.ref.id])
  const fine = { problem: '', brokenSeal: null, brokenEntryId: null }

  it('seals everything once, end to end, and finds nothing wrong', async () => {
    await fresh()
    for (let i = 0; i < 3; i++) {
      await act()
      await sealAll()
    }
    const seals = await w.facts<Row>('select * from audit_seals where tenant_id = $1 order by seq', [
      t.ref.id,
    ])
    expect(seals.map((s) => s['previous'])).toEqual(['', ...seals.slice(0, -1).map((s) => s['hash'])])
    expect(seals.flatMap((s) => s['rows'].map((r: string) => r.split(':')[0]))).toEqual(
      (await mine()).map((e) => e['id']),
    )
    const { length } = await mine()
    expect(await check()).toMatchObject({ ...fine, seals: seals.length, entries: length })
    const { body } = await owner.get('/audit/chain')
    expect(body).toMatchObject({ head: seals.at(-1)!['hash'], seals: seals.length, lastCheck: fine })
  })

  it('an entry that commits late falls into a later seal, not into one that was made without it', async () => {
    await fresh()
    let open!: () => void
    let begun!: () => void
    const held = new Promise<void>((go) => (open = go))
    const started = new Promise<void>((go) => (begun = go))
    const late = t.run(() =>
      transaction(async () => {
        record({ subject: 'Category', id: newId(), name: 'late', after: {} })
        const { db, tenantId } = await import('../kernel/db.js')
        await db().run('update tenant_settings set updated_at = updated_at where tenant_id = $1', [
          tenantId(),
        ])
        begun()
        await held
      }),
    )
    await started
    await act()
    await t.run(() => w.get(ChainService).seal())
    const before = await waiting()
    open()
    await late
    expect(before).toBeGreaterThan(0) // what came after the open transaction waited for it
    await sealAll()
    expect(await check()).toMatchObject(fine)
    expect((await mine()).map((e) => e['object_name'])).toContain('late')
  })

  it.each([
    ['changed', 'entry_changed', "update audit_entries set who_name = 'nobody' where id = $1"],
    [
      'moved in time',
      'entry_changed',
      "update audit_entries set at = at - interval '1 second' where id = $1",
    ],
    ['removed', 'entry_missing', 'delete from audit_entries where id = $1'],
  ])('an entry that was %s is named', async (_, problem, tampering) => {
    await fresh()
    await act()
    await act()
    await sealAll()
    const entries = await mine()
    const victim = entries[Math.floor(entries.length / 2)]!['id']
    await w.facts(tampering, [victim])
    expect(await check()).toMatchObject({ problem, brokenSeal: expect.any(Number), brokenEntryId: victim })
    expect((await owner.get('/audit/chain')).body.lastCheck).toMatchObject({ problem, brokenEntryId: victim })
  })

  const COPY = (tx: string, at: string) =>
    `insert into audit_entries select (x).* from (select (jsonb_populate_record(e, jsonb_build_object('id', $2::text, 'tx', ${tx}, 'at', ${at}))) x from audit_entries e where id = $1) y`

  it('an entry slipped into a sealed stretch is named', async () => {
    await fresh()
    await sealAll()
    const added = newId()
    await w.facts(COPY('e.tx', 'e.at'), [(await mine())[0]!['id'], added])
    expect(await check()).toMatchObject({ problem: 'entry_added', brokenEntryId: added })
  })

  it('an entry that claims to be of the past is named, before and after it is sealed', async () => {
    await fresh()
    await sealAll()
    const added = newId()
    const now = '(pg_current_xact_id()::text::bigint)'
    await w.facts(COPY(now, "e.at - interval '1 day'"), [(await mine())[0]!['id'], added])
    expect(await check()).toMatchObject({ problem: 'backdated', brokenEntryId: added })
    await sealAll()
    expect(await check()).toMatchObject({
      problem: 'backdated',
      brokenEntryId: added,
      brokenSeal: expect.any(Number),
    })
  })

  it.each([
    [
      'rewritten',
      'seal_changed',
      'update audit_seals set rows = rows || rows where tenant_id = $1 and seq = 1',
    ],
    ['taken out of the middle', 'seal_missing', 'delete from audit_seals where tenant_id = $1 and seq = 1'],
    ['cut off at the end', 'seal_missing', 'delete from audit_seals where tenant_id = $1 and seq = 2'],
  ])('a seal that was %s is found', async (_, problem, tampering) => {
    await fresh()
    await act()
    await sealAll()
    await act()
    await sealAll()
    expect(await check()).toMatchObject(fine)
    await w.facts(tampering, [t.ref.id])
    expect(await check()).toMatchObject({ problem })
  })

  it('nothing younger than 180 days can be let go', async () => {
    await fresh()
    await sealAll()
    const forget = (days: number) => t.run(() => w.get(AuditService).forget(days))
    await expect(forget(179)).rejects.toThrow('180 days')
    expect(await forget(180)).toBe(0)
    const keep = (days: string) => () =>
      readConfig({ DATABASE_URL_APP: 'x', DATABASE_URL_WORKER: 'x', AUDIT_KEEP_DAYS: days })
    expect(keep('179')).toThrow('AUDIT_KEEP_DAYS')
    expect(keep('180')().auditKeepDays).toBe(180)
  })

  it('older seals go whole, the chain still holds, and nobody else loses anything', async () => {
    const DAYS = 200 * 86_400_000
    w.shift(-DAYS)
    await fresh()
    await sealAll()
    w.shift(DAYS)
    const old = (await mine()).length
    await t.run(() => transaction(async () => record({ subject: 'Tenant', id: t.ref.id, name: 'young' })))
    await sealAll()
    const all = async () =>
      (await w.facts<Row>('select count(*)::int n from audit_entries'))[0]!['n'] as number
    const before = await all()
    expect(await t.run(() => w.get(AuditService).forget(180))).toBe(old)
    expect(await all()).toBe(before - old)
    expect((await mine()).map((e) => e['object_name'])).toEqual(['young'])
    expect(await t.run(() => w.get(ChainService).check())).toMatchObject({ ...fine, entries: 1 })
  })
})
