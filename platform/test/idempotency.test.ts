import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetKeys } from '../src/kernel/idempotency.js'
import { sweep } from '../src/kernel/upkeep.js'
import { TestShop } from './shop.js'
import { newId, World } from './world.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

describe('an Idempotency-Key', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 1000 })
  })
  afterAll(() => w.stop())
  const keyed = (key: string) => ({ 'idempotency-key': key })
  const place = (key: string, body: unknown, path = '/shop/orders', who = shop.shopper) =>
    who.post(path, body, keyed(key))
  const orders = async () => (await w.facts('select count(*)::int n from orders'))[0]!['n'] as number

  it('100 at once with one key: one order, one answer; whoever comes too early is told when to try again', async () => {
    const [before, key, body] = [await orders(), newId(), shop.basket()]
    const answers = await Promise.all(Array.from({ length: 100 }, () => place(key, body)))
    expect(answers.filter((a) => ![201, 409].includes(a.status)).map((a) => a.text)).toEqual([])
    for (const early of answers.filter((a) => a.status === 409))
      expect([early.body.code, early.headers['retry-after']]).toEqual(['request.in_progress', '1'])
    expect(new Set(answers.filter((a) => a.status === 201).map((a) => a.text)).size).toBe(1)
    expect(await orders()).toBe(before + 1)
    const replay = await place(key, body)
    expect([replay.status, replay.headers['idempotent-replay'], await orders()]).toEqual([
      201,
      'true',
      before + 1,
    ])
  })
  it('422 for another body or another address under the key, and nothing happened', async () => {
    const [key, body] = [newId(), shop.basket()]
    expect((await place(key, body)).status).toBe(201)
    const before = await orders()
    for (const answer of [
      await place(key, { ...body, note: 'other' }),
      await place(key, body, '/shop/orders?other=1'),
    ])
      expect([answer.status, answer.body.code]).toEqual([422, 'request.key_reused'])
    expect(await orders()).toBe(before)
  })
  it('is its person’s and its tenant’s own', async () => {
    const [key, body] = [newId(), shop.basket()]
    const elsewhere = await TestShop.open(w)
    const first = await place(key, body)
    const neighbour = await place(key, { ...body, id: newId() }, '/shop/orders', await shop.t.aShopper())
    const stranger = await elsewhere.shopper.post('/shop/orders', elsewhere.basket(), keyed(key))
    expect([first.status, neighbour.status, stranger.status]).toEqual([201, 201, 201])
    expect(new Set([first, neighbour, stranger].map((a) => a.body.id)).size).toBe(3)
  })
  it('holds for 24 hours, then is forgotten', async () => {
    const [key, body] = [newId(), shop.basket()]
    const first = await place(key, body)
    const kept = () => w.facts('select key from idempotency_keys where key = $1', [key])
    await shop.later(DAY_MS - HOUR_MS)
    expect(await kept()).toEqual([{ key }])
    expect((await place(key, body)).text).toBe(first.text)
    await shop.later(HOUR_MS + 1000)
    expect(await kept()).toEqual([])
  })
  it('old keys go in batches, and young ones stay', async () => {
    const t = await w.aTenant()
    await w.facts(
      `insert into idempotency_keys (tenant_id, who, key, request_hash, created_at)
       select $1, 'shopper:x', 'key-' || lpad(n::text, 8, '0'), '', case when n > 1200 then $2::timestamptz else $2::timestamptz - interval '25 hours' end from generate_series(1, 1203) n`,
      [t.ref.id, w.now()],
    )
    const before = new Date(w.now().getTime() - DAY_MS)
    const sizes: number[] = []
    const gone = await t.run(() =>
      sweep(async (limit) => {
        const rows = await forgetKeys(before, limit)
        sizes.push(rows)
        return rows
      }),
    )
    expect([gone, sizes]).toEqual([1200, [500, 500, 200]])
    expect(
      await w.facts('select count(*)::int n from idempotency_keys where tenant_id = $1', [t.ref.id]),
    ).toEqual([{ n: 3 }])
  })
  it('a sweep that never ends is given up for the round', async () => {
    let rounds = 0
    await shop.t.run(() =>
      sweep((limit) => {
        rounds++
        return Promise.resolve(limit)
      }),
    )
    expect(rounds).toBe(40)
  })
})

describe('what has had its time', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())
  const counts = async () =>
    (
      await w.facts(`select (select count(*) from outbox)::int events, 
        (select count(*) from sms_codes)::int codes, (select count(*) from sign_in_tries where kind = 'pair')::int failures,
        (select count(*) from sessions where expires_at < now())::int ended`)
    )[0]!
  const queued = async () =>
    (await w.facts('select count(*)::int n from graphile_worker.jobs'))[0]!['n'] as number

  it('events go 30 days after they were delivered, and never one that still waits', async () => {
    await shop.order()
    await w.until(async () => (await queued()) === 0, 'all events are delivered')
    const [{ id: waiting }] = (await w.facts(
      'select id from outbox where tenant_id = $1 order by id limit 1',
      [shop.t.ref.id],
    )) as [{ id: string }]
    await w.facts("select graphile_worker.add_job('nobody_does_this', '{}', job_key => $1)", [
      `${shop.t.ref.id}:${waiting}`,
    ])
    await w.facts(
      "insert into handled_events (tenant_id, listener, event_id, handled_at) select tenant_id, 'Somebody.hears', id, created_at from outbox",
    )
    const { events } = await counts()
    expect(Number(events)).toBeGreaterThan(1)
    await w.advance(29 * DAY_MS)
    expect(await w.facts('select count(*)::int n from outbox where id = $1', [waiting])).toEqual([{ n: 1 }])
    expect((await counts())['events']).toBeGreaterThanOrEqual(Number(events))
    await w.until(async () => (await queued()) === 1, 'what the days brought is delivered')
    await w.advance(40 * DAY_MS)
    expect(
      await w.facts('select id from outbox where created_at < $1', [
        new Date(w.now().getTime() - 30 * DAY_MS),
      ]),
    ).toEqual([{ id: waiting }])
    expect(await w.facts('select event_id from handled_events')).toEqual([{ event_id: waiting }])
  })
  it('sent codes and wrong passwords go after 2 days, sessions 30 days after their end', async () => {
    await shop.t.api.post('/shop/auth/sms', { phone: '13800138000' })
    await shop.t.api.post('/auth/sign-in', { login: 'nobody', password: 'wrong password' })
    expect(await counts()).toMatchObject({ codes: 1, failures: 1 })
    await w.advance(DAY_MS)
    expect(await counts()).toMatchObject({ codes: 1, failures: 1 })
    await w.advance(DAY_MS + HOUR_MS)
    expect(await counts()).toMatchObject({ codes: 0, failures: 0 })
    const sessions = () => w.facts('select id from sessions where tenant_id = $1', [shop.t.ref.id])
    expect((await sessions()).length).toBeGreaterThan(0)
    await w.advance(121 * DAY_MS)
    expect(await sessions()).toEqual([])
  })
})
