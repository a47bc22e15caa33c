import { Injectable } from '@nestjs/common'
import type { ShipFulfilment } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'
import { leftLinesJson, type LineJson } from './lines.js'
import { parcelJson, type Parcel } from './parcels.js'

/** What is printed and put on a parcel. */
export interface LabelRow {
  id: string
  order_id: string
  number: string
  note: string
  placed_at: string
  shipment: Parcel
  lines: LineJson[]
}

@Injectable()
export class ParcelsRepo {
  /** Who brings a parcel, under which number. Throws the unique violation of `shipments_waybill` when another has it. */
  send(fulfilmentId: string, { carrier, waybill }: ShipFulfilment, at: Date): Promise<number> {
    return db().run(
      'update shipments set carrier = $3, waybill = $4, shipped_at = coalesce(shipped_at, $5) where tenant_id = $1 and fulfilment_id = $2',
      [tenantId(), fulfilmentId, carrier, waybill, at],
    )
  }
  /** A parcel's carrier and number; both empty before it left. */
  async sentBy(fulfilmentId: string): Promise<{ carrier: string; waybill: string } | undefined> {
    return db().one('select carrier, waybill from shipments where tenant_id = $1 and fulfilment_id = $2', [
      tenantId(),
      fulfilmentId,
    ])
  }
  /** Parcels that left before an instant and that nobody has confirmed, with their orders; oldest first. */
  unconfirmed(before: Date, limit: number): Promise<{ id: string; orderId: string }[]> {
    return db().many(
      `select s.fulfilment_id as id, s.order_id as "orderId" from shipments s join fulfilments f on f.tenant_id = $1 and f.id = s.fulfilment_id and f.state = 'shipped'
        where s.tenant_id = $1 and s.shipped_at <= $2 order by s.shipped_at limit $3`,
      [tenantId(), before, limit],
    )
  }
  /** Parcels of a warehouse that wait to be packed, with what is still to leave in them, in the order of their orders. */
  labels(storeId: string, ids: readonly string[]): Promise<LabelRow[]> {
    return db().many<LabelRow>(
      `select f.id, f.order_id, o.number, o.note, o.placed_at, ${parcelJson('s.fulfilment_id = f.id')} as shipment, ${leftLinesJson('f.order_id')} as lines
         from fulfilments f join orders o on o.tenant_id = $1 and o.id = f.order_id
        where f.tenant_id = $1 and f.store_id = $2 and f.id = any($3::uuid[]) and f.kind = 'express' and f.state = 'preparing' order by f.id`,
      [tenantId(), storeId, ids],
    )
  }
}
