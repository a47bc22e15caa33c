import { Injectable } from '@nestjs/common'
import type { Permission } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { shippedRole, type RoleFacts } from './roles.repo.js'

export interface GrantRow {
  id: string
  person_id: string
  role_key: string
  scope_kind: 'hq' | 'region' | 'store' | 'supplier'
  scope_id: string | null
  scope_zh: string
  scope_en: string
  created_at: string
  given_by: string | null
  name_zh: string | null
  name_en: string | null
  permissions: Permission[] | null
  price_cut: number | null
  refund: number | null
  stock_correction: number | null
}
/** A grant as it is resolved for the ability: its role's rights, and what of the org tree it reaches. */
export type ReachRow = Pick<
  GrantRow,
  'permissions' | 'price_cut' | 'refund' | 'stock_correction' | 'scope_id'
> & {
  name: string
  grant_id: string | null
  role_key: string | null
  scope_kind: GrantRow['scope_kind'] | null
  store_ids: string[] | null
  unit_ids: string[] | null
}

/** What a grant's role gives: of the product's own, or the tenant's as joined to the row. */
export const roleOfGrant = (
  r: Pick<GrantRow, 'permissions' | 'price_cut' | 'refund' | 'stock_correction'> & {
    role_key: string | null
  },
): Pick<RoleFacts, 'permissions' | 'limits'> | undefined =>
  r.role_key === null
    ? undefined
    : r.permissions
      ? {
          permissions: r.permissions,
          limits: { priceCut: r.price_cut, refund: r.refund, stockCorrection: r.stock_correction },
        }
      : shippedRole(r.role_key)

const BELOW = `with recursive below as (
  select o.id root, o.id, o.kind from org_units o join role_grants g on g.tenant_id = $1 and g.person_id = $2 and g.scope_id = o.id where o.tenant_id = $1
  union select b.root, c.id, c.kind from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id
)`
const REACH = `g.id grant_id, g.role_key, g.scope_kind, g.scope_id, r.permissions, r.price_cut, r.refund, r.stock_correction,
  (select array_agg(b.id) from below b where b.root = g.scope_id and b.kind = 'store'
      and not (g.scope_kind = 'store' and exists (select from stores c where c.tenant_id = $1 and c.id = b.id and c.status = 'closed'))) store_ids, (select array_agg(b.id) from below b where b.root = g.scope_id) unit_ids`

@Injectable()
export class GrantsRepo {
  /** Grants of people with role, place and giver, oldest first. */
  of(personIds: readonly string[]): Promise<GrantRow[]> {
    return db().many<GrantRow>(
      `select g.id, g.person_id, g.role_key, g.scope_kind, g.scope_id, coalesce(o.name_zh, s.name_zh, h.name_zh, '') scope_zh, coalesce(o.name_en, s.name_en, h.name_en, '') scope_en,
              g.created_at, b.name given_by, r.name_zh, r.name_en, r.permissions, r.price_cut, r.refund, r.stock_correction
         from role_grants g
         left join org_units o on o.tenant_id = $1 and o.id = g.scope_id
         left join suppliers s on s.tenant_id = $1 and s.id = g.scope_id
         left join org_units h on h.tenant_id = $1 and h.kind = 'hq' and g.scope_kind = 'hq'
         left join roles r on r.tenant_id = $1 and r.id = g.role_id
         left join people b on b.tenant_id = $1 and b.id = g.granted_by
        where g.tenant_id = $1 and g.person_id = any ($2) order by g.created_at, g.id limit 5000`,
      [tenantId(), personIds],
    )
  }
  /** Grants of a signed-in person and what they reach, in one statement; no row when the person is disabled or the session over. */
  reach(personId: string, sessionId: string): Promise<ReachRow[]> {
    return db().many<ReachRow>(
      `${BELOW} select p.name, ${REACH}
         from people p join sessions s on s.tenant_id = $1 and s.id = $3 and s.kind = 'staff' and s.subject_id = p.id and s.revoked_at is null and s.expires_at > $4
         left join role_grants g on g.tenant_id = $1 and g.person_id = p.id left join roles r on r.tenant_id = $1 and r.id = g.role_id
        where p.tenant_id = $1 and p.id = $2 and p.status = 'active'`,
      [tenantId(), personId, sessionId, clock.now()],
    )
  }
  /** The same of somebody who may sign in, whether they are just now or not. */
  reachOfActive(personId: string): Promise<ReachRow[]> {
    return db().many<ReachRow>(
      `${BELOW} select p.name, ${REACH}
         from people p left join role_grants g on g.tenant_id = $1 and g.person_id = p.id left join roles r on r.tenant_id = $1 and r.id = g.role_id
        where p.tenant_id = $1 and p.id = $2 and p.status = 'active'`,
      [tenantId(), personId],
    )
  }
  /** The roles that people who may sign in hold at this very store. */
  atStore(
    storeId: string,
  ): Promise<Pick<GrantRow, 'role_key' | 'permissions' | 'price_cut' | 'refund' | 'stock_correction'>[]> {
    return db().many(
      `select distinct g.role_key, r.permissions, r.price_cut, r.refund, r.stock_correction
         from role_grants g join people p on p.tenant_id = $1 and p.id = g.person_id and p.status = 'active'
         left join roles r on r.tenant_id = $1 and r.id = g.role_id
        where g.tenant_id = $1 and g.scope_kind = 'store' and g.scope_id = $2`,
      [tenantId(), storeId],
    )
  }
  /** The same of anybody, signed in or not: to explain. */
  reachOf(personId: string): Promise<ReachRow[]> {
    return db().many<ReachRow>(
      `${BELOW} select '' as name, ${REACH} from role_grants g left join roles r on r.tenant_id = $1 and r.id = g.role_id where g.tenant_id = $1 and g.person_id = $2`,
      [tenantId(), personId],
    )
  }
  insert(g: {
    id: string
    personId: string
    role: RoleFacts
    scopeKind: string
    scopeId: string | null
    by: string | null
  }): Promise<number> {
    return db().run(
      'insert into role_grants (tenant_id, id, person_id, role_key, role_id, scope_kind, scope_id, granted_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing',
      [tenantId(), g.id, g.personId, g.role.key, g.role.id, g.scopeKind, g.scopeId, g.by, clock.now()],
    )
  }
  delete(personId: string, id: string): Promise<number> {
    return db().run('delete from role_grants where tenant_id = $1 and person_id = $2 and id = $3', [
      tenantId(),
      personId,
      id,
    ])
  }
  /** People who can sign in as owner of the brand, locked: two owners may not each take the other's role away at once. */
  async lockOwners(): Promise<string[]> {
    const rows = await db().many<{ person_id: string }>(
      `select g.person_id from role_grants g join people p on p.tenant_id = $1 and p.id = g.person_id and p.status = 'active'
        where g.tenant_id = $1 and g.role_key = 'owner' and g.scope_kind = 'hq' order by g.id for update of g, p`,
      [tenantId()],
    )
    return rows.map((r) => r.person_id)
  }
  /** True when there is such a region, store or supplier. */
  async placeExists(kind: 'region' | 'store' | 'supplier', id: string): Promise<boolean> {
    const values = [tenantId(), id]
    return (
      (await (kind === 'supplier'
        ? db().one('select 1 from suppliers where tenant_id = $1 and id = $2', values)
        : db().one('select 1 from org_units where tenant_id = $1 and id = $2 and kind = $3', [
            ...values,
            kind,
          ]))) !== undefined
    )
  }
}
