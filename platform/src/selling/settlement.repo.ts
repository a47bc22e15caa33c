import { Injectable } from '@nestjs/common'
import { statesBefore } from '@storeweave/rules/order'
import { paymentMoves } from '@storeweave/rules/payments'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import type { PaymentRow } from '../payments/index.js'
import { PAYABLE, PAYABLE_FROM, type PayableOrder } from './orders.repo.js'

/** Money a provider speaks of, the attempt that asked for it, and its order, locked. */
export interface Told {
  asked: Pick<PaymentRow, 'out_trade_no' | 'amount' | 'currency'>
  /** The attempt when this took its money; null when that was taken before. */
  taken: PaymentRow | null
  order: PayableOrder
}
type ToldRow = PayableOrder & Omit<Told, 'order'>

/**
 * Remembers the callback, locks the order and takes the attempt's money, in one statement: nothing is decided between
 * them. The order is locked before the attempt, as everywhere, and read as it is once the lock is there; of the
 * attempt only what never changes is read beside it.
 */
const TAKE = `with notice as (
    insert into provider_events (tenant_id, provider, event_id, kind, received_at) select $1, 'wechat_pay', $3, 'payment', $4 where $3::text is not null on conflict do nothing),
  o as (
    select ${PAYABLE}, json_build_object('out_trade_no', p.out_trade_no, 'amount', p.amount, 'currency', p.currency) as asked
      from payments p join ${PAYABLE_FROM} on o.tenant_id = $1 and o.id = p.order_id where p.tenant_id = $1 and p.out_trade_no = $2 for update of o),
  taken as (
    update payments p set state = 'paid', provider_txn = $5, paid_at = $6, updated_at = $4 from o
     where p.tenant_id = $1 and p.out_trade_no = $2 and p.order_id = o.id and p.state = any($7) returning p.*)
  select o.*, (select to_json(taken) from taken) as taken from o`

@Injectable()
export class SettlementRepo {
  /**
   * Takes confirmed money. `notice` names the callback that told of it, null when it was asked for. Undefined when
   * nobody asked for this money. The caller compares sums, and rolls back when they differ.
   */
  async take(
    fact: { outTradeNo: string; transactionId: string | null },
    paidAt: Date,
    notice: string | null,
  ): Promise<Told | undefined> {
    const row = await db().one<ToldRow>(TAKE, [
      tenantId(),
      fact.outTradeNo,
      notice,
      clock.now(),
      fact.transactionId,
      paidAt,
      statesBefore(paymentMoves, 'pay'),
    ])
    if (!row) return undefined
    const { asked, taken, ...order } = row
    return { asked, taken, order }
  }
}
