import { Injectable } from '@nestjs/common'
import {
  systemRoles,
  type CreatePerson,
  type DeviceSessions,
  type GrantRole,
  type ListPeople,
  type Permission,
  type Person,
  type Subject,
  type UpdatePerson,
} from '@storeweave/contract'
import { found, within } from '../kernel/access.js'
import { allows } from '../kernel/ability.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { actor, scope } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { roleOf } from './access.service.js'
import { hashPassword, mustBeHardToGuess } from './password.js'
import { PeopleRepo, type GrantRow, type PersonRow } from './people.repo.js'
import { SessionsService } from './sessions.service.js'
import { ThrottleRepo } from './throttle.repo.js'

@Injectable()
export class PeopleService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly sessions: SessionsService,
    private readonly tries: ThrottleRepo,
  ) {}

  /** A page of people by login, within reach. */
  list(q: ListPeople): Promise<{ items: Person[]; nextCursor: string | null }> {
    const after = fromCursor(q.cursor, 1)?.[0]
    return transaction(async () => {
      const rows = await this.people.list(
        q,
        after === undefined ? undefined : String(after),
        within('read', 'Person'),
      )
      const grants = rows.length ? await this.people.grantsOf(rows.map((r) => r.id)) : []
      return pageOf(
        rows,
        q.limit,
        (r) => [r.login],
        (r) => toPerson(r, grants),
      )
    })
  }

  /** A new member of staff, with no grant yet. Throws `people.login_taken`. */
  async create(body: CreatePerson): Promise<Person> {
    mustBeHardToGuess(body.password, body.login)
    const passwordHash = await hashPassword(body.password)
    return transaction(async () => {
      if (!(await this.people.insert({ ...body, passwordHash }))) {
        const same = await this.people.byId(body.id)
        if (same?.login !== body.login) throw new Fault('people.login_taken', { login: body.login })
      } else
        record({
          subject: 'Person',
          id: body.id,
          name: body.name,
          after: { login: body.login, name: body.name },
        })
      return this.show(body.id)
    })
  }

  /** Changes name, status or password; disabling or a new password ends every session. */
  async update(id: string, body: UpdatePerson): Promise<Person> {
    if (body.password) {
      const { login } = found(await transaction(() => this.people.byId(id)))
      mustBeHardToGuess(body.password, login)
    }
    const passwordHash = body.password && (await hashPassword(body.password))
    return transaction(async () => {
      const before = found(await this.people.byId(id))
      if (body.status === 'disabled' && id === actor().id) throw new Fault('access.denied')
      await this.people.update(id, { name: body.name, status: body.status, passwordHash })
      if (passwordHash || body.status === 'disabled') await this.sessions.closeAll('staff', id)
      forgetPrincipals()
      const after = await this.show(id)
      record({
        subject: 'Person',
        id,
        name: after.name,
        before: { name: before.name, status: before.status, passwordChanged: false },
        after: { name: after.name, status: after.status, passwordChanged: passwordHash !== undefined },
      })
      return after
    })
  }

  /** Grants a role in a scope: never beyond what the giver holds there. The same grant twice is one. */
  grant(personId: string, body: GrantRole): Promise<Person> {
    return transaction(async () => {
      const person = found(await this.people.byId(personId))
      const role = roleOf(body.roleKey)
      if (
        !role ||
        !role.scopes.includes(body.scopeKind) ||
        (body.scopeKind === 'hq') !== (body.scopeId === undefined)
      )
        throw new Fault('people.scope_invalid')
      const below =
        body.scopeKind === 'hq' ? null : await this.people.scopeStores(body.scopeKind, body.scopeId!)
      if (below === undefined) throw new Fault('people.scope_invalid')
      this.mustHold(role.permissions, body, below?.store_ids ?? [])
      const added = await this.people.insertGrant({
        id: body.id,
        personId,
        roleKey: role.key,
        scopeKind: body.scopeKind,
        scopeId: body.scopeId ?? null,
        by: actor().id,
      })
      if (added)
        record({
          subject: 'Person',
          id: personId,
          name: person.name,
          storeId: body.scopeKind === 'store' ? body.scopeId : null,
          after: { grant: { roleKey: role.key, scopeKind: body.scopeKind, scopeId: body.scopeId ?? null } },
        })
      forgetPrincipals()
      return this.show(personId)
    })
  }

  /** Takes a grant away; the person's next request already feels it. */
  revoke(personId: string, grantId: string): Promise<void> {
    return transaction(async () => {
      const person = found(await this.people.byId(personId))
      const grant = (await this.people.grantsOf([personId])).find((g) => g.id === grantId)
      found((await this.people.deleteGrant(personId, grantId)) || undefined)
      record({
        subject: 'Person',
        id: personId,
        name: person.name,
        storeId: grant?.scope_kind === 'store' ? grant.scope_id : null,
        before: {
          grant: {
            roleKey: grant?.role_key,
            scopeKind: grant?.scope_kind,
            scopeId: grant?.scope_id ?? null,
          },
        },
      })
      forgetPrincipals()
    })
  }

  /** Where a member of staff is signed in. */
  async devices(id: string): Promise<DeviceSessions> {
    found(await transaction(() => this.people.byId(id)))
    return this.sessions.list(id, '')
  }
  /** Signs a member of staff out everywhere, or on one device; what knew their devices forgets them. */
  async signOut(id: string, session?: string): Promise<void> {
    await transaction(async () => {
      found(await this.people.byId(id))
      if (session) return this.sessions.closeOne(id, session)
      await this.sessions.closeAll('staff', id)
      await this.tries.forgetDevices(id)
    })
  }

  roles() {
    return {
      items: systemRoles.map((r) => ({ key: r.key, scopes: [...r.scopes], permissions: [...r.permissions] })),
    }
  }

  private mustHold(
    permissions: readonly Permission[],
    { scopeKind }: GrantRole,
    storeIds: readonly string[],
  ): void {
    const { ability } = scope().who
    for (const permission of permissions) {
      const [subject, action] = permission.split(':') as [Subject, string]
      if (scopeKind === 'supplier') continue // suppliers hold rights over their own rows that nobody of the brand has
      const holds =
        scopeKind === 'hq'
          ? ability.can(action, subject)
          : storeIds.every((storeId) => allows(ability, action, subject, { storeId }))
      if (!holds) throw new Fault('people.beyond_own')
    }
  }

  private async show(id: string): Promise<Person> {
    return toPerson(found(await this.people.byId(id)), await this.people.grantsOf([id]))
  }
}

const toPerson = (row: PersonRow, grants: readonly GrantRow[]): Person => ({
  id: row.id,
  login: row.login,
  name: row.name,
  status: row.status,
  createdAt: row.created_at,
  grants: grants
    .filter((g) => g.person_id === row.id)
    .map((g) => ({
      id: g.id,
      roleKey: g.role_key,
      scopeKind: g.scope_kind,
      scopeId: g.scope_id,
      scopeName: { zh: g.scope_zh, en: g.scope_en },
    })),
})
