import { Injectable } from '@nestjs/common'
import type { VoucherState, VoucherTerms } from '@storeweave/contract'
import { allocatedTo } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { VOUCHER_JSON, VOUCHERS_FROM, type VoucherJson } from './voucher-rows.js'

/** A voucher as decisions about it are made. */
export interface VoucherRow {
  id: string
  order_id: string
  line_id: string
  store_id: string
  state: VoucherState
  uses: number
  used: number
  refunded: number
  expires_at: string | null
  closed_at: string | null
  terms: VoucherTerms
  /** Of the store it was bought at. */
  time_zone: string
}
/** A line of an order that vouchers are issued for. */
export interface VoucherLineRow {
  id: string
  quantity: number
  terms: VoucherTerms
}
/** A voucher that is being issued. */
export interface NewVoucher {
  id: string
  line_id: string
  n: number
  uses: number
  /** The last day it holds, in the order's store; null for no end. */
  last_day: string | null
}
/** Where a voucher was used last. */
export interface LastUse {
  used_at: string
  store_zh: string
  store_en: string
  time_zone: string
}

const ROW = `select v.id, v.order_id, v.line_id, v.store_id, v.state, v.uses, v.used, v.refunded, v.expires_at, v.closed_at, l.voucher as terms, s.time_zone
  from vouchers v join order_lines l on l.tenant_id = $1 and l.id = v.line_id join stores s on s.tenant_id = $1 and s.id = v.store_id where v.tenant_id = $1`

@Injectable()
export class VouchersRepo {
  byId(id: string): Promise<VoucherRow | undefined> {
    return db().one<VoucherRow>(`${ROW} and v.id = $2`, [tenantId(), id])
  }
  /** The same, locked until the running transaction ends; its order has been locked before. */
  lock(id: string): Promise<VoucherRow | undefined> {
    return db().one<VoucherRow>(`${ROW} and v.id = $2 for update of v`, [tenantId(), id])
  }
  /** The lines of an order that are vouchers. */
  lines(orderId: string): Promise<VoucherLineRow[]> {
    return db().many<VoucherLineRow>(
      'select id, quantity, voucher as terms from order_lines where tenant_id = $1 and order_id = $2 and voucher is not null order by position',
      [tenantId(), orderId],
    )
  }
  /** Writes vouchers of an order. */
  insert(
    order: { id: string; storeId: string; timeZone: string },
    vouchers: readonly NewVoucher[],
  ): Promise<number> {
    return db().run(
      `insert into vouchers (tenant_id, id, order_id, line_id, n, store_id, uses, issued_at, expires_at)
       select $1, w.id, $2, w.line_id, w.n, $3, w.uses, $4, (w.last_day + 1)::timestamp at time zone $6 from jsonb_to_recordset($5::jsonb) as w(id uuid, line_id uuid, n bigint, uses bigint, last_day date)`,
      [tenantId(), order.id, order.storeId, clock.now(), JSON.stringify(vouchers), order.timeZone],
    )
  }
  /** Puts codes of vouchers in force; answers those whose digits were free. */
  async code(
    of: { orderId: string; storeId: string; fulfilmentId: string },
    codes: readonly { voucherId: string; code: string }[],
  ): Promise<string[]> {
    const rows = await db().many<{ voucher_id: string }>(
      `insert into verification_codes (tenant_id, id, fulfilment_id, order_id, store_id, voucher_id, code, created_at)
       select $1, w.id, $2, $3, $4, w.voucher_id, w.code, $5 from unnest($6::uuid[], $7::uuid[], $8::text[]) as w(id, voucher_id, code)
       on conflict (tenant_id, code) where state = 'live' do nothing returning voucher_id`,
      [
        tenantId(),
        of.fulfilmentId,
        of.orderId,
        of.storeId,
        clock.now(),
        codes.map(() => newId()),
        codes.map((c) => c.voucherId),
        codes.map((c) => c.code),
      ],
    )
    return rows.map((r) => r.voucher_id)
  }

  /** Whether a voucher can be used in a store: that it was bought at, or that HQ lets the goods be sold in. */
  async isUsableAt(voucherId: string, storeId: string): Promise<boolean> {
    const row = await db().one<{ usable: boolean }>(
      `select st.kind <> 'warehouse' and (st.id = v.store_id or ${allocatedTo()}) as usable
         from vouchers v join order_lines l on l.tenant_id = $1 and l.id = v.line_id join products p on p.tenant_id = $1 and p.id = l.product_id
         join stores st on st.tenant_id = $1 and st.id = $3 where v.tenant_id = $1 and v.id = $2`,
      [tenantId(), voucherId, storeId],
    )
    return row?.usable ?? false
  }
  /** Where it was used last. */
  lastUse(voucherId: string): Promise<LastUse | undefined> {
    return db().one<LastUse>(
      `select h.used_at, u.name_zh as store_zh, u.name_en as store_en, s.time_zone from voucher_uses h join org_units u on u.tenant_id = $1 and u.id = h.store_id
         join stores s on s.tenant_id = $1 and s.id = h.store_id where h.tenant_id = $1 and h.voucher_id = $2 order by h.used_at desc, h.id desc limit 1`,
      [tenantId(), voucherId],
    )
  }
  /** Takes uses of a voucher that holds, if as many are left; 0 rows otherwise. The last one closes it. */
  async use(id: string, storeId: string, uses: number): Promise<boolean> {
    const by = actor()
    const taken = await db().run(
      `with taken as (
         update vouchers set used = used + $3, state = case when used + $3 + refunded = uses then 'used' else 'live' end,
                closed_at = case when used + $3 + refunded = uses then $4::timestamptz end
          where tenant_id = $1 and id = $2 and state = 'live' and used + refunded + $3 <= uses and (expires_at is null or expires_at > $4) returning id, order_id, state),
       closed as (update verification_codes c set state = 'void' from taken t where t.state = 'used' and c.tenant_id = $1 and c.voucher_id = t.id)
       insert into voucher_uses (tenant_id, id, voucher_id, order_id, store_id, uses, used_at, person_id, person_name)
       select $1, $5, id, order_id, $6, $3, $4, $7, $8 from taken`,
      [tenantId(), id, uses, clock.now(), newId(), storeId, by.id, by.name],
    )
    return taken > 0
  }
  /** What is left of a voucher goes back under a refund: it is over. */
  async giveBack(id: string, refundId: string, uses: number, amount: number): Promise<boolean> {
    const back = await db().run(
      `with back as (
         update vouchers set refunded = refunded + $3, state = 'refunded', closed_at = $4 where tenant_id = $1 and id = $2 and used + refunded + $3 = uses returning id),
       closed as (update verification_codes c set state = 'void' from back where c.tenant_id = $1 and c.voucher_id = back.id and c.state = 'live')
       insert into voucher_refunds (tenant_id, refund_id, voucher_id, uses, amount) select $1, $5, id, $3, $6 from back`,
      [tenantId(), id, uses, clock.now(), refundId, amount],
    )
    return back > 0
  }
  /** The refund of a voucher by its id. */
  refund(refundId: string): Promise<{ voucher_id: string; amount: number } | undefined> {
    return db().one(
      'select voucher_id, amount from voucher_refunds where tenant_id = $1 and refund_id = $2',
      [tenantId(), refundId],
    )
  }
  /** How many uses of a line's vouchers have gone back. */
  async refundedUses(lineId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select coalesce(sum(refunded), 0)::bigint as n from vouchers where tenant_id = $1 and line_id = $2',
      [tenantId(), lineId],
    )
    return row!.n
  }
  /** Closes vouchers whose time is over; answers their orders. Those that somebody is about to use are left for the next time. */
  async expire(limit: number): Promise<{ id: string; order_id: string }[]> {
    return db().many(
      `with due as materialized (
         select id from vouchers where tenant_id = $1 and state = 'live' and expires_at <= $2 order by expires_at limit $3 for update skip locked),
       over as (update vouchers v set state = 'expired', closed_at = $2 from due where v.tenant_id = $1 and v.id = due.id returning v.id, v.order_id),
       closed as (update verification_codes c set state = 'void' from over where c.tenant_id = $1 and c.voucher_id = over.id and c.state = 'live')
       select id, order_id from over`,
      [tenantId(), clock.now(), limit],
    )
  }

  /** A voucher as people look at it. */
  async shown(id: string): Promise<VoucherJson | undefined> {
    const row = await db().one<{ voucher: VoucherJson }>(
      `select ${VOUCHER_JSON} as voucher from ${VOUCHERS_FROM} where v.tenant_id = $1 and v.id = $2`,
      [tenantId(), id],
    )
    return row?.voucher
  }
  /** A member's vouchers, newest first. */
  async mine(
    memberId: string,
    is: 'live' | 'over' | null,
    before: string | null,
    limit: number,
  ): Promise<VoucherJson[]> {
    const rows = await db().many<{ voucher: VoucherJson }>(
      `select ${VOUCHER_JSON} as voucher from orders o join ${VOUCHERS_FROM} on v.tenant_id = $1 and v.order_id = o.id
        where o.tenant_id = $1 and o.member_id = $2 and o.fulfilment_kind = 'virtual' and ($4::uuid is null or v.id < $4::uuid)
          and ($3::text is null or ($3 = 'live') = (v.state = 'live' and (v.expires_at is null or v.expires_at > $6)))
        order by v.id desc limit $5`,
      [tenantId(), memberId, is, before, limit, clock.now()],
    )
    return rows.map((r) => r.voucher)
  }
}
