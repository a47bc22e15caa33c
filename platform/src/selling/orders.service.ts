import { Injectable } from '@nestjs/common'
import type { Order, PlaceOrder } from '@storeweave/contract'
import type { Replay } from '../kernel/idempotency.js'
import { requestKey, scope, shopperId } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { JointPlacementService } from './joint-placement.service.js'

/** A shopper's orders. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly joint: JointPlacementService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Places an order and holds its goods: all or nothing, once for its key. Throws what `JointPlacementService.place` does. */
  async place({ expectedPayable, ...body }: PlaceOrder): Promise<Order | Replay> {
    // asked before standing in line: a group has one connection, and its members need none
    const settings = await this.tenancy.settings()
    const placing = {
      ...body,
      memberId: shopperId(),
      ...(expectedPayable === undefined ? {} : { expectedPayable }),
    }
    return this.joint.place({ placing, key: requestKey(), settings, scope: scope() })
  }
}
