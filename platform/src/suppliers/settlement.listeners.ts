import { Injectable } from '@nestjs/common'
import { reading } from '../kernel/db.js'
import { Listen } from '../kernel/events.js'
import { ContractRepo } from './contract.repo.js'
import { SettlementService } from './settlement.service.js'

@Injectable()
export class SettlementListeners {
  constructor(
    private readonly settlement: SettlementService,
    private readonly contracts: ContractRepo,
  ) {}

  /** An order may have been completed, or money for its lines is back: whichever comes first settles what there is. */
  @Listen(['fulfilment.moved', 'payments.refunded'], (self: SettlementListeners) =>
    reading(() => self.contracts.any()),
  )
  happened({ orderId }: { orderId: string }): Promise<void> {
    return this.settlement.settle([orderId])
  }
}
