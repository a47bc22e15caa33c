import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import type { PriceBounds } from './bounds.repo.js'

export interface ContestedRow {
  id: string
  sku_id: string
  starts_at: string
}
export interface ChangeRow {
  id: string
  kind: 'list' | 'store' | 'price' | 'bounds' | 'clamp' | 'tier'
  store_id: string | null
  name_zh: string | null
  name_en: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  person_name: string
  at: string
}

/** What the conflict desk and the history read, and what settling writes. */
@Injectable()
export class BoundsDeskRepo {
  /** Contested bounds that have not ended, by when they begin. */
  contested(after: [string, string] | undefined, limit: number): Promise<ContestedRow[]> {
    return db().many(
      `select b.id, b.sku_id, b.starts_at from price_bounds b where b.tenant_id = $1 and b.contested and (b.ends_at is null or b.ends_at > $2)
          and ($3::timestamptz is null or (b.starts_at, b.id) > ($3::timestamptz, $4::uuid)) order by b.starts_at, b.id limit $5`,
      [tenantId(), clock.now(), after?.[0] ?? null, after?.[1] ?? null, limit],
    )
  }

  /** Says that nothing lies outside a bound any more. */
  settled(id: string): Promise<number> {
    return db().run('update price_bounds set contested = false where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
    ])
  }

  /** Ends bounds that are in force; those that haven't begun go, and the ones before them take their time. */
  async end({ id, skuId, unitId, source, startsAt, endsAt }: PriceBounds): Promise<void> {
    const now = clock.now()
    if (Date.parse(startsAt) < now.getTime()) {
      await db().run(
        'update price_bounds set ends_at = $3, contested = false, updated_at = $3 where tenant_id = $1 and id = $2',
        [tenantId(), id, now],
      )
      return
    }
    await db().run('delete from price_bounds where tenant_id = $1 and id = $2', [tenantId(), id])
    await db().run(
      'update price_bounds set ends_at = $6, updated_at = $7 where tenant_id = $1 and sku_id = $2 and unit_id = $3 and source = $4 and ends_at = $5',
      [tenantId(), skuId, unitId, source, startsAt, endsAt, now],
    )
  }

  /** The history of a SKU's prices, the newest first; of stores those of `reach` alone, null being all. */
  changes(
    skuId: string,
    before: string | undefined,
    reach: string[] | null,
    limit: number,
  ): Promise<ChangeRow[]> {
    return db().many(
      `select c.id, c.kind, c.store_id, o.name_zh, o.name_en, c.before, c.after, c.person_name, c.at from price_changes c
         left join org_units o on o.tenant_id = $1 and o.id = c.store_id
        where c.tenant_id = $1 and c.sku_id = $2 and ($3::uuid is null or c.id < $3)
          and ($4::uuid[] is null or o.kind is distinct from 'store' or c.store_id = any($4)) order by c.id desc limit $5`,
      [tenantId(), skuId, before ?? null, reach, limit],
    )
  }
}
