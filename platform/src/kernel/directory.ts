import { Fault } from './fault.js'
import { openPool } from './db.js'
import type { TenantRef } from './scope.js'

type Kind = 'id' | 'slug' | 'host' | 'wechat_app'
const KEPT_MS = 5_000
const known = new Map<string, { at: number; tenant: (TenantRef & { status: string }) | undefined }>()

/** Looks a tenant up in the directory (kept in process for 5 s). Undefined when there is none. */
export async function findTenant(kind: Kind, value: string): Promise<TenantRef | undefined> {
  const key = `${kind}:${value}`
  let hit = known.get(key)
  if (!hit || Date.now() - hit.at > KEPT_MS) {
    const { rows } = await openPool().query<{ id: string; slug: string; status: string }>({
      name: 'find_tenant',
      text: 'select id, slug, status from ctx.find_tenant($1, $2)',
      values: [kind, value.slice(0, 253)],
    })
    if (known.size > 10_000) known.clear() // attacker-chosen host names must not grow it for ever
    known.set(key, (hit = { at: Date.now(), tenant: rows[0] }))
  }
  if (hit.tenant?.status === 'suspended') throw new Fault('tenant.suspended')
  return hit.tenant
}
