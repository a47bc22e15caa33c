import { Injectable } from '@nestjs/common'
import type { ShipFulfilment } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { LEFT_PIECES } from '../fulfilment/index.js'

/** A line of an order, and what of it hasn't left yet and isn't said to be lacking. */
export interface RestRow {
  id: string
  sku_id: string
  left: number
}
export interface Piece {
  lineId: string
  quantity: number
}

/** What of an order left in which parcel, and what never will. */
@Injectable()
export class PartShippingRepo {
  rest(orderId: string): Promise<RestRow[]> {
    return db().many<RestRow>(
      `select l.id, l.sku_id, ${LEFT_PIECES} as left from order_lines l where l.tenant_id = $1 and l.order_id = $2 order by l.position`,
      [tenantId(), orderId],
    )
  }
  /** What left under a carrier's number, if it is a parcel of this order. */
  sentUnder(orderId: string, { carrier, waybill }: ShipFulfilment): Promise<Piece[]> {
    return db().many(
      `select p.line_id as "lineId", p.quantity from shipments s join parcel_lines p on p.tenant_id = $1 and p.fulfilment_id = s.fulfilment_id
        where s.tenant_id = $1 and s.order_id = $2 and s.carrier = $3 and s.waybill = $4`,
      [tenantId(), orderId, carrier, waybill],
    )
  }
  /** What was said under an id never to leave. */
  unshippedUnder(id: string): Promise<(Piece & { orderId: string })[]> {
    return db().many(
      'select order_id as "orderId", line_id as "lineId", quantity from unshipped_lines where tenant_id = $1 and id = $2',
      [tenantId(), id],
    )
  }
  /** A second fulfilment of the same order to the same place, for a parcel that leaves before the rest. */
  async splitOff(id: string, from: string): Promise<void> {
    const values = [tenantId(), id, from, clock.now()]
    await db().run(
      `insert into fulfilments (tenant_id, id, order_id, store_id, kind, state, created_at, updated_at, paid_at)
       select $1, $2, order_id, store_id, kind, state, $4, $4, paid_at from fulfilments where tenant_id = $1 and id = $3`,
      values,
    )
    await db().run(
      `insert into shipments (tenant_id, fulfilment_id, order_id, store_id, name, phone, province, city, district, street, ship_hours, accepted_at, accepted_by_name, created_at)
       select $1, $2, order_id, store_id, name, phone, province, city, district, street, ship_hours, accepted_at, accepted_by_name, $4 from shipments where tenant_id = $1 and fulfilment_id = $3`,
      values,
    )
  }
  keepParcel(fulfilmentId: string, orderId: string, pieces: readonly Piece[]): Promise<number> {
    return db().run(
      `insert into parcel_lines (tenant_id, fulfilment_id, order_id, line_id, quantity) select $1, $2, $3, p.* from unnest($4::uuid[], $5::bigint[]) p`,
      [tenantId(), fulfilmentId, orderId, pieces.map((p) => p.lineId), pieces.map((p) => p.quantity)],
    )
  }
  /** All that hasn't left goes into a depot's parcel; parcels of the brand's warehouses are whole orders and need no list. */
  keepRest(fulfilmentId: string, orderId: string): Promise<number> {
    return db().run(
      `insert into parcel_lines (tenant_id, fulfilment_id, order_id, line_id, quantity)
       select $1, s.fulfilment_id, s.order_id, l.id, ${LEFT_PIECES} from shipments s join order_lines l on l.tenant_id = $1 and l.order_id = s.order_id
        where s.tenant_id = $1 and s.fulfilment_id = $2 and s.order_id = $3 and s.ship_hours is not null and ${LEFT_PIECES} > 0`,
      [tenantId(), fulfilmentId, orderId],
    )
  }
  keepUnshipped(
    id: string,
    orderId: string,
    pieces: readonly Piece[],
    reason: string,
    by: string,
  ): Promise<number> {
    return db().run(
      `insert into unshipped_lines (tenant_id, id, order_id, line_id, quantity, reason, by_name, at) select $1, $2, $3, p.*, $6, $7, $8 from unnest($4::uuid[], $5::bigint[]) p`,
      [
        tenantId(),
        id,
        orderId,
        pieces.map((p) => p.lineId),
        pieces.map((p) => p.quantity),
        reason,
        by,
        clock.now(),
      ],
    )
  }
  piecesOf(fulfilmentId: string): Promise<Piece[]> {
    return db().many(
      'select line_id as "lineId", quantity from parcel_lines where tenant_id = $1 and fulfilment_id = $2',
      [tenantId(), fulfilmentId],
    )
  }
  async acceptedAt(fulfilmentId: string): Promise<string | null> {
    const row = await db().one<{ accepted_at: string | null }>(
      'select accepted_at from shipments where tenant_id = $1 and fulfilment_id = $2',
      [tenantId(), fulfilmentId],
    )
    return row?.accepted_at ?? null
  }
  accept(fulfilmentId: string, by: string): Promise<number> {
    return db().run(
      'update shipments set accepted_at = $3, accepted_by_name = $4 where tenant_id = $1 and fulfilment_id = $2 and accepted_at is null',
      [tenantId(), fulfilmentId, clock.now(), by],
    )
  }
}
