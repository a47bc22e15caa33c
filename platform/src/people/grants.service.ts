import { Injectable } from '@nestjs/common'
import type { GrantRole, Permission } from '@storeweave/contract'
import { found, unitsWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { actor, scope } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { GrantsRepo, roleOfGrant, type GrantRow } from './grants.repo.js'
import { outranks } from './rank.js'
import { RolesRepo } from './roles.repo.js'

interface Named {
  id: string
  name: string
}

/** Giving and taking roles: never beyond what who gives holds in that very place. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly grants: GrantsRepo,
    private readonly roles: RolesRepo,
  ) {}

  /** Gives a role in a place. The same twice is one. Throws `people.scope_invalid`, `people.beyond_own`. */
  give(person: Named, body: GrantRole): Promise<void> {
    const personId = person.id
    return transaction(async () => {
      await this.mustSee(personId, 'Person:grant')
      const role = await this.roles.byKey(body.roleKey)
      const { scopeKind, scopeId = null } = body
      if (!role?.scopes.includes(scopeKind) || (scopeKind === 'hq') !== (scopeId === null))
        throw new Fault('people.scope_invalid')
      // a place out of reach is refused in the words of one that isn't: nobody learns what exists beside them
      const units = unitsWithin('Person:grant')
      const inReach = units === null || (scopeId !== null && units.includes(scopeId))
      if (scopeKind !== 'hq' && !(inReach && (await this.grants.placeExists(scopeKind, scopeId!))))
        throw new Fault('people.scope_invalid')
      const power = { permissions: role.permissions, limits: role.limits, scopeKind, scopeId }
      if (!outranks(scope().who.ability, power, 'Person:grant')) throw new Fault('people.beyond_own')
      if (await this.grants.insert({ id: body.id, personId, role, scopeKind, scopeId, by: actor().id }))
        record({ ...about(person, power), after: { grant: { roleKey: role.key, scopeKind, scopeId } } })
      forgetPrincipals()
    })
  }

  /** Takes a grant away; the person's next request already feels it. Throws `people.outranked`, `people.last_owner`. */
  take(person: Named, grantId: string): Promise<void> {
    const personId = person.id
    return transaction(async () => {
      await this.mustSee(personId, 'Person:grant')
      const held = await this.grants.of([personId])
      const grant = found(held.find((g) => g.id === grantId && isVisible(g, unitsWithin('Person:grant'))))
      if (!outranks(scope().who.ability, powerOf(grant), 'Person:grant')) throw new Fault('people.outranked')
      if (grant.role_key === 'owner') await this.mustLeaveOwner(personId)
      found((await this.grants.delete(personId, grantId)) || undefined)
      const { role_key: roleKey, scope_kind: scopeKind, scope_id: scopeId } = grant
      record({ ...about(person, powerOf(grant)), before: { grant: { roleKey, scopeKind, scopeId } } })
      forgetPrincipals()
    })
  }

  /** Refuses to leave the brand without an owner who can sign in. */
  async mustLeaveOwner(without: string): Promise<void> {
    const owners = await this.grants.lockOwners()
    if (owners.includes(without) && owners.every((id) => id === without)) throw new Fault('people.last_owner')
  }

  /** Refuses to change somebody who can do more anywhere than who asks: a new password is the whole account. */
  async mustOutrank(personId: string): Promise<void> {
    if (personId === actor().id) return
    const { ability } = scope().who
    const held = await this.grants.of([personId])
    if (!held.every((g) => outranks(ability, powerOf(g), 'Person:update')))
      throw new Fault('people.outranked')
  }

  /** Answers `access.not_found` for people beyond the places in which who asks holds the permission; new people without a grant are everybody's. */
  async mustSee(personId: string, permission: Permission): Promise<void> {
    const units = unitsWithin(permission)
    if (units === null) return
    const held = await this.grants.of([personId])
    if (held.length && !held.some((g) => isVisible(g, units))) throw new Fault('access.not_found')
  }
}

/** Whom an entry of the audit log is about. */
const about = (
  { id, name }: Named,
  { scopeKind, scopeId }: { scopeKind: string; scopeId: string | null },
) => ({
  subject: 'Person' as const,
  id,
  name,
  storeId: scopeKind === 'store' ? scopeId : null,
})

/** True for grants at or below these nodes of the org tree (null: all). */
export const isVisible = (g: Pick<GrantRow, 'scope_id'>, units: string[] | null): boolean =>
  units === null || (g.scope_id !== null && units.includes(g.scope_id))

const powerOf = (g: GrantRow) => {
  const role = roleOfGrant(g)
  return {
    permissions: role?.permissions ?? [],
    limits: role?.limits ?? { priceCut: 0, refund: 0, stockCorrection: 0 },
    scopeKind: g.scope_kind,
    scopeId: g.scope_id,
  }
}
