import { Injectable } from '@nestjs/common'
import { paymentMoves } from '@storeweave/rules/payments'
import { statesBefore } from '@storeweave/rules/order'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export type PaymentMethod = 'wechat_jsapi' | 'wechat_h5' | 'wechat_native' | 'wechat_code' | 'cash'
/** One attempt to pay an order. Amounts in minor units. */
export interface PaymentRow {
  id: string
  order_id: string
  method: PaymentMethod
  state: 'created' | 'pending' | 'paid' | 'closed' | 'failed'
  amount: number
  refunded_amount: number
  currency: string
  out_trade_no: string
  provider_txn: string | null
  /** Its money is frozen until it was shared with suppliers. */
  profit_sharing: boolean
  created_at: string
  paid_at: string | null
}
const COLUMNS =
  'id, order_id, method, state, amount, refunded_amount, currency, out_trade_no, provider_txn, profit_sharing, created_at, paid_at'
/** Whether an order holds goods of a supplier that is sent its share: said once, when the attempt is made, so that a repeat says the same. */
const IS_SHARED =
  "exists (select from order_lines l join share_receivers r on r.tenant_id = $1 and r.supplier_id = l.supplier_id and r.state = 'active' where l.tenant_id = $1 and l.order_id = $3)"
const OPEN = "state in ('created', 'pending')"

@Injectable()
export class PaymentsRepo {
  insert(p: {
    id: string
    orderId: string
    method: PaymentMethod
    amount: number
    currency: string
    outTradeNo: string
    state?: 'created' | 'paid'
  }): Promise<PaymentRow | undefined> {
    const now = clock.now()
    return db().one<PaymentRow>(
      `insert into payments (tenant_id, id, order_id, method, state, amount, currency, out_trade_no, created_at, updated_at, paid_at, profit_sharing)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, case when $5 = 'paid' then $9::timestamptz end, $4 <> 'cash' and ${IS_SHARED}) returning ${COLUMNS}`,
      [tenantId(), p.id, p.orderId, p.method, p.state ?? 'created', p.amount, p.currency, p.outTradeNo, now],
    )
  }
  byId(id: string): Promise<PaymentRow | undefined> {
    return db().one<PaymentRow>(`select ${COLUMNS} from payments where tenant_id = $1 and id = $2`, [
      tenantId(),
      id,
    ])
  }
  /**
   * The open attempts of an order, with a new one among them unless one of this method and sum is there. One statement;
   * it sees what others began only where the order was locked by one before it.
   */
  begin(p: {
    id: string
    orderId: string
    method: PaymentMethod
    amount: number
    currency: string
    outTradeNo: string
  }): Promise<PaymentRow[]> {
    return db().many<PaymentRow>(
      `with open as (select ${COLUMNS} from payments where tenant_id = $1 and order_id = $3 and ${OPEN}),
       fresh as (
         insert into payments (tenant_id, id, order_id, method, state, amount, currency, out_trade_no, created_at, updated_at, profit_sharing)
         select $1, $2, $3, $4, 'created', $5, $6, $7, $8, $8, ${IS_SHARED} where not exists (select from open where method = $4 and amount = $5) returning ${COLUMNS})
       select * from open union all select * from fresh order by id`,
      [tenantId(), p.id, p.orderId, p.method, p.amount, p.currency, p.outTradeNo, clock.now()],
    )
  }
  openOf(orderId: string): Promise<PaymentRow[]> {
    return db().many<PaymentRow>(
      `select ${COLUMNS} from payments where tenant_id = $1 and order_id = $2 and ${OPEN} order by id`,
      [tenantId(), orderId],
    )
  }
  paidOf(orderId: string): Promise<PaymentRow[]> {
    return db().many<PaymentRow>(
      `select ${COLUMNS} from payments where tenant_id = $1 and order_id = $2 and state = 'paid' order by paid_at, id`,
      [tenantId(), orderId],
    )
  }
  /** Marks an attempt as known to the provider; keeps what the client goes on with. */
  sent(id: string, prepay: unknown): Promise<number> {
    return db().run(
      `update payments set state = 'pending', prepay = $3, updated_at = $4 where tenant_id = $1 and id = $2 and state = any($5)`,
      [
        tenantId(),
        id,
        prepay === null ? null : JSON.stringify(prepay),
        clock.now(),
        statesBefore(paymentMoves, 'send'),
      ],
    )
  }
  /** Ends an attempt that brought no money. */
  end(id: string, to: 'closed' | 'failed'): Promise<number> {
    return db().run(
      'update payments set state = $3, updated_at = $4 where tenant_id = $1 and id = $2 and state = any($5)',
      [tenantId(), id, to, clock.now(), statesBefore(paymentMoves, to === 'closed' ? 'close' : 'fail')],
    )
  }
  /** Sets money of a payment aside for going back; undefined when that much isn't left. */
  setAside(id: string, amount: number): Promise<PaymentRow | undefined> {
    return db().one<PaymentRow>(
      `update payments set refunded_amount = refunded_amount + $3, updated_at = $4 where tenant_id = $1 and id = $2 and state = 'paid' and refunded_amount + $3 <= amount returning ${COLUMNS}`,
      [tenantId(), id, amount, clock.now()],
    )
  }
  /** Takes up to `limit` open attempts made or checked before the given instants, and notes that they're being checked. */
  claimOpen(before: Date, limit: number): Promise<PaymentRow[]> {
    return db().many<PaymentRow>(
      `update payments set checked_at = $3 where tenant_id = $1 and id in (
         select id from payments where tenant_id = $1 and ${OPEN} and created_at <= $2 and (checked_at is null or checked_at <= $2) order by created_at limit $4 for update skip locked)
       returning ${COLUMNS}`,
      [tenantId(), before, clock.now(), limit],
    )
  }
  /** Remembers what a provider told us of a refund; false when it had told us before. */
  async remember(eventId: string): Promise<boolean> {
    return (
      (await db().run(
        "insert into provider_events (tenant_id, provider, event_id, kind, received_at) values ($1, 'wechat_pay', $2, 'refund', $3) on conflict do nothing",
        [tenantId(), `refund:${eventId}`, clock.now()],
      )) > 0
    )
  }
}
