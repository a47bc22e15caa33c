import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Buckets } from './buckets.js'
import { clock } from './clock.js'
import { Fault } from './fault.js'
import { networkOf } from './network.js'
import type { Principal } from './scope.js'
import { digest } from './secret.js'

/** A key as it came: whose, which, and what proves it. */
export interface ShownKey {
  tenant: string
  id: string
  secret: string
}
/** What is known of a key. `who` is undefined where it may not be used any more. */
export interface KnownKey {
  secretHash: string
  expiresAt: Date
  who: (Principal & { kind: 'key' }) | undefined
}
/** Where keys are looked up; the people module puts itself here. */
export interface KeySource {
  load(tenantId: string, id: string): Promise<KnownKey | undefined>
  /** Notes that the key was used; asked at most once a look-up. */
  used(tenantId: string, id: string): Promise<unknown>
}
let source: KeySource | undefined
export const useKeys = (from: KeySource): void => void (source = from)

const HEAD = 'swk_'
const NAMED = 43 // two ids of 16 bytes in base64url
const SHAPE = /^swk_([\w-]{43})([\w-]{43})$/
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const named = (id: string, tenant: string) =>
  Buffer.concat([bytesOf(id), bytesOf(tenant)]).toString('base64url')

/** A new key of 256 random bits, with what it is stored as. Its head names key and tenant, so that no address need. */
export function newKey(id: string, tenant: string): { key: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { key: HEAD + named(id, tenant) + secret, secretHash: digest(secret) }
}
/** How the key of this id begins. */
export const prefixOf = (id: string, tenant: string): string => HEAD + named(id, tenant).slice(0, 10)

/** The key in a header's token; undefined when it isn't one. */
export function readKey(token: string): ShownKey | undefined {
  const [, head, secret] = SHAPE.exec(token) ?? []
  if (head?.length !== NAMED || !secret) return undefined
  const bytes = Buffer.from(head, 'base64url')
  return { id: idOf(bytes.subarray(0, 16)), tenant: idOf(bytes.subarray(16)), secret }
}

const KEPT_MS = 3_000
const KEPT_MAX = 50_000
/** Keys that were right, even long ago: others' guessing from the same address doesn't hold them up. */
const kept = new Map<string, { at: number; key: KnownKey }>()
/** Wrong keys of one network: nobody guesses 256 bits, but each guess would be a look-up. */
const WRONG = { perSecond: 1, burst: 60 }
const wrong = new Buckets()

/** Forgets what is kept: a key changed in this process. */
export const forgetKeys = (): void => kept.clear()

/**
 * Who a key speaks for, with the rights in force now (kept for 3 s, so that a revoked key ends within 5). Throws
 * `access.key_invalid`, to who holds the right one `access.key_expired` or `access.key_revoked`, and
 * `request.too_many` after many wrong ones from one network.
 */
export async function keyHolder({ tenant, id, secret }: ShownKey, address: string): Promise<Principal> {
  const name = `${tenant}:${id}`
  const hash = digest(secret)
  const known = kept.get(name)
  const now = clock.now()
  const isFresh = known !== undefined && now.getTime() - known.at <= KEPT_MS
  const key =
    known && isSame(known.key, hash)
      ? isFresh
        ? known.key
        : await source?.load(tenant, id)
      : await firstSeen(tenant, id, hash, networkOf(address))
  if (!key || !isSame(key, hash)) throw new Fault('access.key_invalid')
  if (!isFresh) {
    if (kept.size > KEPT_MAX) kept.clear()
    kept.set(name, { at: now.getTime(), key })
  }
  if (!key.who) throw new Fault('access.key_revoked')
  if (key.expiresAt <= now) throw new Fault('access.key_expired')
  if (!isFresh) await source?.used(tenant, id)
  return key.who
}

/** Looks a key up that this process hasn't met, at the network's cost unless it is right. */
async function firstSeen(
  tenant: string,
  id: string,
  hash: string,
  network: string,
): Promise<KnownKey | undefined> {
  const seconds = wrong.take(network, WRONG)
  if (seconds) throw new Fault('request.too_many', { seconds })
  const key = await source?.load(tenant, id)
  if (!key || !isSame(key, hash)) return undefined
  wrong.give(network, WRONG)
  return key
}

/** Compares in constant time. */
const isSame = (key: KnownKey, hash: string): boolean =>
  timingSafeEqual(Buffer.from(key.secretHash), Buffer.from(hash))
