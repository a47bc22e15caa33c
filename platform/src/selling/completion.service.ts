import { Injectable } from '@nestjs/common'
import { orderStatus } from '@storeweave/rules/order'
import { FulfilmentsService } from '../fulfilment/index.js'
import { InventoryService } from '../inventory/index.js'
import { db } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { LedgerService } from '../ledger/index.js'
import { EXPIRED, OrdersRepo, type OrderFacts } from './orders.repo.js'

/** Money that pays an order: where it lies, and the payment that brought it. Nothing for an order that costs nothing. */
export interface Money {
  account: string
  paymentId: string
  amount: number
  paidAt: Date
}
/** `held`: reserved goods; `gone`: handed over already, in the same transaction. */
export type Goods = 'held' | 'gone'

/**
 * The one place where an order becomes paid (rules D18): callbacks, the shopper's own check, the query job and the
 * till all end here, in their transaction, with the order locked.
 */
@Injectable()
export class CompletionService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly inventory: InventoryService,
    private readonly ledger: LedgerService,
  ) {}

  /** Completes a waiting order: money in the books, goods on their way. Answers false when it was not waiting any more. */
  async complete(order: OrderFacts, money: Money, goods: Goods = 'held'): Promise<boolean> {
    db()
    const to = orderStatus({
      payment: 'paid',
      cancelled: false,
      fulfilments: [order.fulfilment_kind === 'in_store' ? 'handed_over' : 'preparing'],
    })
    if (!(await this.orders.pay(order.id, 'to_pay', to, money.amount, money.paidAt))) return false
    await this.orders.note(order.id, 'order.paid', 'to_pay', to)
    if (order.fulfilment_kind === 'in_store') {
      if (goods === 'held' && !(await this.inventory.consume(order.id, { document: order.number })))
        throw new Error(`order ${order.id} is waiting without goods held`)
      await this.fulfilments.moveAll(order.id, 'hand_over')
    } else await this.fulfilments.moveAll(order.id, 'pay')
    await this.book(order, money)
    return true
  }

  /**
   * Money came after the order had expired: if the goods are still there, they're held again and the order lives.
   * Answers false when they aren't, or when a person had called the order off.
   */
  async revive(order: OrderFacts, money: Money): Promise<boolean> {
    db()
    if (
      order.status !== 'cancelled' ||
      order.payment !== 'unpaid' ||
      order.cancel_reason !== EXPIRED ||
      order.fulfilment_kind !== 'pickup'
    )
      return false
    const lines = await this.orders.stockLines(order.id)
    const held = await this.orders.attempt(
      () => this.inventory.reserve(order.id, order.store_id, lines),
      lacksStock,
    )
    if (!held) return false
    if (!(await this.orders.pay(order.id, 'cancelled', 'preparing', money.amount, money.paidAt)))
      throw new Error(`order ${order.id} moved while locked`)
    await this.fulfilments.moveAll(order.id, 'revive')
    await this.orders.note(order.id, 'order.revived', 'cancelled', 'preparing')
    await this.book(order, money)
    return true
  }

  private async book(order: OrderFacts, money: Money): Promise<void> {
    await this.ledger.post([
      {
        debit: money.account,
        credit: 'sales',
        amount: money.amount,
        currency: order.currency,
        kind: 'payment',
        ref: money.paymentId,
        orderId: order.id,
      },
    ])
    await emit('selling.order_paid', {
      orderId: order.id,
      storeId: order.store_id,
      number: order.number,
      paid: money.amount,
      channel: order.channel,
    })
  }
}

const lacksStock = (error: unknown): boolean =>
  error instanceof Fault && error.code === 'inventory.not_enough_stock'
