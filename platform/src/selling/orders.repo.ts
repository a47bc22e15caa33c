import { Injectable } from '@nestjs/common'
import type { OrderStatus } from '@storeweave/contract'
import type { FulfilmentKind } from '@storeweave/rules/fulfilment'
import { clock } from '../kernel/clock.js'
import type { Preparing } from '../fulfilment/index.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor, isOfBrand, scope } from '../kernel/scope.js'

export type OrderPayment = 'unpaid' | 'paid' | 'part_refunded' | 'refunded'
/** What decisions about an order are made on. Amounts in minor units. */
export interface OrderFacts {
  id: string
  number: string
  store_id: string
  member_id: string | null
  channel: string
  payment: OrderPayment
  status: OrderStatus
  fulfilment_kind: FulfilmentKind
  currency: string
  payable: number
  paid: number
  refunded: number
  expires_at: string | null
  cancel_reason: string
  tender: 'cash' | 'wechat_code' | null
  store_code: string
}
/** What completing an order needs besides: its fulfilments, and what decides when its store has goods ready. */
export interface PayableOrder extends OrderFacts, Preparing {
  fulfilment_ids: string[]
}
/** Written by the clock, not by a person: only such an order comes back to life when its money arrives late. */
export const EXPIRED = 'system:expired'

/** A waiting order with what completing it needs; `$1` is the tenant. */
export const PAYABLE = `o.id, o.number, o.store_id, o.member_id, o.channel, o.payment, o.status, o.fulfilment_kind, o.currency, o.payable, o.paid, o.refunded, o.expires_at, o.cancel_reason, o.tender,
  u.code as store_code, s.hours, s.time_zone, s.preparation_minutes, array(select f.id from fulfilments f where f.tenant_id = $1 and f.order_id = o.id order by f.id) as fulfilment_ids`
export const PAYABLE_FROM =
  'orders o join org_units u on u.tenant_id = $1 and u.id = o.store_id join stores s on s.tenant_id = $1 and s.id = o.store_id'
const COLUMNS =
  'o.id, o.number, o.store_id, o.member_id, o.channel, o.payment, o.status, o.fulfilment_kind, o.currency, o.payable, o.paid, o.refunded, o.expires_at, o.cancel_reason, o.tender'

/** Whom the timeline names: the brand's own people and programs by name, everybody else by what they are. */
export function noteBy(): { id: string | null; name: string } {
  const { who } = scope()
  const { id, name } = actor()
  return { id, name: isOfBrand(who) ? name : who.kind === 'shopper' ? 'shopper' : 'system' }
}

@Injectable()
export class OrdersRepo {
  byId(id: string): Promise<OrderFacts | undefined> {
    return this.facts(id, '')
  }
  /** The order, locked until the transaction ends: decisions about one order are made one after the other. */
  lock(id: string): Promise<OrderFacts | undefined> {
    return this.facts(id, ' for update of o')
  }
  /** The same with what completing it needs. */
  lockPayable(id: string): Promise<PayableOrder | undefined> {
    return db().one<PayableOrder>(
      `select ${PAYABLE} from ${PAYABLE_FROM} where o.tenant_id = $1 and o.id = $2 for update of o`,
      [tenantId(), id],
    )
  }
  private facts(id: string, how: '' | ' for update of o'): Promise<OrderFacts | undefined> {
    return db().one<OrderFacts>(
      `select ${COLUMNS}, u.code as store_code from orders o join org_units u on u.tenant_id = $1 and u.id = o.store_id where o.tenant_id = $1 and o.id = $2${how}`,
      [tenantId(), id],
    )
  }
  contact(id: string): Promise<{ contact_name: string; contact_phone: string } | undefined> {
    return db().one('select contact_name, contact_phone from orders where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
    ])
  }
  /** What left stock for an order, or would: of bundles the parts they had when they were sold. */
  stockLines(orderId: string): Promise<{ skuId: string; quantity: number }[]> {
    return db().many(
      `select coalesce(p.sku_id, l.sku_id) as "skuId", coalesce(p.quantity, l.quantity) as quantity from order_lines l
         left join lateral jsonb_to_recordset(l.parts) as p(sku_id uuid, quantity bigint) on true where l.tenant_id = $1 and l.order_id = $2 and l.voucher is null order by l.position`,
      [tenantId(), orderId],
    )
  }

  /** Money without goods: it is noted with the order and on its way back. */
  async owe(id: string, from: OrderStatus, amount: number): Promise<boolean> {
    return (
      (await db().run(
        "update orders set payment = 'paid', paid = paid + $4, status = 'refunding' where tenant_id = $1 and id = $2 and status = $3 and payment = 'unpaid'",
        [tenantId(), id, from, amount],
      )) > 0
    )
  }
  /** Calls an order off. */
  async cancel(
    id: string,
    from: OrderStatus,
    to: 'cancelled' | 'refunding',
    reason: string,
  ): Promise<boolean> {
    return (
      (await db().run(
        'update orders set status = $4, cancelled_at = $5, cancel_reason = $6 where tenant_id = $1 and id = $2 and status = $3',
        [tenantId(), id, from, to, clock.now(), reason],
      )) > 0
    )
  }
  /** Moves the step alone, e.g. as its fulfilments go on. */
  async step(id: string, from: OrderStatus, to: OrderStatus): Promise<boolean> {
    return (
      (await db().run(
        "update orders set status = $4, completed_at = case when $4 = 'completed' then $5::timestamptz else completed_at end where tenant_id = $1 and id = $2 and status = $3",
        [tenantId(), id, from, to, clock.now()],
      )) > 0
    )
  }
  /** Money that has gone back. */
  async refund(id: string, amount: number, payment: OrderPayment, status: OrderStatus): Promise<boolean> {
    return (
      (await db().run(
        'update orders set refunded = refunded + $3, payment = $4, status = $5 where tenant_id = $1 and id = $2 and refunded + $3 <= paid',
        [tenantId(), id, amount, payment, status],
      )) > 0
    )
  }

  /** Unpaid orders whose time is over; no locks: the decision is made one by one. */
  async due(limit: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      "select id from orders where tenant_id = $1 and status = 'to_pay' and expires_at <= $2 order by expires_at limit $3",
      [tenantId(), clock.now(), limit],
    )
    return rows.map((r) => r.id)
  }
  /** A due order, locked, unless another worker has it or it isn't due any more. */
  async claimDue(id: string): Promise<boolean> {
    return (
      (await db().one(
        "select id from orders where tenant_id = $1 and id = $2 and status = 'to_pay' and expires_at <= $3 for update skip locked",
        [tenantId(), id, clock.now()],
      )) !== undefined
    )
  }

  /** Appends to what happened to an order. `by` is a person's name, `shopper` or `system`. */
  note(orderId: string, event: string, from: string | null, to: string | null, note = ''): Promise<number> {
    const by = noteBy()
    return db().run(
      'insert into order_timeline (tenant_id, id, order_id, event, from_state, to_state, by_id, by_name, note, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tenantId(), newId(), orderId, event, from, to, by.id, by.name, note, clock.now()],
    )
  }

  /** Runs work that may fail without taking the transaction along: undone when it throws. */
  async attempt(work: () => Promise<void>, isExpected: (error: unknown) => boolean): Promise<boolean> {
    await db().run('savepoint attempt')
    try {
      await work()
      await db().run('release savepoint attempt')
      return true
    } catch (error) {
      await db().run('rollback to savepoint attempt')
      if (isExpected(error)) return false
      throw error
    }
  }
}
