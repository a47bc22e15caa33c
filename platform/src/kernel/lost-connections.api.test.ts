import { randomUUID } from 'node:crypto'
import { request, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'
import { db, transaction } from './db.js'

describe('connections that are lost', () => {
  let w: World
  let shop: TestShop
  const admins: pg.Client[] = []
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())
  afterEach(async () => {
    for (const admin of admins.splice(0)) await admin.end()
  })

  /** A session of the administrator's that keeps its locks until the test is over. */
  const holding = async (...statements: string[]) => {
    const admin = new pg.Client({ connectionString: w.ownerUrl, options: '-c search_path=storeweave' })
    admins.push(admin)
    await admin.connect()
    for (const statement of ['begin', ...statements]) await admin.query(statement)
    return admin
  }
  /** The server process of a session of ours that waits for a lock, once there is one. */
  const waiting = (application: string) =>
    w.until(
      async () =>
        (
          await w.facts<{ pid: number }>(
            `select pid from pg_stat_activity where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'`,
            [application],
          )
        )[0]?.pid,
      `${application} waits`,
    )
  const end = (pid: number) => w.facts('select pg_terminate_backend($1)', [pid])
  const jobs = () => w.facts<{ key: string }>('select key from graphile_worker.jobs')

  it('a transaction whose connection breaks between two statements fails with that, and the process lives', async () => {
    const broken = shop.t.run(() =>
      transaction(async () => {
        const mine = await db().one<{ pid: number }>('select pg_backend_pid()::bigint as pid')
        await end(mine!.pid)
        await w.until(
          async () => !(await w.facts('select 1 from pg_stat_activity where pid = $1', [mine!.pid])).length,
        )
        await db().one('select 1')
      }),
    )
    await expect(broken).rejects.toThrow(/terminat|not queryable/)
    expect((await shop.shopper.get('/shop/orders')).status).toBe(200)
  })

  it('503 for the request whose connection was cut; the same key again places the order once', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const body = shop.basket()
    const lock = await holding('lock table order_counters in access exclusive mode')
    const first = shop.shopper.post('/shop/orders', body, key)
    await end(await waiting('storeweave'))
    expect((await first).body).toMatchObject({ status: 503, code: 'server.unavailable' })
    await lock.query('rollback')
    expect((await shop.shopper.post('/shop/orders', body, key)).status).toBe(201)
    expect(await shop.stock()).toEqual({ onHand: 100, reserved: 2 })
  })

  it('jobs of a worker that was killed are taken up within seconds', async () => {
    const admin = await holding(
      `select graphile_worker.add_job('deliver_event', '{}', job_key => 'orphan')`,
      `update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now() - interval '11 s' where key = 'orphan'`,
    )
    await admin.query('commit')
    await w.until(async () => !(await jobs()).some((j) => j.key === 'orphan'), 'the job of the dead')
  })

  it('a job that could not be marked as done is done again, and the worker lives', async () => {
    const outbox = await holding('lock table outbox in access exclusive mode')
    const job = { tenantId: shop.t.ref.id, data: { eventId: newId() } }
    await w.facts(`select graphile_worker.add_job('deliver_event', $1::json, job_key => 'cut')`, [job])
    await waiting('storeweave')
    const row = await holding(`select 1 from graphile_worker._private_jobs where key = 'cut' for update`)
    await outbox.query('rollback')
    await end(await waiting('storeweave-worker'))
    await row.query('rollback')
    await w.until(async () => !(await jobs()).some((j) => j.key === 'cut'), 'the job done again')
    const { id } = await shop.paidOrder()
    await w.until(async () => (await jobs()).length === 0, `the events of ${id}`)
  })

  it('the feed tells every hint once however often its connection broke, and streams that may lack one end', async () => {
    const listens = () =>
      w.facts<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'storeweave-live' and query like 'listen%'`,
      )
    for (let round = 0; round < 2; round++) {
      const stream = await openStream(w, shop)
      const feeds = await w.until(async () => ((await listens()).length ? listens() : undefined))
      for (const { pid } of feeds) await end(pid)
      await stream.ended
    }
    const stream = await w.until(async () => {
      const opened = await openStream(w, shop)
      return opened.status === 200 ? opened : undefined
    }, 'the feed listens again')
    const [first, second] = [await shop.order(), await shop.order()]
    await w.until(() => stream.heard(second.id).length > 0, 'the hint of the second order')
    expect(stream.heard(first.id)).toEqual(['selling.order_placed'])
    expect(await listens()).toHaveLength(1)
    stream.close()
  })
})

/** The hints of a tenant as its store's manager hears them. */
async function openStream(w: World, shop: TestShop) {
  const { authorization } = (shop.manager as unknown as { headers: { authorization: string } }).headers
  const res = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { host: `${shop.t.ref.slug}.localhost`, authorization }
    const req = request({ host: '127.0.0.1', port: w.port, path: '/api/live', headers }, resolve)
    req.on('error', reject)
    req.end()
  })
  let text = ''
  res.on('data', (chunk: Buffer) => (text += chunk))
  const ended = new Promise<void>((done) => res.on('close', () => done()))
  return {
    status: res.statusCode,
    ended,
    /** Names of the hints about an order that came by themselves: stock moves name no order. */
    heard: (orderId: string) =>
      [...text.matchAll(/^data: (.+)$/gm)]
        .map((m) => JSON.parse(m[1]!) as { name: string; orderId: string | null })
        .filter((hint) => hint.orderId === orderId)
        .map((hint) => hint.name),
    close: () => res.destroy(),
  }
}
