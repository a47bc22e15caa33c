import { Injectable } from '@nestjs/common'
import type { ContractModel } from '@storeweave/contract'
import { campaignOfLine } from '../campaigns/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

/** A line of a completed order, the supplier's or not: what was paid for the order is split over all of them. Minor units. */
export interface OrderLineRow {
  id: string
  order_id: string
  completed_at: string
  goods_paid: number
  supplier_id: string | null
  category_id: string | null
  quantity: number
  total: number
  supply_amount: number | null
  /** What a campaign took off it, and the supplier's part of that; none where there was none. */
  campaign_id: string | null
  discount: number
  share: number
}
/** A sale that was written, with what refunds have reversed of it (positive). */
export interface SaleRow {
  id: string
  line_id: string
  order_id: string
  supplier_id: string
  contract_id: string | null
  model: ContractModel | null
  rate: number | null
  quantity: number
  base: number
  commission: number
  amount: number
  waiting: Waiting | null
  campaign_id: string | null
  discount: number
  borne: number
}
/** A finished refund of a line that isn't written yet, or waits with its sale (`known`). */
export interface RefundDue {
  refund_id: string
  line_id: string
  quantity: number
  amount: number
  done_at: string
  known: string | null
}
export type Waiting = 'no_contract' | 'no_supply_price'
/** A line to be written. Signed as the supplier sees it. */
export interface NewLine {
  id: string
  supplier_id: string
  kind: 'sale' | 'refund' | 'fee' | 'adjustment' | 'share'
  order_id: string | null
  line_id: string | null
  refund_id: string | null
  contract_id: string | null
  model: ContractModel | null
  rate: number | null
  quantity: number
  base: number
  commission: number
  amount: number
  day: string
  waiting: Waiting | null
  statement_id: string | null
  note: string
  campaign_id: string | null
  discount: number
  borne: number
}
const SHAPE =
  'id uuid, supplier_id uuid, kind text, order_id uuid, line_id uuid, refund_id uuid, contract_id uuid, model text, rate bigint, quantity bigint, base bigint, commission bigint, amount bigint, day date, waiting text, statement_id uuid, note text, campaign_id uuid, discount bigint, borne bigint'
const NAMES = SHAPE.replaceAll(/ \w+(?=,|$)/g, '')

@Injectable()
export class SettlementRepo {
  /** All lines of these orders, of those that are completed and hold goods of a supplier. */
  completed(orderIds: readonly string[]): Promise<OrderLineRow[]> {
    return db().many<OrderLineRow>(
      `select l.id, l.order_id, o.completed_at, o.payable - coalesce((o.quote->>'freight')::bigint, 0) as goods_paid, l.supplier_id, p.category_id, l.quantity, l.total, l.supply_amount, c.campaign_id, coalesce(((c.regular - c.price) * l.quantity * 2 + l.unit_size) / (2 * l.unit_size), 0)::bigint as discount, coalesce(m.share, 0) as share
         from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id left join products p on p.tenant_id = $1 and p.id = l.product_id
         join stores st on st.tenant_id = $1 and st.id = l.store_id left join lateral (${campaignOfLine}) c on true
         left join campaign_merchants m on m.tenant_id = $1 and m.campaign_id = c.campaign_id and m.supplier_id = l.supplier_id
        where o.tenant_id = $1 and o.id = any($2) and o.completed_at is not null and o.paid_at is not null
          and exists (select from order_lines s where s.tenant_id = $1 and s.order_id = o.id and s.supplier_id is not null)
        order by o.id, l.position`,
      [tenantId(), orderIds],
    )
  }
  /** The sales written for these orders, locked in the order of their ids: reversals of one come one after the other. */
  lockSales(orderIds: readonly string[]): Promise<SaleRow[]> {
    return db().many<SaleRow>(
      `select id, line_id, order_id, supplier_id, contract_id, model, rate, quantity, base, commission, amount, waiting, campaign_id, discount, borne
         from settlement_lines where tenant_id = $1 and order_id = any($2) and kind = 'sale' order by id for update`,
      [tenantId(), orderIds],
    )
  }
  /** What refunds have reversed of these lines so far, in positive numbers. */
  reversed(lineIds: readonly string[]): Promise<{ line_id: string; quantity: number; base: number }[]> {
    return db().many(
      `select line_id, -sum(quantity)::bigint as quantity, -sum(base)::bigint as base from settlement_lines
        where tenant_id = $1 and line_id = any($2) and kind = 'refund' and waiting is null group by line_id`,
      [tenantId(), lineIds],
    )
  }
  /** Finished refunds of these orders that aren't settled, the first first. */
  refundsDue(orderIds: readonly string[]): Promise<RefundDue[]> {
    return db().many<RefundDue>(
      `select r.refund_id, r.line_id, r.quantity, r.amount, f.done_at, s.id as known
         from refund_lines r join refunds f on f.tenant_id = $1 and f.id = r.refund_id and f.state = 'done'
         left join settlement_lines s on s.tenant_id = $1 and s.refund_id = r.refund_id and s.line_id = r.line_id and s.kind = 'refund'
        where r.tenant_id = $1 and r.order_id = any($2) and (s.id is null or s.waiting is not null) order by f.done_at, r.refund_id, r.line_id`,
      [tenantId(), orderIds],
    )
  }
  /** Writes lines; those whose sale or refund is written already stay as they are. Answers the ids that are new. */
  async insert(lines: readonly NewLine[]): Promise<Set<string>> {
    if (!lines.length) return new Set()
    const rows = await db().many<{ id: string }>(
      `insert into settlement_lines (tenant_id, ${NAMES}, by_name, created_at) select $1, ${NAMES}, $3, $4 from jsonb_to_recordset($2::jsonb) as l (${SHAPE})
       on conflict do nothing returning id`,
      [tenantId(), JSON.stringify(lines), actor().name, clock.now()],
    )
    return new Set(rows.map((r) => r.id))
  }
  /** Freezes lines that waited. Answers the ids that still did. */
  async freeze(
    lines: readonly Pick<NewLine, 'id' | 'contract_id' | 'model' | 'rate' | 'commission' | 'amount'>[],
  ): Promise<Set<string>> {
    if (!lines.length) return new Set()
    const rows = await db().many<{ id: string }>(
      `update settlement_lines s set contract_id = l.contract_id, model = l.model, rate = l.rate, commission = l.commission, amount = l.amount, waiting = null
         from jsonb_to_recordset($2::jsonb) as l (id uuid, contract_id uuid, model text, rate bigint, commission bigint, amount bigint)
        where s.tenant_id = $1 and s.id = l.id and s.waiting is not null returning s.id`,
      [tenantId(), JSON.stringify(lines)],
    )
    return new Set(rows.map((r) => r.id))
  }
  /** A page of a supplier's sold lines that aren't settled, by id; `since` leaves out orders of earlier trading days. */
  unsettled(
    supplierId: string,
    since: string | null,
    after: string,
    limit: number,
  ): Promise<{ id: string; order_id: string }[]> {
    return db().many(
      `select l.id, l.order_id from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
        where l.tenant_id = $1 and l.supplier_id = $2 and l.id > $4 and ($3::date is null or l.trading_day >= $3) and l.sold_at is not null and o.completed_at is not null
          and not exists (select from settlement_lines s where s.tenant_id = $1 and s.line_id = l.id and s.kind = 'sale' and s.waiting is null)
        order by l.id limit $5`,
      [tenantId(), supplierId, since, after, limit],
    )
  }
}
