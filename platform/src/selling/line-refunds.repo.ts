import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

/** A line of an order, what was paid for the order's goods, and what of the line went back or is on its way. Minor units. */
export interface RefundableRow {
  id: string
  sku_id: string
  total: number
  quantity: number
  goods_paid: number
  refunded_quantity: number
  refunded_amount: number
  /** Whether it is of vouchers, which are refunded one by one. */
  is_voucher: boolean
  /** Of a bundle: pieces of each part in the whole line; null of other goods. */
  parts: { sku_id: string; quantity: number }[] | null
}
export interface RefundedLine {
  lineId: string
  quantity: number
  amount: number
  restocked: boolean
}

@Injectable()
export class LineRefundsRepo {
  /** All lines of an order in their order; refunds that are still on their way count. */
  lines(orderId: string): Promise<RefundableRow[]> {
    return db().many<RefundableRow>(
      `select l.id, l.sku_id, l.total, l.quantity, l.parts, l.voucher is not null as is_voucher, o.payable - coalesce((o.quote->>'freight')::bigint, 0) as goods_paid,
              coalesce(r.quantity, 0) as refunded_quantity, coalesce(r.amount, 0) as refunded_amount
         from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id
         left join lateral (select sum(r.quantity)::bigint as quantity, sum(r.amount)::bigint as amount from refund_lines r where r.tenant_id = $1 and r.order_id = o.id and r.line_id = l.id) r on true
        where o.tenant_id = $1 and o.id = $2 order by l.position`,
      [tenantId(), orderId],
    )
  }
  /** The lines of a refund; none when there is no such refund of lines. */
  of(refundId: string): Promise<(RefundedLine & { orderId: string })[]> {
    return db().many(
      'select order_id as "orderId", line_id as "lineId", quantity, amount, restocked from refund_lines where tenant_id = $1 and refund_id = $2',
      [tenantId(), refundId],
    )
  }
  insert(refundId: string, orderId: string, lines: readonly RefundedLine[]): Promise<number> {
    return db().run(
      `insert into refund_lines (tenant_id, refund_id, order_id, line_id, quantity, amount, restocked)
       select $1, $2, $3, l.id, l.quantity, l.amount, l.restocked from unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::boolean[]) as l (id, quantity, amount, restocked)`,
      [
        tenantId(),
        refundId,
        orderId,
        lines.map((l) => l.lineId),
        lines.map((l) => l.quantity),
        lines.map((l) => l.amount),
        lines.map((l) => l.restocked),
      ],
    )
  }
}
