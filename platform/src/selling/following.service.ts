import { Injectable } from '@nestjs/common'
import type { FulfilmentState } from '@storeweave/rules/fulfilment'
import { orderStatus } from '@storeweave/rules/order'
import { FulfilmentsService, type Moved } from '../fulfilment/index.js'
import { record } from '../kernel/audit.js'
import { db } from '../kernel/db.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'

/** An order's step follows from its fulfilments. */
@Injectable()
export class FollowingService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
  ) {}

  /** In the running transaction, with the order locked: brings it after a fulfilment that moved, and writes both down. */
  async follow(order: OrderFacts, moved: Moved, event: string, note: string): Promise<void> {
    db()
    const states = (await this.fulfilments.byOrder(order.id)).map((f) => f.state as FulfilmentState)
    const to = orderStatus({
      payment: order.payment,
      cancelled: false,
      refunding: order.status === 'refunding',
      fulfilments: states,
    })
    if (to !== order.status && !(await this.orders.step(order.id, order.status, to)))
      throw new Error(`order ${order.id} moved while locked`)
    await this.orders.note(order.id, event, moved.from, moved.to, note)
    record({
      subject: 'Fulfilment',
      id: order.id,
      name: order.number,
      storeId: order.store_id,
      before: { state: moved.from },
      after: { state: moved.to },
      note,
    })
  }
}
