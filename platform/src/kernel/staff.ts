import { clock } from './clock.js'
import { Fault } from './fault.js'
import type { Principal } from './scope.js'
import type { Audience } from './tokens.js'

/** Where staff, shoppers and operators are looked up. The people and members modules put themselves here; the kernel imports neither. */
export interface PrincipalSource {
  load(tenantId: string, subject: string, session: string): Promise<Principal | undefined>
}

const sources = new Map<Audience, PrincipalSource>()
export const usePrincipals = (audience: Audience, source: PrincipalSource): void =>
  void sources.set(audience, source)

const KEPT_MS = 3_000
const kept = new Map<string, { at: number; who: Principal | undefined }>()

/** Who a token speaks for, with the rights in force now (kept for 3 s, so that a revoked right ends within 5). */
export async function principalOf(
  audience: Audience,
  tenantId: string,
  subject: string,
  session: string,
): Promise<Principal> {
  const key = `${tenantId}:${audience}:${subject}:${session}`
  let hit = kept.get(key)
  const at = clock.now().getTime()
  if (!hit || at - hit.at > KEPT_MS) {
    if (kept.size > 50_000) kept.clear()
    kept.set(key, (hit = { at, who: await sources.get(audience)?.load(tenantId, subject, session) }))
  }
  if (!hit.who) throw new Fault('access.token_invalid')
  return hit.who
}
/** Forgets what is kept: rights changed in this process. */
export const forgetPrincipals = (): void => kept.clear()
