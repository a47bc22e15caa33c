import { Injectable } from '@nestjs/common'
import type { FactorStandings, SignInPolicy } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { tenantId, transaction } from '../kernel/db.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { FactorsRepo } from './factors.repo.js'
import { RolesService } from './roles.service.js'

/** What a brand asks of its people when they sign in. */
@Injectable()
export class SignInPolicyService {
  constructor(
    private readonly factors: FactorsRepo,
    private readonly roles: RolesService,
  ) {}

  /** The roles that must have a second factor, by key. */
  show(): Promise<SignInPolicy> {
    return transaction(async () => ({ secondFactorRoles: await this.factors.policy() }))
  }

  /** Which roles must have a second factor; whoever holds one of them and has none may only set it up. */
  async set(policy: SignInPolicy): Promise<SignInPolicy> {
    const wanted = [...new Set(policy.secondFactorRoles)]
    await transaction(async () => {
      const before = await this.factors.policy()
      await this.factors.setPolicy(wanted)
      record({
        subject: 'Tenant',
        id: tenantId(),
        before: { secondFactorRoles: before },
        after: { secondFactorRoles: wanted },
      })
    })
    forgetPrincipals()
    return this.show()
  }

  /** Every role with how far those who hold it have come; people who may not sign in are left out. */
  standings(): Promise<FactorStandings> {
    return transaction(async () => {
      const [required, standing] = [await this.factors.policy(), await this.factors.standings()]
      const { items } = await this.roles.list()
      return {
        items: items.map(({ key, name }) => ({
          roleKey: key,
          roleName: name,
          required: required.includes(key),
          holders: standing.get(key)?.holders ?? 0,
          enrolled: standing.get(key)?.enrolled ?? 0,
        })),
      }
    })
  }
}
