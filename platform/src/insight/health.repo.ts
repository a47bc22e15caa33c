import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class HealthRepo {
  /** Whole seconds by which the latest unpaid order is overdue, and since the oldest undecided payment began. */
  async lag(now: Date): Promise<{ orders: number; payments: number }> {
    const row = await db().one<{ orders: number; payments: number }>(
      `select coalesce((select extract(epoch from $2::timestamptz - min(expires_at))::bigint from orders where tenant_id = $1 and status = 'to_pay' and expires_at < $2), 0) as orders,
              coalesce((select extract(epoch from $2::timestamptz - min(created_at))::bigint from payments where tenant_id = $1 and state in ('created', 'pending')), 0) as payments`,
      [tenantId(), now],
    )
    return row ?? { orders: 0, payments: 0 }
  }
}
