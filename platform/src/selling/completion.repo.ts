import { Injectable } from '@nestjs/common'
import type { OrderStatus } from '@storeweave/contract'
import type { Step } from '../fulfilment/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { outboxSql, QUEUED, type outboxRow } from '../kernel/events.js'
import { newId } from '../kernel/id.js'
import type { Transfer } from '../ledger/index.js'
import { noteBy } from './orders.repo.js'

/** A step of an order that its money brings about. Amounts in minor units. */
export interface Completing {
  orderId: string
  from: OrderStatus
  to: OrderStatus
  event: 'order.paid' | 'order.revived'
  paidAt: Date
  step: Step
  transfer: Transfer
  happened: ReturnType<typeof outboxRow>[]
}
/** What it did: orders moved (1, or 0 when it wasn't where it was thought to be), fulfilments moved, those among them whose code was free. */
export interface Completed {
  moved: number
  stepped: string[]
  coded: string[]
}

/**
 * All that money does to a locked order, in one statement, because it is the busiest decision of all: its step, its
 * lines count as sold, its timeline, its fulfilments and their codes, the books, and who hears of it. Every part hangs
 * on `moved`, except the events: a caller who finds 0 moved must roll back.
 */
const COMPLETE = `with moved as (
    update orders set payment = 'paid', paid = paid + $5::bigint, status = $4, paid_at = $6, cancelled_at = null, cancel_reason = '', completed_at = case when $4 = 'completed' then $6::timestamptz end
     where tenant_id = $1 and id = $2 and status = $3 and payment = 'unpaid' returning id),
  sold as (update order_lines l set sold_at = $6 from moved where l.tenant_id = $1 and l.order_id = moved.id),
  noted as (
    insert into order_timeline (tenant_id, id, order_id, event, from_state, to_state, by_id, by_name, note, at) select $1, $8, id, $9, $3, $4, $10, $11, '', $7 from moved),
  stepped as (
    update fulfilments f set state = $13, updated_at = $7, paid_at = $7, promised_at = coalesce($14, promised_at), finished_at = case when $15 then $7::timestamptz end
      from moved where f.tenant_id = $1 and f.order_id = moved.id and f.state = $12 returning f.id, f.order_id, f.store_id),
  coded as (
    insert into verification_codes (tenant_id, id, fulfilment_id, order_id, store_id, code, created_at) select $1, $17, id, order_id, store_id, $16, $7 from stepped where $16::text is not null limit 1
    on conflict (tenant_id, code) where state = 'live' do nothing returning fulfilment_id),
  booked as (
    insert into ledger_transfers (tenant_id, id, debit_account, credit_account, amount, currency, kind, ref, order_id, at)
    select $1, $18, $19, $20, $5::bigint, $21, $22, $23, id, $7 from moved where $5::bigint > 0 on conflict (tenant_id, kind, ref) do nothing),
  ${outboxSql('$24')}
  select (select count(*) from moved) as moved, array(select id from stepped) as stepped, array(select fulfilment_id from coded) as coded, ${QUEUED}`

@Injectable()
export class CompletionRepo {
  /** Writes down that an order's money is there; answers what moved. */
  async complete(c: Completing): Promise<Completed> {
    const by = noteBy()
    const { step, transfer: t } = c
    const values = [
      tenantId(),
      c.orderId,
      c.from,
      c.to,
      t.amount,
      c.paidAt,
      clock.now(),
      newId(),
      c.event,
      by.id,
      by.name,
      step.from,
      step.to,
      step.promisedAt,
      step.final,
      step.code,
      newId(),
      newId(),
      t.debit,
      t.credit,
      t.currency,
      t.kind,
      t.ref,
      JSON.stringify(c.happened),
    ]
    return (await db().one<Completed>(COMPLETE, values))!
  }
}
