import { Injectable } from '@nestjs/common'
import type { ParcelLabel, ShipFulfilment } from '@storeweave/contract'
import { FulfilmentsService, ParcelsRepo, toLine, toParcel, type FulfilmentRow } from '../fulfilment/index.js'
import { InventoryService } from '../inventory/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { FollowingService } from './following.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'
import { PartShippingRepo } from './part-shipping.repo.js'

/** Parcels on their way from a warehouse, and what that means for their orders. */
@Injectable()
export class ShippingService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly parcels: ParcelsRepo,
    private readonly inventory: InventoryService,
    private readonly following: FollowingService,
    private readonly parts: PartShippingRepo,
  ) {}

  /**
   * A packed parcel leaves: its goods are out of stock, and it can't be called off any more. A parcel that has left takes
   * another number as a correction; the same again changes nothing. Throws `fulfilment.move_illegal`,
   * `fulfilment.not_paid`, `fulfilment.waybill_taken`.
   */
  async ship(id: string, by: ShipFulfilment): Promise<void> {
    const known = found(await this.fulfilments.byId(id))
    mustReach('advance', 'Fulfilment', { storeId: known.store_id })
    await transaction(async () => {
      const { order, row } = await this.locked(known)
      if (row.kind === 'express' && row.state === 'shipped') return this.correct(order, row, by)
      await this.leave(order, row, by)
      if (!(await this.inventory.consume(order.id, { document: order.number })))
        throw new Error(`paid order ${order.id} has no goods held`)
      await this.parts.keepRest(id, order.id)
    })
  }

  /** The shopper has the parcel. Said again it changes nothing. Throws `fulfilment.move_illegal` for what hasn't left. */
  receive(orderId: string, memberId: string): Promise<void> {
    return transaction(async () => {
      const order = found(await this.orders.lock(orderId))
      if (order.member_id !== memberId) throw new Fault('access.not_found')
      await this.sign(order.id)
    })
  }

  /** Parcels that nobody confirmed for so many days count as received. One that fails doesn't hold up the others. */
  async receiveOverdue(before: Date, limit: number): Promise<number> {
    const due = await transaction(() => this.parcels.unconfirmed(before, limit))
    for (const { id, orderId } of due) await transaction(() => this.sign(orderId, id))
    return due.length
  }

  /**
   * What is put onto parcels that wait to be packed, with whole addresses: who printed them is written down. Those that
   * aren't there, or have left, are left out.
   */
  labels(storeId: string, ids: readonly string[]): Promise<ParcelLabel[]> {
    mustReach('advance', 'Fulfilment', { storeId })
    return transaction(async () => {
      const rows = await this.parcels.labels(storeId, ids)
      for (const { order_id: id, number: name } of rows)
        record({ subject: 'Fulfilment', id, name, storeId, note: 'label' })
      return rows.map(({ id, number, note, placed_at: placedAt, shipment, lines }) => {
        return { id, number, note, placedAt, shipment: toParcel(shipment), lines: lines.map(toLine) }
      })
    })
  }

  /** All parcels of an order that are under way are received, or the one that is named. */
  private async sign(orderId: string, only?: string): Promise<void> {
    found(await this.orders.lock(orderId))
    const rows = await this.fulfilments.byOrder(orderId)
    const underWay = rows.filter((f) => f.state === 'shipped' && (only ?? f.id) === f.id)
    if (!underWay.length && rows.some((f) => f.state === 'signed')) return
    // where nothing has left, the move is refused with what is allowed
    for (const row of underWay.length ? underWay : [found(rows[0])]) {
      const moved = await this.fulfilments.move(row, 'sign')
      await this.following.follow(found(await this.orders.lock(orderId)), moved, 'fulfilment.signed', '')
    }
  }

  private async locked(known: FulfilmentRow): Promise<{ order: OrderFacts; row: FulfilmentRow }> {
    const order = found(await this.orders.lock(known.order_id))
    if (order.payment === 'unpaid') throw new Fault('fulfilment.not_paid')
    return { order, row: found(await this.fulfilments.byId(known.id)) }
  }

  /** In the running transaction: a parcel leaves; that its goods leave the books is the caller's part. Throws `fulfilment.waybill_taken`. */
  async leave(order: OrderFacts, row: FulfilmentRow, by: ShipFulfilment): Promise<void> {
    const moved = await this.fulfilments.move(row, 'ship')
    await this.send(row.id, by)
    await this.following.follow(order, moved, 'fulfilment.shipped', '')
  }
  /** In the running transaction: nothing of what waited leaves any more. */
  async drop(order: OrderFacts, row: FulfilmentRow, reason: string): Promise<void> {
    const moved = await this.fulfilments.move(row, 'cancel')
    await this.following.follow(order, moved, 'fulfilment.unshipped', reason)
  }

  /** In the running transaction: a parcel that left takes another number. Throws `fulfilment.waybill_taken`. */
  async correct(order: OrderFacts, row: FulfilmentRow, by: ShipFulfilment): Promise<void> {
    const before = found(await this.parcels.sentBy(row.id))
    if (before.carrier === by.carrier && before.waybill === by.waybill) return
    await this.send(row.id, by)
    await this.orders.note(order.id, 'fulfilment.waybill_changed', row.state, row.state)
    const { id, number: name, store_id: storeId } = order
    record({ subject: 'Fulfilment', id, name, storeId, before, after: by })
  }

  private async send(id: string, by: ShipFulfilment): Promise<void> {
    try {
      await this.parcels.send(id, by, clock.now())
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code === '23505' && constraint === 'shipments_waybill')
        throw new Fault('fulfilment.waybill_taken', { waybill: by.waybill })
      throw error
    }
  }
}
