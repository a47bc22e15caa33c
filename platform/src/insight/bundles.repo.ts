import type { Invariant } from './invariants.repo.js'

/** SQL that joins the parts `p` of a line `l` of an order; none where it is no bundle. */
export const LEFT_PARTS =
  'left join lateral jsonb_to_recordset(l.parts) as p(sku_id uuid, quantity bigint) on true'

/** SQL of what leaves stock for an order, a row a SKU: the parts of bundles, other goods themselves. */
export const takenFor = (orderId: string): string =>
  `(select coalesce(p.sku_id, l.sku_id) as sku_id, sum(coalesce(p.quantity, l.quantity)) as sum from order_lines l ${LEFT_PARTS} where l.tenant_id = $1 and l.order_id = ${orderId} and l.voucher is null group by 1)`

/** What must always hold of goods that are sold as one and leave stock as several. */
export const bundles: readonly Invariant[] = [
  {
    name: 'bundle_has_no_stock',
    says: 'A bundle has no stock of its own and is no part of another',
    breaks:
      () => `select k.id, 'on hand ' || s.on_hand as detail from skus k join stock_levels s on s.tenant_id = $1 and s.sku_id = k.id
        where k.tenant_id = $1 and k.bundled and s.on_hand > 0
      union all select bp.sku_id, 'part ' || bp.part_id from bundle_parts bp join skus k on k.tenant_id = $1 and k.id = bp.part_id where bp.tenant_id = $1 and k.bundled
      union all select bp.sku_id, 'parts of goods that are no bundle' from bundle_parts bp join skus k on k.tenant_id = $1 and k.id = bp.sku_id where bp.tenant_id = $1 and not k.bundled`,
  },
  {
    name: 'part_shares_are_line',
    says: 'The shares of a sold bundle’s parts add up to what its line costs',
    breaks: (
      recent,
    ) => `select l.id, 'total ' || l.total || ', shares ' || p.sum as detail from order_lines l cross join lateral (
        select coalesce(sum(p.amount), 0) as sum from jsonb_to_recordset(l.parts) as p(amount bigint)) p
      where l.tenant_id = $1 ${recent('l.id')} and l.parts is not null and p.sum <> l.total`,
  },
]
