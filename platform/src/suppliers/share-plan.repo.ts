import { Injectable } from '@nestjs/common'
import type { ContractModel } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** A payment whose money is frozen at the provider, with its order. */
export interface FrozenRow {
  id: string
  order_id: string
  amount: number
  refunded_amount: number
  currency: string
  paid_at: string
  completed_at: string | null
  ended: boolean
}
/** A sold line of a supplier as it was settled, and all that came back of it or is on its way. */
export interface TheirsRow {
  supplier_id: string
  model: ContractModel | null
  quantity: number
  base: number
  commission: number
  amount: number
  day: string
  contract_id: string | null
  hold_days: number | null
  waiting: string | null
  statement_id: string | null
  /** Whether its statement can still be paid less. */
  is_open: boolean
  back_quantity: number
  back_base: number
}
export interface HeldRow {
  id: string
  supplier_id: string
  account: string
  amount: number
  /** What came back, is on its way back, or is carried as a debt. */
  given: number
  state: 'due' | 'sent' | 'done' | 'closed'
}

@Injectable()
export class SharePlanRepo {
  /** Payments with frozen money that are to be looked at now. */
  due(limit: number): Promise<{ id: string; order_id: string; completed: boolean }[]> {
    return db().many(
      `select p.id, p.order_id, o.completed_at is not null as completed from payments p join orders o on o.tenant_id = $1 and o.id = p.order_id
        where p.tenant_id = $1 and p.profit_sharing and p.state = 'paid' and p.share_ended_at is null and (p.share_look_at is null or p.share_look_at <= $2)
        order by p.share_look_at nulls first, p.id limit $3`,
      [tenantId(), clock.now(), limit],
    )
  }
  /** A payment with its order, which is locked: refunds of it are decided before or after, never meanwhile. */
  lock(paymentId: string): Promise<FrozenRow | undefined> {
    return db().one<FrozenRow>(
      `select p.id, p.order_id, p.amount, p.refunded_amount, p.currency, p.paid_at, o.completed_at, p.share_ended_at is not null as ended
         from payments p join orders o on o.tenant_id = $1 and o.id = p.order_id where p.tenant_id = $1 and p.id = $2 for update of o, p`,
      [tenantId(), paymentId],
    )
  }
  lockOrder(orderId: string): Promise<{ id: string } | undefined> {
    return db().one('select id from orders where tenant_id = $1 and id = $2 for update', [
      tenantId(),
      orderId,
    ])
  }
  async lookAgain(paymentId: string, at: Date): Promise<void> {
    await db().run('update payments set share_look_at = $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      paymentId,
      at,
    ])
  }
  async end(paymentId: string): Promise<void> {
    await db().run('update payments set share_ended_at = $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      paymentId,
      clock.now(),
    ])
  }
  /** Whether money of an order is on its way back, or is back and not settled yet. */
  async refunding(orderId: string): Promise<boolean> {
    const row = await db().one<{ open: boolean }>(
      `select exists (select from refunds where tenant_id = $1 and order_id = $2 and state <> 'done')
           or exists (select from refund_lines r where r.tenant_id = $1 and r.order_id = $2
                        and exists (select from settlement_lines s where s.tenant_id = $1 and s.line_id = r.line_id and s.kind = 'sale')
                        and not exists (select from settlement_lines s where s.tenant_id = $1 and s.refund_id = r.refund_id and s.line_id = r.line_id and s.kind = 'refund')) as open`,
      [tenantId(), orderId],
    )
    return row?.open ?? false
  }
  /** Suppliers' lines of an order with all that came back of them, decided refunds among it. */
  theirs(orderId: string): Promise<TheirsRow[]> {
    return db().many<TheirsRow>(
      `select s.supplier_id, s.model, s.quantity, s.base, s.commission, s.amount, s.day, s.contract_id, c.hold_days, s.waiting, s.statement_id,
              (t.id is null or (t.state not in ('paying', 'settled') and t.carried_to is null)) as is_open,
              coalesce(b.quantity, 0)::bigint as back_quantity, coalesce(b.base, 0)::bigint as back_base
         from settlement_lines s left join supplier_contracts c on c.tenant_id = $1 and c.id = s.contract_id left join supplier_statements t on t.tenant_id = $1 and t.id = s.statement_id
         left join lateral (select sum(r.quantity) as quantity, sum(r.amount) as base from refund_lines r where r.tenant_id = $1 and r.order_id = $2 and r.line_id = s.line_id) b on true
        where s.tenant_id = $1 and s.order_id = $2 and s.kind = 'sale' order by s.supplier_id, s.id`,
      [tenantId(), orderId],
    )
  }
  /** What suppliers were sent of an order and what of it is back. Closed ones hold nothing. */
  held(orderId: string): Promise<HeldRow[]> {
    return db().many<HeldRow>(
      `select h.id, h.supplier_id, h.account, h.amount, h.state, coalesce((select sum(r.amount) from share_returns r where r.tenant_id = $1 and r.share_id = h.id), 0)::bigint as given
         from supplier_shares h where h.tenant_id = $1 and h.order_id = $2 and h.kind = 'share' order by h.supplier_id`,
      [tenantId(), orderId],
    )
  }
  /** Takes what was sent off a statement that can still be paid less, or gives it back; one that nothing is left of is settled. */
  async takeOff(statementId: string, amount: number): Promise<void> {
    await db().run(
      `update supplier_statements set shared = shared + $3, line_count = line_count + 1, state = case when state = 'confirmed' and closing - shared - $3 <= 0 then 'settled' else state end
        where tenant_id = $1 and id = $2`,
      [tenantId(), statementId, amount],
    )
  }
  /** A supplier's statement when it can still be paid less or more, locked. */
  async openStatement(statementId: string): Promise<boolean> {
    const row = await db().one(
      "select 1 from supplier_statements where tenant_id = $1 and id = $2 and state not in ('paying', 'settled') and carried_to is null for update",
      [tenantId(), statementId],
    )
    return row !== undefined
  }
}
