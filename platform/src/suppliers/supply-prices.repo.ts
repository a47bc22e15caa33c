import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class SupplyPricesRepo {
  /** Sets what the brand pays for a variant; 0 unless it is the supplier's. */
  set(supplierId: string, skuId: string, supplyPrice: number): Promise<number> {
    return db().run(
      `update skus k set supply_price = $4, updated_at = $5 from products p
        where k.tenant_id = $1 and k.id = $2 and p.tenant_id = $1 and p.id = k.product_id and p.supplier_id = $3`,
      [tenantId(), skuId, supplierId, supplyPrice, clock.now()],
    )
  }
}
