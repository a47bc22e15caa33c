import { Injectable } from '@nestjs/common'
import {
  isGrantable,
  systemRoles,
  type CreateRole,
  type Permission,
  type Role,
  type UpdateRole,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { outranks } from './rank.js'
import { factsOf, RolesRepo, shippedRole, type RoleFacts } from './roles.repo.js'

type Fields = Omit<CreateRole, 'id'>

/** The roles that ship, and a tenant's own: never more than who makes or changes them holds for the whole brand. */
@Injectable()
export class RolesService {
  constructor(private readonly roles: RolesRepo) {}

  /** All roles: those that ship first, then the tenant's by name. */
  list(): Promise<{ items: Role[] }> {
    return transaction(async () => {
      const holders = await this.roles.holders()
      const all = [...systemRoles.map((r) => shippedRole(r.key)!), ...(await this.roles.list()).map(factsOf)]
      return { items: all.map((r) => toRole(r, holders.get(r.key) ?? 0)) }
    })
  }

  /** A new role. The same again is no second one. Throws `people.beyond_own`, `people.role_invalid`, `people.role_name_taken`. */
  create({ id, ...body }: CreateRole): Promise<Role> {
    const fields = whole(body)
    this.mustHold(fields, 'Role:create', 'people.beyond_own')
    return transaction(async () => {
      if (await this.roles.insert(id, fields))
        record({ subject: 'Role', id, name: fields.name.zh, after: fields })
      else if (!same(await this.roles.lock(id), fields))
        throw new Fault('people.role_name_taken', { name: fields.name.zh })
      return this.show(id)
    })
  }

  /**
   * Changes a role over the version that was read; everybody who holds it feels it with their next request. Neither
   * the role as it was nor as it will be may exceed who changes it. Throws `people.role_changed` when another was faster.
   */
  update(id: string, { version, ...body }: UpdateRole): Promise<Role> {
    const fields = whole(body)
    return transaction(async () => {
      const before = factsOf(found(await this.roles.lock(id)))
      this.mustHold(before, 'Role:update', 'people.outranked')
      this.mustHold(fields, 'Role:update', 'people.beyond_own')
      if (before.version !== version) throw new Fault('people.role_changed')
      if (await this.roles.nameTaken(fields.name.zh, id))
        throw new Fault('people.role_name_taken', { name: fields.name.zh })
      await this.roles.update(id, version, fields)
      const { name, scopes, permissions, limits } = before
      record({
        subject: 'Role',
        id,
        name: name.zh,
        before: { name, scopes, permissions, limits },
        after: fields,
      })
      forgetPrincipals()
      return this.show(id)
    })
  }

  /** Removes a role that nobody holds. Throws `people.role_in_use`. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      const role = factsOf(found(await this.roles.lock(id)))
      this.mustHold(role, 'Role:delete', 'people.outranked')
      const count = (await this.roles.holders()).get(id) ?? 0
      if (count) throw new Fault('people.role_in_use', { count })
      await this.roles.delete(id)
      const { name, scopes, permissions, limits } = role
      record({ subject: 'Role', id, name: name.zh, before: { name, scopes, permissions, limits } })
    })
  }

  private mustHold(
    { permissions, limits }: Pick<RoleFacts, 'permissions' | 'limits'>,
    manage: Permission,
    code: 'people.beyond_own' | 'people.outranked',
  ): void {
    if (!outranks(scope().who.ability, { permissions, limits, scopeKind: 'hq', scopeId: null }, manage))
      throw new Fault(code)
  }
  private async show(id: string): Promise<Role> {
    return toRole(found(await this.roles.byKey(id)), (await this.roles.holders()).get(id) ?? 0)
  }
}

/** The role as it is kept: nothing twice, and the brand itself always to be seen, for nobody can work without. */
function whole(body: Fields): Fields {
  const permissions = [...new Set<Permission>(['Tenant:read', ...body.permissions])] as Fields['permissions']
  const scopes = [...new Set(body.scopes)]
  const misplaced = permissions.filter((p) => scopes.some((s) => !isGrantable(p, s)))
  if (misplaced.length)
    throw new Fault('people.role_invalid', { permissions: misplaced.join(', ') }, [
      { path: 'permissions', code: 'misplaced', message: `not in such places: ${misplaced.join(', ')}` },
    ])
  return { ...body, permissions, scopes }
}

function same(row: Parameters<typeof factsOf>[0] | undefined, fields: Fields): boolean {
  if (!row) return false
  const { name, scopes, permissions, limits } = factsOf(row)
  const { name: n, scopes: s, permissions: p, limits: l } = fields
  return JSON.stringify([name, scopes, permissions, limits]) === JSON.stringify([n, s, p, l])
}

const toRole = (
  { id, key, name, scopes, permissions, limits, version }: RoleFacts,
  holders: number,
): Role => ({
  key,
  system: id === null,
  name: { ...name },
  scopes: [...scopes],
  permissions: [...permissions],
  limits: { ...limits },
  version,
  holders,
})
