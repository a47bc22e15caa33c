/**
 * What a SKU costs at a place, as SQL: the one place that says so, and what `effectivePrice` of the rules says of the same
 * rows (0034). `$1` is the tenant, `k` a row of `skus`. Each part is looked up by its key; the `limit 1` leaves no other way.
 */

/** Where a price is asked for: SQL of the units (the place's own and those above it, nearest first), the instant and the channel. */
export interface PricedAt {
  units?: string
  now: string
  channel?: string
}

/** Rows `r` that are in force at an instant. */
export const inForce = (r: string, now: string): string =>
  `${r}.starts_at <= ${now} and (${r}.ends_at is null or ${r}.ends_at > ${now})`

/** The price set nearest to the place; the same node's for the channel goes before the one for all, a passing one before a standing one. */
const nearest = ({ units = 'st.unit_ids', now, channel = "'online'" }: PricedAt): string =>
  `select u.price from unit_prices u where u.tenant_id = $1 and u.sku_id = k.id and u.unit_id = any(${units}) and u.channel in ('any', ${channel}) and ${inForce('u', now)}
    order by array_position(${units}, u.unit_id), u.channel = 'any', not u.temporary limit 1`

/** Joins the price set nearest to the place, if any, as `sp`. */
export const leftOwnPrice = (at: PricedAt): string => `left join lateral (${nearest(at)}) sp on true`
/** The price at the place, with `leftOwnPrice`. */
export const PRICE = 'coalesce(sp.price, k.list_price)'

/** Joins what all bounds in force at the place leave, HQ's on the SKU included, as `pb.price_min` and `pb.price_max`. */
export const leftBounds = ({ units = 'st.unit_ids', now }: PricedAt): string =>
  `left join lateral (select greatest(k.price_min, max(b.price_min)) as price_min, least(k.price_max, min(b.price_max)) as price_max
     from price_bounds b where b.tenant_id = $1 and b.sku_id = k.id and b.unit_id = any(${units}) and ${inForce('b', now)}) pb on true`
/** What who stands in the store pays, for `leftOwnPrice` of the channel online. */
export const priceInStore = (at: PricedAt): string =>
  `coalesce((${nearest({ ...at, channel: "'in_store'" })}), k.list_price)`
/** Tier prices in force at the place as a JSON array or null, whatever the channel, the one that goes first in front; the rules pick. */
export const tiersAt = ({ units = 'st.unit_ids', now }: Omit<PricedAt, 'channel'>): string =>
  `(select jsonb_agg(jsonb_build_object('channel', t.channel, 'levelId', t.level_id, 'quantityFrom', t.quantity_from, 'price', t.price)
       order by array_position(${units}, t.unit_id), t.channel = 'any') from tier_prices t where t.tenant_id = $1 and t.sku_id = k.id and t.unit_id = any(${units}) and ${inForce('t', now)})`
/** Whether the price lies inside the bounds, with both joins. */
export const INSIDE = `(${PRICE} >= coalesce(pb.price_min, 0) and ${PRICE} <= coalesce(pb.price_max, ${PRICE}))`

/** SQL of the next instant after `now` at which any price of the tenant begins or ends; null when none is planned. */
export const nextPriceChange = (now: string): string =>
  `least((select u.starts_at from unit_prices u where u.tenant_id = $1 and u.starts_at > ${now} order by u.starts_at limit 1),
         (select u.ends_at from unit_prices u where u.tenant_id = $1 and u.ends_at > ${now} order by u.ends_at limit 1))`
