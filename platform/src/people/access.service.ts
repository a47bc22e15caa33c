import { Injectable, type OnModuleInit } from '@nestjs/common'
import { limitKinds, limits, noLimits, staffPermissions, type Me } from '@storeweave/contract'
import { abilityOf, packed, reachOf, type Ability, type HeldGrant } from '../kernel/ability.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { asSystem } from '../kernel/jobs.js'
import { scope, type Principal } from '../kernel/scope.js'
import { usePrincipals } from '../kernel/staff.js'
import { useProofs } from '../kernel/step-up.js'
import { GrantsRepo, roleOfGrant, type ReachRow } from './grants.repo.js'
import { PeopleRepo } from './people.repo.js'
import { toGrant } from './people.service.js'
import { SessionsRepo } from './sessions.repo.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'

/** Compiles a person's grants to who they are and what they may do. */
@Injectable()
export class AccessService implements OnModuleInit {
  constructor(
    private readonly people: PeopleRepo,
    private readonly granted: GrantsRepo,
    private readonly policies: SignInPolicyRepo,
    private readonly sessions: SessionsRepo,
  ) {}

  onModuleInit(): void {
    usePrincipals('staff', {
      load: (tenant, subject, session) =>
        asSystem({ id: tenant, slug: '' }, 'access', () => this.principal(subject, session)),
    })
    useProofs((session) => this.provedAt(session))
  }

  private async provedAt(sessionId: string): Promise<Date | undefined> {
    const at = await transaction(() => this.sessions.provedAt(sessionId))
    return at ? new Date(at) : undefined
  }

  /** Undefined when the person is disabled or the session has ended. */
  async principal(personId: string, sessionId: string): Promise<Principal | undefined> {
    return this.compiled(personId, sessionId, () => this.granted.reach(personId, sessionId))
  }

  /**
   * Somebody for whom work goes on after their request, with the rights in force now; undefined when the person is
   * disabled. `sessionId` is the sign-in it was begun under, for the books; it may have ended.
   */
  absent(personId: string, sessionId: string): Promise<Principal | undefined> {
    return this.compiled(personId, sessionId, () => this.granted.reachOfActive(personId))
  }

  private async compiled(
    personId: string,
    sessionId: string,
    reach: () => Promise<ReachRow[]>,
  ): Promise<Principal | undefined> {
    const { rows, duties } = await transaction(async () => ({
      rows: await reach(),
      duties: await this.policies.duties(personId),
    }))
    if (!rows.length) return undefined
    // what the brand asks at sign-in comes first: until then roles give nothing
    const held = duties.mustEnrol || duties.mustChangePassword ? [] : rows.flatMap(heldOf)
    return {
      kind: 'staff',
      id: personId,
      name: rows[0]!.name,
      sessionId,
      supplierId: rows.find((r) => r.scope_kind === 'supplier')?.scope_id ?? null,
      // every member of staff keeps their own account
      ability: abilityOf([{ permissions: staffPermissions, reach: { all: true } }, ...held]),
    }
  }

  /** Who asks, for the clients: packed rules, reach, stores by name. */
  async me(): Promise<Me> {
    const { who } = scope()
    if (who.kind !== 'staff' && who.kind !== 'operator') throw new Fault('access.denied')
    const reach = reachOf(who.ability, 'read', 'Store')
    return transaction(async () => {
      const person = await this.people.byId(who.id)
      const grants = await this.granted.of([who.id])
      const stores = await this.people.storeNames(reach === 'all' ? null : reach)
      return {
        person: { id: who.id, name: who.name, login: person?.login ?? '' },
        rules: packed(who.ability),
        reach: { all: reach === 'all', storeIds: reach === 'all' ? [] : reach },
        supplierId: who.kind === 'staff' ? who.supplierId : null,
        support:
          who.kind === 'operator' ? { access: who.support.access, expiresAt: who.support.expiresAt } : null,
        ...(await this.policies.duties(who.id)),
        passwordRules: (await this.policies.policy()).password,
        stores: stores.map((s) => ({ id: s.id, name: { zh: s.name_zh, en: s.name_en } })),
        grants: grants.map(toGrant),
        limits: capsOf(who.ability),
      }
    })
  }
}

/** A grant as the ability takes it; nothing for a person without one. */
export function heldOf(r: ReachRow): HeldGrant[] {
  const role = roleOfGrant(r)
  // a closed store is nobody's place of work
  if (!role || (r.scope_kind === 'store' && !r.store_ids)) return []
  const reach =
    r.scope_kind === 'hq'
      ? { all: true as const }
      : r.scope_kind === 'supplier'
        ? { supplierId: r.scope_id! }
        : { storeIds: r.store_ids ?? [], unitIds: r.unit_ids ?? [] }
  return [{ ...role, reach }]
}

/** Each limited permission of each grant with its cap and where it counts, for screens to say before anything is sent. */
const capsOf = ({ grants }: Ability): Me['limits'] =>
  grants.flatMap(({ permissions, reach, limits: caps }) =>
    limitKinds.flatMap((limit) =>
      limits[limit].permissions
        .filter((p) => permissions.includes(p))
        .map((permission) => ({
          permission,
          limit,
          most: { ...noLimits, ...caps }[limit],
          storeIds: 'storeIds' in reach ? [...reach.storeIds] : null,
        })),
    ),
  )
