import { AsyncLocalStorage } from 'node:async_hooks'
import type { Locale, Subject } from '@storeweave/contract'
import type { Ability } from './ability.js'
import type { OwnKey } from './idempotency.js'

/** The tenant a request or job runs for. */
export interface TenantRef {
  id: string
  slug: string
}

/** Who asks. `system` is the platform itself: jobs, listeners, provisioning. */
export type Principal =
  | { kind: 'guest'; ability: Ability }
  | { kind: 'shopper'; id: string; ability: Ability }
  | {
      kind: 'staff'
      id: string
      name: string
      sessionId: string
      supplierId: string | null
      ability: Ability
    }
  /** The platform's own staff, let in by a support grant of the tenant. */
  | {
      kind: 'operator'
      id: string
      name: string
      sessionId: string
      support: { grantId: string; access: 'read' | 'write'; expiresAt: string }
      ability: Ability
    }
  /** A program of the tenant, by its API key. */
  | { kind: 'key'; id: string; name: string; ability: Ability }
  | { kind: 'provider'; ability: Ability }
  | { kind: 'system'; name: string; ability: Ability }

/** What a request sets out to do, as the audit log tells it. Opened by the permission guard for every route. */
export interface Act {
  permission: string
  subject: Subject
  /** `PUT /api/stores/{id}`. */
  route: string
  objectId: string | null
  /** False for reads: they are logged only where a service says so. */
  writes: boolean
  address: string
  device: string
  /** An entry of this act has been committed. */
  kept: boolean
}

/** Who asks, for which tenant, in which language. Set once at the edge; the rest of the code calls `scope()`. */
export interface Scope {
  tenant: TenantRef
  who: Principal
  locale: Locale
  requestId: string
  /** SQL statements of this request so far, transaction control left out. */
  statements: number
  act?: Act
  /** When this happens, where it isn't now: what a seed tells of the past. */
  at?: Date
  /** Under which Idempotency-Key this is asked, where the handler itself keeps it. */
  key?: OwnKey
}

const storage = new AsyncLocalStorage<Scope>()

/** The scope of the running request or job. Throws outside one: nothing runs for nobody. */
export function scope(): Scope {
  const current = storage.getStore()
  if (!current) throw new Error('no scope: call runInScope first')
  return current
}
export const scopeOrNone = (): Scope | undefined => storage.getStore()
export const runInScope = <T>(to: Scope, work: () => T): T => storage.run(to, work)

/** The shopper who asks. Throws for anybody else: routes of shoppers are closed to others by their permission. */
export function shopperId(): string {
  const { who } = scope()
  if (who.kind !== 'shopper') throw new Error('not a shopper')
  return who.id
}

/** The Idempotency-Key of a request whose handler keeps it by itself. Throws on any other route. */
export function requestKey(): OwnKey {
  const { key } = scope()
  if (!key) throw new Error('no key: the route is not marked OnceTogether')
  return key
}

/** True for who acts for the brand: its staff, its API keys, and the platform's staff it let in. */
export const isOfBrand = (who: Principal): who is Principal & { kind: 'staff' | 'key' | 'operator' } =>
  who.kind === 'staff' || who.kind === 'key' || who.kind === 'operator'

/** Name and id of who acts, as timelines and movements keep it. */
export function actor(): { id: string | null; name: string } {
  const { who } = scope()
  if (isOfBrand(who)) return { id: who.id, name: who.name }
  if (who.kind === 'shopper') return { id: who.id, name: 'shopper' }
  return { id: null, name: who.kind === 'system' ? who.name : who.kind }
}
