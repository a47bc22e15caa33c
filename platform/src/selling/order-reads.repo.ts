import { Injectable } from '@nestjs/common'
import type { ListOrders, OrderRefund, OrderStatus } from '@storeweave/contract'
import type { FulfilmentKind } from '@storeweave/rules/fulfilment'
import { db, tenantId } from '../kernel/db.js'
import { belowRegion } from '../kernel/region.js'
import {
  linesJson,
  parcelJson,
  vouchersJson,
  type LineJson,
  type Parcel,
  type VoucherJson,
} from '../fulfilment/index.js'
import type { QuoteShape } from './basket.service.js'
import type { OrderPayment } from './orders.repo.js'

export interface ListedRow {
  id: string
  number: string
  channel: string
  store_id: string
  store_zh: string
  store_en: string
  status: OrderStatus
  payment: OrderPayment
  fulfilment_kind: FulfilmentKind
  item_count: number
  payable: number
  paid: number
  refunded: number
  currency: string
  contact_name: string
  contact_phone: string
  placed_at: string
  trading_day: string
  first_zh: string
  first_en: string
  first_media: string | null
}
export interface DetailRow extends ListedRow {
  member_id: string | null
  quote: QuoteShape
  note: string
  expires_at: string | null
  code: string | null
  shipment: Parcel | null
  lines: LineJson[]
  fulfilments: {
    id: string
    kind: FulfilmentKind
    state: string
    store_id: string
    promised_at: string | null
    parcel: SentJson | null
  }[]
  timeline: { at: string; event: string; from: string | null; to: string | null; by: string; note: string }[]
  payments: { id: string; method: string; state: string; amount: number; at: string }[]
  refunds: OrderRefund[]
  /** Null where it is no order of vouchers. */
  vouchers: VoucherJson[] | null
}
/** With whom a fulfilment left, as `SENT` writes it. */
export interface SentJson {
  carrier: string
  waybill: string
  shippedAt: string | null
  lines: { lineId: string; quantity: number }[]
}
export type Filter = Pick<ListOrders, 'storeId' | 'regionId' | 'status' | 'channel' | 'q' | 'from' | 'to'>

const LISTED = `o.id, o.number, o.channel, o.store_id, u.name_zh as store_zh, u.name_en as store_en, o.status, o.payment, o.fulfilment_kind, o.item_count, o.payable, o.paid, o.refunded, o.currency,
  o.contact_name, o.contact_phone, o.placed_at, o.trading_day, first.name_zh as first_zh, first.name_en as first_en, first.media_id as first_media`
const FROM = `from orders o join org_units u on u.tenant_id = $1 and u.id = o.store_id
  cross join lateral (select l.name_zh, l.name_en, l.media_id from order_lines l where l.tenant_id = $1 and l.order_id = o.id order by l.position limit 1) first`
const jsonOf = (fields: string, rest: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') ${rest})`

/** With whom a fulfilment left, and what of the order was in it where it wasn't all. */
const SENT = `(select json_build_object('carrier', s.carrier, 'waybill', s.waybill, 'shippedAt', s.shipped_at, 'lines', ${jsonOf("'lineId', g.line_id, 'quantity', g.quantity", 'from parcel_lines g where g.tenant_id = $1 and g.fulfilment_id = f.id', 'g.line_id')})
    from shipments s where s.tenant_id = $1 and s.fulfilment_id = f.id)`

const DETAIL = `select ${LISTED}, o.member_id, o.quote, o.note, o.expires_at, ${linesJson('o.id')} as lines,
  (select v.code from verification_codes v join fulfilments f on f.tenant_id = $1 and f.id = v.fulfilment_id where v.tenant_id = $1 and f.order_id = o.id and v.state = 'live' and v.voucher_id is null) as code,
  case o.fulfilment_kind when 'virtual' then ${vouchersJson('o.id')} end as vouchers,
  case o.fulfilment_kind when 'express' then ${parcelJson('s.order_id = o.id')} end as shipment,
  ${jsonOf(`'id', f.id, 'kind', f.kind, 'state', f.state, 'store_id', f.store_id, 'promised_at', f.promised_at, 'parcel', case f.kind when 'express' then ${SENT} end`, 'from fulfilments f where f.tenant_id = $1 and f.order_id = o.id', 'f.id')} as fulfilments,
  ${jsonOf("'at', t.at, 'event', t.event, 'from', t.from_state, 'to', t.to_state, 'by', t.by_name, 'note', t.note", 'from order_timeline t where t.tenant_id = $1 and t.order_id = o.id', 't.id')} as timeline,
  ${jsonOf(
    `'id', p.id, 'method', p.method, 'amount', p.amount, 'at', coalesce(p.paid_at, p.created_at), 'state', case when p.refunded_amount = 0 then p.state
      when exists (select from refunds r where r.tenant_id = $1 and r.payment_id = p.id and r.state = 'failed') then 'refund_failed'
      when exists (select from refunds r where r.tenant_id = $1 and r.payment_id = p.id and r.state <> 'done') then 'refunding' when p.refunded_amount < p.amount then 'part_refunded' else 'refunded' end`,
    'from payments p where p.tenant_id = $1 and p.order_id = o.id',
    'p.id',
  )} as payments,
  ${jsonOf(
    `'id', r.id, 'amount', r.amount, 'state', r.state, 'reason', r.reason, 'held', r.held, 'at', coalesce(r.done_at, r.created_at), 'lines', ${jsonOf(
      "'lineId', b.line_id, 'quantity', b.quantity, 'amount', b.amount, 'restocked', b.restocked",
      'from refund_lines b join order_lines l on l.tenant_id = $1 and l.id = b.line_id where b.tenant_id = $1 and b.refund_id = r.id',
      'l.position',
    )}`,
    'from refunds r where r.tenant_id = $1 and r.order_id = o.id',
    'r.id',
  )} as refunds
  ${FROM} where o.tenant_id = $1 and o.id = $2`

/** Highest character of the C collation: closes a range of texts with one beginning. */
const AFTER_ALL = '\u{10FFFF}'

@Injectable()
export class OrderReadsRepo {
  /** An order whole, in one statement. */
  detail(id: string): Promise<DetailRow | undefined> {
    return db().one<DetailRow>(DETAIL, [tenantId(), id])
  }
  /** Orders within reach (null: all stores), newest id first. */
  list(
    filter: Filter,
    reach: readonly string[] | null,
    before: string | null,
    limit: number,
  ): Promise<ListedRow[]> {
    const values: unknown[] = [tenantId()]
    const where = conditions(filter, reach, values)
    // the newest of all are read off the end of one index; what a filter is best looked up by hangs on its values
    const ofAll = where.length === 1
    if (before) where.push(`o.id < $${values.push(before)}`)
    const sql = `select ${LISTED} ${FROM} where ${where.join(' and ')} order by o.id desc limit $${values.push(limit)}`
    return ofAll ? db().manyPlannedOnce<ListedRow>(sql, values) : db().many<ListedRow>(sql, values)
  }
  mine(
    memberId: string,
    status: OrderStatus | null,
    before: string | null,
    limit: number,
  ): Promise<ListedRow[]> {
    return db().many<ListedRow>(
      `select ${LISTED} ${FROM} where o.tenant_id = $1 and o.member_id = $2 and ($3::text is null or o.status = $3) and ($4::uuid is null or o.id < $4::uuid) order by o.id desc limit $5`,
      [tenantId(), memberId, status, before, limit],
    )
  }
  /** Sums over the orders of a filter. */
  async totals(
    filter: Filter,
    reach: readonly string[] | null,
  ): Promise<{ count: number; payable: number; paid: number; refunded: number }> {
    const values: unknown[] = [tenantId()]
    const where = conditions(filter, reach, values)
    const row = await db().one<{ count: number; payable: number; paid: number; refunded: number }>(
      `select count(*) as count, coalesce(sum(o.payable), 0) as payable, coalesce(sum(o.paid), 0) as paid, coalesce(sum(o.refunded), 0) as refunded from orders o where ${where.join(' and ')}`,
      values,
    )
    return row!
  }
}

/** Conditions of a filter; texts are fixed, so their number (and that of prepared statements) is bounded. `$1` is the tenant. */
function conditions(f: Filter, reach: readonly string[] | null, values: unknown[]): string[] {
  const where = ['o.tenant_id = $1']
  if (reach) where.push(`o.store_id = any($${values.push(reach)}::uuid[])`)
  if (f.storeId) where.push(`o.store_id = $${values.push(f.storeId)}`)
  if (f.regionId) where.push(`o.store_id in ${belowRegion(`$${values.push(f.regionId)}`)}`)
  if (f.status) where.push(`o.status = $${values.push(f.status)}`)
  if (f.channel) where.push(`o.channel = $${values.push(f.channel)}`)
  if (f.from) where.push(`o.trading_day >= $${values.push(f.from)}`)
  if (f.to) where.push(`o.trading_day <= $${values.push(f.to)}`)
  // a range of plain text: row security lets an index serve it, unlike LIKE
  if (f.q)
    where.push(
      `((o.number collate "C" >= $${values.push(f.q)} and o.number collate "C" < $${values.push(f.q + AFTER_ALL)}) or o.contact_phone = $${values.push(f.q)})`,
    )
  return where
}
