import { Injectable } from '@nestjs/common'
import type { ListReturns, ReturnCounts, ReturnShow, ReturnState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import type { ReturnDetailRow, ReturnListRow } from './rows.js'

/** Highest character of the C collation: closes a range of texts with one beginning. */
const AFTER_ALL = '\u{10FFFF}'
/** Whose returns: of these stores (null: all), or of one supplier's depots. */
export interface Reach {
  storeIds: readonly string[] | null
  supplierId: string | null
}
const STATES: Record<ReturnShow, readonly ReturnState[]> = {
  to_decide: ['asked'],
  under_way: ['approved', 'sent'],
  to_settle: ['received'],
  over: ['refunded', 'refused', 'withdrawn'],
  all: ['asked', 'approved', 'sent', 'received', 'refunded', 'refused', 'withdrawn'],
}
const NEWEST: ReadonlySet<ReturnShow> = new Set(['over', 'all'])

const list = (fields: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') from ${from})`
const ROW = `r.id, r.order_id, o.number, r.kind, r.reason, r.state, r.desk, r.worth, r.created_at, r.decide_by, r.store_id, u.name_zh as store_zh, u.name_en as store_en, c.name_zh as supplier_zh, c.name_en as supplier_en,
    first.name_zh as first_zh, first.name_en as first_en, first.media_id as first_media, first.pieces`
const FROM = `returns r join orders o on o.tenant_id = $1 and o.id = r.order_id join org_units u on u.tenant_id = $1 and u.id = r.store_id left join suppliers c on c.tenant_id = $1 and c.id = r.supplier_id
  cross join lateral (select l.name_zh, l.name_en, l.media_id, count(*) over () as pieces from return_lines a join order_lines l on l.tenant_id = $1 and l.id = a.line_id where a.tenant_id = $1 and a.return_id = r.id order by l.position limit 1) first`
const WHOLE = `select ${ROW}, r.words, r.media_ids, r.answer, r.carrier, r.waybill, r.looked_at, o.contact_name, o.contact_phone, s.address, s.phone, f.amount as refund_amount, f.state as refund_state,
    ${list(
      `'lineId', l.id, 'name_zh', l.name_zh, 'name_en', l.name_en, 'option_zh', l.option_zh, 'option_en', l.option_en, 'unit_zh', l.unit_zh, 'unit_en', l.unit_en, 'kind', l.kind, 'media_id', l.media_id, 'quantity', a.quantity, 'accepted', a.accepted, 'restocked', a.restock`,
      'return_lines a join order_lines l on l.tenant_id = $1 and l.id = a.line_id where a.tenant_id = $1 and a.return_id = r.id',
      'l.position',
    )} as lines,
    ${list("'event', t.event, 'kind', t.by_kind, 'name', t.by_name, 'note', t.note, 'at', t.at", 'return_steps t where t.tenant_id = $1 and t.return_id = r.id', 't.id')} as steps
  from ${FROM} join stores s on s.tenant_id = $1 and s.id = r.store_id left join refunds f on f.tenant_id = $1 and f.id = r.id and f.order_id = r.order_id where r.tenant_id = $1`

@Injectable()
export class ReturnReadsRepo {
  /** One return; where a supplier is given, only if it shipped it. */
  async one(id: string, supplierId?: string): Promise<ReturnDetailRow | undefined> {
    const by = supplierId ? ' and r.supplier_id = $3' : ''
    return db().one<ReturnDetailRow>(`${WHOLE} and r.id = $2${by}`, [
      tenantId(),
      id,
      ...(supplierId ? [supplierId] : []),
    ])
  }
  /** What a member asked of an order, newest first. */
  ofOrder(orderId: string, memberId: string): Promise<ReturnDetailRow[]> {
    return db().many<ReturnDetailRow>(
      `${WHOLE} and r.order_id = $2 and r.member_id = $3 order by r.created_at desc, r.id desc`,
      [tenantId(), orderId, memberId],
    )
  }
  /** A page of one kind of place in a return's life. */
  page(q: ListReturns, reach: Reach): Promise<ReturnListRow[]> {
    const values: unknown[] = [tenantId(), STATES[q.show]]
    const add = (value: unknown) => `$${values.push(value)}`
    const after = keysOf(q.cursor, 'instant', 'id')
    const [order, beyond] = NEWEST.has(q.show) ? ['desc', '<'] : ['asc', '>']
    const where = [
      'r.state = any($2::text[])',
      ...reachSql(reach, add),
      q.storeId ? `r.store_id = ${add(q.storeId)}` : '',
      q.desk ? `r.desk = ${add(q.desk)}` : '',
      q.kind ? `r.kind = ${add(q.kind)}` : '',
      q.reason ? `r.reason = ${add(q.reason)}` : '',
      q.q ? searched(q.q, add) : '',
      after ? `(r.created_at, r.id) ${beyond} (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    return db().many<ReturnListRow>(
      `select ${ROW} from ${FROM} where r.tenant_id = $1 and ${where.join(' and ')} order by r.created_at ${order}, r.id ${order} limit ${add(q.limit + 1)}`,
      values,
    )
  }
  async counts(reach: Reach, storeId: string | undefined): Promise<ReturnCounts> {
    const values: unknown[] = [tenantId(), clock.now()]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [...reachSql(reach, add), storeId ? `r.store_id = ${add(storeId)}` : ''].filter(Boolean)
    const row = await db().one<ReturnCounts>(
      `select count(*) filter (where r.state = 'asked')::int as "toDecide", count(*) filter (where r.state = 'asked' and (r.desk = 'hq' or r.decide_by <= $2))::int as overdue,
              count(*) filter (where r.state in ('approved', 'sent'))::int as "underWay", count(*) filter (where r.state = 'received')::int as "toSettle"
         from returns r where r.tenant_id = $1 and r.state in ('asked', 'approved', 'sent', 'received') ${where.map((w) => `and ${w}`).join(' ')}`,
      values,
    )
    return row!
  }
}

const reachSql = ({ storeIds, supplierId }: Reach, add: (value: unknown) => string): string[] => [
  storeIds ? `r.store_id = any(${add(storeIds)}::uuid[])` : '',
  supplierId ? `r.supplier_id = ${add(supplierId)}` : '',
]
/** By the beginning of an order's number, or by a waybill. */
function searched(q: string, add: (value: unknown) => string): string {
  const from = add(q)
  return `((o.number collate "C" >= ${from} and o.number collate "C" < ${add(q + AFTER_ALL)}) or (r.waybill <> '' and r.waybill = ${add(q.toUpperCase())}))`
}
