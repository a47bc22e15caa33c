import { Injectable } from '@nestjs/common'
import type { GrantSupport } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface SupportGrantRow {
  id: string
  access: 'read' | 'write'
  reason: string
  granted_by: string
  granter: string
  created_at: string
  expires_at: string
  ended_at: string | null
}
export interface VisitRow {
  grant_id: string
  operator_id: string
  operator_name: string
  at: string
}
export interface OperatorRow {
  id: string
  login: string
  name: string
  password_hash: string
  sealed_secret: string
  status: 'active' | 'disabled'
}
const GRANT = `g.id, g.access, g.reason, g.granted_by, g.created_at, g.expires_at, g.ended_at, p.name granter
  from support_grants g join people p on p.tenant_id = $1 and p.id = g.granted_by`

@Injectable()
export class SupportRepo {
  /** Grants, the newest first, one more than asked for. */
  list(limit: number, after: readonly (string | number)[] | undefined): Promise<SupportGrantRow[]> {
    return db().many<SupportGrantRow>(
      `select ${GRANT} where g.tenant_id = $1 and ($2::timestamptz is null or (g.created_at, g.id) < ($2, $3::uuid))
        order by g.created_at desc, g.id desc limit $4`,
      [tenantId(), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
  }
  byId(id: string): Promise<SupportGrantRow | undefined> {
    return db().one<SupportGrantRow>(`select ${GRANT} where g.tenant_id = $1 and g.id = $2`, [tenantId(), id])
  }
  /** The grant that stands now. */
  standing(): Promise<SupportGrantRow | undefined> {
    return db().one<SupportGrantRow>(
      `select ${GRANT} where g.tenant_id = $1 and g.ended_at is null and g.expires_at > $2 order by g.expires_at desc limit 1`,
      [tenantId(), clock.now()],
    )
  }
  /** Who came in under these grants, the last first, a hundred at most. */
  visits(grantIds: readonly string[]): Promise<VisitRow[]> {
    return db().many<VisitRow>(
      'select grant_id, operator_id, operator_name, at from support_visits where tenant_id = $1 and grant_id = any ($2) order by at desc limit 100',
      [tenantId(), grantIds],
    )
  }
  /** Grants are given one after the other: two at once would both stand. */
  async lock(): Promise<void> {
    await db().one('select 1 from tenant_settings where tenant_id = $1 for update', [tenantId()])
  }
  /** Answers 0 when there is a grant of this id. */
  insert(g: GrantSupport, by: string): Promise<number> {
    return db().run(
      `insert into support_grants (tenant_id, id, access, reason, granted_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $6::timestamptz + make_interval(hours => $7)) on conflict do nothing`,
      [tenantId(), g.id, g.access, g.reason, by, clock.now(), g.hours],
    )
  }
  /** Answers 0 when the grant is over. */
  end(id: string): Promise<number> {
    return db().run(
      'update support_grants set ended_at = $3 where tenant_id = $1 and id = $2 and ended_at is null and expires_at > $3',
      [tenantId(), id, clock.now()],
    )
  }
  visit(session: string, grantId: string, operator: { id: string; name: string }): Promise<number> {
    return db().run(
      'insert into support_visits (tenant_id, id, grant_id, operator_id, operator_name, at) values ($1, $2, $3, $4, $5, $6)',
      [tenantId(), session, grantId, operator.id, operator.name, clock.now()],
    )
  }
  /** The grant an operator's session came in under, while both last and the operator works here. */
  heldBy(
    operatorId: string,
    session: string,
  ): Promise<{ name: string; grant_id: string; access: 'read' | 'write'; expires_at: string } | undefined> {
    return db().one(
      `select v.operator_name as name, g.id as grant_id, g.access, g.expires_at from support_visits v
         join support_grants g on g.tenant_id = $1 and g.id = v.grant_id and g.ended_at is null and g.expires_at > $4
         join sessions s on s.tenant_id = $1 and s.id = v.id and s.kind = 'operator' and s.revoked_at is null and s.expires_at > $4
         join ctx.find_operator('id', $2::uuid::text) o on o.status = 'active'
        where v.tenant_id = $1 and v.id = $3 and v.operator_id = $2`,
      [tenantId(), operatorId, session, clock.now()],
    )
  }
  /** Somebody of the platform; a global table behind a function, so no tenant here. */
  operator(kind: 'id' | 'login', value: string): Promise<OperatorRow | undefined> {
    return db().one<OperatorRow>('select * from ctx.find_operator($1, $2)', [kind, value])
  }
  /** Uses a code up and seals the secret anew; false when it, or a later one, was used before. */
  async useStep(id: string, step: number, sealedSecret: string): Promise<boolean> {
    const row = await db().one<{ used: boolean }>('select ctx.use_operator_step($1, $2, $3) as used', [
      id,
      step,
      sealedSecret,
    ])
    return row?.used === true
  }
}
