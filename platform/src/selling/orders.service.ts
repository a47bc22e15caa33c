import { Injectable } from '@nestjs/common'
import type { Order, PlaceOrder } from '@storeweave/contract'
import { InventoryService } from '../inventory/index.js'
import { transaction } from '../kernel/db.js'
import { shopperId } from '../kernel/scope.js'
import { CashDeskService } from './cash-desk.service.js'
import { OrderReadsService } from './order-reads.service.js'
import { PlacementService } from './placement.service.js'

/** A shopper's orders. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly placement: PlacementService,
    private readonly inventory: InventoryService,
    private readonly desk: CashDeskService,
    private readonly reads: OrderReadsService,
  ) {}

  /** Places an order and holds its goods: all or nothing, in one transaction. Throws what `PlacementService.place` does. */
  place(body: PlaceOrder): Promise<Order> {
    return transaction(async () => {
      const { id, storeId } = body
      const placed = await this.placement.place({
        id,
        storeId,
        memberId: shopperId(),
        channel: body.channel,
        fulfilment: body.fulfilment,
        lines: body.lines,
        contactName: body.contactName,
        contactPhone: body.contactPhone,
        note: body.note,
        fromCart: body.fromCart,
        ...(body.expectedPayable === undefined ? {} : { expectedPayable: body.expectedPayable }),
      })
      // last: the stock's row stays locked until the commit, and everybody wants it
      await this.inventory.reserve(id, storeId, placed.lines)
      if (placed.payable > 0) return this.reads.placed(placed.detail)
      await this.desk.nothingToPay(id, placed.at)
      return this.reads.mine(id)
    })
  }
}
