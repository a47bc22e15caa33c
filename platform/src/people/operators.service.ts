import { Injectable, type OnModuleInit } from '@nestjs/common'
import { supportPermissions } from '@storeweave/contract'
import { abilityOf } from '../kernel/ability.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { asSystem } from '../kernel/jobs.js'
import type { Principal } from '../kernel/scope.js'
import { seal, unseal } from '../kernel/secret.js'
import { usePrincipals } from '../kernel/staff.js'
import { SessionsService, type SessionTokens } from './sessions.service.js'
import type { OperatorRow } from './support.repo.js'
import { SupportRepo } from './support.repo.js'
import { stepOfCode } from './totp.js'

/** What operators' sign-in names begin with; no person's can. */
export const SUPPORT = 'support/'

/** The platform's own staff: known to the platform, let in by a tenant's grant alone, always with a second factor. */
@Injectable()
export class OperatorsService implements OnModuleInit {
  constructor(
    private readonly support: SupportRepo,
    private readonly sessions: SessionsService,
  ) {}

  onModuleInit(): void {
    usePrincipals('operator', {
      load: (tenant, operator, session) =>
        asSystem({ id: tenant, slug: '' }, 'access', () => this.principal(operator, session)),
    })
  }

  /** Who signs in by this name, where a grant of the tenant stands: without one there is nobody to let in. */
  byLogin(login: string): Promise<OperatorRow | undefined> {
    return this.whileStanding(() => this.support.operator('login', login.slice(SUPPORT.length)))
  }
  byId(id: string): Promise<OperatorRow | undefined> {
    return this.whileStanding(() => this.support.operator('id', id))
  }
  /** The same two statements whoever is asked for, so that answers take alike. */
  private whileStanding(find: () => Promise<OperatorRow | undefined>): Promise<OperatorRow | undefined> {
    return transaction(async () => {
      const operator = await find()
      return (await this.support.standing()) ? operator : undefined
    })
  }

  /** True for a code of the operator's app that was never used. Their secret is sealed anew with the newest key. */
  takes({ id, sealed_secret: sealed }: OperatorRow, code: string): Promise<boolean> {
    const secret = unseal<string>(sealed)
    const step = stepOfCode(Buffer.from(secret, 'base64'), code, clock.now())
    if (!step) return Promise.resolve(false)
    return transaction(() => this.support.useStep(id, step, seal(secret)))
  }

  /** Opens a session under the standing grant and notes the visit. Throws `access.token_invalid` when it has just ended. */
  enter({ id, name }: OperatorRow, device: string): Promise<SessionTokens> {
    return transaction(async () => {
      const grant = await this.support.standing()
      if (!grant) throw new Fault('access.token_invalid')
      const tokens = await this.sessions.open('operator', id, device)
      await this.support.visit(tokens.sessionId, grant.id, { id, name })
      record({
        subject: 'SupportGrant',
        id: grant.id,
        name: grant.reason,
        by: { id, name, kind: 'operator' },
      })
      return tokens
    })
  }

  /** Undefined once grant, session or operator has ended. */
  async principal(operatorId: string, sessionId: string): Promise<Principal | undefined> {
    const held = await reading(() => this.support.heldBy(operatorId, sessionId))
    if (!held) return undefined
    return {
      kind: 'operator',
      id: operatorId,
      name: held.name,
      sessionId,
      support: { grantId: held.grant_id, access: held.access, expiresAt: held.expires_at },
      // whose rights they are, for their own page
      ability: abilityOf([
        { permissions: ['Account:read', ...supportPermissions(held.access)], reach: { all: true } },
      ]),
    }
  }
}
