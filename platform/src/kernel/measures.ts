import { openPool } from './db.js'
import { gauge } from './metrics.js'

const PING_MS = 2_000

/** What is asked of the pool at each scrape, together with whether the database answers. */
export function measurePool(): void {
  if (measured) return
  measured = true
  gauge('pg_pool_connections', 'Connections of the pool, and who waits for one', ['state'], function () {
    const { totalCount, idleCount, waitingCount } = openPool()
    this.set({ state: 'total' }, totalCount)
    this.set({ state: 'idle' }, idleCount)
    this.set({ state: 'waiting' }, waitingCount)
  })
  gauge('pg_pool_size', 'Connections the pool may open', [], function () {
    this.set(openPool().options.max)
  })
  gauge('database_up', '1 while the database answers within 2 s', [], async function () {
    this.set((await answers()) ? 1 : 0)
  })
}
let measured = false

/** Whether the database answers a checkout and a statement in time. */
async function answers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => (timer = setTimeout(done, PING_MS, false)))
  const ping = openPool()
    .query('select 1')
    .then(
      () => true,
      () => false,
    )
  return Promise.race([ping, late]).finally(() => clearTimeout(timer))
}

interface Waiting {
  tenant: string
  waiting: number
  oldest_seconds: number
}
const TENANTS_MOST = 20

/** Measures what the worker still has to deliver: all of it, and the tenants that wait longest (20 at most). */
export function measureOutbox(read: () => Promise<Waiting[]>): () => void {
  source = read
  if (!outbox) {
    outbox = true
    gauge('events_waiting', 'Events written and not delivered yet', [], async function () {
      const rows = await waitingNow()
      this.set(rows.reduce((n, r) => n + r.waiting, 0))
      oldest.set(Math.max(0, ...rows.map((r) => r.oldest_seconds)))
      byTenant.reset()
      for (const r of rows.slice(0, TENANTS_MOST)) byTenant.set({ tenant: r.tenant }, r.oldest_seconds)
    })
    const oldest = gauge('events_oldest_seconds', 'Age of the oldest event that waits for delivery')
    const byTenant = gauge(
      'events_oldest_seconds_by_tenant',
      'The same of the 20 tenants that wait longest',
      ['tenant'],
    )
  }
  return () => {
    if (source === read) source = undefined
  }
}
let outbox = false
let source: (() => Promise<Waiting[]>) | undefined
const waitingNow = async (): Promise<Waiting[]> => (await source?.().catch(() => [])) ?? []

interface Seen {
  tenant: string
  store: string
  seconds: number
  at: number
}
const WINDOW_MS = 300_000
const STORES_MOST = 50
const slowest = new Map<string, Seen>()

/** Notes how late an event reached a store's screens: the 50 slowest stores of the last 5 minutes are shown. */
export function noteStoreLag(tenant: string, store: string, seconds: number): void {
  const key = `${tenant}/${store}`
  const known = slowest.get(key)
  const now = Date.now()
  if (known && now - known.at < WINDOW_MS && known.seconds >= seconds) return
  if (!known && slowest.size >= STORES_MOST) {
    const [least] = [...slowest.values()].sort((a, b) => rank(a, now) - rank(b, now))
    if (rank(least!, now) >= seconds) return
    slowest.delete(`${least!.tenant}/${least!.store}`)
  }
  slowest.set(key, { tenant, store, seconds, at: now })
}
/** What is out of the window counts less than anything in it. */
const rank = (seen: Seen, now: number) => (now - seen.at < WINDOW_MS ? seen.seconds : -1)

gauge(
  'store_lag_seconds',
  'Slowest delivery of the last 5 minutes, of the 50 slowest stores',
  ['tenant', 'store'],
  function () {
    this.reset()
    const now = Date.now()
    for (const seen of slowest.values())
      if (now - seen.at < WINDOW_MS) this.set({ tenant: seen.tenant, store: seen.store }, seen.seconds)
  },
)
