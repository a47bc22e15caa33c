import { Injectable } from '@nestjs/common'
import type { StockLine } from '@storeweave/rules/inventory'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import type { MovedRow } from './stock.repo.js'

/**
 * Takes pieces out of what an order holds: a hold of more is split, one of as many closed in state `$6`, one of fewer left
 * alone. Ends in `parts`, what was taken of each level. `$3` SKUs, `$4` quantities, `$5` ids for what is split off.
 */
const TAKEN = `with wanted as (select * from unnest($3::uuid[], $4::bigint[], $5::uuid[]) w(sku_id, quantity, id)),
  cut as (
    update reservations r set quantity = r.quantity - w.quantity from wanted w
     where r.tenant_id = $1 and r.order_id = $2 and r.state = 'held' and r.sku_id = w.sku_id and r.quantity > w.quantity
    returning w.id, r.location_id, r.sku_id, w.quantity),
  split as (
    insert into reservations (tenant_id, id, order_id, location_id, sku_id, quantity, state, created_at, closed_at)
    select $1, id, $2, location_id, sku_id, quantity, $6, $7, $7 from cut),
  closed as (
    update reservations r set state = $6, closed_at = $7 from wanted w
     where r.tenant_id = $1 and r.order_id = $2 and r.state = 'held' and r.sku_id = w.sku_id and r.quantity = w.quantity
    returning w.id, r.location_id, r.sku_id, w.quantity),
  parts as (select * from cut union all select * from closed)`

/** Pieces of what orders hold. Whoever changes several levels has locked them in key order before. */
@Injectable()
export class PartStockRepo {
  /** Pieces leave: on hand and held go down together, a movement each. Answers the SKUs of which that many were held. */
  consume(orderId: string, lines: readonly StockLine[], ref: string, document: string): Promise<MovedRow[]> {
    const by = actor()
    return db().many<MovedRow>(
      `${TAKEN},
       gone as (
         update stock_levels s set on_hand = s.on_hand - p.quantity, reserved = s.reserved - p.quantity, updated_at = $7 from parts p
          where s.tenant_id = $1 and s.location_id = p.location_id and s.sku_id = p.sku_id returning p.id, s.location_id, s.sku_id, s.on_hand as after, p.quantity),
       written as (
         insert into stock_movements (tenant_id, id, location_id, sku_id, kind, quantity, before, after, ref, document, person_id, person_name, at)
         select $1, id, location_id, sku_id, 'sale', -quantity, after + quantity, after, $8, $9, $10, $11, $7 from gone returning location_id, sku_id)
       select w.location_id, l.store_id, w.sku_id from written w join locations l on l.tenant_id = $1 and l.id = w.location_id`,
      [...wantedOf(orderId, lines), 'consumed', clock.now(), ref, document, by.id, by.name],
    )
  }
  /** Pieces are held no more. Answers the SKUs of which that many were held. */
  release(orderId: string, lines: readonly StockLine[]): Promise<{ sku_id: string }[]> {
    return db().many(
      `${TAKEN}
       update stock_levels s set reserved = s.reserved - p.quantity, updated_at = $7 from parts p
        where s.tenant_id = $1 and s.location_id = p.location_id and s.sku_id = p.sku_id returning s.sku_id`,
      [...wantedOf(orderId, lines), 'released', clock.now()],
    )
  }
}

const wantedOf = (orderId: string, lines: readonly StockLine[]): unknown[] => [
  tenantId(),
  orderId,
  lines.map((l) => l.skuId),
  lines.map((l) => l.quantity),
  lines.map(() => newId()),
]
