import { randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { Injectable } from '@nestjs/common'
import type { FactorState, NewFactor, RecoveryCodes } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { actor } from '../kernel/scope.js'
import { seal, unseal } from '../kernel/secret.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { TenancyService } from '../tenancy/index.js'
import { FactorsRepo } from './factors.repo.js'
import { argon2 } from './password.js'
import { PeopleRepo } from './people.repo.js'
import { PeopleService } from './people.service.js'
import { SessionsService } from './sessions.service.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'
import { base32, otpauthUri, stepOfCode } from './totp.js'

const SECRET_BYTES = 20
const CODES = 10

/** The second factor of staff: an authenticator app, and ten recovery codes for the day the phone is lost. */
@Injectable()
export class FactorsService {
  constructor(
    private readonly factors: FactorsRepo,
    private readonly people: PeopleRepo,
    private readonly policies: SignInPolicyRepo,
    private readonly sessions: SessionsService,
    private readonly tenancy: TenancyService,
    private readonly accounts: PeopleService,
  ) {}

  /** Whether a person has a confirmed second factor, and how many recovery codes are left. */
  state(personId: string): Promise<FactorState> {
    return transaction(async () => {
      const row = await this.factors.of(personId)
      return {
        since: row?.confirmed_at ?? null,
        recoveryCodesLeft: row?.confirmed_at ? await this.factors.codesLeft(personId) : 0,
        needed: (await this.policies.duties(personId)).mustEnrol,
      }
    })
  }

  /** Another's second factor, for who may look after their account. */
  stateOf(personId: string): Promise<FactorState> {
    return transaction(async () => {
      await this.accounts.mustGovern(personId)
      return this.state(personId)
    })
  }

  /** A secret for the authenticator app; it counts once a code of it was given. Throws `account.factor_exists`. */
  async offer(personId: string): Promise<NewFactor> {
    const secret = randomBytes(SECRET_BYTES)
    const { nameZh } = await this.tenancy.settings()
    const { login } = await transaction(async () => {
      if (!(await this.factors.offer(personId, seal(secret.toString('base64')))))
        throw new Fault('account.factor_exists')
      return found(await this.people.byId(personId))
    })
    return { secret: base32(secret), uri: otpauthUri(nameZh, login, secret) }
  }

  /** Confirms the offered secret with its first code; answers the recovery codes, the only time. Throws `account.wrong_proof`. */
  async confirm(personId: string, code: string): Promise<RecoveryCodes> {
    const made = await newCodes(personId)
    await transaction(async () => {
      const row = await this.factors.of(personId)
      const step = row && !row.confirmed_at && stepOfCode(secretOf(row.sealed_secret), code, clock.now())
      if (!step || !(await this.factors.confirm(personId, step))) throw new Fault('account.wrong_proof')
      await this.factors.replaceCodes(personId, made.hashes)
      record({
        subject: 'Person',
        id: personId,
        before: { secondFactor: false },
        after: { secondFactor: true },
      })
    })
    forgetPrincipals()
    return { codes: made.codes }
  }

  /** Ten new recovery codes in place of the old. Throws `account.no_factor`. */
  async renewCodes(personId: string): Promise<RecoveryCodes> {
    const made = await newCodes(personId)
    await transaction(async () => {
      if (!(await this.factors.of(personId))?.confirmed_at) throw new Fault('account.no_factor')
      await this.factors.replaceCodes(personId, made.hashes)
      record({ subject: 'Person', id: personId, after: { recoveryCodesRenewed: true } })
    })
    return { codes: made.codes }
  }

  /** True for a code of the app that was never used, or an unused recovery code; either is used up by it. */
  async takes(personId: string, code: string): Promise<boolean> {
    const typed = code.replace(/[\s-]/g, '').toUpperCase()
    if (/^\d{6}$/.test(typed))
      return transaction(async () => {
        const row = await this.factors.of(personId)
        const step = row?.confirmed_at && stepOfCode(secretOf(row.sealed_secret), typed, clock.now())
        return !!step && (await this.factors.useStep(personId, step)) > 0
      })
    const hash = await hashOf(personId, typed)
    return transaction(async () => (await this.factors.useCode(personId, hash)) > 0)
  }

  /** Takes one's own second factor away. Throws `account.no_factor`. */
  async drop(personId: string): Promise<void> {
    await transaction(async () => {
      if (!(await this.factors.drop(personId))) throw new Fault('account.no_factor')
      record({
        subject: 'Person',
        id: personId,
        before: { secondFactor: true },
        after: { secondFactor: false },
      })
    })
    forgetPrincipals()
  }

  /** Takes another's second factor away, for a lost phone, and signs them out everywhere. */
  reset(personId: string): Promise<void> {
    return transaction(async () => {
      const { name } = await this.accounts.mustGovern(personId)
      if (!(await this.factors.drop(personId))) throw new Fault('account.no_factor')
      await this.sessions.closeAll('staff', personId)
      record({
        subject: 'Person',
        id: personId,
        name,
        before: { secondFactor: true },
        after: { secondFactor: false },
      })
      await emit('people.factor_reset', { personId, by: actor().id })
    })
  }
}

const secretOf = (sealed: string) => Buffer.from(unseal<string>(sealed), 'base64')

/** Argon2id salted by the person: one hash finds the row, and a stolen table is no use. */
const hashOf = async (personId: string, code: string): Promise<string> =>
  (await hashRaw(code, { ...argon2, salt: Buffer.from(personId.replaceAll('-', ''), 'hex') })).toString('hex')

/** Ten codes of 50 bits, written in two groups. */
async function newCodes(personId: string): Promise<{ codes: string[]; hashes: string[] }> {
  const raw = Array.from({ length: CODES }, () => base32(randomBytes(7)).slice(0, 10))
  return {
    codes: raw.map((c) => `${c.slice(0, 5)}-${c.slice(5)}`),
    hashes: await Promise.all(raw.map((c) => hashOf(personId, c))),
  }
}
