import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class SupplyGateRepo {
  /** Those of the suppliers whose new goods may not go on sale on a day: they don't supply now, or a licence has ended. */
  barred(
    supplierIds: readonly string[],
    today: string,
  ): Promise<{ id: string; name_zh: string; name_en: string }[]> {
    return db().many(
      "select id, name_zh, name_en from suppliers where tenant_id = $1 and id = any($2) and (state <> 'active' or listing_until < $3)",
      [tenantId(), supplierIds, today],
    )
  }
}
