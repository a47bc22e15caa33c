import { Injectable } from '@nestjs/common'
import type { ErrorCode } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'
import type { By } from './versions.repo.js'

/** What a plan does to a product, as the move it is. */
export type PlannedMove = 'publish' | 'retire'
/** Why a plan could not be carried out. */
export interface PlanFault {
  code: ErrorCode
  args: Record<string, unknown>
}
export interface PlanRow {
  publish_at: string | null
  retire_at: string | null
  fault: PlanFault | null
  person_name: string
}
const COLUMN = { publish: 'publish_at', retire: 'retire_at' } as const

@Injectable()
export class PlansRepo {
  /** What is planned for a product, or went wrong with it. */
  one(productId: string): Promise<PlanRow | undefined> {
    return db().one<PlanRow>(
      'select publish_at, retire_at, fault, person_name from product_plans where tenant_id = $1 and product_id = $2',
      [tenantId(), productId],
    )
  }

  /** Whether one of these products is to go on sale by itself. */
  async isPublishPlanned(productIds: readonly string[]): Promise<boolean> {
    const row = await db().one(
      'select 1 from product_plans where tenant_id = $1 and product_id = any($2::uuid[]) and publish_at is not null limit 1',
      [tenantId(), productIds],
    )
    return row !== undefined
  }

  /** Plans anew; a fault of before is forgotten. With nothing to plan the row goes. */
  set(productId: string, publishAt: string | null, retireAt: string | null): Promise<number> {
    const by = actor()
    if (!publishAt && !retireAt)
      return db().run('delete from product_plans where tenant_id = $1 and product_id = $2', [
        tenantId(),
        productId,
      ])
    return db().run(
      `insert into product_plans (tenant_id, product_id, publish_at, retire_at, person_id, person_name, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, product_id) do update set publish_at = excluded.publish_at, retire_at = excluded.retire_at, fault = null,
          person_id = excluded.person_id, person_name = excluded.person_name, updated_at = excluded.updated_at`,
      [tenantId(), productId, publishAt, retireAt, by.id, by.name, clock.now()],
    )
  }

  /** What is due, longest first: publishing before retiring. */
  due(limit: number): Promise<{ productId: string; move: PlannedMove }[]> {
    return db().many(
      `(select product_id as "productId", 'publish' as move from product_plans where tenant_id = $1 and publish_at <= $2 order by publish_at limit $3)
       union all (select product_id, 'retire' from product_plans where tenant_id = $1 and retire_at <= $2 and publish_at is null order by retire_at limit $3)`,
      [tenantId(), clock.now(), limit],
    )
  }

  /**
   * Takes what is due out of a plan, for the running transaction to do; whose plan it was, or undefined when somebody has.
   * A fault is kept in its place, and ends the whole plan.
   */
  async take(productId: string, move: PlannedMove, fault?: PlanFault): Promise<By | undefined> {
    const column = COLUMN[move]
    const row = await db().one<{ person_id: string | null; person_name: string }>(
      `select person_id, person_name from product_plans where tenant_id = $1 and product_id = $2 and ${column} <= $3 for update`,
      [tenantId(), productId, clock.now()],
    )
    if (!row) return undefined
    const key = [tenantId(), productId]
    if (fault)
      await db().run(
        'update product_plans set publish_at = null, retire_at = null, fault = $3 where tenant_id = $1 and product_id = $2',
        [...key, JSON.stringify(fault)],
      )
    else
      await db().run(
        `with rest as (delete from product_plans where tenant_id = $1 and product_id = $2 and num_nonnulls(publish_at, retire_at) = 1 returning product_id)
         update product_plans set ${column} = null, fault = null where tenant_id = $1 and product_id = $2 and not exists (select from rest)`,
        key,
      )
    return { id: row.person_id, name: row.person_name }
  }
}
