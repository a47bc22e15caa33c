import { Injectable } from '@nestjs/common'
import type { StockLine } from '@storeweave/rules/inventory'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class TransitRepo {
  /** Changes what is on its way to a store by signed quantities; the table refuses less than nothing. */
  bump(storeId: string, lines: readonly StockLine[]): Promise<number> {
    return db().run(
      `update stock_levels s set in_transit = s.in_transit + w.quantity, updated_at = $5 from unnest($3::uuid[], $4::bigint[]) w(sku_id, quantity), locations l
        where l.tenant_id = $1 and l.store_id = $2 and s.tenant_id = $1 and s.location_id = l.id and s.sku_id = w.sku_id`,
      [tenantId(), storeId, lines.map((l) => l.skuId), lines.map((l) => l.quantity), clock.now()],
    )
  }
}
