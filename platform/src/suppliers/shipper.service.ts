import { Injectable } from '@nestjs/common'
import type { ShippedBy } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { DepotsRepo } from './depots.repo.js'

/** Who ships which goods. */
@Injectable()
export class ShipperService {
  constructor(private readonly depots: DepotsRepo) {}

  /** Who ships a product just now. */
  of(productId: string): Promise<{ shippedBy: ShippedBy }> {
    return transaction(async () => ({
      shippedBy: wordOf(found(await this.depots.product(productId)).supplier_ships),
    }))
  }
  /** Hands shipping over to the supplier, or takes it back; said again it changes nothing. Throws `suppliers.no_shipper`. */
  set(productId: string, shippedBy: ShippedBy): Promise<{ shippedBy: ShippedBy }> {
    return transaction(async () => {
      const before = found(await this.depots.product(productId))
      const ships = shippedBy === 'supplier'
      if (ships && !before.supplier_id) throw new Fault('suppliers.no_shipper')
      if (before.supplier_ships !== ships) {
        await this.depots.setShipper(productId, ships)
        await emit('assortment.changed', { storeId: null, productIds: [productId] })
        record({
          subject: 'Product',
          id: productId,
          name: before.name_zh,
          before: { shippedBy: wordOf(before.supplier_ships) },
          after: { shippedBy },
        })
      }
      return { shippedBy }
    })
  }
}

const wordOf = (supplierShips: boolean): ShippedBy => (supplierShips ? 'supplier' : 'store')
