import { Injectable } from '@nestjs/common'
import { refundMoves, refundWaitsSeconds } from '@storeweave/rules/payments'
import { statesBefore } from '@storeweave/rules/order'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** Why money goes back: the order was called off, its money came too late, or came twice; or lines of it were refunded. */
export type RefundReason = 'cancelled' | 'expired' | 'late' | 'duplicate' | 'returned'
export interface RefundRow {
  id: string
  payment_id: string
  order_id: string
  amount: number
  reason: RefundReason
  state: 'due' | 'sent' | 'done' | 'failed'
  out_refund_no: string
  tries: number
}
const COLUMNS = 'id, payment_id, order_id, amount, reason, state, out_refund_no, tries'

@Injectable()
export class RefundsRepo {
  insert(r: {
    id: string
    paymentId: string
    orderId: string
    amount: number
    reason: RefundReason
    outRefundNo: string
  }): Promise<number> {
    return db().run(
      `insert into refunds (tenant_id, id, payment_id, order_id, amount, reason, out_refund_no, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [tenantId(), r.id, r.paymentId, r.orderId, r.amount, r.reason, r.outRefundNo, clock.now()],
    )
  }
  byNo(outRefundNo: string): Promise<RefundRow | undefined> {
    return db().one<RefundRow>(`select ${COLUMNS} from refunds where tenant_id = $1 and out_refund_no = $2`, [
      tenantId(),
      outRefundNo,
    ])
  }
  /** Takes up to `limit` refunds whose wait is over, and counts the try: two workers never take the same. */
  claim(limit: number): Promise<RefundRow[]> {
    return db().many<RefundRow>(
      `update refunds set tries = tries + 1, updated_at = $2 where tenant_id = $1 and id in (
         select id from refunds where tenant_id = $1 and state in ('due', 'sent')
            and updated_at <= $2::timestamptz - make_interval(secs => ($3::int[])[least(tries + 1, array_length($3::int[], 1))])
          order by created_at limit $4 for update skip locked)
       returning ${COLUMNS}`,
      [tenantId(), clock.now(), [...refundWaitsSeconds], limit],
    )
  }
  /** It waits for something that has to come first. */
  hold(id: string): Promise<number> {
    return db().run("update refunds set held = true where tenant_id = $1 and id = $2 and state = 'due'", [
      tenantId(),
      id,
    ])
  }
  /** What an order's refunds waited for may be there: they are looked at in the next round. */
  wake(orderId: string): Promise<number> {
    return db().run(
      "update refunds set tries = 0, updated_at = $3 where tenant_id = $1 and order_id = $2 and state = 'due' and held",
      [tenantId(), orderId, clock.now()],
    )
  }
  /** The provider has it. */
  sent(id: string, providerRefund: string | null): Promise<number> {
    return db().run(
      "update refunds set state = 'sent', held = false, provider_refund = coalesce($3, provider_refund), updated_at = $4 where tenant_id = $1 and id = $2 and state = any($5)",
      [tenantId(), id, providerRefund, clock.now(), statesBefore(refundMoves, 'send')],
    )
  }
  /** The money is back: answers the row once. */
  finish(id: string, providerRefund: string | null): Promise<RefundRow | undefined> {
    return db().one<RefundRow>(
      `update refunds set state = 'done', held = false, provider_refund = coalesce($3, provider_refund), done_at = $4, updated_at = $4 where tenant_id = $1 and id = $2 and state = any($5) returning ${COLUMNS}`,
      [tenantId(), id, providerRefund, clock.now(), statesBefore(refundMoves, 'finish')],
    )
  }
  /** Failed refunds of an order, due again under the numbers they had. */
  retry(orderId: string): Promise<RefundRow[]> {
    return db().many<RefundRow>(
      `update refunds set state = 'due', tries = 0, updated_at = $3 where tenant_id = $1 and order_id = $2 and state = any($4) returning ${COLUMNS}`,
      [tenantId(), orderId, clock.now(), statesBefore(refundMoves, 'retry')],
    )
  }
  /** The provider can't bring the money back: a person must. Answers the row once. */
  fail(id: string): Promise<RefundRow | undefined> {
    return db().one<RefundRow>(
      `update refunds set state = 'failed', updated_at = $3 where tenant_id = $1 and id = $2 and state = any($4) returning ${COLUMNS}`,
      [tenantId(), id, clock.now(), statesBefore(refundMoves, 'fail')],
    )
  }
}
