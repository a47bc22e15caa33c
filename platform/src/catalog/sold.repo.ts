/**
 * What a store sells, as SQL: the one place that says so. `$1` is the tenant, `st` a row of `stores`, `p` one of
 * `products`. Both tables that are asked hold rows only where something differs, and are looked up by their keys.
 */

/** Whether HQ gave a product to a store: to all, to a node above it, or to it alone. */
export const allocatedTo = (st = 'st', p = 'p'): string =>
  `(${p}.assortment = 'all' or (${p}.assortment = 'exclusive' and ${p}.store_id = ${st}.id) or (${p}.assortment = 'chosen' and coalesce((
     select true from product_allocations al where al.tenant_id = $1 and al.product_id = ${p}.id and al.unit_id = any(${st}.unit_ids) limit 1), false)))`

/**
 * Whether goods leave a place of this owner: a supplier's depots send what it ships itself, the brand's places all else. Put as
 * a `case`, of which PostgreSQL believes that half the goods pass: of `is not distinct from` it believes that next to none do, and
 * sorts a whole window for one page.
 */
export const sentFrom = (st = 'st', p = 'p'): string =>
  `case when ${p}.supplier_ships then coalesce(${p}.supplier_id = ${st}.supplier_id, false) else ${st}.supplier_id is null end`

/**
 * Whether a store may sell a product: it is sold everywhere, released to a node above the store, or the store's own. Goods
 * that are sold online alone are a warehouse's to sell; a supplier's depots sell what it ships itself, and nothing else does. The
 * `limit 1` keeps it a look-up by key: of an `exists` PostgreSQL may read all that is released to the store, for one page.
 */
export const releasedTo = (st = 'st', p = 'p'): string =>
  `(${sentFrom(st, p)} and (not ${p}.cloud_only or ${st}.kind = 'warehouse') and ${allocatedTo(st, p)})`

/** Whether the store wants to: goods it has said nothing about are listed. */
export const listedIn = (st = 'st', p = 'p'): string =>
  `coalesce((select sl.listed from store_listings sl where sl.tenant_id = $1 and sl.store_id = ${st}.id and sl.product_id = ${p}.id limit 1), true)`

/** Whether a store sells a product: published, released to it and listed there. Whether the store is open is another matter. */
export const soldAt = (st = 'st', p = 'p'): string =>
  `${p}.state = 'published' and ${releasedTo(st, p)} and ${listedIn(st, p)}`
