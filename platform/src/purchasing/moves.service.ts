import { Injectable } from '@nestjs/common'
import type {
  ConfirmPurchase,
  DecidePurchase,
  PurchaseMove,
  PurchaseOrder,
  ReceiveShipment,
  ShipPurchase,
} from '@storeweave/contract'
import { next } from '@storeweave/rules/order'
import { dueFor, purchaseMoves, shipmentMoves } from '@storeweave/rules/purchasing'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { TransitService } from '../inventory/index.js'
import { isOwn, mayMove, type Side } from './order.shape.js'
import { OrdersRepo, type LineRow, type OrderRow } from './orders.repo.js'
import { PurchaseOrdersService, reachOf } from './orders.service.js'
import { ShipmentsRepo } from './shipments.repo.js'
import { TradeService } from './trade.service.js'

/** What moves a purchase order on, each under the order's lock and once. */
@Injectable()
export class PurchaseMovesService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly reads: PurchaseOrdersService,
    private readonly shipments: ShipmentsRepo,
    private readonly transit: TransitService,
    private readonly trade: TradeService,
  ) {}

  /** Lets an order go to its seller, or sends it back for good. Throws `purchasing.own_order`. */
  decide(id: string, { approve, reason }: DecidePurchase): Promise<PurchaseOrder> {
    return this.move('brand', id, approve ? 'approve' : 'refuse', (o) => {
      if (isOwn(o)) throw new Fault('purchasing.own_order')
      return Promise.resolve(reason)
    })
  }
  /** The buyer calls it off; only while its seller hasn't spoken. */
  cancel(id: string, reason: string): Promise<PurchaseOrder> {
    return this.move('brand', id, 'cancel', () => Promise.resolve(reason))
  }
  /** The seller says what it delivers of every line; nothing at all declines. Throws `purchasing.more_than_asked`, `reason_needed`, `lines_differ`. */
  confirm(side: Side, id: string, { lines, reason }: ConfirmPurchase): Promise<PurchaseOrder> {
    const nothing = lines.every((l) => l.quantity === 0)
    return this.move(side, id, nothing ? 'decline' : 'confirm', async () => {
      const all = await this.orders.lines(id)
      const said = paired(all, lines, { every: true })
      const over = said.find(({ of, line }) => line.quantity > of.asked)
      if (over) throw new Fault('purchasing.more_than_asked', { code: over.of.code, most: over.of.asked })
      if (!reason && said.some(({ of, line }) => line.quantity < of.asked))
        throw new Fault('purchasing.reason_needed')
      await this.orders.confirm(lines)
      return reason
    })
  }
  /** Goods leave; of a warehouse out of its stock. Throws `purchasing.more_than_confirmed`, `inventory.not_enough_stock`. */
  ship(side: Side, id: string, s: ShipPurchase): Promise<PurchaseOrder> {
    return this.move(side, id, 'ship', async (o) => {
      if (await this.shipments.isKnown(s.id)) throw new Fault('request.key_reused')
      const said = paired(await this.orders.lines(id), s.lines, { every: false })
      for (const { of, line } of said) {
        const most = (of.confirmed ?? 0) - of.shipped
        if (line.quantity > most) throw new Fault('purchasing.more_than_confirmed', { code: of.code, most })
      }
      const number = await this.shipments.insert({ ...s, purchaseId: id }, s.lines)
      await this.transit.send({
        ref: `shipment:${s.id}`,
        from: o.warehouse_id,
        to: o.store_id,
        lines: said.map(({ of, line }) => ({ skuId: of.sku_id, quantity: line.quantity })),
        document: number,
      })
      return [number, s.carrier, s.waybill].join(' ')
    })
  }
  /** The seller sends no more: what was confirmed and isn't shipped is given up. */
  end(side: Side, id: string, reason: string): Promise<PurchaseOrder> {
    return this.move(side, id, 'end', async (o) => {
      const left = (await this.orders.lines(id)).some((l) => (l.confirmed ?? 0) > l.shipped)
      if (!left) throw new Fault('purchasing.move_illegal', { state: o.state, allowed: [] })
      await this.orders.endShort(id)
      return reason
    })
  }
  /**
   * The store has counted a shipment: what came is its stock and is owed for. Throws `purchasing.more_than_shipped`,
   * `reason_needed`, `lines_differ`, and `move_illegal` when it was counted before.
   */
  receive(id: string, { shipmentId, lines, note }: ReceiveShipment): Promise<PurchaseOrder> {
    return this.move('brand', id, 'receive', async (o) => {
      const shipment = found(await this.shipments.byId(id, shipmentId))
      const step = next(shipmentMoves, shipment.state, 'receive')
      if ('allowed' in step)
        throw new Fault('purchasing.move_illegal', { state: shipment.state, allowed: step.allowed })
      const of = new Map((await this.orders.lines(id)).map((l) => [l.id, l]))
      const sent = shipment.lines.map((l) => ({ ...of.get(l.line_id)!, sent: l.quantity }))
      const said = paired(sent, lines, { every: true }).map(({ of, line }) => counted(of, line))
      await this.shipments.receive(shipmentId, note, said)
      await this.transit.arrive({
        ref: `shipment:${shipmentId}`,
        kind: o.warehouse_id ? 'transfer_in' : 'receipt',
        storeId: o.store_id,
        lines: said.map((l) => ({ skuId: l.skuId, sent: l.sent, counted: l.quantity })),
        document: shipment.number,
        note,
      })
      const due = said.reduce((sum, l) => sum + l.due, 0)
      await this.trade.delivered(o, { id: shipmentId, number: shipment.number }, due)
      return [shipment.number, note].filter(Boolean).join(' ')
    })
  }

  /** Makes a move under the order's lock: where it doesn't lead anywhere nothing happens. `act` answers what is kept of it. */
  private move(
    side: Side,
    id: string,
    move: PurchaseMove,
    act: (o: OrderRow) => Promise<string>,
  ): Promise<PurchaseOrder> {
    const reach = reachOf(side)
    return transaction(async () => {
      const o = found(await this.orders.lock(id, reach))
      if (!mayMove(side, o, move)) throw new Fault('access.denied')
      const step = next(purchaseMoves, o.state, move)
      if ('allowed' in step)
        throw new Fault('purchasing.move_illegal', { state: o.state, allowed: step.allowed })
      const note = await act(o)
      await this.orders.move(id, o.state, step.to)
      await this.orders.told(id, move, o.state, step.to, note)
      if (step.to === 'shipped' && (await this.orders.isDone(id))) {
        await this.orders.move(id, 'shipped', 'closed')
        await this.orders.told(id, 'close', 'shipped', 'closed', '')
      }
      const after = await this.reads.one(side, id)
      record({
        subject: side === 'brand' ? 'PurchaseOrder' : 'Supply',
        id,
        name: o.number,
        storeId: o.store_id,
        before: { state: o.state },
        after: { state: after.state, move },
        note,
      })
      return after
    })
  }
}

/** What was said of lines, each with its line. Throws `purchasing.lines_differ` for a line that isn't there, is said twice, or is left out where every one must be said. */
function paired<L extends { id: string }, S extends { lineId: string }>(
  lines: readonly L[],
  said: readonly S[],
  { every }: { every: boolean },
): { of: L; line: S }[] {
  const by = new Map(lines.map((l) => [l.id, l]))
  const pairs = said.flatMap((line) => {
    const of = by.get(line.lineId)
    by.delete(line.lineId)
    return of ? [{ of, line }] : []
  })
  if (pairs.length !== said.length || (every && by.size > 0)) throw new Fault('purchasing.lines_differ')
  return pairs
}

/** A line as it was counted, with what is owed for it now. */
function counted(of: LineRow & { sent: number }, line: ReceiveShipment['lines'][number]) {
  const { sent, code } = of
  if (line.quantity > sent) throw new Fault('purchasing.more_than_shipped', { code, most: sent })
  if (line.quantity < sent && !line.reason) throw new Fault('purchasing.reason_needed')
  return {
    lineId: of.id,
    skuId: of.sku_id,
    sent,
    quantity: line.quantity,
    reason: line.quantity < sent ? line.reason : null,
    due: dueFor({ price: of.price, unitSize: of.unit_size }, of.received, line.quantity),
  }
}
