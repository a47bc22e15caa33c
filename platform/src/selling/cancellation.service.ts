import { Injectable } from '@nestjs/common'
import { moneyText } from '@storeweave/contract/money'
import { isCancellable } from '@storeweave/rules/order'
import { FulfilmentsService, type Moved } from '../fulfilment/index.js'
import { InventoryService } from '../inventory/index.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { db, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { log } from '../kernel/log.js'
import { shopperId } from '../kernel/scope.js'
import { RefundsService } from '../payments/index.js'
import { FollowingService } from './following.service.js'
import { LineRefundsService } from './line-refunds.service.js'
import { EXPIRED, OrdersRepo, type OrderFacts } from './orders.repo.js'
import { PartShippingRepo } from './part-shipping.repo.js'
import { SettlementService } from './settlement.service.js'

/** Calling orders off: by the shopper, by the store, by the clock. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly inventory: InventoryService,
    private readonly refunds: RefundsService,
    private readonly settlement: SettlementService,
    private readonly following: FollowingService,
    private readonly lineRefunds: LineRefundsService,
    private readonly parts: PartShippingRepo,
  ) {}

  /** A shopper calls off an order that isn't paid. Throws `selling.cannot_cancel`; the same again changes nothing. */
  async byShopper(id: string, reason: string): Promise<void> {
    const order = found(await transaction(() => this.orders.byId(id)))
    if (order.member_id !== shopperId()) throw new Fault('access.not_found')
    await this.unpaid(order, reason)
  }

  /** Staff call off an order that hasn't left: held goods go back on sale, money that was paid goes back whole. Throws `selling.refund_over_limit`. */
  async byStaff(id: string, reason: string): Promise<void> {
    const order = found(await transaction(() => this.orders.byId(id)))
    mustReach('cancel', 'Order', { storeId: order.store_id })
    if (order.status === 'to_pay') await this.unpaid(order, reason)
    else
      await transaction(async () => {
        const paid = found(await this.orders.lock(id))
        mustAfford(paid)
        await this.paid(paid, 'cancel', reason)
      })
  }

  /** Calls off an unpaid order. Money that is already at the provider wins. Not in a transaction. */
  async unpaid(order: OrderFacts, reason: string): Promise<void> {
    if (order.status === 'cancelled') return
    if (order.status !== 'to_pay') throw new Fault('selling.cannot_cancel')
    await this.askFirst(order.id)
    await transaction(async () => {
      const now = found(await this.orders.lock(order.id))
      if (now.status === 'cancelled') return
      if (now.status !== 'to_pay') throw new Fault('selling.already_paid')
      await this.drop(now, 'order.cancelled', reason)
    })
    await this.settlement.closeOpen(order.id)
  }

  /** Cancels an order whose time is over, unless it turns out to be paid. Not in a transaction. */
  async expire(id: string): Promise<void> {
    await this.askFirst(id)
    const dropped = await transaction(async () => {
      if (!(await this.orders.claimDue(id))) return false
      await this.drop(found(await this.orders.lock(id)), 'order.expired', EXPIRED)
      return true
    })
    if (dropped) await this.settlement.closeOpen(id)
  }

  /** In the running transaction, with the order locked: a paid order that hasn't left ends, its goods and its money go back. */
  async paid(order: OrderFacts, move: 'cancel' | 'expire', reason: string): Promise<void> {
    db()
    if (order.status === 'cancelled' || order.status === 'refunding' || order.status === 'refunded') return
    if (!isCancellable(order.status) || order.payment === 'unpaid') throw new Fault('selling.cannot_cancel')
    const owed = order.paid > order.refunded
    const to = owed ? 'refunding' : 'cancelled'
    if (!(await this.orders.cancel(order.id, order.status, to, reason)))
      throw new Fault('selling.cannot_cancel')
    record(ended(order, to, reason))
    await this.fulfilments.moveAll(order.id, move)
    await this.inventory.release(order.id)
    await this.orders.note(
      order.id,
      move === 'cancel' ? 'order.cancelled' : 'fulfilment.expired',
      order.status,
      to,
      reason,
    )
    if (owed)
      await this.refunds.requestAll(order.id, move === 'cancel' ? 'cancelled' : 'expired', order.store_id)
    await emit('selling.order_cancelled', {
      orderId: order.id,
      storeId: order.store_id,
      number: order.number,
      reason,
    })
  }

  /**
   * A parcel that left never arrives: its order ends and its money goes back. The goods have left the books when it was
   * sent. Throws `fulfilment.move_illegal`, `selling.refund_over_limit`.
   */
  async lose(fulfilmentId: string, reason: string): Promise<void> {
    const known = found(await this.fulfilments.byId(fulfilmentId))
    mustReach('advance', 'Fulfilment', { storeId: known.store_id })
    mustReach('cancel', 'Order', { storeId: known.store_id })
    await transaction(async () => {
      const order = found(await this.orders.lock(known.order_id))
      const moved = await this.fulfilments.move(found(await this.fulfilments.byId(fulfilmentId)), 'lose')
      mustAfford(order)
      if (await this.isPart(order.id)) return this.losePart(order, moved, reason)
      const to = order.paid > order.refunded ? 'refunding' : 'cancelled'
      if (!(await this.orders.cancel(order.id, order.status, to, reason)))
        throw new Fault('selling.cannot_cancel')
      record(ended(order, to, reason))
      await this.orders.note(order.id, 'fulfilment.lost', moved.from, moved.to, reason)
      if (to === 'refunding') await this.refunds.requestAll(order.id, 'cancelled', order.store_id)
      const { id: orderId, store_id: storeId, number } = order
      await emit('selling.order_cancelled', { orderId, storeId, number, reason })
    })
  }

  /** Whether something else of an order has left or will. */
  private async isPart(orderId: string): Promise<boolean> {
    return (await this.fulfilments.byOrder(orderId)).some(
      (f) => f.state !== 'lost' && f.state !== 'cancelled',
    )
  }
  /** One of several parcels never arrives: what was in it goes back, the rest of the order goes on. */
  private async losePart(order: OrderFacts, moved: Moved, reason: string): Promise<void> {
    await this.lineRefunds.giveBackPieces(order, newId(), await this.parts.piecesOf(moved.row.id))
    await this.following.follow(order, moved, 'fulfilment.lost', reason)
  }

  private async drop(
    order: OrderFacts,
    event: 'order.cancelled' | 'order.expired',
    reason: string,
  ): Promise<void> {
    // nobody types the clock's own word
    const kept = event === 'order.cancelled' && reason === EXPIRED ? '' : reason
    if (!(await this.orders.cancel(order.id, 'to_pay', 'cancelled', kept)))
      throw new Fault('selling.cannot_cancel')
    if (event === 'order.cancelled') record(ended(order, 'cancelled', kept))
    await this.fulfilments.moveAll(order.id, 'cancel')
    await this.inventory.release(order.id)
    await this.orders.note(order.id, event, 'to_pay', 'cancelled', event === 'order.expired' ? '' : kept)
    await emit('selling.order_cancelled', {
      orderId: order.id,
      storeId: order.store_id,
      number: order.number,
      reason: kept,
    })
  }

  /** A payment may be through although we haven't heard. A provider that is silent doesn't hold goods for ever: late money has its own way. */
  private async askFirst(orderId: string): Promise<void> {
    try {
      await this.settlement.askOpen(orderId)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      log().warn({ order: orderId, fault: error.code }, 'provider could not be asked before cancelling')
    }
  }
}

const ended = (order: OrderFacts, to: OrderFacts['status'], note: string) => ({
  subject: 'Order' as const,
  id: order.id,
  name: order.number,
  storeId: order.store_id,
  before: { status: order.status },
  after: { status: to },
  note,
})

/** Refuses to give back more at once than who asks may in this store. */
export function mustAfford({ store_id, paid, refunded, currency }: OrderFacts): void {
  mustStayWithin('refund', 'Order:cancel', store_id, paid - refunded, (sum) => moneyText(sum, currency))
}
