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

  /** The warehouse that sends goods to who shops at a store, the nearest open one (a warehouse is its own), and what that costs. */
  async of(storeId: string): Promise<Delivery> {
    const { delivery } = await this.tenancy.settings()
    const row = found(await reading(() => this.stores.warehouseOf(storeId)))
    const warehouse = row.id && { id: row.id, name: { zh: row.name_zh!, en: row.name_en! } }
    return { warehouse: warehouse || null, freight: delivery.freight }
  }
}
