import { request, type IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HealthJobs } from '../insight/health.jobs.js'
import { TestShop } from '../../test/shop.js'
import { World } from '../../test/world.js'

const get = (port: number, path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string; headers: IncomingHttpHeaders }>((done, fail) => {
    request({ port, path, headers, host: '127.0.0.1' }, (res) => {
      let text = ''
      res.on('data', (chunk) => (text += chunk))
      res.on('end', () => done({ status: res.statusCode!, text, headers: res.headers }))
    })
      .on('error', fail)
      .end()
  })
/** The value of a series in the Prometheus text; undefined when there is none. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((l) => l.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

describe('how the process is', () => {
  let w: World
  let shop: TestShop
  const measures = async () => (await get(w.port, '/metrics')).text

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())

  it('counts requests under the pattern of their route, never under an id', async () => {
    const { id } = await shop.order()
    const series =
      'http_request_duration_seconds_count{method="GET",route="/api/shop/orders/:id",status="200"}'
    const before = valueOf(await measures(), series) ?? 0
    await shop.mine(id)
    const text = await measures()
    expect(valueOf(text, series)).toBe(before + 1)
    const requests = text.split('\n').filter((line) => line.startsWith('http_'))
    expect(requests.filter((line) => line.includes(id) || line.includes(shop.t.ref.id))).toEqual([])
    const methods = new Set([...text.matchAll(/route="other",.*?/g)].map((m) => m[0]))
    expect(methods.size).toBeLessThan(2)
  })
  it('counts why requests were refused', async () => {
    const before = valueOf(await measures(), 'faults_total{code="inventory.not_enough_stock"}') ?? 0
    const lines = [{ skuId: shop.sku.id, quantity: 1000 }]
    expect((await shop.shopper.post('/shop/orders', shop.basket({ lines }))).status).toBe(409)
    expect(valueOf(await measures(), 'faults_total{code="inventory.not_enough_stock"}')).toBe(before + 1)
  })
  it('measures how late events are, and what still waits', async () => {
    const nothingWaits = () =>
      w.until(async () => valueOf(await measures(), 'events_waiting') === 0, 'all events delivered')
    const series = 'event_delivery_seconds_count{event="selling.order_placed"}'
    await nothingWaits()
    const before = valueOf(await measures(), series) ?? 0
    await shop.order()
    await nothingWaits()
    const text = await measures()
    expect(valueOf(text, series)).toBe(before + 1)
    expect(text).toMatch(
      new RegExp(`store_lag_seconds\\{tenant="${shop.t.ref.slug}",store="${shop.storeId}"\\} \\d`),
    )
    expect(valueOf(text, 'events_oldest_seconds')).toBe(0)
    expect(text).not.toContain('events_oldest_seconds_by_tenant{')
  })
  it('measures pool, transactions, timed work and the world outside', async () => {
    await shop.paidOrder()
    await w.advance(0)
    const text = await measures()
    expect(valueOf(text, 'database_up')).toBe(1)
    expect(valueOf(text, 'pg_pool_size')).toBe(16)
    for (const series of [
      'pg_pool_wait_seconds_count',
      'pg_transaction_seconds_count',
      'timed_work_seconds_count{job="SellingJobs.expire"}',
      `outbound_request_seconds_count{host="${new URL(w.sandbox.url).host}",outcome="2xx"}`,
    ])
      expect(valueOf(text, series), series).toBeGreaterThan(0)
  })
  it('tells an unpaid order that nobody called off, and no more once it is', async () => {
    const { id } = await shop.order()
    w.shift(20 * 60_000)
    await shop.t.run(() => w.get(HealthJobs).lag())
    expect(valueOf(await measures(), 'order_expiry_lag_seconds')).toBeGreaterThan(4 * 60)
    await shop.later(0)
    await shop.t.run(() => w.get(HealthJobs).lag())
    expect(valueOf(await measures(), 'order_expiry_lag_seconds')).toBe(0)
    expect((await shop.mine(id)).status).toBe('cancelled')
  })
  it('tells a broken invariant by its name, and no more once it is mended', async () => {
    const look = () => shop.t.run(() => w.get(HealthJobs).quick())
    const change = (by: number) =>
      w.facts('update stock_levels set reserved = reserved + $2 where tenant_id = $1', [shop.t.ref.id, by])
    await shop.order()
    await change(1)
    await look()
    expect(valueOf(await measures(), 'invariant_breaks{name="reserved_is_holds"}')).toBe(1)
    expect(valueOf(await measures(), 'invariant_breaks{name="stock_is_movements"}')).toBe(0)
    await change(-1)
    await look()
    expect(valueOf(await measures(), 'invariant_breaks{name="reserved_is_holds"}')).toBe(0)
  })
  it('looks at everything once a night, whichever worker is first', async () => {
    await w.advance(16 * 60_000)
    // tomorrow's: this evening's may have been looked at already, by the worker of this world
    const night = new Date(w.now())
    night.setUTCDate(night.getUTCDate() + 1)
    night.setUTCHours(19, 0, 0, 0)
    w.shift(night.getTime() - w.now().getTime())
    const nights = () =>
      w.facts('select day, done_at, breaks from invariant_checks where tenant_id = $1', [shop.t.ref.id])
    const before = (await nights()).length
    await Promise.all([1, 2].map(() => shop.t.run(() => w.get(HealthJobs).nightly())))
    const after = await nights()
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)).toMatchObject({ breaks: [], done_at: expect.any(Date) })
  })
  it('shows /metrics to this machine alone, and not through a proxy', async () => {
    expect((await get(w.port, '/metrics')).status).toBe(200)
    for (const header of ['x-forwarded-for', 'forwarded', 'via'])
      expect((await get(w.port, '/metrics', { [header]: '203.0.113.9' })).status).toBe(404)
  })
  it('503 while the schema is older than the code', async () => {
    const [row] = await w.facts(
      "delete from schema_migrations where name like '%0500_insight%' returning name",
    )
    const ready = () => get(w.port, '/readyz').then((r) => `${r.status} ${JSON.parse(r.text).status}`)
    await w.until(async () => (await ready()) === '503 schema is older than this code', 'unready')
    await w.facts('insert into schema_migrations (name) values ($1)', [row!['name']])
    await w.until(async () => (await ready()) === '200 ready', 'ready again')
  })
  it('stays alive and becomes unready when the database goes away', async () => {
    const [{ name }] = (await w.facts('select current_database() as name')) as [{ name: string }]
    const admin = w.ownerUrl.replace(name, 'postgres')
    await World.statement(admin, `alter database ${name} allow_connections false`)
    await World.statement(
      admin,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    await w.until(async () => (await get(w.port, '/readyz')).status === 503, 'unready')
    expect((await get(w.port, '/healthz')).status).toBe(200)
    expect(valueOf(await measures(), 'database_up')).toBe(0)
    await World.statement(admin, `alter database ${name} allow_connections true`)
    await w.until(async () => (await get(w.port, '/readyz')).status === 200, 'ready again')
    expect(valueOf(await measures(), 'database_up')).toBe(1)
  })
})

describe('measures for those who may', () => {
  it('asks for the token where there is one', async () => {
    const w = await World.start({ metricsToken: 'a-token-for-measures' })
    const status = async (headers = {}) => (await get(w.port, '/metrics', headers)).status
    expect(await status()).toBe(404)
    expect(await status({ authorization: 'Bearer another-token-here' })).toBe(404)
    expect(await status({ authorization: 'Bearer a-token-for-measures' })).toBe(200)
    await w.stop()
  })
  it('leaves the origin where there is a port of its own', async () => {
    const port = 20_000 + (process.pid % 20_000)
    const w = await World.start({ metricsPort: port })
    expect((await get(w.port, '/metrics')).status).toBe(404)
    expect((await get(port, '/metrics')).text).toContain('http_request_duration_seconds')
    expect((await get(port, '/readyz')).status).toBe(200)
    await w.stop()
  })
})
