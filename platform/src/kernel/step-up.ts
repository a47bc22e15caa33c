import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { clock } from './clock.js'
import { Fault } from './fault.js'
import { scope } from './scope.js'

const STEP_UP = Symbol('step up')
/** How long a proof of who sits there is good for. */
const PROOF_MS = 10 * 60_000

/** Marks a dangerous act: it needs a password or code given in this session within the last ten minutes. A fresh sign-in counts. */
export const StepUp = () => SetMetadata(STEP_UP, true)

let provedAt: (sessionId: string) => Promise<Date | undefined> = () => Promise.resolve(undefined)
/** Where proofs are looked up; asked anew each time, since another process may have taken the proof. The people module puts itself here. */
export const useProofs = (source: typeof provedAt): void => void (provedAt = source)

/** Throws `access.proof_needed` unless the session has a fresh proof. Machines cannot prove anything: `access.denied`. The platform itself need not. */
export async function mustBeProved(): Promise<void> {
  const { who } = scope()
  if (who.kind === 'system') return
  if (who.kind !== 'staff') throw new Fault('access.denied')
  const at = await provedAt(who.sessionId)
  if (!at || clock.now().getTime() - at.getTime() > PROOF_MS) throw new Fault('access.proof_needed')
}

/** Stands behind the permission guard: who may not do it is not asked for a proof. */
@Injectable()
export class StepUpGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (Reflect.getMetadata(STEP_UP, context.getHandler())) await mustBeProved()
    return true
  }
}
