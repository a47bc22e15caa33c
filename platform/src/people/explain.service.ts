import { Injectable } from '@nestjs/common'
import {
  allPermissions,
  isGrantable,
  limitKinds,
  limits,
  storeBound,
  type AskWhy,
  type ExplainedGrant,
  type PersonAccess,
  type Subject,
  type Why,
} from '@storeweave/contract'
import { abilityOf, allows, mostAt, type HeldGrant } from '../kernel/ability.js'
import { found, mustReach, within } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { heldOf } from './access.service.js'
import { GrantsRepo, roleOfGrant, type GrantRow, type ReachRow } from './grants.repo.js'
import { GrantsService } from './grants.service.js'
import { PeopleRepo, type PersonRow } from './people.repo.js'
import { toGrant } from './people.service.js'

const asked = allPermissions.filter((p) => isGrantable(p, 'hq') || isGrantable(p, 'supplier'))
interface Known {
  person: PersonRow
  grants: { shown: GrantRow; reach: ReachRow; held: HeldGrant }[]
}

/** What somebody can do, through which grants, and why not. Answers come from the same rules that guard the routes. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly granted: GrantsRepo,
    private readonly grants: GrantsService,
  ) {}

  /** Everything a person can do. Below HQ one sees the grants that touch one's own stores. */
  async access(personId: string): Promise<PersonAccess> {
    return accessOf(await this.known(personId))
  }

  /** The same about oneself. */
  async mine(): Promise<PersonAccess> {
    const { who } = scope()
    if (who.kind !== 'staff') throw new Fault('access.denied')
    return accessOf(await this.load(who.id, null))
  }

  /** Whether a person may do this in a store (without one: anywhere), and why. */
  async why(personId: string, q: AskWhy): Promise<Why> {
    if (q.storeId) mustReach('read', 'Person', { storeId: q.storeId })
    return whyOf(await this.known(personId), q)
  }

  private known(personId: string): Promise<Known> {
    return transaction(async () => {
      await this.grants.mustSee(personId, 'Person:read')
      return this.load(personId, within('read', 'Person'))
    })
  }

  private load(personId: string, stores: string[] | null): Promise<Known> {
    return transaction(async () => {
      const person = found(await this.people.byId(personId))
      const reaches = new Map((await this.granted.reachOf(personId)).map((r) => [r.grant_id, r]))
      const grants = (await this.granted.of([personId])).flatMap((shown) => {
        const reach = reaches.get(shown.id)
        const held = reach && heldOf(reach)[0]
        return held && touches(held, stores) ? [{ shown, reach, held }] : []
      })
      return { person, grants }
    })
  }
}

const touches = ({ reach }: HeldGrant, stores: string[] | null): boolean =>
  stores === null ||
  'all' in reach ||
  ('storeIds' in reach && reach.storeIds.some((id) => stores.includes(id)))

function accessOf({ person, grants }: Known): PersonAccess {
  return {
    person: { id: person.id, login: person.login, name: person.name, status: person.status },
    grants: grants.map(({ shown, reach }): ExplainedGrant => ({
      ...toGrant(shown),
      storeCount: reach.unit_ids ? (reach.store_ids ?? []).length : null,
      since: shown.created_at,
      givenBy: shown.given_by,
      limits: { priceCut: null, refund: null, stockCorrection: null, ...roleOfGrant(shown)?.limits },
    })),
    permissions: asked.map((permission) => ({
      permission,
      through: grants
        .filter(({ held }) => abilityOf([held]).grants[0]!.permissions.includes(permission))
        .map(({ shown }) => shown.id),
    })),
  }
}

function whyOf({ person, grants }: Known, { permission, storeId }: AskWhy): Why {
  const [subject, action] = permission.split(':') as [Subject, string]
  const may = (held: HeldGrant[], here: boolean) =>
    here && storeId && storeBound.has(subject)
      ? allows(abilityOf(held), action, subject, { storeId })
      : abilityOf(held).can(action, subject)
  const idsOf = (some: Known['grants']) => some.map(({ shown }) => shown.id)
  const through = grants.filter(({ held }) => may([held], true))
  const elsewhere = grants.filter((g) => !through.includes(g) && may([g.held], false))
  const reason =
    person.status === 'disabled'
      ? 'disabled'
      : through.length
        ? 'granted'
        : elsewhere.length
          ? 'other_places'
          : grants.length
            ? 'not_in_roles'
            : 'no_role'
  const ability = abilityOf(through.map(({ held }) => held))
  return {
    allowed: reason === 'granted',
    reason,
    through: idsOf(through),
    elsewhere: idsOf(elsewhere),
    limits: limitKinds
      .filter((l) => (limits[l].permissions as readonly string[]).includes(permission) && through.length > 0)
      .map((limit) => ({
        limit,
        most: storeId ? mostAt(ability, limit, permission, storeId) : anywhere(through, limit),
      })),
  }
}

/** The largest cap of any of these grants; null is none. */
function anywhere(grants: Known['grants'], limit: (typeof limitKinds)[number]): number | null {
  const caps = grants.map(({ held }) => held.limits?.[limit] ?? null)
  return caps.includes(null) ? null : Math.max(...(caps as number[]))
}
