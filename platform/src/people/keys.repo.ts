import { Injectable } from '@nestjs/common'
import type { CreateKey, Limits, ListKeys, Permission } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import type { ReachRow } from './grants.repo.js'

export interface KeyRow {
  id: string
  name: string
  permissions: Permission[]
  price_cut: number | null
  refund: number | null
  stock_correction: number | null
  scope_kind: 'hq' | 'region' | 'store'
  scope_id: string | null
  scope_zh: string
  scope_en: string
  made_by: string | null
  maker_name: string | null
  maker_status: string | null
  created_at: string
  expires_at: string
  last_used_at: string | null
  revoked_at: string | null
}
const SHOWN = `k.id, k.name, k.permissions, k.price_cut, k.refund, k.stock_correction, k.scope_kind, k.scope_id, k.made_by, k.created_at, k.expires_at, k.last_used_at, k.revoked_at,
  coalesce(o.name_zh, '') scope_zh, coalesce(o.name_en, '') scope_en, p.name maker_name, p.status maker_status
  from api_keys k left join people p on p.tenant_id = $1 and p.id = k.made_by
  left join org_units o on o.tenant_id = $1 and (o.id = k.scope_id or (k.scope_kind = 'hq' and o.kind = 'hq'))`

@Injectable()
export class KeysRepo {
  /** Keys, the newest first, one more than asked for. */
  list(q: ListKeys, after: readonly (string | number)[] | undefined): Promise<KeyRow[]> {
    return db().many<KeyRow>(
      `select ${SHOWN} where k.tenant_id = $1 and ($2::timestamptz is null or (k.created_at, k.id) < ($2, $3::uuid))
          and ($4::text is null or ($4 = 'active') = (k.revoked_at is null and k.expires_at > $5))
        order by k.created_at desc, k.id desc limit $6`,
      [tenantId(), after?.[0] ?? null, after?.[1] ?? null, q.state ?? null, clock.now(), q.limit + 1],
    )
  }
  byId(id: string): Promise<KeyRow | undefined> {
    return db().one<KeyRow>(`select ${SHOWN} where k.tenant_id = $1 and k.id = $2`, [tenantId(), id])
  }
  /** Keys in force, counted under a lock of the brand's settings: two at once don't both take the last place. */
  async inForce(): Promise<number> {
    await db().one('select 1 from tenant_settings where tenant_id = $1 for update', [tenantId()])
    const row = await db().one<{ n: number }>(
      'select count(*)::int n from api_keys where tenant_id = $1 and revoked_at is null and expires_at > $2',
      [tenantId(), clock.now()],
    )
    return row?.n ?? 0
  }
  /** Answers 0 when there is a key of this id. */
  insert(
    k: Omit<CreateKey, 'scopeId'> & {
      scopeId: string | null
      secretHash: string
      limits: Limits
      by: string | null
    },
  ): Promise<number> {
    return db().run(
      `insert into api_keys (tenant_id, id, name, secret_hash, permissions, scope_kind, scope_id, price_cut, refund, stock_correction, made_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12::timestamptz + make_interval(days => $13)) on conflict do nothing`,
      [
        tenantId(),
        k.id,
        k.name,
        k.secretHash,
        k.permissions,
        k.scopeKind,
        k.scopeId,
        k.limits.priceCut,
        k.limits.refund,
        k.limits.stockCorrection,
        k.by,
        clock.now(),
        k.days,
      ],
    )
  }
  /** Answers 0 when the key was revoked before. */
  revoke(id: string): Promise<number> {
    return db().run(
      'update api_keys set revoked_at = $3 where tenant_id = $1 and id = $2 and revoked_at is null',
      [tenantId(), id, clock.now()],
    )
  }
  /** A key as it gets in, with what of the org tree it reaches. */
  reach(id: string): Promise<(ReachRow & KeyRow & { secret_hash: string }) | undefined> {
    return db().one(
      `with recursive below as (
         select o.id, o.kind from api_keys k join org_units o on o.tenant_id = $1 and o.id = k.scope_id where k.tenant_id = $1 and k.id = $2
         union select c.id, c.kind from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id
       )
       select k.*, 'key' as role_key,
              (select array_agg(b.id) from below b where b.kind = 'store'
                  and not (k.scope_kind = 'store' and exists (select from stores c where c.tenant_id = $1 and c.id = b.id and c.status = 'closed'))) store_ids,
              (select array_agg(b.id) from below b) unit_ids
         from api_keys k where k.tenant_id = $1 and k.id = $2`,
      [tenantId(), id],
    )
  }
  /** Notes a use, at most once a minute. */
  use(id: string): Promise<number> {
    return db().run(
      "update api_keys set last_used_at = $3 where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at <= $3::timestamptz - interval '1 minute')",
      [tenantId(), id, clock.now()],
    )
  }
}
