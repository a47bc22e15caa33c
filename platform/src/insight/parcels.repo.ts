import type { Invariant } from './invariants.repo.js'
import { LEFT_PARTS } from './bundles.repo.js'

/** What must hold of goods that leave, of orders that are sent, and of what sending them costs. */
export const parcels: readonly Invariant[] = [
  {
    name: 'completed_order_goods_left',
    says: 'The goods of a completed order, or of one under way, left once, neither more nor fewer than were sold; a supplier’s parcels hold what they say',
    breaks: (
      recent,
    ) => `select o.id, 'sold ' || l.sum || ', left ' || -coalesce(m.sum, 0) as detail from orders o
        cross join lateral (select coalesce(p.sku_id, l.sku_id) as sku_id, case when bool_or(s.parts) then coalesce(sum(g.quantity), 0) else sum(coalesce(p.quantity, l.quantity)) end as sum from order_lines l ${LEFT_PARTS}
            cross join lateral (select exists (select from shipments s where s.tenant_id = $1 and s.order_id = o.id and s.ship_hours is not null) as parts) s
            left join lateral (select sum(g.quantity) as quantity from parcel_lines g where g.tenant_id = $1 and g.order_id = o.id and g.line_id = l.id) g on true
          where l.tenant_id = $1 and l.order_id = o.id and l.voucher is null group by 1) l
        left join lateral (select sum(m.quantity) as sum from stock_movements m where m.tenant_id = $1 and m.sku_id = l.sku_id and m.ref in (
            select 'sale:' || o.id union all select 'sale:' || o.id || ':' || f.id from fulfilments f where f.tenant_id = $1 and f.order_id = o.id)) m on true
      where o.tenant_id = $1 ${recent('o.id')} and o.status in ('shipped', 'completed') and coalesce(m.sum, 0) <> -l.sum`,
  },
  {
    name: 'order_payable_is_parts',
    says: 'An order costs its goods, what sending them costs and what was rounded; only what is sent costs freight',
    breaks: (
      recent,
    ) => `select o.id, 'payable ' || o.payable || ', goods ' || o.goods_total || ', freight ' || q.freight || ', rounding ' || q.rounding as detail from orders o
        cross join lateral (select coalesce((o.quote ->> 'freight')::bigint, 0) as freight, coalesce((o.quote ->> 'rounding')::bigint, 0) as rounding) q
      where o.tenant_id = $1 ${recent('o.id')} and (o.payable <> o.goods_total + q.freight + q.rounding or (q.freight <> 0 and o.fulfilment_kind <> 'express'))`,
  },
  {
    name: 'express_order_has_parcel',
    says: 'What is sent has one parcel, with a number exactly when it has left',
    breaks: (
      recent,
    ) => `select f.id, f.state || ': ' || coalesce(s.waybill, 'no parcel') as detail from fulfilments f left join shipments s on s.tenant_id = $1 and s.fulfilment_id = f.id
      where f.tenant_id = $1 ${recent('f.id')} and ((f.kind = 'express') <> (s.fulfilment_id is not null) or (f.kind = 'express' and (f.state in ('shipped', 'signed', 'lost')) <> (s.shipped_at is not null)))`,
  },
  {
    name: 'shipped_order_is_under_way',
    says: 'An order is under way exactly while a parcel of it is, or some have arrived and the rest waits',
    breaks: (
      recent,
    ) => `select o.id, o.status || ': ' || f.states as detail from orders o cross join lateral (
          select string_agg(f.state, ', ') as states, bool_or(f.state = 'shipped') or (bool_or(f.state = 'signed') and bool_or(f.state = 'preparing')) as under_way
            from fulfilments f where f.tenant_id = $1 and f.order_id = o.id) f
      where o.tenant_id = $1 ${recent('o.id')} and (o.status = 'shipped') <> f.under_way`,
  },
]
