import { Injectable } from '@nestjs/common'
import type { Delivery } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { TenancyService } from '../tenancy/index.js'
import { NearbyRepo } from './nearby.repo.js'

/** How goods come to who shops at a store. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly stores: NearbyRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Who sends goods to who shops at a store, and what that costs: the nearest open warehouse (a warehouse is its own) or,
   * of goods that their supplier ships, its depot; and all who send where suppliers do, too.
   */
  async of(storeId: string, productId?: string): Promise<Delivery> {
    const { delivery } = await this.tenancy.settings()
    const { row, senders } = await reading(async () => ({
      row: found(await this.stores.warehouseOf(storeId, productId)),
      senders: await this.stores.senders(storeId),
    }))
    const warehouse = row.id && { id: row.id, name: { zh: row.name_zh!, en: row.name_en! } }
    return {
      warehouse: warehouse || null,
      senders: senders.map((d) => ({
        id: d.id,
        name: { zh: d.name_zh, en: d.name_en },
        supplierName: d.supplier_zh === null ? null : { zh: d.supplier_zh, en: d.supplier_en! },
      })),
      freight: delivery.freight,
    }
  }
}
