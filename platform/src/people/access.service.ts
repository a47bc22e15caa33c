import { Injectable, type OnModuleInit } from '@nestjs/common'
import { staffPermissions, systemRoles, type Me, type Permission } from '@storeweave/contract'
import { abilityOf, packed, reachOf, type Reach } from '../kernel/ability.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { asSystem } from '../kernel/jobs.js'
import { scope, type Principal } from '../kernel/scope.js'
import { usePrincipals } from '../kernel/staff.js'
import { PeopleRepo } from './people.repo.js'

export const roleOf = (key: string) => systemRoles.find((r) => r.key === key)

/** Compiles a person's grants to who they are and what they may do. */
@Injectable()
export class AccessService implements OnModuleInit {
  constructor(private readonly people: PeopleRepo) {}

  onModuleInit(): void {
    usePrincipals('staff', {
      load: (tenant, subject, session) =>
        asSystem({ id: tenant, slug: '' }, 'access', () => this.principal(subject, session)),
    })
  }

  /** Undefined when the person is disabled or the session has ended. */
  async principal(personId: string, sessionId: string): Promise<Principal | undefined> {
    const rows = await transaction(() => this.people.reachOf(personId, sessionId))
    if (!rows.length) return undefined
    const grants = rows.flatMap((r) => {
      if (r.scope_kind === 'store' && !r.store_ids) return [] // a closed store is nobody's place of work
      const role = r.role_key && roleOf(r.role_key)
      return role ? [{ permissions: role.permissions as readonly Permission[], reach: reachOfGrant(r) }] : []
    })
    return {
      kind: 'staff',
      id: personId,
      name: rows[0]!.name,
      sessionId,
      supplierId: rows.find((r) => r.scope_kind === 'supplier')?.scope_id ?? null,
      ability: abilityOf([{ permissions: staffPermissions, reach: { all: true } }, ...grants]),
    }
  }

  /** Who asks, for the clients: packed rules, reach, stores by name. */
  async me(): Promise<Me> {
    const { who } = scope()
    if (who.kind !== 'staff') throw new Fault('access.denied')
    const reach = reachOf(who.ability, 'read', 'Store')
    return transaction(async () => {
      const person = (await this.people.byId(who.id))!
      const grants = await this.people.grantsOf([who.id])
      const stores = await this.people.storeNames(reach === 'all' ? null : reach)
      return {
        person: { id: who.id, name: who.name, login: person.login },
        rules: packed(who.ability),
        reach: { all: reach === 'all', storeIds: reach === 'all' ? [] : reach },
        supplierId: who.supplierId,
        stores: stores.map((s) => ({ id: s.id, name: { zh: s.name_zh, en: s.name_en } })),
        grants: grants.map((g) => ({
          id: g.id,
          roleKey: g.role_key,
          scopeKind: g.scope_kind,
          scopeId: g.scope_id,
          scopeName: { zh: g.scope_zh, en: g.scope_en },
        })),
      }
    })
  }
}

function reachOfGrant(r: {
  scope_kind: string | null
  scope_id: string | null
  store_ids: string[] | null
}): Reach {
  if (r.scope_kind === 'hq') return { all: true }
  if (r.scope_kind === 'supplier') return { supplierId: r.scope_id! }
  return { storeIds: r.store_ids ?? [] }
}
