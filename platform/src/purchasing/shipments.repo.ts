import { Injectable } from '@nestjs/common'
import type { DifferenceReason, ShipmentState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface ShipmentRow {
  id: string
  number: string
  state: ShipmentState
  carrier: string
  waybill: string
  note: string
  shipped_by_name: string
  shipped_at: string
  received_by_name: string
  received_at: string | null
  lines: { line_id: string; quantity: number; received: number | null; reason: DifferenceReason | null }[]
}
const SHIPMENT = `select s.id, s.number, s.state, s.carrier, s.waybill, s.note, s.shipped_by_name, s.shipped_at, s.received_by_name, s.received_at,
    (select json_agg(json_build_object('line_id', n.line_id, 'quantity', n.quantity, 'received', n.received, 'reason', n.reason) order by l.position)
       from purchase_shipment_lines n join purchase_lines l on l.tenant_id = $1 and l.id = n.line_id where n.tenant_id = $1 and n.shipment_id = s.id) as lines
  from purchase_shipments s where s.tenant_id = $1`

@Injectable()
export class ShipmentsRepo {
  of(purchaseId: string): Promise<ShipmentRow[]> {
    return db().many<ShipmentRow>(`${SHIPMENT} and s.purchase_id = $2 order by s.id`, [
      tenantId(),
      purchaseId,
    ])
  }
  /** One of an order whose lock is held. */
  byId(purchaseId: string, id: string): Promise<ShipmentRow | undefined> {
    return db().one<ShipmentRow>(`${SHIPMENT} and s.purchase_id = $2 and s.id = $3`, [
      tenantId(),
      purchaseId,
      id,
    ])
  }
  async isKnown(id: string): Promise<boolean> {
    const row = await db().one('select 1 from purchase_shipments where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
    ])
    return row !== undefined
  }
  /** Writes a shipment with its lines, and on the order's lines that it has left. Answers its number. */
  async insert(
    s: { id: string; purchaseId: string; carrier: string; waybill: string },
    lines: readonly { lineId: string; quantity: number }[],
  ): Promise<string> {
    const row = await db().one<{ number: string }>(
      `insert into purchase_shipments (tenant_id, id, purchase_id, number, state, carrier, waybill, shipped_by_name, shipped_at)
       select $1, $2, $3, o.number || '-' || (select count(*) + 1 from purchase_shipments where tenant_id = $1 and purchase_id = $3), 'in_transit', $4, $5, $6, $7 from purchase_orders o where o.tenant_id = $1 and o.id = $3
       returning number`,
      [tenantId(), s.id, s.purchaseId, s.carrier, s.waybill, actor().name, clock.now()],
    )
    const columns = [lines.map((l) => l.lineId), lines.map((l) => l.quantity)]
    await db().run(
      'insert into purchase_shipment_lines (tenant_id, shipment_id, line_id, quantity) select $1, $2, * from unnest($3::uuid[], $4::bigint[])',
      [tenantId(), s.id, ...columns],
    )
    await db().run(
      'update purchase_lines l set shipped = l.shipped + w.quantity from unnest($2::uuid[], $3::bigint[]) w(id, quantity) where l.tenant_id = $1 and l.id = w.id',
      [tenantId(), ...columns],
    )
    return row?.number ?? ''
  }
  /** Writes what was counted, once: 0 when somebody has counted it already. */
  async receive(
    id: string,
    note: string,
    lines: readonly { lineId: string; quantity: number; reason: DifferenceReason | null }[],
  ): Promise<number> {
    const moved = await db().run(
      "update purchase_shipments set state = 'received', note = $3, received_by_name = $4, received_at = $5 where tenant_id = $1 and id = $2 and state = 'in_transit'",
      [tenantId(), id, note, actor().name, clock.now()],
    )
    if (!moved) return 0
    const columns = [lines.map((l) => l.lineId), lines.map((l) => l.quantity)]
    await db().run(
      'update purchase_shipment_lines n set received = w.quantity, reason = w.reason from unnest($3::uuid[], $4::bigint[], $5::text[]) w(line_id, quantity, reason) where n.tenant_id = $1 and n.shipment_id = $2 and n.line_id = w.line_id',
      [tenantId(), id, ...columns, lines.map((l) => l.reason)],
    )
    await db().run(
      'update purchase_lines l set received = l.received + w.quantity from unnest($2::uuid[], $3::bigint[]) w(id, quantity) where l.tenant_id = $1 and l.id = w.id',
      [tenantId(), ...columns],
    )
    return moved
  }
}
