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

/** Parcels on their way from a warehouse, and what that means for their orders. */
@Injectable()
export class ShippingService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly parcels: ParcelsRepo,
    private readonly inventory: InventoryService,
    private readonly following: FollowingService,
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
      const moved = await this.fulfilments.move(row, 'ship')
      if (!(await this.inventory.consume(order.id, { document: order.number })))
        throw new Error(`paid order ${order.id} has no goods held`)
      await this.send(id, by)
      await this.following.follow(order, moved, 'fulfilment.shipped', '')
    })
  }

  /** The shopper has the parcel. Said again it changes nothing. Throws `fulfilment.move_illegal` for what hasn't left. */
  receive(orderId: string, memberId: string): Promise<void> {
    return transaction(async () => {
      const order = found(await this.orders.lock(orderId))
      if (order.member_id !== memberId) throw new Fault('access.not_found')
      await this.sign(order)
    })
  }

  /** Parcels that nobody confirmed for so many days count as received. One that fails doesn't hold up the others. */
  async receiveOverdue(before: Date, limit: number): Promise<number> {
    const due = await transaction(() => this.parcels.unconfirmed(before, limit))
    for (const id of due) await transaction(async () => this.sign(found(await this.orders.lock(id))))
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

  private async sign(order: OrderFacts): Promise<void> {
    const [row] = await this.fulfilments.byOrder(order.id)
    if (row?.kind === 'express' && row.state === 'signed') return
    const moved = await this.fulfilments.move(found(row), 'sign')
    await this.following.follow(order, moved, 'fulfilment.signed', '')
  }

  private async locked(known: FulfilmentRow): Promise<{ order: OrderFacts; row: FulfilmentRow }> {
    const order = found(await this.orders.lock(known.order_id))
    if (order.payment === 'unpaid') throw new Fault('fulfilment.not_paid')
    return { order, row: found(await this.fulfilments.byId(known.id)) }
  }

  private async correct(order: OrderFacts, row: FulfilmentRow, by: ShipFulfilment): Promise<void> {
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
