import { Injectable } from '@nestjs/common'
import type { FactorStandings, SetSignInPolicy, SignInPolicy } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { tenantId, transaction } from '../kernel/db.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { FactorsRepo } from './factors.repo.js'
import { RolesService } from './roles.service.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'

/** What a brand asks of its people when they sign in. */
@Injectable()
export class SignInPolicyService {
  constructor(
    private readonly policies: SignInPolicyRepo,
    private readonly factors: FactorsRepo,
    private readonly roles: RolesService,
  ) {}

  /** Which roles must have a second factor, and what passwords have to be. */
  show(): Promise<SignInPolicy> {
    return transaction(() => this.policies.policy())
  }

  /**
   * Changes the parts that are given. Whoever holds one of the roles and has no second factor may only set it up; whose
   * password ran out, or was chosen by another where that is not enough any more, may only change it.
   */
  async set({ secondFactorRoles, password }: SetSignInPolicy): Promise<SignInPolicy> {
    const set = await transaction(async () => {
      const before = await this.policies.lock()
      const after = {
        secondFactorRoles: secondFactorRoles ? [...new Set(secondFactorRoles)] : before.secondFactorRoles,
        password: password ?? before.password,
      }
      await this.policies.set(after)
      record({ subject: 'Tenant', id: tenantId(), before, after })
      return after
    })
    forgetPrincipals()
    return set
  }

  /** Every role with how far those who hold it have come; people who may not sign in are left out. */
  standings(): Promise<FactorStandings> {
    return transaction(async () => {
      const { secondFactorRoles: required } = await this.policies.policy()
      const standing = await this.factors.standings()
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
