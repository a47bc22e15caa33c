import { Injectable } from '@nestjs/common'
import type pg from 'pg'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { bundles, takenFor } from './bundles.repo.js'
import { parcels } from './parcels.repo.js'
import { returned } from './returned.repo.js'
import { settled } from './settled.repo.js'
import { traded } from './traded.repo.js'
import { soldWhere } from './sold-where.repo.js'
import { voices } from './voices.repo.js'
import { vouchers } from './vouchers.repo.js'

/** What must always hold, as a query for what breaks it: `id` of the broken thing and what is wrong with it. */
export interface Invariant {
  name: string
  /** In plain words, for the runbook and the log. */
  says: string
  /**
   * The query. $1 is the tenant; `asked.now` the time, `asked.since` the UUIDv7 before which things are left alone.
   * `recent(column)` narrows a full look to what was made since, by the id in that column.
   */
  breaks: (recent: (column: string) => string) => string
  /** True for what only delay breaks: it says that a job stands still, not that the books are wrong. */
  late?: boolean
}
/** A broken invariant. */
export interface Break {
  name: string
  id: string
  detail: string
}

/** Stock rows that moved or were held lately: a full look compares every level. */
const touched = (recent: (column: string) => string) =>
  recent('x.id') &&
  `and (s.location_id, s.sku_id) in (select x.location_id, x.sku_id from stock_movements x where x.tenant_id = $1 ${recent('x.id')}
     union select x.location_id, x.sku_id from reservations x where x.tenant_id = $1 ${recent('x.id')})`

const money: readonly Invariant[] = [
  {
    name: 'ledger_balanced',
    says: 'In each currency, what all accounts hold adds up to zero, and every transfer is of a positive amount',
    breaks: (recent) => `select t.currency as id, 'sum ' || sum(t.signed) as detail from (
        select currency, case when debit_account is not null then amount else 0 end - case when credit_account is not null then amount else 0 end as signed, amount
          from ledger_transfers l where l.tenant_id = $1 ${recent('l.id')}) t group by t.currency having sum(t.signed) <> 0 or min(t.amount) <= 0`,
  },
  {
    name: 'order_paid_is_payments',
    says: 'What an order counts as paid is the sum of its payments that came in, twice-paid money left out',
    breaks: (
      recent,
    ) => `select o.id, 'paid ' || o.paid || ', payments ' || p.sum as detail from orders o cross join lateral (
        select coalesce(sum(p.amount), 0) as sum from payments p where p.tenant_id = $1 and p.order_id = o.id and p.state = 'paid'
           and not exists (select from refunds r where r.tenant_id = $1 and r.payment_id = p.id and r.reason = 'duplicate')) p
      where o.tenant_id = $1 ${recent('o.id')} and o.paid <> p.sum`,
  },
  {
    name: 'order_refunded_is_refunds',
    says: 'What an order counts as refunded is the sum of its finished refunds, and never more than was paid',
    breaks: (
      recent,
    ) => `select o.id, 'refunded ' || o.refunded || ', refunds ' || r.sum || ', paid ' || o.paid as detail from orders o cross join lateral (
        select coalesce(sum(r.amount), 0) as sum from refunds r where r.tenant_id = $1 and r.order_id = o.id and r.state = 'done' and r.reason <> 'duplicate') r
      where o.tenant_id = $1 ${recent('o.id')} and (o.refunded <> r.sum or o.refunded > o.paid)`,
  },
  {
    name: 'payment_refunds',
    says: 'What is set aside of a payment is the sum of its refunds, and never more than came in',
    breaks: (
      recent,
    ) => `select p.id, 'set aside ' || p.refunded_amount || ', refunds ' || r.sum || ', amount ' || p.amount as detail from payments p cross join lateral (
        select coalesce(sum(r.amount), 0) as sum from refunds r where r.tenant_id = $1 and r.payment_id = p.id) r
      where p.tenant_id = $1 ${recent('p.id')} and (p.refunded_amount <> r.sum or p.refunded_amount > p.amount)`,
  },
  {
    name: 'payment_in_books',
    says: 'Every payment that came in stands in the ledger once, with its amount and currency',
    breaks: (
      recent,
    ) => `select p.id, 'amount ' || p.amount || ', in the books ' || t.sum as detail from payments p cross join lateral (
        select count(*) as n, coalesce(sum(t.amount), 0) as sum, min(t.currency) as currency from ledger_transfers t
         where t.tenant_id = $1 and t.kind in ('payment', 'payment_unapplied') and t.ref = p.id::text) t
      where p.tenant_id = $1 ${recent('p.id')} and p.state = 'paid' and p.amount > 0 and (t.n <> 1 or t.sum <> p.amount or t.currency <> p.currency)`,
  },
  {
    name: 'books_have_payment',
    says: 'Every transfer of a payment belongs to a payment that came in',
    breaks: (
      recent,
    ) => `select t.id, t.kind || ' ' || t.ref as detail from ledger_transfers t where t.tenant_id = $1 ${recent('t.id')} and t.kind in ('payment', 'payment_unapplied')
        and not exists (select from payments p where p.tenant_id = $1 and p.id = t.ref::uuid and p.state = 'paid')`,
  },
  {
    name: 'refund_in_books',
    says: 'Every finished refund stands in the ledger once, with its amount',
    breaks: (
      recent,
    ) => `select r.id, 'amount ' || r.amount || ', in the books ' || t.sum as detail from refunds r cross join lateral (
        select count(*) as n, coalesce(sum(t.amount), 0) as sum from ledger_transfers t where t.tenant_id = $1 and t.kind = 'refund' and t.ref = r.id::text) t
      where r.tenant_id = $1 ${recent('r.id')} and (t.n <> (r.state = 'done')::int or (r.state = 'done' and t.sum <> r.amount))`,
  },
  {
    name: 'order_total_is_lines',
    says: 'The goods of an order cost what its lines add up to',
    breaks: (
      recent,
    ) => `select o.id, 'goods ' || o.goods_total || ', lines ' || l.sum as detail from orders o cross join lateral (
        select coalesce(sum(l.total), 0) as sum from order_lines l where l.tenant_id = $1 and l.order_id = o.id) l
      where o.tenant_id = $1 ${recent('o.id')} and o.goods_total <> l.sum`,
  },
  {
    name: 'price_in_bounds',
    says: 'No price leaves the bounds of its SKU, in any store',
    breaks: (
      recent,
    ) => `select k.id, 'price ' || p.price || ' at ' || p.unit_id as detail from unit_prices p join skus k on k.tenant_id = $1 and k.id = p.sku_id cross join asked
      where p.tenant_id = $1 ${recent('p.id')} and p.starts_at <= asked.now and (p.ends_at is null or p.ends_at > asked.now) and (p.price < k.price_min or p.price > k.price_max
         or exists (with recursive up as (select p.unit_id as id union all select o.parent_id from up join org_units o on o.tenant_id = $1 and o.id = up.id where o.parent_id is not null)
             select from up join price_bounds b on b.tenant_id = $1 and b.sku_id = p.sku_id and b.unit_id = up.id and not b.contested and b.starts_at <= asked.now and (b.ends_at is null or b.ends_at > asked.now)
               where p.price < b.price_min or p.price > b.price_max))`,
  },
]

const goods: readonly Invariant[] = [
  {
    name: 'stock_is_movements',
    says: 'What is on hand is the sum of all movements',
    breaks: (
      recent,
    ) => `select s.location_id || '/' || s.sku_id as id, 'on hand ' || s.on_hand || ', movements ' || m.sum as detail from stock_levels s cross join lateral (
        select coalesce(sum(m.quantity), 0) as sum from stock_movements m where m.tenant_id = $1 and m.location_id = s.location_id and m.sku_id = s.sku_id) m
      where s.tenant_id = $1 ${touched(recent)} and s.on_hand <> m.sum`,
  },
  {
    name: 'reserved_is_holds',
    says: 'What is reserved is the sum of open reservations',
    breaks: (
      recent,
    ) => `select s.location_id || '/' || s.sku_id as id, 'reserved ' || s.reserved || ', held ' || r.sum as detail from stock_levels s cross join lateral (
        select coalesce(sum(r.quantity), 0) as sum from reservations r where r.tenant_id = $1 and r.location_id = s.location_id and r.sku_id = s.sku_id and r.state = 'held') r
      where s.tenant_id = $1 ${touched(recent)} and s.reserved <> r.sum`,
  },
  {
    name: 'stock_not_oversold',
    says: 'Nothing is below zero, and no more is promised than is there',
    breaks:
      () => `select s.location_id || '/' || s.sku_id as id, 'on hand ' || s.on_hand || ', reserved ' || s.reserved as detail from stock_levels s
      where s.tenant_id = $1 and (s.on_hand < 0 or s.reserved < 0 or s.reserved > s.on_hand)`,
  },
  {
    name: 'waiting_order_holds_goods',
    says: 'An order that waits for its money or for its shopper holds exactly its goods',
    breaks: (
      recent,
    ) => `select o.id, o.status || ': lines ' || l.sum || ', held ' || coalesce(r.sum, 0) as detail from orders o
        join lateral (select t.sku_id, t.sum - (
            select coalesce(sum(n.quantity), 0) from unshipped_lines n join order_lines k on k.tenant_id = $1 and k.id = n.line_id where n.tenant_id = $1 and n.order_id = o.id and k.sku_id = t.sku_id) as sum
          from ${takenFor('o.id')} t) l on true
        left join lateral (select sum(r.quantity) as sum from reservations r where r.tenant_id = $1 and r.order_id = o.id and r.sku_id = l.sku_id and r.state = 'held') r on true
      where o.tenant_id = $1 ${recent('o.id')} and o.status in ('to_pay', 'preparing', 'ready') and coalesce(r.sum, 0) <> l.sum`,
  },
  {
    name: 'closed_order_holds_nothing',
    says: 'Goods are held only for an order that waits',
    breaks: (
      recent,
    ) => `select r.id, coalesce(o.status, 'no order') as detail from reservations r left join orders o on o.tenant_id = $1 and o.id = r.order_id
      where r.tenant_id = $1 ${recent('r.id')} and r.state = 'held' and (o.id is null or o.status not in ('to_pay', 'preparing', 'ready'))
        and not (o.status = 'shipped' and exists (select from fulfilments f where f.tenant_id = $1 and f.order_id = o.id and f.state = 'preparing'))`,
  },
  {
    name: 'paid_order_has_fulfilment',
    says: 'A paid order has somebody to hand its goods over, and is completed exactly when that is done',
    breaks: (
      recent,
    ) => `select o.id, o.status || ': ' || coalesce(f.states, 'no fulfilment') as detail from orders o cross join lateral (
        select count(*) as n, count(*) filter (where f.state in ('picked_up', 'handed_over', 'signed', 'issued')) as done, count(*) filter (where f.state in ('preparing', 'ready')) as open, count(*) filter (where f.state in ('cancelled', 'lost')) as dropped, string_agg(f.state, ', ') as states
          from fulfilments f where f.tenant_id = $1 and f.order_id = o.id) f
      where o.tenant_id = $1 ${recent('o.id')} and ((o.status in ('preparing', 'ready') and f.open = 0) or (o.status = 'completed' and f.done < greatest(f.n - f.dropped, 1)))`,
  },
  {
    name: 'pickup_has_code',
    says: 'Paid goods that wait for their shopper have one live code, and nothing else has',
    breaks: (
      recent,
    ) => `select f.id, f.state || ': live codes ' || c.n as detail from fulfilments f cross join lateral (
        select count(*) as n from verification_codes c where c.tenant_id = $1 and c.fulfilment_id = f.id and c.state = 'live' and c.voucher_id is null) c
      where f.tenant_id = $1 ${recent('f.id')} and c.n <> (f.kind = 'pickup' and f.state in ('preparing', 'ready'))::int`,
  },
]

const timely: readonly Invariant[] = [
  {
    name: 'order_expired_in_time',
    says: 'An unpaid order is called off within 5 minutes after its time',
    late: true,
    breaks: () =>
      `select o.id, 'expired at ' || o.expires_at as detail from orders o, asked where o.tenant_id = $1 and o.status = 'to_pay' and o.expires_at < asked.now - interval '5 minutes'`,
  },
  {
    name: 'refund_sent_in_time',
    says: 'A refund is back with the shopper within two days',
    late: true,
    breaks: () =>
      `select r.id, r.state || ', tries ' || r.tries as detail from refunds r, asked where r.tenant_id = $1 and r.state in ('due', 'sent') and r.created_at < asked.now - interval '2 days'`,
  },
  {
    name: 'event_delivered_in_time',
    says: 'An event is delivered within 5 minutes after it was written',
    late: true,
    breaks: () =>
      `select e.id, e.name as detail from ctx.undelivered(300) u join outbox e on e.tenant_id = $1 and e.id = u.id`,
  },
]

/** Everything that must always hold, in money, goods, time, parcels, what shoppers say, what suppliers are owed, what stores order, what is sold where, bundles and vouchers. */
export const invariants: readonly Invariant[] = [
  ...money,
  ...goods,
  ...timely,
  ...parcels,
  ...returned,
  ...voices,
  ...settled,
  ...traded,
  ...soldWhere,
  ...bundles,
  ...vouchers,
]

const ROWS_EACH = 20
const ZERO_ID = '00000000-0000-0000-0000-000000000000'
const everything = () => ''
const sinceAsked = (column: string) => `and ${column} >= (select since from asked)`

/** The statement that finds what breaks these invariants ($1 tenant, $2 now, $3 the id looks begin at), at most 20 rows of each. */
export function breaksOf(these: readonly Invariant[], look: 'all' | 'recent'): string {
  const parts = these.map(
    ({ name, breaks }) =>
      `(select '${name}' as name, b.id::text as id, b.detail::text as detail from (${breaks(look === 'all' ? everything : sinceAsked)}) b limit ${ROWS_EACH})`,
  )
  return `with asked as (select $2::timestamptz as now, $3::uuid as since) ${parts.join('\nunion all ')}`
}

/**
 * Looks at every tenant of a database as its administrator, past row security: after tests and on restored backups.
 * Answers all that is broken; an empty list says that the books, the stock and the orders add up.
 */
export async function breaksOfDatabase(
  admin: pg.Client,
  these: readonly Invariant[],
  now: Date,
): Promise<(Break & { tenant: string })[]> {
  const found: (Break & { tenant: string })[] = []
  await admin.query('set search_path = storeweave')
  const { rows } = await admin.query<{ id: string; slug: string }>('select id, slug from tenants order by id')
  for (const { id, slug } of rows) {
    await admin.query('begin')
    await admin.query('select ctx.begin_tenant($1)', [id])
    const broken = await admin.query<Break>(breaksOf(these, 'all'), [id, now, ZERO_ID])
    await admin.query('rollback')
    found.push(...broken.rows.map((row) => ({ tenant: slug, ...row })))
  }
  return found
}

@Injectable()
export class InvariantsRepo {
  /** What is broken of the scope's tenant. `secondsMost` bounds how long the database may take. */
  async breaks(
    these: readonly Invariant[],
    look: { now: Date; since?: string },
    secondsMost: number,
  ): Promise<Break[]> {
    await db().run(`set local statement_timeout = ${secondsMost * 1000}`)
    return db().many<Break>(breaksOf(these, look.since ? 'recent' : 'all'), [
      tenantId(),
      look.now,
      look.since ?? ZERO_ID,
    ])
  }

  /** Claims the full look of a day: true for one of any number of workers. */
  async claim(day: string): Promise<boolean> {
    return (
      (await db().run(
        'insert into invariant_checks (tenant_id, day, begun_at) values ($1, $2, $3) on conflict (tenant_id, day) do nothing',
        [tenantId(), day, clock.now()],
      )) > 0
    )
  }
  /** Keeps what a full look found. */
  done(day: string, breaks: readonly Break[]): Promise<number> {
    return db().run(
      'update invariant_checks set done_at = $3, breaks = $4 where tenant_id = $1 and day = $2',
      [tenantId(), day, clock.now(), JSON.stringify(breaks)],
    )
  }
}
