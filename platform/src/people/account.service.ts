import { Injectable } from '@nestjs/common'
import type {
  ChangePassword,
  DeviceSessions,
  FactorState,
  NewFactor,
  Prove,
  RecoveryCodes,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { FactorsService } from './factors.service.js'
import { checkPassword, hashPassword, mustBeHardToGuess, passwordFault } from './password.js'
import { PeopleRepo } from './people.repo.js'
import { SessionsService } from './sessions.service.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'
import { ThrottleService } from './throttle.service.js'

/** The member of staff who asks, by person and session. */
export function staffWho(): { id: string; sessionId: string } {
  const { who } = scope()
  if (who.kind !== 'staff') throw new Fault('access.denied')
  return who
}

/** What people do about their own account: password and devices. */
@Injectable()
export class AccountService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly policies: SignInPolicyRepo,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
    private readonly factors: FactorsService,
  ) {}

  /** Throws `access.wrong_password` unless the password is the person's own; tries are counted. */
  async provePassword(personId: string, password: string): Promise<void> {
    const keys = this.throttle.proofKeys(personId)
    await this.throttle.admit(keys)
    const person = await transaction(() => this.people.byId(personId))
    if (!(await checkPassword(person?.password_hash, password))) throw new Fault('account.wrong_proof')
    await this.throttle.release(keys)
  }

  /** Changes one's own password and ends one's sessions everywhere else. Throws `account.wrong_proof`, `people.password_*`. */
  async changePassword({ current, password }: ChangePassword): Promise<void> {
    const { id, sessionId } = staffWho()
    await this.provePassword(id, current)
    const [{ login, name }, rules] = await transaction(async () => [
      found(await this.people.byId(id)),
      (await this.policies.policy()).password,
    ])
    mustBeHardToGuess(password, login, rules)
    if (password === current) throw passwordFault('people.password_same')
    const passwordHash = await hashPassword(password)
    await transaction(async () => {
      await this.people.setPassword(id, passwordHash, 'self')
      await this.sessions.closeOthers(id, sessionId)
      record({ subject: 'Person', id, name, after: { passwordChanged: true } })
    })
    forgetPrincipals() // who had to change it may do everything again
  }

  /** Proves once more who sits there: opens dangerous acts for ten minutes. Throws `account.wrong_proof`. */
  async prove(proof: Prove): Promise<void> {
    const { id, sessionId } = staffWho()
    if ('password' in proof) await this.provePassword(id, proof.password)
    else {
      const keys = this.throttle.proofKeys(id)
      await this.throttle.admit(keys)
      if (!(await this.factors.takes(id, proof.code))) throw new Fault('account.wrong_proof')
      await this.throttle.release(keys)
    }
    await this.sessions.proved(sessionId)
  }

  /** Confirms the second factor with its first code; tries are counted. */
  async confirmFactor(code: string): Promise<RecoveryCodes> {
    const { id } = staffWho()
    const keys = this.throttle.proofKeys(id)
    await this.throttle.admit(keys)
    const codes = await this.factors.confirm(id, code)
    await this.throttle.release(keys)
    return codes
  }
  factor = (): Promise<FactorState> => this.factors.state(staffWho().id)
  offerFactor = (): Promise<NewFactor> => this.factors.offer(staffWho().id)
  renewCodes = (): Promise<RecoveryCodes> => this.factors.renewCodes(staffWho().id)
  dropFactor = (): Promise<void> => this.factors.drop(staffWho().id)

  /** Where one is signed in. */
  devices(): Promise<DeviceSessions> {
    const { id, sessionId } = staffWho()
    return this.sessions.list(id, sessionId)
  }
  /** Signs one device of one's own out. */
  signOutDevice(session: string): Promise<void> {
    return this.sessions.closeOne(staffWho().id, session)
  }
  /** Signs every device of one's own out but this one. */
  async signOutOthers(): Promise<void> {
    const { id, sessionId } = staffWho()
    await this.sessions.closeOthers(id, sessionId)
  }
}
