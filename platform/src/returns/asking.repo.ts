import { Injectable } from '@nestjs/common'
import type { AskReturn, OrderStatus, ProductKind, ReturnDesk } from '@storeweave/contract'
import { openReturnStates } from '@storeweave/rules/returns'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** An order as returns of it are asked. */
export interface AskedOrder {
  id: string
  number: string
  store_id: string
  supplier_id: string | null
  status: OrderStatus
  completed_at: string | null
}
/** A bought line: what was paid, what went back, what open returns hold. */
export interface BoughtLine {
  id: string
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  unit_zh: string
  unit_en: string
  kind: ProductKind
  media_id: string | null
  quantity: number
  total: number
  goods_paid: number
  refunded_quantity: number
  refunded_amount: number
  asked: number
}
const OPEN = openReturnStates.map((state) => `'${state}'`).join(', ')

@Injectable()
export class AskingRepo {
  /** Somebody's own order; `lock`: until the transaction ends, so that what is asked, decided and refunded comes one after the other. */
  order(id: string, memberId: string, how: 'read' | 'lock'): Promise<AskedOrder | undefined> {
    return db().one<AskedOrder>(
      `select o.id, o.number, o.store_id, s.supplier_id, o.status, o.completed_at from orders o join stores s on s.tenant_id = $1 and s.id = o.store_id
        where o.tenant_id = $1 and o.id = $2 and o.member_id = $3${how === 'lock' ? ' for update of o' : ''}`,
      [tenantId(), id, memberId],
    )
  }
  /** The lines of an order, in their order. */
  lines(orderId: string): Promise<BoughtLine[]> {
    return db().many<BoughtLine>(
      `select l.id, l.name_zh, l.name_en, l.option_zh, l.option_en, l.unit_zh, l.unit_en, l.kind, l.media_id, l.quantity, l.total,
              o.payable - coalesce((o.quote->>'freight')::bigint, 0) as goods_paid,
              (select coalesce(sum(r.quantity), 0) from refund_lines r where r.tenant_id = $1 and r.order_id = o.id and r.line_id = l.id)::bigint as refunded_quantity,
              (select coalesce(sum(r.amount), 0) from refund_lines r where r.tenant_id = $1 and r.order_id = o.id and r.line_id = l.id)::bigint as refunded_amount,
              (select coalesce(sum(a.quantity), 0) from return_lines a join returns r on r.tenant_id = $1 and r.id = a.return_id and r.state in (${OPEN})
                where a.tenant_id = $1 and a.order_id = o.id and a.line_id = l.id)::bigint as asked
         from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id where o.tenant_id = $1 and o.id = $2 and l.voucher is null order by l.position`,
      [tenantId(), orderId],
    )
  }
  /** Whose return is under an id. */
  known(id: string): Promise<{ order_id: string; member_id: string | null } | undefined> {
    return db().one('select order_id, member_id from returns where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
    ])
  }
  async insert(
    input: AskReturn,
    order: AskedOrder,
    memberId: string,
    o: { desk: ReturnDesk; worth: number; decideBy: Date },
  ): Promise<void> {
    await db().run(
      `insert into returns (tenant_id, id, order_id, store_id, supplier_id, member_id, kind, reason, words, media_ids, state, desk, worth, decide_by, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid[], 'asked', $11, $12, $13, $14, $14)`,
      [
        tenantId(),
        input.id,
        order.id,
        order.store_id,
        order.supplier_id,
        memberId,
        input.kind,
        input.reason,
        input.words,
        input.pictureIds,
        o.desk,
        o.worth,
        o.decideBy,
        clock.now(),
      ],
    )
    await db().run(
      'insert into return_lines (tenant_id, return_id, line_id, order_id, quantity) select $1, $2, x.id, $3, x.quantity from unnest($4::uuid[], $5::bigint[]) as x (id, quantity)',
      [tenantId(), input.id, order.id, input.lines.map((l) => l.lineId), input.lines.map((l) => l.quantity)],
    )
  }
}
