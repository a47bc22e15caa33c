import { Injectable, type OnModuleInit } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'
import { hangsOn } from '../kernel/features.js'

/** Places that sell, of which a brand with one store has one. */
@Injectable()
export class PlacesRepo implements OnModuleInit {
  onModuleInit(): void {
    hangsOn('stores', 'org', async () => {
      const count = await this.count()
      return [{ what: 'places', count: count > 1 ? count : 0 }]
    })
  }
  /** How many are open or in preparation, warehouses left out. */
  async count(): Promise<number> {
    const row = await db().one<{ count: number }>(
      "select count(*) from stores where tenant_id = $1 and kind <> 'warehouse' and status <> 'closed'",
      [tenantId()],
    )
    return row?.count ?? 0
  }
}
