import { Injectable } from '@nestjs/common'
import type { PortalRole } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { INVITATION_DAYS } from './link.js'

export interface InvitationRow {
  id: string
  supplier_id: string
  supplier_zh: string
  supplier_en: string
  name: string
  role_key: PortalRole
  expires_at: string
}
export interface StaffRow {
  id: string
  login: string
  name: string
  roles: PortalRole[]
}
const DAY_MS = 86_400_000

/** Who works for a supplier, and who is asked to. */
@Injectable()
export class InvitationsRepo {
  /** An invitation that may be followed now, by its key; locked, nobody else follows it meanwhile. */
  open(keyHash: string, lock = false): Promise<InvitationRow | undefined> {
    return db().one<InvitationRow>(
      `select i.id, i.supplier_id, s.name_zh as supplier_zh, s.name_en as supplier_en, i.name, i.role_key, i.expires_at
         from supplier_invitations i join suppliers s on s.tenant_id = $1 and s.id = i.supplier_id and s.state <> 'closed'
        where i.tenant_id = $1 and i.key_hash = $2 and i.used_at is null and i.expires_at > $3 ${lock ? 'for update of i' : ''}`,
      [tenantId(), keyHash, clock.now()],
    )
  }
  /** Those of a supplier that may be followed now. */
  ofSupplier(supplierId: string): Promise<Pick<InvitationRow, 'id' | 'name' | 'role_key' | 'expires_at'>[]> {
    return db().many(
      'select id, name, role_key, expires_at from supplier_invitations where tenant_id = $1 and supplier_id = $2 and used_at is null and expires_at > $3 order by created_at desc, id limit 100',
      [tenantId(), supplierId, clock.now()],
    )
  }
  /** A new invitation; 0 when its id or key is there already. */
  insert(i: {
    id: string
    supplierId: string
    name: string
    role: PortalRole
    keyHash: string
  }): Promise<number> {
    const now = clock.now()
    return db().run(
      'insert into supplier_invitations (tenant_id, id, supplier_id, name, role_key, key_hash, expires_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
      [
        tenantId(),
        i.id,
        i.supplierId,
        i.name,
        i.role,
        i.keyHash,
        new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
        now,
      ],
    )
  }
  use(id: string, personId: string): Promise<number> {
    return db().run(
      'update supplier_invitations set used_at = $4, person_id = $3 where tenant_id = $1 and id = $2 and used_at is null',
      [tenantId(), id, personId, clock.now()],
    )
  }
  /** Takes back an invitation that nobody has followed. */
  drop(supplierId: string, id: string): Promise<number> {
    return db().run(
      'delete from supplier_invitations where tenant_id = $1 and supplier_id = $2 and id = $3 and used_at is null',
      [tenantId(), supplierId, id],
    )
  }
  /** Forgets invitations that ran out before an instant. */
  dropOld(before: Date, limit: number): Promise<number> {
    return db().run(
      'delete from supplier_invitations where tenant_id = $1 and id in (select id from supplier_invitations where tenant_id = $1 and used_at is null and expires_at < $2 limit $3 for update skip locked)',
      [tenantId(), before, limit],
    )
  }
  /** People with a role at a supplier who may sign in, by login, at most 200. */
  staff(supplierId: string): Promise<StaffRow[]> {
    return db().many<StaffRow>(
      `select p.id, p.login, p.name, array_agg(g.role_key order by g.role_key) as roles from role_grants g join people p on p.tenant_id = $1 and p.id = g.person_id and p.status = 'active'
        where g.tenant_id = $1 and g.scope_kind = 'supplier' and g.scope_id = $2 group by p.id, p.login, p.name order by p.login limit 200`,
      [tenantId(), supplierId],
    )
  }
}
