import { Injectable, type OnModuleInit } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'
import { hangsOn, type Open } from '../kernel/features.js'

/** What is on its way to shoppers, or waits at a till for its money. */
@Injectable()
export class HangingRepo implements OnModuleInit {
  onModuleInit(): void {
    hangsOn('express', 'selling', () => this.sent())
    hangsOn('till', 'selling', () => this.unpaid())
  }
  private sent(): Promise<Open[]> {
    return db().many<Open>(
      `select 'parcels' as what, count(*) from orders where tenant_id = $1 and fulfilment_kind = 'express' and status not in ('completed', 'cancelled', 'refunded')
       union all select 'online', count(*) from products where tenant_id = $1 and cloud_only and state = 'published'`,
      [tenantId()],
    )
  }
  private unpaid(): Promise<Open[]> {
    return db().many<Open>(
      "select 'sales' as what, count(*) from orders where tenant_id = $1 and channel = 'pos' and status = 'to_pay'",
      [tenantId()],
    )
  }
}
