import type {
  PurchaseLine,
  PurchaseMove,
  PurchaseOrder,
  PurchaseRow,
  PurchaseShipment,
} from '@storeweave/contract'
import { priceOf } from '@storeweave/contract/money'
import { allowedFrom } from '@storeweave/rules/order'
import { purchaseMoves } from '@storeweave/rules/purchasing'
import { mayReach } from '../kernel/access.js'
import { actor } from '../kernel/scope.js'
import { goodsOf, sellerOf } from './goods.rows.js'
import type { EventRow, LineRow, ListedRow, OrderRow } from './orders.repo.js'
import type { ShipmentRow } from './shipments.repo.js'

/** Who looks: the brand's own people, or the supplier that sells. */
export type Side = 'brand' | 'supplier'

const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0)
type Counted = Pick<LineRow, 'price' | 'unit_size' | 'asked' | 'confirmed' | 'received'>
/** What lines come to in minor units: as asked, as confirmed (null before), as received. */
function sumsOf(lines: readonly Counted[]) {
  const of = (quantity: (l: Counted) => number) =>
    sum(lines.map((l) => priceOf(l.price, quantity(l), l.unit_size)))
  const spoken = lines.some((l) => l.confirmed !== null)
  return {
    asked: of((l) => l.asked),
    confirmed: spoken ? of((l) => l.confirmed ?? 0) : null,
    received: of((l) => l.received),
  }
}
const rowOf = (o: OrderRow, lines: readonly Counted[], underWay: number): PurchaseRow => ({
  id: o.id,
  number: o.number,
  seller: sellerOf(o),
  store: { id: o.store_id, name: { zh: o.store_zh, en: o.store_en } },
  state: o.state,
  lineCount: lines.length,
  ...sumsOf(lines),
  currency: o.currency,
  submitted: { by: o.submitted_by_name, at: o.submitted_at },
  underWay,
})
export const listedOf = (r: ListedRow): PurchaseRow => rowOf(r, r.lines, r.under_way)

/** Whether who asks may make a move at all, whatever the order's state: each side has its own, and none approves what they ordered. */
export function mayMove(side: Side, o: OrderRow, move: PurchaseMove): boolean {
  if (move === 'confirm' || move === 'decline' || move === 'ship' || move === 'end')
    return side === 'supplier'
      ? mayReach('ship', 'Supply', { supplierId: o.supplier_id })
      : // a warehouse's people speak for it, for a supplier those of HQ
        mayReach('fulfil', 'PurchaseOrder', { storeId: o.warehouse_id })
  if (side === 'supplier') return false
  const storeId = o.store_id
  if (move === 'cancel') return mayReach('create', 'PurchaseOrder', { storeId })
  if (move === 'receive') return mayReach('receive', 'PurchaseOrder', { storeId })
  return mayReach('approve', 'PurchaseOrder', { storeId })
}
export const isOwn = (o: OrderRow): boolean => o.submitted_by !== null && o.submitted_by === actor().id

function allowed(side: Side, o: OrderRow, lines: readonly LineRow[], underWay: number): PurchaseMove[] {
  const left = lines.some((l) => (l.confirmed ?? 0) > l.shipped)
  return allowedFrom(purchaseMoves, o.state)
    .filter((move): move is PurchaseMove => move !== 'close')
    .filter((move) => mayMove(side, o, move))
    .filter((move) => {
      if (move === 'approve' || move === 'refuse') return !isOwn(o)
      if (move === 'receive') return underWay > 0
      return (move !== 'ship' && move !== 'end') || left
    })
}

const lineOf = (l: LineRow): PurchaseLine => ({
  id: l.id,
  ...goodsOf(l),
  barcodes: l.barcodes,
  price: l.price,
  pack: l.pack,
  asked: l.asked,
  confirmed: l.confirmed,
  shipped: l.shipped,
  received: l.received,
  total: priceOf(l.price, l.asked, l.unit_size),
})
const shipmentOf = (s: ShipmentRow): PurchaseShipment => ({
  id: s.id,
  number: s.number,
  state: s.state,
  carrier: s.carrier,
  waybill: s.waybill,
  shipped: { by: s.shipped_by_name, at: s.shipped_at },
  received: s.received_at === null ? null : { by: s.received_by_name, at: s.received_at },
  note: s.note,
  lines: s.lines.map((l) => ({
    lineId: l.line_id,
    quantity: l.quantity,
    received: l.received,
    reason: l.reason,
  })),
})

/** An order as a side sees it, with what who asks may do to it now. */
export function orderOf(
  side: Side,
  o: OrderRow,
  lines: readonly LineRow[],
  shipments: readonly ShipmentRow[],
  events: readonly EventRow[],
): PurchaseOrder {
  const underWay = shipments.filter((s) => s.state === 'in_transit').length
  return {
    ...rowOf(o, lines, underWay),
    note: o.note,
    settledAtSale: o.settled_at_sale,
    lines: lines.map(lineOf),
    shipments: shipments.map(shipmentOf),
    events: events.map((e) => ({ move: e.move, by: e.person_name, at: e.at, note: e.note })),
    allowed: allowed(side, o, lines, underWay),
  }
}
