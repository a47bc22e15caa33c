import { Injectable } from '@nestjs/common'
import type { DropOrderState, ListDropOrders } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { gonePieces } from '../selling/index.js'
import { shipBy } from './depots.repo.js'

export interface DropRow {
  id: string
  number: string
  store_id: string
  store_zh: string
  store_en: string
  state: DropOrderState
  accepted_at: string | null
  paid_at: string
  ship_by: string
  province: string
  city: string
  first_zh: string
  first_en: string
  first_media: string | null
  line_count: number
}
export interface WholeDropRow extends DropRow {
  accepted_by_name: string
  note: string
  name: string
  phone: string
  district: string
  street: string
  lines: {
    id: string
    code: string
    name_zh: string
    name_en: string
    option_zh: string
    option_en: string
    unit_zh: string
    unit_en: string
    kind: string
    media_id: string | null
    quantity: number
    shipped: number
    unshipped: number
  }[]
  parcels: {
    id: string
    state: string
    carrier: string
    waybill: string
    shippedAt: string | null
    lines: { lineId: string; quantity: number }[]
  }[]
  unshipped: { lineId: string; quantity: number; reason: string; by: string; at: string }[]
}

/** Highest character of the C collation: closes a range of texts with one beginning. */
const AFTER_ALL = '\u{10FFFF}'
const WAITS =
  "exists (select from fulfilments w where w.tenant_id = $1 and w.order_id = o.id and w.state = 'preparing')"
/** `$2` is now. The parcel of a row is the first one: where all others go, too. */
const ROW = `o.id, o.number, o.store_id, u.name_zh as store_zh, u.name_en as store_en, o.paid_at, ${shipBy('s.ship_hours')} as ship_by, s.accepted_at, s.province, s.city,
    case when ${WAITS} then case when ${shipBy('s.ship_hours')} < $2 then 'late' else 'to_ship' end when o.status in ('shipped', 'completed') then o.status else 'ended' end as state,
    first.name_zh as first_zh, first.name_en as first_en, first.media_id as first_media, (select count(*) from order_lines l where l.tenant_id = $1 and l.order_id = o.id) as line_count`
const BESIDE = `join org_units u on u.tenant_id = $1 and u.id = o.store_id
  cross join lateral (select p.* from shipments p where p.tenant_id = $1 and p.order_id = o.id order by p.fulfilment_id limit 1) s
  cross join lateral (select l.name_zh, l.name_en, l.media_id from order_lines l where l.tenant_id = $1 and l.order_id = o.id order by l.position limit 1) first`
const list = (fields: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') from ${from})`
const WHOLE = `select ${ROW}, s.accepted_by_name, s.name, s.phone, s.district, s.street, o.note,
    ${list(`'id', l.id, 'code', l.sku_code, 'name_zh', l.name_zh, 'name_en', l.name_en, 'option_zh', l.option_zh, 'option_en', l.option_en, 'unit_zh', l.unit_zh, 'unit_en', l.unit_en, 'kind', l.kind, 'media_id', l.media_id, 'quantity', l.quantity, 'shipped', ${gonePieces('parcel_lines')}, 'unshipped', ${gonePieces('unshipped_lines')}`, 'order_lines l where l.tenant_id = $1 and l.order_id = o.id', 'l.position')} as lines,
    ${list(
      `'id', f.id, 'state', f.state, 'carrier', x.carrier, 'waybill', x.waybill, 'shippedAt', x.shipped_at, 'lines', ${list("'lineId', g.line_id, 'quantity', g.quantity", 'parcel_lines g where g.tenant_id = $1 and g.fulfilment_id = f.id', 'g.line_id')}`,
      "shipments x join fulfilments f on f.tenant_id = $1 and f.id = x.fulfilment_id where x.tenant_id = $1 and x.order_id = o.id and x.waybill <> ''",
      'x.shipped_at, f.id',
    )} as parcels,
    ${list("'lineId', n.line_id, 'quantity', n.quantity, 'reason', n.reason, 'by', n.by_name, 'at', n.at", 'unshipped_lines n where n.tenant_id = $1 and n.order_id = o.id', 'n.at, n.line_id')} as unshipped
  from orders o ${BESIDE} where o.tenant_id = $1 and o.id = $3 and o.store_id = any($4::uuid[]) and o.paid_at is not null`

/** Orders that suppliers ship, without what was paid for them. */
@Injectable()
export class DropOrdersRepo {
  /** One of these depots' paid orders. */
  one(id: string, depotIds: readonly string[]): Promise<WholeDropRow | undefined> {
    return db().one<WholeDropRow>(WHOLE, [tenantId(), clock.now(), id, depotIds])
  }
  /** What waits at these depots, the oldest first; late ones alone where that is asked for. */
  waiting(depotIds: readonly string[], q: ListDropOrders, after: string | undefined): Promise<DropRow[]> {
    const values: unknown[] = [tenantId(), clock.now(), depotIds]
    const where = this.asked(q, values)
    if (q.state === 'late') where.push(`${shipBy('s.ship_hours')} < $2`)
    if (after) where.push(`f.order_id > $${values.push(after)}::uuid`)
    return db().many<DropRow>(
      `select ${ROW} from fulfilments f join orders o on o.tenant_id = $1 and o.id = f.order_id ${BESIDE}
        where f.tenant_id = $1 and f.store_id = any($3::uuid[]) and f.state = 'preparing' ${where.map((w) => `and ${w}`).join(' ')}
        order by f.order_id limit $${values.push(q.limit + 1)}`,
      values,
    )
  }
  /** These depots' paid orders, the newest first. */
  page(depotIds: readonly string[], q: ListDropOrders, before: string | undefined): Promise<DropRow[]> {
    const values: unknown[] = [tenantId(), clock.now(), depotIds]
    const where = this.asked(q, values)
    if (q.state === 'shipped' || q.state === 'completed') where.push(`o.status = $${values.push(q.state)}`)
    if (q.state === 'shipped') where.push(`not ${WAITS}`)
    if (q.state === 'ended') where.push("o.status in ('cancelled', 'refunding', 'refunded')")
    if (before) where.push(`o.id < $${values.push(before)}::uuid`)
    return db().many<DropRow>(
      `select ${ROW} from orders o ${BESIDE} where o.tenant_id = $1 and o.store_id = any($3::uuid[]) and o.paid_at is not null ${where.map((w) => `and ${w}`).join(' ')}
        order by o.id desc limit $${values.push(q.limit + 1)}`,
      values,
    )
  }

  /** By the beginning of an order's number, or by a waybill. */
  private asked({ q }: ListDropOrders, values: unknown[]): string[] {
    if (!q) return []
    const from = `$${values.push(q)}`
    const to = `$${values.push(q + AFTER_ALL)}`
    const waybill = `$${values.push(q.toUpperCase())}`
    return [
      `((o.number collate "C" >= ${from} and o.number collate "C" < ${to}) or exists (select from shipments x where x.tenant_id = $1 and x.order_id = o.id and x.waybill = ${waybill}))`,
    ]
  }
}
