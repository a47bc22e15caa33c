import { Injectable } from '@nestjs/common'
import { orderStatus } from '@storeweave/rules/order'
import { CodesService, FulfilmentsService, VouchersService, type Step } from '../fulfilment/index.js'
import { InventoryService } from '../inventory/index.js'
import { db } from '../kernel/db.js'
import { outboxRow } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { accounts, type Transfer } from '../ledger/index.js'
import { CompletionRepo } from './completion.repo.js'
import { EXPIRED, OrdersRepo, type PayableOrder } from './orders.repo.js'

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
    private readonly rows: CompletionRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly codes: CodesService,
    private readonly inventory: InventoryService,
    private readonly vouchers: VouchersService,
  ) {}

  /** Completes a waiting order: money in the books, goods on their way. Answers false when it was not waiting any more. */
  async complete(order: PayableOrder, money: Money, goods: Goods = 'held'): Promise<boolean> {
    db()
    if (order.status !== 'to_pay' || order.payment !== 'unpaid') return false
    const atOnce = order.fulfilment_kind === 'in_store'
    if (atOnce && goods === 'held' && !(await this.inventory.consume(order.id, { document: order.number })))
      throw new Error(`order ${order.id} is waiting without goods held`)
    const step = this.fulfilments.step(order.fulfilment_kind, 'pending', atOnce ? 'hand_over' : 'pay', order)
    await this.write(order, money, step, 'order.paid')
    return true
  }

  /**
   * Money came after the order had expired: if the goods are still there, they're held again and the order lives.
   * Answers false when they aren't, or when a person had called the order off.
   */
  async revive(order: PayableOrder, money: Money): Promise<boolean> {
    db()
    if (
      order.status !== 'cancelled' ||
      order.payment !== 'unpaid' ||
      order.cancel_reason !== EXPIRED ||
      order.fulfilment_kind === 'in_store'
    )
      return false
    const lines = await this.orders.stockLines(order.id)
    const held = await this.orders.attempt(
      () => this.inventory.reserve(order.id, order.store_id, lines),
      lacksStock,
    )
    if (!held) return false
    const step = this.fulfilments.step(order.fulfilment_kind, 'cancelled', 'revive', order)
    await this.write(order, money, step, 'order.revived')
    return true
  }

  private async write(
    order: PayableOrder,
    money: Money,
    step: Step,
    event: 'order.paid' | 'order.revived',
  ): Promise<void> {
    const to = orderStatus({ payment: 'paid', cancelled: false, fulfilments: [step.to] })
    const { moved, stepped, coded } = await this.rows.complete({
      orderId: order.id,
      from: order.status,
      to,
      event,
      paidAt: money.paidAt,
      step,
      transfer: transferOf(order, money),
      happened: eventsOf(order, money, step),
    })
    // every part or none: the transaction is rolled back, and the order stays as it was
    if (moved !== 1 || stepped.length !== order.fulfilment_ids.length)
      throw new Error(`order ${order.id} moved while locked`)
    if (order.fulfilment_kind === 'virtual') await this.issue(order, stepped[0]!)
    if (step.code === null) return
    for (const id of stepped.filter((f) => !coded.includes(f)))
      await this.codes.issue({ id, order_id: order.id, store_id: order.store_id })
  }

  private issue(order: PayableOrder, fulfilmentId: string): Promise<void> {
    const { id, store_id: storeId, time_zone: timeZone } = order
    return this.vouchers.issue({ id, storeId, fulfilmentId, timeZone })
  }
}

const transferOf = (order: PayableOrder, { account, amount, paymentId }: Money): Transfer => ({
  debit: account,
  credit: accounts.sales,
  amount,
  currency: order.currency,
  kind: 'payment',
  ref: paymentId,
  orderId: order.id,
})

const eventsOf = (order: PayableOrder, money: Money, { from, to }: Step) => {
  const { id: orderId, store_id: storeId, number, channel } = order
  return [
    ...order.fulfilment_ids.map((fulfilmentId) =>
      outboxRow('fulfilment.moved', { fulfilmentId, orderId, storeId, number, from, to }),
    ),
    outboxRow('selling.order_paid', { orderId, storeId, number, paid: money.amount, channel }),
  ]
}

const lacksStock = (error: unknown): boolean =>
  error instanceof Fault && error.code === 'inventory.not_enough_stock'
