import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

export interface UsageRow {
  day: string
  requests: number
  orders: number
  staff: number
  stores: number
  skus: number
  storage_bytes: number
}

@Injectable()
export class UsageRepo {
  /** Adds requests to a day. */
  add(day: string, requests: number, now: Date): Promise<number> {
    return db().run(
      `insert into usage_days (tenant_id, day, requests, updated_at) values ($1, $2, $3, $4)
       on conflict (tenant_id, day) do update set requests = usage_days.requests + excluded.requests, updated_at = excluded.updated_at`,
      [tenantId(), day, requests, now],
    )
  }

  /** Counts what is there now, for a day. The orders of the day before are counted once more: its last ones came after the last look. */
  async count(day: string, now: Date): Promise<void> {
    await db().run(
      `insert into usage_days (tenant_id, day, orders, staff, stores, skus, storage_bytes, updated_at)
       select $1, $2, (select count(*) from orders where tenant_id = $1 and trading_day = $2), (select count(*) from people where tenant_id = $1 and status = 'active'),
              (select count(*) from stores where tenant_id = $1 and status = 'open'), (select count(*) from skus where tenant_id = $1 and active),
              (select coalesce(sum(bytes), 0)::bigint from media where tenant_id = $1) + (select coalesce(sum(bytes), 0)::bigint from review_pictures where tenant_id = $1)
              + (select coalesce(sum(bytes), 0)::bigint from return_pictures where tenant_id = $1), $3
       on conflict (tenant_id, day) do update set orders = excluded.orders, staff = excluded.staff, stores = excluded.stores, skus = excluded.skus,
              storage_bytes = excluded.storage_bytes, updated_at = excluded.updated_at`,
      [tenantId(), day, now],
    )
    await db().run(
      `update usage_days set orders = (select count(*) from orders where tenant_id = $1 and trading_day = $2::date - 1) where tenant_id = $1 and day = $2::date - 1`,
      [tenantId(), day],
    )
  }

  /** The days of a period that were counted, and the last one before it. */
  days(from: string, to: string): Promise<UsageRow[]> {
    return db().many<UsageRow>(
      `select day, requests, orders, staff, stores, skus, storage_bytes from usage_days
        where tenant_id = $1 and day <= $3 and day >= coalesce((select max(day) from usage_days where tenant_id = $1 and day < $2), $2::date) order by day`,
      [tenantId(), from, to],
    )
  }
}
