import { BlockList } from 'node:net'
import type { BlockKind, CallerKind, ErrorCode } from '@storeweave/contract'
import { Buckets } from './buckets.js'
import { clock } from './clock.js'
import { config } from './config.js'
import { Fault } from './fault.js'
import { log } from './log.js'
import { networkOf } from './network.js'
import type { Rate } from './rates.js'
import { scope, type Scope, type TenantRef } from './scope.js'

/** Who is slowed down: a guest's network, or who is signed in, by id. */
export interface Caller {
  of: CallerKind
  value: string
}
/** A caller's refusals that are not written down yet. */
export interface Blocked {
  tenant: TenantRef
  kind: BlockKind
  caller: Caller
  count: number
  firstAt: Date
  lastAt: Date
  until: Date
}
/** Whom limits do not hold up: an id, or a range of addresses (CIDR). */
export interface Allowed {
  of: CallerKind
  value: string
}

/** What a process keeps in memory between two writings; whoever comes beyond it is counted together, as `*`. */
const BLOCKED_MOST = 2_000
export const OTHERS = '*'
let blocked = new Map<string, Blocked>()

export const addressCaller = (address: string): Caller => ({ of: 'address', value: networkOf(address) })

/** The caller of a request: who is signed in, else the network it comes from. */
export function callerOf({ who, act }: Scope, address = act?.address ?? ''): Caller {
  if (who.kind === 'shopper' || who.kind === 'key') return { of: who.kind, value: who.id }
  if (who.kind === 'staff' || who.kind === 'operator') return { of: 'staff', value: who.id }
  return addressCaller(address)
}

/** Counts a refusal in memory: refusing must stay cheap however often it happens. */
export function noteBlock(tenant: TenantRef, kind: BlockKind, caller: Caller, seconds: number): void {
  const now = clock.now()
  const until = new Date(now.getTime() + seconds * 1000)
  const isRoom = blocked.size < BLOCKED_MOST || blocked.has(nameOf(tenant, kind, caller))
  const noted: Caller = isRoom ? caller : { of: 'address', value: OTHERS }
  const key = nameOf(tenant, kind, noted)
  const known = blocked.get(key)
  if (!known)
    return void blocked.set(key, { tenant, kind, caller: noted, count: 1, firstAt: now, lastAt: now, until })
  known.count++
  known.lastAt = now
  if (until > known.until) known.until = until
}
const nameOf = (tenant: TenantRef, kind: string, { of, value }: Caller): string =>
  `${tenant.id} ${kind} ${of} ${value}`

/** The refusals counted so far, handed over: the next one begins anew. */
export function takeBlocked(): Blocked[] {
  const taken = [...blocked.values()]
  blocked = new Map()
  return taken
}
/** Counts again what could not be written. */
export function giveBlockedBack(some: readonly Blocked[]): void {
  for (const one of some) {
    const key = nameOf(one.tenant, one.kind, one.caller)
    const known = blocked.get(key)
    if (known) Object.assign(known, { count: known.count + one.count, firstAt: one.firstAt })
    else if (blocked.size < BLOCKED_MOST) blocked.set(key, one)
  }
}

type Load = (tenant: TenantRef) => Promise<Allowed[]>
let load: Load = async () => []
const KEPT_MS = 5_000
const kept = new Map<string, { at: number; list: Promise<Allowed[]> }>()

/** Says where allowances are found; they are at most 5 s old. */
export function useAllowances(from: Load): void {
  load = from
  kept.clear()
}
export const forgetAllowances = (tenantId: string): void => void kept.delete(tenantId)

/** Whether an allowance lets a caller through. Asked only when somebody would be refused; what cannot be looked up is not allowed. */
export async function isAllowed(tenant: TenantRef, caller: Caller): Promise<boolean> {
  const now = clock.now()
  let known = kept.get(tenant.id)
  if (!known || Math.abs(now.getTime() - known.at) >= KEPT_MS) {
    const list = load(tenant).catch((error: Error) => {
      log().warn({ tenant: tenant.slug, err: error.message }, 'allowances not read')
      return []
    })
    known = { at: now.getTime(), list }
    kept.set(tenant.id, known)
  }
  return (await known.list).some(
    (one) =>
      one.of === caller.of &&
      (one.of === 'address' ? isWithin(caller.value, one.value) : one.value === caller.value),
  )
}

/** True when a network (an IPv4 address, the first half of an IPv6 one) lies in a range. */
export function isWithin(network: string, range: string): boolean {
  const [first = '', bits = ''] = range.split('/')
  const family = first.includes(':') ? 'ipv6' : 'ipv4'
  if (network.includes(':') !== (family === 'ipv6') || network === OTHERS) return false
  const list = new BlockList()
  list.addSubnet(first, Number(bits), family)
  return list.check(family === 'ipv6' ? `${network}::` : network, family)
}

const buckets = new Buckets()
/** So many in so many seconds, all at once if need be; times the installation's scale. */
export const rateOf = (most: number, seconds: number): Rate => {
  const { scale } = config().limits
  return { perSecond: (most * scale) / seconds, burst: Math.max(1, most * scale) }
}

/** Lets a caller of the scope's tenant do one more of a kind. Throws `code` with the seconds to wait, and notes the block. */
export async function pace(kind: BlockKind, caller: Caller, rate: Rate, code: ErrorCode): Promise<void> {
  const { tenant } = scope()
  const seconds = buckets.take(nameOf(tenant, kind, caller), rate)
  if (!seconds || (await isAllowed(tenant, caller))) return
  noteBlock(tenant, kind, caller, seconds)
  throw new Fault(code, { seconds })
}
