import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { SecondStep, SecondStepNeeded, SignIn } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { CHALLENGE_SECONDS, readChallenge, signChallenge, type Challenged } from '../kernel/tokens.js'
import { FactorsService } from './factors.service.js'
import { OperatorsService, SUPPORT } from './operators.service.js'
import { checkPassword } from './password.js'
import { PeopleRepo, type PersonRow } from './people.repo.js'
import { SessionsService, type SessionTokens } from './sessions.service.js'
import type { OperatorRow } from './support.repo.js'
import type { TryKey } from './throttle.repo.js'
import { ThrottleService } from './throttle.service.js'

/** What the edge knows of where a sign-in comes from. */
export interface Caller {
  address: string
  /** The user agent. */
  device: string
  /** The browser's own token from an earlier sign-in. */
  deviceToken: string | undefined
}
export interface Signed {
  tokens: SessionTokens
  person: { id: string; name: string; login: string }
  /** Kept by the browser, so that it is known next time. */
  deviceToken: string
}
/** Whoever signs in: somebody of the tenant, or of the platform while a grant of the tenant stands. */
type Account = ({ kind: 'staff' } & PersonRow) | ({ kind: 'operator' } & OperatorRow)
/** Stands in for the id of a person who doesn't exist, so that an unknown name costs the same statements. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

@Injectable()
export class SignInService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
    private readonly factors: FactorsService,
    private readonly operators: OperatorsService,
  ) {}

  /** Signs somebody in. Unknown name, wrong password and disabled account answer alike, in words and in work. Throws `request.too_many`. */
  async signIn({ login: typed, password }: SignIn, caller: Caller): Promise<Signed | SecondStepNeeded> {
    const login = typed.toLowerCase()
    const { account, keys } = await this.lookUp(login, caller)
    await this.throttle.admit(keys)
    const right = await checkPassword(account?.password_hash, password)
    if (!account || !right || account.status !== 'active')
      return this.refuse(account, 'access.wrong_password')
    await this.throttle.release(keys)
    if (account.kind === 'operator' || (await this.factors.state(account.id)).since)
      return { challenge: await signChallenge(account, tenantId()), expiresIn: CHALLENGE_SECONDS }
    return this.enter(account, caller)
  }

  /** The second half of a sign-in: a code of the app or a recovery code. Throws `access.wrong_code`, `request.too_many`. */
  async secondStep({ challenge, code }: SecondStep, caller: Caller): Promise<Signed> {
    const who = await readChallenge(challenge, tenantId())
    const keys = this.throttle.proofKeys(who.id)
    await this.throttle.admit(keys)
    const account = await this.byId(who)
    if (account?.status !== 'active' || !(await this.takes(account, code)))
      return this.refuse(account, 'access.wrong_code')
    await this.throttle.release(keys)
    return this.enter(account, caller)
  }

  /** A new access token for a refresh token. */
  async refresh(refreshToken: string): Promise<Omit<Signed, 'deviceToken'>> {
    const tokens = await this.sessions.refresh(['staff', 'operator'], refreshToken)
    const { subjectId: id, sessionId, kind } = tokens
    const account = await this.byId({ id, kind: kind === 'operator' ? kind : 'staff' })
    if (account?.status !== 'active') throw new Fault('access.token_invalid')
    // a grant that ended takes its sessions along, even where another stands now
    if (kind === 'operator' && !(await this.operators.principal(id, sessionId)))
      throw new Fault('access.token_invalid')
    return { tokens, person: shown(account) }
  }

  private byId({ id, kind }: Challenged): Promise<Account | undefined> {
    return kind === 'operator'
      ? this.operators.byId(id).then((o) => o && { ...o, kind })
      : transaction(() => this.people.byId(id)).then((p) => p && { ...p, kind })
  }
  private takes(account: Account, code: string): Promise<boolean> {
    return account.kind === 'operator'
      ? this.operators.takes(account, code)
      : this.factors.takes(account.id, code)
  }

  private async lookUp(login: string, caller: Caller): Promise<{ account?: Account; keys: TryKey[] }> {
    if (login.startsWith(SUPPORT)) {
      const operator = await this.operators.byLogin(login)
      const keys = this.throttle.signInKeys(login, caller.address, undefined)
      return { ...(operator ? { account: { ...operator, kind: 'operator' } } : {}), keys }
    }
    return transaction(async () => {
      const person = await this.people.byLogin(login)
      const known = await this.throttle.knownDevice(person?.id ?? NOBODY, caller.deviceToken)
      const keys = this.throttle.signInKeys(login, caller.address, known)
      return { ...(person ? { account: { ...person, kind: 'staff' } } : {}), keys }
    })
  }

  /** Written down for names that nobody has, too: the answer must not cost less. */
  private async refuse(
    account: Account | undefined,
    code: 'access.wrong_password' | 'access.wrong_code',
  ): Promise<never> {
    await transaction(async () => record({ ...signing(account), note: code, refused: true }))
    throw new Fault(code)
  }

  private async enter(account: Account, caller: Caller): Promise<Signed> {
    const deviceToken = caller.deviceToken ?? randomBytes(32).toString('base64url')
    const tokens = await transaction(async () => {
      if (account.kind === 'operator') return this.operators.enter(account, caller.device)
      record(signing(account))
      await this.throttle.know(account.id, deviceToken)
      return this.sessions.open('staff', account.id, caller.device)
    })
    return { tokens, person: shown(account), deviceToken }
  }
}

const shown = ({ id, name, login }: Account) => ({ id, name, login })

/** A sign-in as the audit log tells it: nobody is signed in yet, so it says who it was. */
const signing = (account?: Account) => ({
  subject: 'Session' as const,
  id: account?.id ?? null,
  name: account?.name ?? '',
  by: {
    id: account?.id ?? null,
    name: account?.name ?? '',
    ...(account?.kind === 'operator' ? { kind: account.kind } : {}),
  },
})
