import { Injectable } from '@nestjs/common'
import type { Shipped } from '@storeweave/rules/suppliers'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { gonePieces } from '../selling/index.js'
import { shipBy } from './depots.repo.js'

export interface ScoreRow extends Shipped {
  supplier_id: string
  /** `YYYY-MM`. */
  month: string
  orders: number
}
export interface ShipperRow {
  id: string
  code: string
  name_zh: string
  name_en: string
}

/** An order is placed at most so long before it is due. */
const LONGEST = "interval '32 days'"

/**
 * What was due in each month, by line and in thousandths of what it is priced by. `$2` from a day on, `$3` to before
 * another, both in zone `$4`; `$5` one supplier or all; `$6` is now. What the brand called off counts for nobody.
 */
const MONTHS = `with asked as (
    select distinct p.order_id from stores st join shipments p on p.tenant_id = $1 and p.store_id = st.id and p.ship_hours is not null
       and p.created_at >= ($2::timestamp at time zone $4) - ${LONGEST}
     where st.tenant_id = $1 and st.supplier_id is not null and ($5::uuid is null or st.supplier_id = $5)),
  orders_due as (
    select o.id, st.supplier_id, o.completed_at, d.ship_by, exists (select from fulfilments w where w.tenant_id = $1 and w.order_id = o.id and w.state = 'preparing') as waits
      from asked a join orders o on o.tenant_id = $1 and o.id = a.order_id and o.paid_at is not null join stores st on st.tenant_id = $1 and st.id = o.store_id
      cross join lateral (select ${shipBy('p.ship_hours')} as ship_by from shipments p where p.tenant_id = $1 and p.order_id = o.id order by p.fulfilment_id limit 1) d
     where d.ship_by >= ($2::timestamp at time zone $4) and d.ship_by < ($3::timestamp at time zone $4)),
  lines as (
    select o.id, o.supplier_id, to_char(o.ship_by at time zone $4, 'YYYY-MM') as month, 1000.0 / l.unit_size as worth, ${gonePieces('parcel_lines')} as shipped,
           ${gonePieces('unshipped_lines')} as lacking, case when o.waits and o.ship_by < $6 then l.quantity else 0 end as overdue,
           (select coalesce(sum(g.quantity), 0) from parcel_lines g join shipments p on p.tenant_id = $1 and p.fulfilment_id = g.fulfilment_id and p.shipped_at <= o.ship_by
             where g.tenant_id = $1 and g.order_id = o.id and g.line_id = l.id) as on_time,
           (select coalesce(sum(r.quantity), 0) from refund_lines r join refunds f on f.tenant_id = $1 and f.id = r.refund_id and f.created_at >= o.completed_at
             where r.tenant_id = $1 and r.order_id = o.id and r.line_id = l.id) as returned
      from orders_due o join order_lines l on l.tenant_id = $1 and l.order_id = o.id)
  select supplier_id, month, count(distinct id) filter (where greatest(shipped + lacking, overdue) > 0) as orders,
         round(sum(greatest(shipped + lacking, overdue) * worth))::bigint as due, round(sum(shipped * worth))::bigint as shipped,
         round(sum(on_time * worth))::bigint as "onTime", round(sum(returned * worth))::bigint as returned
    from lines group by supplier_id, month`

/** How suppliers ship, month by month. */
@Injectable()
export class ScorecardsRepo {
  /** Months from a day to before another, of one supplier or of all who ship. */
  months(from: string, to: string, timeZone: string, supplierId: string | null): Promise<ScoreRow[]> {
    return db().many<ScoreRow>(MONTHS, [tenantId(), from, to, timeZone, supplierId, clock.now()])
  }
  /** Suppliers with a depot, by code. */
  shippers(): Promise<ShipperRow[]> {
    return db().many<ShipperRow>(
      'select c.id, c.code, c.name_zh, c.name_en from suppliers c where c.tenant_id = $1 and exists (select from stores s where s.tenant_id = $1 and s.supplier_id = c.id) order by c.code limit 500',
      [tenantId()],
    )
  }
}
