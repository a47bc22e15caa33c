import { Injectable } from '@nestjs/common'
import type { ParityRule } from '@storeweave/rules/pricing'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { inForce, leftOwnPrice } from './price.repo.js'
import { belowCategory } from './narrow.repo.js'

/** How prices online and in the store may differ, and whether prices that differ further are refused. */
export interface ParityPolicyRow extends ParityRule {
  blocks: boolean
}
/** A price online and one in the store that differ beyond the policy at a node from an instant on. */
export interface ParityBreach {
  sku_id: string
  unit_id: string
  name_zh: string
  name_en: string
  online: number
  in_store: number
}

/** Rows `x` of exceptions that let SKU `k` of product `p` differ at a node whose line of the tree is `units`, in SQL. */
export const exceptionOf = (units: string, now: string): string =>
  `x.tenant_id = $1 and x.ends_at > ${now} and (x.sku_id is null or x.sku_id = k.id) and (x.unit_id is null or x.unit_id = any(${units}))
     and (x.category_id is null or p.category_id in ${belowCategory('x.category_id')})`

/** Whether prices `online` and `in_store` differ beyond policy `pp`, in SQL. */
export const BEYOND = `(online * 10000 < in_store * (10000 - pp.below_most) or online * 10000 > in_store * (10000 + pp.above_most))`

/** Regions and HQ with their line of the tree, nearest first, as rows of `id` and `path`; `$1` is the tenant. */
export const ABOVE_STORES = `with recursive tree as (
    select o.id, array[o.id] as path from org_units o where o.tenant_id = $1 and o.kind = 'hq'
    union all select c.id, c.id || t.path from tree t join org_units c on c.tenant_id = $1 and c.parent_id = t.id and c.kind = 'region')`

/** Prices of SKU `k` at a node whose line is `units`, for each channel, in SQL. */
export const priceIn = (channel: 'online' | 'in_store', units: string, now: string): string =>
  `(select coalesce(sp.price, k.list_price) from (select) one ${leftOwnPrice({ units, now, channel: `'${channel}'` })})`

/**
 * What differs beyond the policy at any node with a price of its own, now or at an instant to come at which a price of the SKU
 * begins or ends. Stores without one are priced as the nearest such node above them. `$2` SKUs, `$3` now.
 */
const BREACHES = `${ABOVE_STORES},
  marked as (select distinct u.sku_id from unit_prices u where u.tenant_id = $1 and u.sku_id = any($2::uuid[]) and u.channel <> 'any' and (u.ends_at is null or u.ends_at > $3)),
  rows as materialized (select u.* from marked m join unit_prices u on u.tenant_id = $1 and u.sku_id = m.sku_id and (u.ends_at is null or u.ends_at > $3)),
  moments as (select sku_id, $3::timestamptz as at from rows union select sku_id, starts_at from rows where starts_at > $3 union select sku_id, ends_at from rows where ends_at > $3),
  nodes as (select distinct r.sku_id, r.unit_id, coalesce(t.path, st.unit_ids) as path from rows r left join tree t on t.id = r.unit_id left join stores st on st.tenant_id = $1 and st.id = r.unit_id)
  select distinct on (sku_id, unit_id) v.sku_id, v.unit_id, o.name_zh, o.name_en, v.online, v.in_store
    from (select k.id as sku_id, n.unit_id, m.at, ${priceIn('online', 'n.path', 'm.at')} as online, ${priceIn('in_store', 'n.path', 'm.at')} as in_store
            from nodes n join moments m on m.sku_id = n.sku_id join skus k on k.tenant_id = $1 and k.id = n.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
           where not exists (select from parity_exceptions x where ${exceptionOf('n.path', 'm.at')})) v
    cross join parity_policies pp join org_units o on o.tenant_id = $1 and o.id = v.unit_id
   where pp.tenant_id = $1 and ${BEYOND}
   order by sku_id, unit_id, abs(v.online - v.in_store) desc, at`

/** Prices online against those in the store, as writers of prices ask for them. */
@Injectable()
export class ParityRepo {
  /** What the brand asks; undefined while nobody has said. */
  policy(): Promise<ParityPolicyRow | undefined> {
    return db().one(
      'select below_most as "belowMost", above_most as "aboveMost", blocks from parity_policies where tenant_id = $1',
      [tenantId()],
    )
  }

  /** What differs beyond the policy and beyond all exceptions of these SKUs, at its widest from now on. */
  breaches(skuIds: readonly string[]): Promise<ParityBreach[]> {
    return db().many(BREACHES, [tenantId(), skuIds, clock.now()])
  }
}

/** SQL of the exception that lets SKU `k` differ at a node, the one that lasts longest, joined as `x`. */
export const leftException = (units: string, now: string): string =>
  `left join lateral (select x.reason, x.ends_at, x.set_by_name from parity_exceptions x where ${exceptionOf(units, now)} order by x.ends_at desc limit 1) x on true`
/** SKUs of which a price for one channel is in force, as a sub-query. */
export const MARKED = (now: string): string =>
  `(select u.sku_id from unit_prices u where u.tenant_id = $1 and u.channel <> 'any' and ${inForce('u', now)})`
