import { Injectable } from '@nestjs/common'
import type { Order, OrderLimits, PlaceOrder } from '@storeweave/contract'
import { addressCaller, callerOf, isAllowed, noteBlock, pace, rateOf } from '../kernel/callers.js'
import { config } from '../kernel/config.js'
import { Fault } from '../kernel/fault.js'
import type { Replay } from '../kernel/idempotency.js'
import { requestKey, scope, shopperId } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { JointPlacementService, type Asking } from './joint-placement.service.js'

const MINUTE = 60

/** A shopper's orders. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly joint: JointPlacementService,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Places an order and holds its goods: all or nothing, once for its key. Throws what `JointPlacementService.place`
   * does, and `selling.orders_too_many` for a shopper or an address that places faster than the tenant lets them.
   */
  async place({ expectedPayable, ...body }: PlaceOrder): Promise<Order | Replay> {
    // asked before standing in line: a group has one connection, and its members need none
    const settings = await this.tenancy.settings()
    await this.slowDown(settings.orderLimits)
    const placing = {
      ...body,
      memberId: shopperId(),
      ...(expectedPayable === undefined ? {} : { expectedPayable }),
    }
    const unpaidMost = settings.orderLimits.unpaidMost * Math.max(1, config().limits.scale)
    return this.placeAllowed({ placing, key: requestKey(), settings, scope: scope(), unpaidMost })
  }

  private async slowDown({ perMinute, perMinuteAddress }: OrderLimits): Promise<void> {
    const code = 'selling.orders_too_many'
    await pace('orders', callerOf(scope()), rateOf(perMinute, MINUTE), code)
    const address = addressCaller(scope().act?.address ?? '')
    await pace('orders', address, rateOf(perMinuteAddress, MINUTE), code)
  }

  /** Whoever is let through by an allowance may have as many unpaid orders as they like. */
  private async placeAllowed(asking: Asking): Promise<Order | Replay> {
    try {
      return await this.joint.place(asking)
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'selling.unpaid_too_many') throw error
      const { tenant } = scope()
      const caller = callerOf(scope())
      if (await isAllowed(tenant, caller)) return this.joint.place({ ...asking, unpaidMost: Infinity })
      noteBlock(tenant, 'unpaid_orders', caller, asking.settings.reservationMinutes * MINUTE)
      throw error
    }
  }
}
