import { Injectable, type OnModuleInit } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'
import { hangsOn, type Open } from '../kernel/features.js'

/** What suppliers have under way with the brand. */
@Injectable()
export class HangingRepo implements OnModuleInit {
  onModuleInit(): void {
    hangsOn('suppliers', 'suppliers', () => this.open())
  }
  private open(): Promise<Open[]> {
    return db().many<Open>(
      `select 'goods' as what, count(*) from products where tenant_id = $1 and supplier_id is not null and state = 'published'
       union all select 'orders', count(*) from orders o where o.tenant_id = $1 and o.status not in ('completed', 'cancelled', 'refunded')
         and exists (select from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.supplier_id is not null)
       union all select 'statements', count(*) from supplier_statements where tenant_id = $1 and state <> 'settled'
       union all select 'unsettled', count(*) from settlement_lines where tenant_id = $1 and statement_id is null and (waiting is not null or amount <> 0)
       union all select 'applications', count(*) from supplier_applications where tenant_id = $1 and state in ('applied', 'in_review')`,
      [tenantId()],
    )
  }
}
