import { Injectable } from '@nestjs/common'
import type { PortalRole } from '@storeweave/contract'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { actor, scope } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { GrantsRepo } from './grants.repo.js'
import { hashPassword, mustBeHardToGuess } from './password.js'
import { PeopleRepo } from './people.repo.js'
import { shippedRole } from './roles.repo.js'
import { SessionsService } from './sessions.service.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'

/** People of suppliers. Who may invite, change and send them away is decided by the module of suppliers, within their own supplier. */
@Injectable()
export class SupplierPeople {
  constructor(
    private readonly people: PeopleRepo,
    private readonly granted: GrantsRepo,
    private readonly policies: SignInPolicyRepo,
    private readonly sessions: SessionsService,
  ) {}

  /** What a role of the portal is called. */
  nameOf(role: PortalRole): { zh: string; en: string } {
    return { ...shippedRole(role)!.name }
  }

  /** Refuses to give more than who asks holds themselves; who looks after suppliers for the brand holds it all. Throws `suppliers.beyond_own`. */
  mustHold(role: PortalRole): void {
    const { ability } = scope().who
    if (ability.can('update', 'Supplier')) return
    const isOwn = shippedRole(role)!.permissions.every((permission) => {
      const [subject, action] = permission.split(':') as [string, string]
      return ability.can(action, subject)
    })
    if (!isOwn) throw new Fault('suppliers.beyond_own')
  }

  /** The hash of a new password, checked against the brand's rules. Never in a transaction. Throws `people.password_*`. */
  async hashOf(login: string, password: string): Promise<string> {
    const rules = await transaction(async () => (await this.policies.policy()).password)
    mustBeHardToGuess(password, login, rules)
    return hashPassword(password)
  }

  /** Lets a new person in with a password they chose themselves. Throws `people.login_taken`. */
  async admit(
    person: { id: string; login: string; name: string; passwordHash: string },
    supplierId: string,
    role: PortalRole,
  ): Promise<void> {
    if (!(await this.people.insert(person))) throw new Fault('people.login_taken', { login: person.login })
    await this.people.setPassword(person.id, person.passwordHash, 'self')
    await this.grant(person.id, supplierId, role)
  }

  /** Gives a person of a supplier this role in place of those they hold there. */
  async give(personId: string, supplierId: string, role: PortalRole): Promise<void> {
    await this.take(personId, supplierId)
    await this.grant(personId, supplierId, role)
    forgetPrincipals()
  }

  /** Takes all that a person may do for a supplier. Who holds nothing else is disabled and signed out. */
  async release(personId: string, supplierId: string): Promise<void> {
    await this.take(personId, supplierId)
    if (!(await this.granted.of([personId])).length) {
      await this.people.update(personId, { status: 'disabled' })
      await this.sessions.closeAll('staff', personId)
    }
    forgetPrincipals()
  }

  private async take(personId: string, supplierId: string): Promise<void> {
    for (const grant of await this.granted.of([personId]))
      if (grant.scope_kind === 'supplier' && grant.scope_id === supplierId)
        await this.granted.delete(personId, grant.id)
  }
  private grant(personId: string, supplierId: string, role: PortalRole): Promise<number> {
    const { who } = scope()
    return this.granted.insert({
      id: newId(),
      personId,
      role: shippedRole(role)!,
      scopeKind: 'supplier',
      scopeId: supplierId,
      by: who.kind === 'staff' ? actor().id : null,
    })
  }
}
