import { Injectable } from '@nestjs/common'
import type {
  PasswordRules,
  CreatePerson,
  DeviceSessions,
  GrantRole,
  ListPeople,
  Person,
  UpdatePerson,
} from '@storeweave/contract'
import { found, unitsWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { mustBeProved } from '../kernel/step-up.js'
import { GrantsRepo, type GrantRow } from './grants.repo.js'
import { GrantsService, isVisible } from './grants.service.js'
import { hashPassword, mustBeHardToGuess } from './password.js'
import { PeopleRepo, type PersonRow } from './people.repo.js'
import { shippedRole } from './roles.repo.js'
import { SessionsService } from './sessions.service.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'
import { ThrottleRepo } from './throttle.repo.js'

@Injectable()
export class PeopleService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly policies: SignInPolicyRepo,
    private readonly sessions: SessionsService,
    private readonly tries: ThrottleRepo,
    private readonly grants: GrantsService,
    private readonly granted: GrantsRepo,
  ) {}

  /** A page of people by login, within reach. */
  list(q: ListPeople): Promise<{ items: Person[]; nextCursor: string | null }> {
    const after = fromCursor(q.cursor, 1)?.[0]
    return transaction(async () => {
      const units = unitsWithin('Person:read')
      const rows = await this.people.list(q, after === undefined ? undefined : String(after), units)
      const grants = rows.length ? await this.granted.of(rows.map((r) => r.id)) : []
      return pageOf(
        rows,
        q.limit,
        (r) => [r.login],
        (r) => toPerson(r, grants),
      )
    })
  }

  /** One person with the grants in reach. */
  one(id: string): Promise<Person> {
    return transaction(async () => {
      await this.grants.mustSee(id, 'Person:read')
      return this.show(id)
    })
  }

  /** A new member of staff, with no grant yet. Throws `people.login_taken`. */
  async create(body: CreatePerson): Promise<Person> {
    mustBeHardToGuess(body.password, body.login, await this.passwordRules())
    const passwordHash = await hashPassword(body.password)
    return transaction(async () => {
      if (!(await this.people.insert({ ...body, passwordHash }))) {
        const same = await this.people.byId(body.id)
        if (same?.login !== body.login) throw new Fault('people.login_taken', { login: body.login })
        await this.grants.mustSee(body.id, 'Person:create')
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

  /**
   * Changes name, status or password; disabling or a new password ends every session. Throws `people.outranked` for
   * somebody who can do more than who asks, `people.last_owner`.
   */
  async update(id: string, body: UpdatePerson): Promise<Person> {
    if (body.password) {
      await mustBeProved() // whoever sets another's password can be them
      const { login } = await transaction(() => this.mustGovern(id))
      mustBeHardToGuess(body.password, login, await this.passwordRules())
    }
    const passwordHash = body.password && (await hashPassword(body.password))
    return transaction(async () => {
      const before = await this.mustGovern(id)
      if (body.status === 'disabled' && id === actor().id) throw new Fault('access.denied')
      if (body.status === 'disabled') await this.grants.mustLeaveOwner(id)
      await this.people.update(id, { name: body.name, status: body.status })
      if (passwordHash) await this.people.setPassword(id, passwordHash, id === actor().id ? 'self' : 'other')
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

  private passwordRules(): Promise<PasswordRules> {
    return transaction(async () => (await this.policies.policy()).password)
  }

  /** Gives a role in a place, and answers the person. Throws as `GrantsService.give` does. */
  grant(personId: string, body: GrantRole): Promise<Person> {
    return transaction(async () => {
      const person = found(await this.people.byId(personId))
      await this.grants.give(person, body)
      return this.show(personId)
    })
  }

  /** Takes a grant away. Throws as `GrantsService.take` does. */
  revoke(personId: string, grantId: string): Promise<void> {
    return transaction(async () => this.grants.take(found(await this.people.byId(personId)), grantId))
  }

  /** Where a member of staff is signed in. */
  async devices(id: string): Promise<DeviceSessions> {
    await transaction(() => this.mustGovern(id))
    return this.sessions.list(id, '')
  }
  /** Signs a member of staff out everywhere, or on one device; what knew their devices forgets them. */
  async signOut(id: string, session?: string): Promise<void> {
    await transaction(async () => {
      await this.mustGovern(id)
      if (session) return this.sessions.closeOne(id, session)
      await this.sessions.closeAll('staff', id)
      await this.tries.forgetDevices(id)
    })
  }

  /** Refuses to touch the account of somebody out of reach (404), or who can do more (403). */
  async mustGovern(id: string): Promise<PersonRow> {
    const person = found(await this.people.byId(id))
    await this.grants.mustSee(id, 'Person:update')
    await this.grants.mustOutrank(id)
    return person
  }
  private async show(id: string): Promise<Person> {
    return toPerson(found(await this.people.byId(id)), await this.granted.of([id]))
  }
}

/** A person with the grants that who asks may see: below HQ those of their own places. */
function toPerson(row: PersonRow, grants: readonly GrantRow[]): Person {
  const units = unitsWithin('Person:read')
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    status: row.status,
    createdAt: row.created_at,
    grants: grants.filter((g) => g.person_id === row.id && isVisible(g, units)).map(toGrant),
  }
}

/** A grant as it is shown. */
export const toGrant = (g: GrantRow): Person['grants'][number] => ({
  id: g.id,
  roleKey: g.role_key,
  roleName:
    g.name_zh === null
      ? { ...(shippedRole(g.role_key)?.name ?? { zh: g.role_key, en: g.role_key }) }
      : { zh: g.name_zh, en: g.name_en ?? '' },
  scopeKind: g.scope_kind,
  scopeId: g.scope_id,
  scopeName: { zh: g.scope_zh, en: g.scope_en },
})
