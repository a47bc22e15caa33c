import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db, openDatabase, openPool, transaction } from '../src/kernel/db.js'
import { faultOf } from '../src/kernel/problem.js'
import { DatabaseProxy } from './database-proxy.js'
import { TestShop } from './shop.js'
import { newId, World } from './world.js'

describe('a database that gives out', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start({ poolSize: 3, poolWaitMs: 500 })
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())

  it('503 with Retry-After while every connection is held, not ready meanwhile, and well again after', async () => {
    const held = await Promise.all(Array.from({ length: 3 }, () => openPool().connect()))
    const [read, write, ready, alive] = await Promise.all([
      shop.manager.get('/stores'),
      shop.shopper.post('/shop/orders', shop.basket()),
      shop.t.api.get('/readyz'),
      shop.t.api.get('/healthz'),
    ])
    for (const answer of [read, write])
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
        503,
        'server.unavailable',
        '2',
      ])
    expect([ready.status, alive.status]).toEqual([503, 200])
    held.forEach((client) => client.release())
    expect((await shop.manager.get('/stores')).status).toBe(200)
    expect((await shop.t.api.get('/readyz')).status).toBe(200)
    expect(await w.facts('select count(*)::int n from orders')).toEqual([{ n: 0 }])
  })
  it('statements, locks and idle transactions are bounded on every connection', async () => {
    const { rows } = await openPool().query(
      "select current_setting('statement_timeout') s, current_setting('lock_timeout') l, current_setting('idle_in_transaction_session_timeout') i",
    )
    expect(rows).toEqual([{ s: '5s', l: '2s', i: '15s' }])
  })
  it('a statement that runs too long is a 503 of its own', async () => {
    const slow = shop.t.run(() =>
      transaction(async () => {
        await db().run('set local statement_timeout = 20')
        await db().run('select pg_sleep(5)')
      }),
    )
    const fault = faultOf(await slow.catch((error: unknown) => error))
    expect([fault.code, fault.status]).toEqual(['server.too_slow', 503])
  })
})

describe('a line that breaks during the commit', () => {
  let w: World
  let shop: TestShop
  let proxy: DatabaseProxy
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    const direct = openPool()
    proxy = await DatabaseProxy.to(w.config.databaseUrlApp)
    await openDatabase(proxy.url, 4, 2_000)
    await direct.end()
  })
  afterAll(async () => {
    await w.stop()
    await proxy.stop()
  })
  const facts = async () =>
    (
      await w.facts(
        "select (select count(*) from orders)::int orders, (select sum(quantity) from reservations where state = 'held')::int held, (select count(*) from outbox where name = 'selling.order_placed')::int events",
      )
    )[0]!

  it.each(['before', 'after'] as const)(
    'cut %s it was done: the key decides, the order stands once and is answered',
    async (when) => {
      const [before, cuts, key, body] = [await facts(), proxy.cuts, newId(), shop.basket()]
      proxy.cutCommit(when, key)
      const answer = await shop.shopper.post('/shop/orders', body, { 'idempotency-key': key })
      expect([answer.status, answer.body.id, proxy.cuts]).toEqual([201, body.id, cuts + 1])
      expect(answer.headers['idempotent-replay']).toBe(when === 'after' ? 'true' : undefined)
      const after = await facts()
      expect([after['orders'], after['held'], after['events']]).toEqual([
        before['orders'] + 1,
        Number(before['held']) + 2,
        before['events'] + 1,
      ])
      expect((await shop.shopper.post('/shop/orders', body, { 'idempotency-key': key })).text).toBe(
        answer.text,
      )
    },
  )
  it('work without a key is not run again when nobody can say whether it happened', async () => {
    let runs = 0
    proxy.cutCommit('after', 'select 1')
    await expect(
      shop.t.run(() =>
        transaction(async () => {
          runs++
          await db().many('select 1')
        }),
      ),
    ).rejects.toThrow('Connection terminated')
    expect(runs).toBe(1)
  })
  it('work that lost its line before the commit is simply run again', async () => {
    let runs = 0
    const answer = await shop.t.run(() =>
      transaction(async () => {
        const row = await db().one<{ pid: number }>('select pg_backend_pid() pid')
        if (++runs === 1) {
          await w.facts('select pg_terminate_backend($1)', [row!.pid])
          await db().many('select 1')
        }
        return row!.pid
      }),
    )
    expect([runs, typeof answer]).toEqual([2, 'number'])
  })
})
