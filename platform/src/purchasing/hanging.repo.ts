import { Injectable, type OnModuleInit } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'
import { hangsOn, type Open } from '../kernel/features.js'

/** What stores have ordered and not received, or not paid. */
@Injectable()
export class HangingRepo implements OnModuleInit {
  onModuleInit(): void {
    hangsOn('purchasing', 'purchasing', () => this.open())
  }
  private open(): Promise<Open[]> {
    return db().many<Open>(
      `select 'purchases' as what, count(*) from purchase_orders where tenant_id = $1 and state in ('to_approve', 'submitted', 'confirmed', 'shipped')
       union all select 'debts', count(*) from (select from trade_entries where tenant_id = $1 group by store_id, supplier_id having sum(amount) <> 0) owed`,
      [tenantId()],
    )
  }
}
