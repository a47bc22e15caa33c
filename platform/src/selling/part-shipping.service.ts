import { Injectable } from '@nestjs/common'
import type { RefusePieces, ShipFulfilment, ShipPieces } from '@storeweave/contract'
import { FulfilmentsService, type FulfilmentRow } from '../fulfilment/index.js'
import { PartStockService, type StockLine } from '../inventory/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { CancellationService } from './cancellation.service.js'
import { LineRefundsService } from './line-refunds.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'
import { PartShippingRepo, type Piece, type RestRow } from './part-shipping.repo.js'
import { ShippingService } from './shipping.service.js'

/** What still waits of an order that leaves in parts. */
interface Open {
  order: OrderFacts
  row: FulfilmentRow
  rest: RestRow[]
}

/**
 * Orders that leave in parts, as suppliers ship theirs. What waits is one fulfilment; each parcel that leaves before the
 * rest is split off it. Callers have made sure whose order it is.
 */
@Injectable()
export class PartShippingService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly parts: PartShippingRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly stock: PartStockService,
    private readonly leaving: ShippingService,
    private readonly calledOff: CancellationService,
    private readonly refunds: LineRefundsService,
  ) {}

  /** Whoever ships will do so, and may know whole where to. Said again it changes nothing. Throws `fulfilment.move_illegal`. */
  accept(orderId: string): Promise<void> {
    return transaction(async () => {
      const { order, row } = await this.open(orderId)
      if (!(await this.parts.accept(row.id, actor().name))) return
      await this.orders.note(order.id, 'fulfilment.accepted', row.state, row.state)
      record({ ...about(order), subject: 'Fulfilment', after: { accepted: true } })
    })
  }

  /**
   * A parcel leaves with some pieces or all that are left. The same waybill with the same pieces changes nothing. Throws
   * `fulfilment.not_accepted`, `fulfilment.pieces_gone`, `fulfilment.waybill_taken`, `fulfilment.move_illegal`.
   */
  ship(orderId: string, { lines, ...by }: ShipPieces): Promise<void> {
    return transaction(async () => {
      found(await this.orders.lock(orderId))
      if (isSame(lines, await this.parts.sentUnder(orderId, by))) return
      const { order, row, rest } = await this.open(orderId)
      if (!(await this.parts.acceptedAt(row.id))) throw new Fault('fulfilment.not_accepted')
      const goods = goodsOf(lines, rest)
      const parcel = leftAfter(lines, rest) ? await this.splitOff(row) : row
      await this.stock.consume(order.id, parcel.id, goods, order.number)
      await this.parts.keepParcel(parcel.id, order.id, lines)
      await this.leaving.leave(order, parcel, by)
    })
  }

  /** A parcel that left takes another number as a correction. Throws `access.not_found` for another order's, `fulfilment.waybill_taken`. */
  rename(orderId: string, parcelId: string, by: ShipFulfilment): Promise<void> {
    return transaction(async () => {
      const order = found(await this.orders.lock(orderId))
      const row = found((await this.fulfilments.byOrder(orderId)).find((f) => f.id === parcelId))
      if (row.state !== 'shipped')
        throw new Fault('fulfilment.move_illegal', { from: row.state, allowed: '' })
      await this.leaving.correct(order, row, by)
    })
  }

  /**
   * Pieces that never leave: held no more, and their money goes back at what was paid for them. Where nothing left and
   * nothing will, the whole order is called off with its freight. The same id again changes nothing. Throws
   * `fulfilment.pieces_gone`, `fulfilment.move_illegal`, `request.key_reused`.
   */
  refuse(orderId: string, { id, lines, reason }: RefusePieces): Promise<void> {
    return transaction(async () => {
      found(await this.orders.lock(orderId))
      const known = await this.parts.unshippedUnder(id)
      if (known.length) return mustBeSame(orderId, lines, known)
      const { order, row, rest } = await this.open(orderId)
      const goods = goodsOf(lines, rest)
      await this.parts.keepUnshipped(id, order.id, lines, reason, actor().name)
      const isOver = !leftAfter(lines, rest)
      if (isOver && !(await this.hasLeft(order.id))) return this.calledOff.paid(order, 'cancel', reason)
      await this.stock.release(order.id, order.store_id, goods)
      const amount = await this.refunds.giveBackPieces(order, id, lines)
      if (isOver) await this.leaving.drop(order, row, reason)
      else await this.orders.note(order.id, 'fulfilment.unshipped', row.state, row.state, reason)
      record({ ...about(order), subject: 'Order', after: { unshipped: { id, amount, lines } }, note: reason })
    })
  }

  private async splitOff(row: FulfilmentRow): Promise<FulfilmentRow> {
    const id = newId()
    await this.parts.splitOff(id, row.id)
    return { ...row, id }
  }
  private async hasLeft(orderId: string): Promise<boolean> {
    return (await this.fulfilments.byOrder(orderId)).some(
      (f) => f.state === 'shipped' || f.state === 'signed',
    )
  }
  private async open(orderId: string): Promise<Open> {
    const order = found(await this.orders.lock(orderId))
    const rows = await this.fulfilments.byOrder(orderId)
    const row = rows.find((f) => f.kind === 'express' && f.state === 'preparing')
    if (!row) throw new Fault('fulfilment.move_illegal', { from: rows[0]?.state ?? '', allowed: '' })
    return { order, row, rest: await this.parts.rest(orderId) }
  }
}

const about = ({ id, number: name, store_id: storeId }: OrderFacts) => ({ id, name, storeId })

/** The goods of wanted pieces. Throws `access.not_found` for lines of another order, `fulfilment.pieces_gone` for more than are left. */
function goodsOf(wanted: readonly Piece[], rest: readonly RestRow[]): StockLine[] {
  return wanted.map(({ lineId, quantity }) => {
    const row = found(rest.find((r) => r.id === lineId))
    if (quantity > row.left) throw new Fault('fulfilment.pieces_gone')
    return { skuId: row.sku_id, quantity }
  })
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const leftAfter = (wanted: readonly Piece[], rest: readonly RestRow[]): boolean =>
  sum(rest.map((r) => r.left)) > sum(wanted.map((w) => w.quantity))

const isSame = (wanted: readonly Piece[], known: readonly Piece[]): boolean =>
  known.length === wanted.length &&
  wanted.every((w) => known.some((k) => k.lineId === w.lineId && k.quantity === w.quantity))

function mustBeSame(
  orderId: string,
  wanted: readonly Piece[],
  known: readonly (Piece & { orderId: string })[],
): void {
  if (known[0]!.orderId !== orderId || !isSame(wanted, known)) throw new Fault('request.key_reused')
}
