import pg from 'pg'
import { config } from './config.js'
import { Fault } from './fault.js'
import { openPool } from './db.js'
import type { TenantRef } from './scope.js'

/** What may name a tenant, and how. */
export type TenantName = readonly [kind: 'id' | 'slug' | 'host' | 'wechat_app', value: string]
const KEPT_MS = 5_000
const known = new Map<string, { at: number; tenant: (TenantRef & { status: string }) | undefined }>()

/** Looks a tenant up in the directory (kept in process for 5 s). Undefined when there is none; throws `tenant.suspended`. */
export async function findTenant(...[kind, value]: TenantName): Promise<TenantRef | undefined> {
  const key = `${kind}:${value}`
  let hit = kept(key)
  if (!hit) {
    const { rows } = await openPool().query<{ id: string; slug: string; status: string }>({
      name: 'find_tenant',
      text: 'select id, slug, status from ctx.find_tenant($1, $2)',
      values: [kind, value.slice(0, 253)],
    })
    if (known.size > 10_000) known.clear() // attacker-chosen host names must not grow it for ever
    hit = { at: Date.now(), tenant: rows[0] }
    // who is made by another process is asked for by id, by their first jobs, before they are entered
    if (hit.tenant || kind !== 'id') known.set(key, hit)
  }
  if (hit.tenant?.status === 'suspended') throw new Fault('tenant.suspended')
  return hit.tenant
}

/** The first tenant of these names, out of memory alone; undefined as soon as one of them would have to be looked up. */
export function keptTenant(names: readonly TenantName[]): TenantRef | undefined {
  for (const [kind, value] of names) {
    const hit = kept(`${kind}:${value}`)
    if (!hit || hit.tenant) return hit?.tenant
  }
  return undefined
}

function kept(key: string) {
  const hit = known.get(key)
  return hit && Date.now() - hit.at <= KEPT_MS ? hit : undefined
}

/** Enters a tenant and its addresses, all or nothing, as the worker's role: the API's cannot. Throws when the slug is taken. */
export function enterTenant(
  { id, slug }: TenantRef,
  { hosts = [], wechatAppId }: { hosts?: readonly string[]; wechatAppId?: string },
): Promise<void> {
  return asWorker(async (worker) => {
    await worker.query('begin')
    await worker.query('select ctx.create_tenant($1, $2)', [id, slug])
    for (const host of hosts) await worker.query("select ctx.add_address('host', $1, $2)", [host, id])
    if (wechatAppId) await worker.query("select ctx.add_address('wechat_app', $1, $2)", [wechatAppId, id])
    await worker.query('commit')
  })
}

/** Whether a slug stands in the directory now, whatever was kept of it. */
export const isEntered = (slug: string): Promise<boolean> =>
  asWorker(
    async (worker) =>
      (await worker.query("select 1 from ctx.find_tenant('slug', $1)", [slug])).rows.length > 0,
  )

/** Runs work as the worker's role, which may enter into global tables. */
export async function asWorker<T>(work: (worker: pg.Client) => Promise<T>): Promise<T> {
  const worker = new pg.Client({ connectionString: config().databaseUrlWorker })
  await worker.connect()
  try {
    return await work(worker)
  } finally {
    await worker.end()
  }
}
