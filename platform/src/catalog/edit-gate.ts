import { Injectable } from '@nestjs/common'
import type { ErrorCode } from '@storeweave/contract'
import type { ProductState } from '@storeweave/rules/catalog'
import { mayReach } from '../kernel/access.js'
import { Fault } from '../kernel/fault.js'
import { PlansRepo } from './plans.repo.js'
import { SupplyGate } from './supply-gate.js'

/** Who may edit what is on sale or about to be: those alone who may put it there, or an edit would be a way around their look. */
@Injectable()
export class EditGate {
  constructor(
    private readonly plans: PlansRepo,
    private readonly supply: SupplyGate,
  ) {}

  /** Throws `onSale` for a product that is published, `catalog.planned` for one that is to be, unless who asks may publish. */
  async check(id: string, state: ProductState, onSale: ErrorCode): Promise<void> {
    if (mayReach('publish', 'Product', {})) return
    if (state === 'published') throw new Fault(onSale)
    if (await this.plans.isPublishPlanned([id])) throw new Fault('catalog.planned')
  }

  /** Throws `suppliers.listing_stopped` where nothing new of this supplier may go on sale. */
  checkSupplier(supplierId: string | null): Promise<void> {
    return this.supply.check(supplierId)
  }
}
