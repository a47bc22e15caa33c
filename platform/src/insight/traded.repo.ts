import type { Invariant } from './invariants.repo.js'

const KINDS = "('store_delivery', 'store_payment', 'trade_delivery', 'trade_payment')"

/** What must hold of goods that stores order from HQ and suppliers, and of what is owed for them. */
export const traded: readonly Invariant[] = [
  {
    name: 'trade_in_books',
    says: 'What a store owes HQ and HQ a supplier for goods ordered stands in the ledger once, as it was written',
    breaks: (
      recent,
    ) => `select e.id, 'amount ' || e.amount || ', in the books ' || t.sum as detail from trade_entries e cross join lateral (
        select coalesce(sum(case when t.debit_account = 'store:' || e.store_id or t.credit_account = 'trade:' || e.supplier_id then t.amount
                                 when t.credit_account = 'store:' || e.store_id or t.debit_account = 'trade:' || e.supplier_id then -t.amount end), 0) as sum
          from ledger_transfers t where t.tenant_id = $1 and t.kind in ${KINDS} and t.ref = e.id::text) t
      where e.tenant_id = $1 ${recent('e.id')} and t.sum <> e.amount`,
  },
  {
    name: 'books_have_trade',
    says: 'Every transfer for goods ordered belongs to an entry of what is owed',
    breaks: (
      recent,
    ) => `select t.id, t.kind || ' ' || t.ref as detail from ledger_transfers t where t.tenant_id = $1 ${recent('t.id')} and t.kind in ${KINDS}
        and not exists (select from trade_entries e where e.tenant_id = $1 and e.id = t.ref::uuid)`,
  },
  {
    name: 'shipment_in_stock',
    says: 'What was counted of a shipment came into its store’s stock, once; what was sent by a warehouse left its stock',
    breaks: (
      recent,
    ) => `select s.id, s.number || ': counted ' || n.received || ', came ' || coalesce(m.came, 0) || ', left ' || coalesce(m.gone, 0) as detail
       from purchase_shipments s join purchase_orders o on o.tenant_id = $1 and o.id = s.purchase_id
       cross join lateral (select coalesce(sum(n.received), 0) as received, sum(n.quantity) as quantity from purchase_shipment_lines n where n.tenant_id = $1 and n.shipment_id = s.id) n
       cross join lateral (select sum(m.quantity) filter (where m.ref = 'shipment:' || s.id || ':in') as came, -sum(m.quantity) filter (where m.ref = 'shipment:' || s.id || ':out') as gone
          from stock_movements m where m.tenant_id = $1 and m.ref in ('shipment:' || s.id || ':in', 'shipment:' || s.id || ':out')) m
      where s.tenant_id = $1 ${recent('s.id')} and (coalesce(m.came, 0) <> n.received or coalesce(m.gone, 0) <> case when o.warehouse_id is null then 0 else n.quantity end)`,
  },
  {
    name: 'transit_is_shipments',
    says: 'What is on its way to a place is what its shipments hold that nobody has counted',
    breaks:
      () => `select l.sku_id as id, 'level ' || l.in_transit || ', shipments ' || coalesce(w.sum, 0) as detail
       from stock_levels l join locations c on c.tenant_id = $1 and c.id = l.location_id
       left join (select o.store_id, n.sku_id, sum(p.quantity) as sum from purchase_shipments s join purchase_orders o on o.tenant_id = $1 and o.id = s.purchase_id
                    join purchase_shipment_lines p on p.tenant_id = $1 and p.shipment_id = s.id join purchase_lines n on n.tenant_id = $1 and n.id = p.line_id
                   where s.tenant_id = $1 and s.state = 'in_transit' group by 1, 2) w on w.store_id = c.store_id and w.sku_id = l.sku_id
      where l.tenant_id = $1 and l.in_transit <> coalesce(w.sum, 0)`,
  },
  {
    name: 'purchase_line_is_shipments',
    says: 'A line of an order has shipped and received what its shipments say',
    breaks: (
      recent,
    ) => `select l.id, 'shipped ' || l.shipped || ' of ' || coalesce(w.quantity, 0) || ', received ' || l.received || ' of ' || coalesce(w.received, 0) as detail
       from purchase_lines l left join lateral (select sum(n.quantity) as quantity, sum(n.received) as received from purchase_shipment_lines n join purchase_shipments s on s.tenant_id = $1 and s.id = n.shipment_id
          where n.tenant_id = $1 and n.line_id = l.id) w on true
      where l.tenant_id = $1 ${recent('l.id')} and (l.shipped <> coalesce(w.quantity, 0) or l.received <> coalesce(w.received, 0))`,
  },
]
