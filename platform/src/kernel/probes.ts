import { timingSafeEqual, createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Express, Request } from 'express'
import { config } from './config.js'
import { openPool } from './db.js'
import { measurePool } from './measures.js'
import { registry } from './metrics.js'

const MIGRATIONS = new URL('../../migrations/', import.meta.url)
const READY_MS = 2_000
const KEPT_MS = 500

/**
 * How the process is: `/healthz` (alive, touches nothing), `/readyz` (may take requests: the database gives out a
 * connection in time, its schema is as new as this code, the role is bound by row security, nobody stops it).
 */
export function mountProbes(server: Express, stopping: () => boolean): void {
  server.get('/healthz', (_req, res) => void res.json({ status: 'ok' }))
  server.get('/readyz', (_req, res) => {
    if (stopping()) return void res.status(503).json({ status: 'stopping' })
    void readiness().then((status) => res.status(status === 'ready' ? 200 : 503).json({ status }))
  })
}

/**
 * What is measured, at `/metrics`: for whoever knows the token; without a token for this machine alone, and never for
 * what came through a proxy. Everybody else meets an address that isn't there.
 */
export function mountMetrics(server: Express): void {
  measurePool()
  server.get('/metrics', (req, res) => {
    if (!mayMeasure(req)) return void res.status(404).type('text/plain').send('Not found')
    void registry.metrics().then((text) => res.type(registry.contentType).send(text))
  })
}

function mayMeasure(req: Request): boolean {
  const { metricsToken } = config()
  if (metricsToken) return same(req.header('authorization') ?? '', `Bearer ${metricsToken}`)
  const through = req.headers['x-forwarded-for'] ?? req.headers['forwarded'] ?? req.headers['via']
  return !through && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(req.socket.remoteAddress ?? '')
}
const digest = (text: string) => createHash('sha256').update(text).digest()
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

type Readiness =
  'ready' | 'no database' | 'schema is older than this code' | 'role is not bound by row security'
let last: { at: number; status: Promise<Readiness> } | undefined

/** Any number of probes cost one checkout each half second. */
function readiness(): Promise<Readiness> {
  if (!last || Date.now() - last.at > KEPT_MS) last = { at: Date.now(), status: look() }
  return last.status
}

async function look(): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Readiness>((done) => (timer = setTimeout(done, READY_MS, 'no database')))
  return Promise.race([ask().catch((): Readiness => 'no database'), late]).finally(() => clearTimeout(timer))
}

async function ask(): Promise<Readiness> {
  const { rows } = await openPool().query<{ unbound: boolean; ran: number }>(
    `select r.rolsuper or r.rolbypassrls as unbound,
            (select count(*) from storeweave.schema_migrations where name = any($1)) as ran
       from pg_roles r where r.rolname = current_user`,
    [await known()],
  )
  if (rows[0]?.unbound !== false) return 'role is not bound by row security'
  return rows[0].ran === (await known()).length ? 'ready' : 'schema is older than this code'
}

let migrations: Promise<string[]> | undefined
/** The migrations this code was built with. A newer schema is fine: releases N and N+1 run together. */
const known = (): Promise<string[]> =>
  (migrations ??= readdir(fileURLToPath(MIGRATIONS)).then((names) => names.filter((n) => n.endsWith('.sql'))))
