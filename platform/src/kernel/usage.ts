import type { TenantRef } from './scope.js'

/** Requests a tenant has made since they were last written down. */
export interface Counted {
  tenant: TenantRef
  requests: number
}
let counted = new Map<string, Counted>()

/** Counts a request in memory; a process that is killed forgets what it has not written down yet. */
export function countRequest(tenant: TenantRef, requests = 1): void {
  const known = counted.get(tenant.id)
  if (known) known.requests += requests
  else counted.set(tenant.id, { tenant, requests })
}

/** What was counted, handed over: the next request begins a new count. */
export function takeCounted(): Counted[] {
  const taken = [...counted.values()]
  counted = new Map()
  return taken
}
