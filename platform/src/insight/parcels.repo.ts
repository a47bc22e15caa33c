import type { Invariant } from './invariants.repo.js'

/** What must hold of goods that leave, of orders that are sent, and of what sending them costs. */
export const parcels: readonly Invariant[] = [
  {
    name: 'completed_order_goods_left',
    says: 'The goods of a completed order, or of one under way, left once, neither more nor fewer than were sold',
    breaks: (
      recent,
    ) => `select o.id, 'sold ' || l.sum || ', left ' || -coalesce(m.sum, 0) as detail from orders o
        join lateral (select l.sku_id, sum(l.quantity) as sum from order_lines l where l.tenant_id = $1 and l.order_id = o.id group by l.sku_id) l on true
        left join lateral (select sum(m.quantity) as sum from stock_movements m where m.tenant_id = $1 and m.ref = 'sale:' || o.id and m.sku_id = l.sku_id) m on true
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
    says: 'An order is under way exactly while its parcel is',
    breaks: (
      recent,
    ) => `select o.id, o.status || ': ' || f.state as detail from orders o join fulfilments f on f.tenant_id = $1 and f.order_id = o.id
      where o.tenant_id = $1 ${recent('o.id')} and (o.status = 'shipped') <> (f.state = 'shipped')`,
  },
]
