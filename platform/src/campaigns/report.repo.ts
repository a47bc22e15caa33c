import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

export interface ReportRow {
  supplier_id: string | null
  lines: number
  sales: number
  discount: number
  borne: number
}

/**
 * The price that a campaign set for a sold line: at the nearest node above its store, in force when it was ordered, and the
 * one that was paid. `l`, `o`, `st`: the line, its order, its store.
 */
export const campaignOfLine = `select cp.campaign_id, cp.regular, cp.price from campaign_prices cp
   where cp.tenant_id = $1 and cp.sku_id = l.sku_id and cp.unit_id = any(st.unit_ids) and cp.starts_at <= o.placed_at and cp.ends_at > o.placed_at and cp.price = l.unit_price
   order by array_position(st.unit_ids, cp.unit_id), cp.channel = 'any' limit 1`

/** What campaigns sold: merchants' goods as they were settled, the brand's own as they were ordered and handed over. */
@Injectable()
export class ReportRepo {
  of(campaignId: string): Promise<ReportRow[]> {
    return db().many<ReportRow>(
      `select supplier_id, count(*) filter (where kind = 'sale') as lines, sum(base)::bigint as sales, sum(discount)::bigint as discount, sum(borne)::bigint as borne
         from settlement_lines where tenant_id = $1 and campaign_id = $2 group by supplier_id
       union all
       select null, count(*), coalesce(sum(x.total - x.refunded), 0)::bigint, coalesce(sum(x.discount - (x.discount * x.back * 2 + x.quantity) / (2 * x.quantity)), 0)::bigint, 0
         from (select l.total, l.quantity, ((c.regular - c.price) * l.quantity * 2 + l.unit_size) / (2 * l.unit_size) as discount, r.amount as refunded, r.quantity as back
                 from campaign_goods g join order_lines l on l.tenant_id = $1 and l.sku_id = g.sku_id and l.supplier_id is null join orders o on o.tenant_id = $1 and o.id = l.order_id and o.completed_at is not null
                 join stores st on st.tenant_id = $1 and st.id = l.store_id cross join lateral (${campaignOfLine}) c
                 cross join lateral (select coalesce(sum(r.amount), 0)::bigint as amount, coalesce(sum(r.quantity), 0)::bigint as quantity from refund_lines r join refunds f on f.tenant_id = $1 and f.id = r.refund_id and f.state = 'done'
                    where r.tenant_id = $1 and r.line_id = l.id) r
                where g.tenant_id = $1 and g.campaign_id = $2 and g.supplier_id is null and c.campaign_id = $2) x
        having count(*) > 0`,
      [tenantId(), campaignId],
    )
  }
  /** What one merchant's goods brought, by campaign. */
  own(
    supplierId: string,
    campaignIds: readonly string[],
  ): Promise<{ campaign_id: string; sales: number; discount: number; borne: number }[]> {
    return db().many(
      'select campaign_id, sum(base)::bigint as sales, sum(discount)::bigint as discount, sum(borne)::bigint as borne from settlement_lines where tenant_id = $1 and supplier_id = $2 and campaign_id = any($3) group by campaign_id',
      [tenantId(), supplierId, campaignIds],
    )
  }
}
