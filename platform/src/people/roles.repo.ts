import { Injectable } from '@nestjs/common'
import {
  systemRoles,
  type CreateRole,
  type Limits,
  type Permission,
  type ScopeKind,
} from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { isId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

export interface RoleRow {
  id: string
  name_zh: string
  name_en: string
  scopes: ScopeKind[]
  permissions: Permission[]
  price_cut: number | null
  refund: number | null
  stock_correction: number | null
  version: number
}
/** A role of either kind, as rules ask for it. */
export interface RoleFacts {
  key: string
  id: string | null
  name: { zh: string; en: string }
  scopes: readonly ScopeKind[]
  permissions: readonly Permission[]
  limits: Limits
  version: number
}
type Fields = Omit<CreateRole, 'id'>
const COLUMNS = 'id, name_zh, name_en, scopes, permissions, price_cut, refund, stock_correction, version'

/** The roles that ship, by key. */
const shipped = new Map<string, RoleFacts>(
  systemRoles.map((r) => [
    r.key,
    {
      key: r.key,
      id: null,
      name: r.name,
      scopes: r.scopes,
      permissions: r.permissions,
      limits: { priceCut: null, refund: null, stockCorrection: null, ...r.limits },
      version: 0,
    },
  ]),
)
export const shippedRole = (key: string): RoleFacts | undefined => shipped.get(key)

export const factsOf = (r: RoleRow): RoleFacts => ({
  key: r.id,
  id: r.id,
  name: { zh: r.name_zh, en: r.name_en },
  scopes: r.scopes,
  permissions: r.permissions,
  limits: { priceCut: r.price_cut, refund: r.refund, stockCorrection: r.stock_correction },
  version: r.version,
})

@Injectable()
export class RolesRepo {
  /** The tenant's own roles by name, at most 500. */
  list(): Promise<RoleRow[]> {
    return db().many<RoleRow>(
      `select ${COLUMNS} from roles where tenant_id = $1 order by name_zh limit 500`,
      [tenantId()],
    )
  }
  /** How many people hold each role, by key. */
  async holders(): Promise<Map<string, number>> {
    const rows = await db().many<{ role_key: string; n: number }>(
      'select role_key, count(distinct person_id) n from role_grants where tenant_id = $1 group by role_key',
      [tenantId()],
    )
    return new Map(rows.map((r) => [r.role_key, r.n]))
  }
  /** A role by key, of either kind; one of the tenant's is held against deletion until the transaction ends. */
  async byKey(key: string): Promise<RoleFacts | undefined> {
    if (shipped.has(key) || !isId(key)) return shipped.get(key)
    const row = await db().one<RoleRow>(
      `select ${COLUMNS} from roles where tenant_id = $1 and id = $2 for key share`,
      [tenantId(), key],
    )
    return row && factsOf(row)
  }
  lock(id: string): Promise<RoleRow | undefined> {
    return db().one<RoleRow>(`select ${COLUMNS} from roles where tenant_id = $1 and id = $2 for update`, [
      tenantId(),
      id,
    ])
  }
  insert(id: string, f: Fields): Promise<number> {
    return db().run(
      `insert into roles (tenant_id, id, name_zh, name_en, scopes, permissions, price_cut, refund, stock_correction, made_by, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) on conflict do nothing`,
      [tenantId(), id, ...columnsOf(f), actor().id, clock.now()],
    )
  }
  async nameTaken(name: string, butId: string): Promise<boolean> {
    return (
      (await db().one('select 1 from roles where tenant_id = $1 and name_zh = $2 and id <> $3', [
        tenantId(),
        name,
        butId,
      ])) !== undefined
    )
  }
  /** Writes a whole role over the version that was read; 0 when another came in between. */
  update(id: string, version: number, f: Fields): Promise<number> {
    return db().run(
      `update roles set name_zh = $3, name_en = $4, scopes = $5, permissions = $6, price_cut = $7, refund = $8, stock_correction = $9, version = version + 1, updated_at = $10
        where tenant_id = $1 and id = $2 and version = $11`,
      [tenantId(), id, ...columnsOf(f), clock.now(), version],
    )
  }
  delete(id: string): Promise<number> {
    return db().run('delete from roles where tenant_id = $1 and id = $2', [tenantId(), id])
  }
}
const columnsOf = ({ name, scopes, permissions, limits }: Fields) => [
  name.zh,
  name.en,
  scopes,
  permissions,
  limits.priceCut,
  limits.refund,
  limits.stockCorrection,
]
