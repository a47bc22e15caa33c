import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { SecondStep, SecondStepNeeded, SignIn } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { digest } from '../kernel/secret.js'
import { CHALLENGE_SECONDS, readChallenge, signChallenge } from '../kernel/tokens.js'
import { FactorsService } from './factors.service.js'
import { checkPassword } from './password.js'
import { PeopleRepo, type PersonRow } from './people.repo.js'
import { SessionsService, type SessionTokens } from './sessions.service.js'
import { ThrottleRepo, type TryKey } from './throttle.repo.js'
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
/** Stands in for the id of a person who doesn't exist, so that an unknown name costs the same statements. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

@Injectable()
export class SignInService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
    private readonly devices: ThrottleRepo,
    private readonly factors: FactorsService,
  ) {}

  /** Signs staff in. Unknown name, wrong password and disabled person answer alike, in words and in work. Throws `request.too_many`. */
  async signIn({ login: typed, password }: SignIn, caller: Caller): Promise<Signed | SecondStepNeeded> {
    const login = typed.toLowerCase()
    const { person, keys } = await this.lookUp(login, caller)
    await this.throttle.admit(keys)
    const right = await checkPassword(person?.password_hash, password)
    if (!person || !right || person.status !== 'active') {
      // written for names that nobody has, too: the answer must not cost less
      await transaction(async () =>
        record({ ...signing(person), note: 'access.wrong_password', refused: true }),
      )
      throw new Fault('access.wrong_password')
    }
    await this.throttle.release(keys)
    if ((await this.factors.state(person.id)).since)
      return { challenge: await signChallenge(person.id, tenantId()), expiresIn: CHALLENGE_SECONDS }
    return this.enter(person, caller)
  }

  /** The second half of a sign-in: a code of the app or a recovery code. Throws `access.wrong_code`, `request.too_many`. */
  async secondStep({ challenge, code }: SecondStep, caller: Caller): Promise<Signed> {
    const personId = await readChallenge(challenge, tenantId())
    const keys = this.throttle.proofKeys(personId)
    await this.throttle.admit(keys)
    const person = await transaction(() => this.people.byId(personId))
    if (person?.status !== 'active' || !(await this.factors.takes(personId, code))) {
      await transaction(async () => record({ ...signing(person), note: 'access.wrong_code', refused: true }))
      throw new Fault('access.wrong_code')
    }
    await this.throttle.release(keys)
    return this.enter(person, caller)
  }

  /** A new access token for a refresh token. */
  async refresh(refreshToken: string): Promise<Omit<Signed, 'deviceToken'>> {
    const tokens = await this.sessions.refresh('staff', refreshToken)
    const person = await transaction(() => this.people.byId(tokens.subjectId))
    if (!person || person.status !== 'active') throw new Fault('access.token_invalid')
    return { tokens, person: { id: person.id, name: person.name, login: person.login } }
  }

  private lookUp(login: string, caller: Caller): Promise<{ person?: PersonRow; keys: TryKey[] }> {
    const hash = digest(caller.deviceToken ?? '')
    return transaction(async () => {
      const person = await this.people.byLogin(login)
      const known = await this.devices.isKnown(person?.id ?? NOBODY, hash)
      return { person, keys: this.throttle.signInKeys(login, caller.address, known ? hash : undefined) }
    })
  }

  private async enter(person: PersonRow, caller: Caller): Promise<Signed> {
    const deviceToken = caller.deviceToken ?? randomBytes(32).toString('base64url')
    const tokens = await transaction(async () => {
      record(signing(person))
      await this.devices.know(person.id, digest(deviceToken))
      return this.sessions.open('staff', person.id, caller.device)
    })
    return { tokens, person: { id: person.id, name: person.name, login: person.login }, deviceToken }
  }
}

/** A sign-in as the audit log tells it: nobody is signed in yet, so it says who it was. */
const signing = (person?: { id: string; name: string }) => ({
  subject: 'Session' as const,
  id: person?.id ?? null,
  name: person?.name ?? '',
  by: { id: person?.id ?? null, name: person?.name ?? '' },
})
