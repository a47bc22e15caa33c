import { Injectable } from '@nestjs/common'
import type { SupplierReport } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** A group of a week's sales; ids and names of the parts it is not split by are null. */
export interface GroupRow {
  part: 'total' | 'day' | 'product' | 'region' | 'group'
  day: string | null
  product_id: string | null
  region_id: string | null
  group_id: string | null
  name_zh: string | null
  name_en: string | null
  buyers: number
  lines: number
  pieces: number
  amount: number
}
export type Figures = Pick<SupplierReport, 'total' | 'days' | 'products' | 'regions'>
export interface ReportRow {
  week: string
  least: number
  currency: string
  figures: Figures | null
}

/**
 * Who bought, never told: a member, or each sale of a till that nobody signed in at. Orders of shoppers who asked to be
 * forgotten are one buyer together: being forgotten must not make a crowd.
 */
const BUYER = "coalesce(o.member_id, case o.channel when 'pos' then o.id else $1 end)"
/** A store's own part of the tree is the node it hangs on; its region the node of that line right below HQ. */
const SOLD = `select s.day, l.product_id, t.unit_ids[greatest(2, cardinality(t.unit_ids) - 1)] as region_id, t.unit_ids[2] as group_id, ${BUYER} as buyer,
    case when l.kind = 'weighed' then 1 else s.quantity + r.quantity end as pieces, s.amount + r.amount as amount
  from settlement_lines s join order_lines l on l.tenant_id = $1 and l.id = s.line_id join orders o on o.tenant_id = $1 and o.id = s.order_id join stores t on t.tenant_id = $1 and t.id = l.store_id
  cross join lateral (select coalesce(sum(b.quantity), 0)::bigint as quantity, coalesce(sum(b.amount), 0)::bigint as amount
    from settlement_lines b where b.tenant_id = $1 and b.order_id = s.order_id and b.line_id = s.line_id and b.kind = 'refund') r
  where s.tenant_id = $1 and s.supplier_id = $2 and s.kind = 'sale' and s.day >= $3 and s.day <= $4 and s.quantity + r.quantity > 0`

@Injectable()
export class ReportRepo {
  /** All groups of a supplier's sales of these days, whoever may be told of them; goods that all came back were not sold. */
  groups(supplierId: string, from: string, to: string): Promise<GroupRow[]> {
    return db().many<GroupRow>(
      `with sold as (${SOLD}), sums as (
         select case grouping(day, product_id, region_id, group_id) when 15 then 'total' when 7 then 'day' when 11 then 'product' when 13 then 'region' else 'group' end as part,
                day, product_id, region_id, group_id, count(distinct buyer) as buyers, count(*) as lines, coalesce(sum(pieces), 0)::bigint as pieces, coalesce(sum(amount), 0)::bigint as amount
           from sold group by grouping sets ((), (day), (product_id), (region_id), (region_id, group_id)))
       select s.*, coalesce(p.name_zh, u.name_zh) as name_zh, coalesce(p.name_en, u.name_en) as name_en from sums s
         left join products p on p.tenant_id = $1 and p.id = s.product_id left join org_units u on u.tenant_id = $1 and u.id = coalesce(s.group_id, s.region_id)
        order by s.day, s.amount desc, s.product_id, s.region_id, s.group_id`,
      [tenantId(), supplierId, from, to],
    )
  }
  /** The newest week reported, and the first day with a sale; undefined before. */
  bounds(supplierId: string): Promise<{ last: string | null; first: string | null } | undefined> {
    return db().one(
      `select (select max(week) from supplier_reports where tenant_id = $1 and supplier_id = $2) as last,
              (select min(day) from settlement_lines where tenant_id = $1 and supplier_id = $2 and kind = 'sale') as first`,
      [tenantId(), supplierId],
    )
  }
  async suppliers(): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select id from suppliers where tenant_id = $1 order by id',
      [tenantId()],
    )
    return rows.map((r) => r.id)
  }
  /** Keeps a week's report; one that is there stays as it was. */
  keep(supplierId: string, r: ReportRow): Promise<number> {
    return db().run(
      'insert into supplier_reports (tenant_id, supplier_id, week, least, currency, figures, made_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [
        tenantId(),
        supplierId,
        r.week,
        r.least,
        r.currency,
        r.figures && JSON.stringify(r.figures),
        clock.now(),
      ],
    )
  }
  /** The newest first. */
  list(supplierId: string, limit: number): Promise<ReportRow[]> {
    return db().many<ReportRow>(
      'select week, least, currency, figures from supplier_reports where tenant_id = $1 and supplier_id = $2 order by week desc limit $3',
      [tenantId(), supplierId, limit],
    )
  }
  one(supplierId: string, week: string): Promise<ReportRow | undefined> {
    return db().one<ReportRow>(
      'select week, least, currency, figures from supplier_reports where tenant_id = $1 and supplier_id = $2 and week = $3',
      [tenantId(), supplierId, week],
    )
  }
}
