import { Injectable } from '@nestjs/common'
import type { Words } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** A SKU with the list price and HQ's bounds it has or is to have. */
export interface PricedSku {
  skuId: string
  listPrice: number
  priceMin: number | null
  priceMax: number | null
}
/** Bounds that somebody thinks of setting. Instants as ISO texts. */
export interface CandidateBound {
  skuId: string
  unitId: string
  source: 'supplier' | 'hq'
  priceMin: number | null
  priceMax: number | null
  startsAt: string
  endsAt: string | null
}
/** The bounds of a place together, from an instant on. */
export interface BoundedFrom {
  from: string
  priceMin: number | null
  priceMax: number | null
}
/** A price that lies outside a bound somewhere, at some time from now on. */
export interface PriceConflict {
  skuId: string
  /** Null: the list price. */
  priceId: string | null
  price: number
  channel: 'any' | 'online' | 'in_store'
  temporary: boolean
  /** For whom and from how much on; null and 1: for everybody, any quantity. */
  levelId: string | null
  quantityFrom: number
  /** Null: HQ's bounds on the SKU, or the candidate's. */
  boundId: string | null
  candidate: boolean
  source: 'supplier' | 'hq'
  boundUnitId: string
  priceMin: number | null
  priceMax: number | null
  /** The node where it shows: the price's own, or the bound's where the price comes from above it. */
  unitId: string
  unitName: Words
  unitKind: 'hq' | 'region' | 'store'
  from: string
  until: string | null
  /** The price comes from above the bound's node. */
  inherited: boolean
  /** When the price itself ends. */
  endsAt: string | null
  /** What all bounds at its place leave together, from each instant at which that changes. */
  windows: BoundedFrom[]
  /** How many there are in all. */
  count: number
}
export interface ConflictsAsked {
  skus: readonly PricedSku[]
  candidates?: readonly CandidateBound[]
  /** Narrows the answer down, in SQL over the columns of `hits`. */
  only?: string
  limit?: number
}

/** Where the list price stands: above HQ. No node has this id. */
const LIST = "'00000000-0000-0000-0000-000000000000'::uuid"
const OUTSIDE = `(p.price < b.price_min or p.price > b.price_max) and p.during && b.during`
const ROW = `p.sku_id, p.id as price_id, p.price, p.temporary, p.level_id as level, p.quantity_from as quantity, b.id as bound_id, b.candidate, b.source, b.unit_id as bound_unit_id, b.price_min, b.price_max, upper(p.during) as ends_at`

/**
 * What lies outside which bounds from now on, as SQL. A price that is set at or below a bound's node must lie inside while both
 * hold. One that comes from above must only where nothing nearer covers it: for each channel, the time both hold less the time
 * covered. Only prices for the same level and quantity cover one another. A candidate takes the time of what it replaces. `$2` SKUs, `$3` now,
 * `$4` candidates.
 */
const CONFLICTS = `with recursive w as (
    select * from jsonb_to_recordset($2::jsonb) as w("skuId" uuid, "listPrice" bigint, "priceMin" bigint, "priceMax" bigint)),
  candidates as (
    select * from jsonb_to_recordset($4::jsonb) as c("skuId" uuid, "unitId" uuid, source text, "priceMin" bigint, "priceMax" bigint, "startsAt" timestamptz, "endsAt" timestamptz)),
  p as materialized (
    select u.sku_id, u.unit_id, u.id, u.channel, u.temporary, u.price, null::uuid as level_id, 1::bigint as quantity_from, tstzrange(greatest(u.starts_at, $3), u.ends_at) as during
      from w join unit_prices u on u.tenant_id = $1 and u.sku_id = w."skuId" and (u.ends_at is null or u.ends_at > $3)
    union all select t.sku_id, t.unit_id, t.id, t.channel, false, t.price, t.level_id, t.quantity_from, tstzrange(greatest(t.starts_at, $3), t.ends_at)
      from w join tier_prices t on t.tenant_id = $1 and t.sku_id = w."skuId" and (t.ends_at is null or t.ends_at > $3)
    union all select w."skuId", ${LIST}, null, 'any', false, w."listPrice", null, 1, tstzrange($3, null) from w),
  b as materialized (
    select b.sku_id, b.unit_id, b.id, false as candidate, b.source, b.price_min, b.price_max,
           tstzrange(greatest(b.starts_at, $3), case when c."skuId" is null then b.ends_at else greatest(c."startsAt", $3) end) as during
      from w join price_bounds b on b.tenant_id = $1 and b.sku_id = w."skuId" and (b.ends_at is null or b.ends_at > $3)
      left join candidates c on c."skuId" = b.sku_id and c."unitId" = b.unit_id and c.source = b.source and b.starts_at <= c."startsAt" and (b.ends_at is null or b.ends_at > c."startsAt")
    union all select w."skuId", hq.id, null, false, 'hq', w."priceMin", w."priceMax", tstzrange($3, null)
      from w join org_units hq on hq.tenant_id = $1 and hq.kind = 'hq' where w."priceMin" is not null or w."priceMax" is not null
    union all select c."skuId", c."unitId", null, true, c.source, c."priceMin", c."priceMax", tstzrange(greatest(c."startsAt", $3), c."endsAt")
      from candidates c),
  up as (
    select x.unit_id as unit, x.unit_id as above, 0 as steps from (select unit_id from p union select unit_id from b) x where x.unit_id <> ${LIST}
    union all select up.unit, coalesce(o.parent_id, ${LIST}), up.steps + 1 from up join org_units o on o.tenant_id = $1 and o.id = up.above),
  hits as (
    select ${ROW}, false as inherited, p.channel, p.unit_id as seen, lower(p.during * b.during) as from_at, upper(p.during * b.during) as until_at
      from p join up on up.unit = p.unit_id join b on b.sku_id = p.sku_id and b.unit_id = up.above where ${OUTSIDE}
    union all
    select ${ROW}, true, case when count(*) = 2 then 'any' else min(c.channel) end, b.unit_id, lower(part.r), upper(part.r)
      from p join b on b.sku_id = p.sku_id and ${OUTSIDE} join up on up.unit = b.unit_id and up.above = p.unit_id and up.steps > 0
     cross join unnest(case p.channel when 'any' then '{online,in_store}'::text[] else array[p.channel] end) as c(channel)
     cross join lateral unnest(tstzmultirange(p.during * b.during) - coalesce((
         select range_agg(q.during) from up n join p q on q.unit_id = n.above and q.sku_id = p.sku_id
          where n.unit = b.unit_id and n.steps < up.steps and q.channel in ('any', c.channel) and q.quantity_from = p.quantity_from and q.level_id is not distinct from p.level_id), '{}'::tstzmultirange)) as part(r)
     group by ${ROW.replaceAll(/ as \w+/g, '')}, part.r)`

/**
 * The first conflicts, each with what all bounds at its place leave together from each instant at which that changes. Everything
 * is joined at once: a look for each conflict would read all of them for each.
 */
const CHOSEN = (only: string): string => `chosen as materialized (
    select h.*, o.name_zh, o.name_en, o.kind, count(*) over () as count, row_number() over (order by h.from_at, h.sku_id, o.kind, o.code, h.price_id, h.channel) as n
      from hits h join org_units o on o.tenant_id = $1 and o.id = h.seen where ${only} order by n limit $5),
  near as materialized (
    select c.n, c.from_at, c.until_at, b.price_min, b.price_max, b.during from chosen c join up on up.unit = c.seen join b on b.unit_id = up.above and b.sku_id = c.sku_id),
  cuts as (
    select n, from_at as at from chosen
     union select near.n, t.at from near cross join unnest(array[lower(near.during), upper(near.during)]) as t(at)
     where t.at > near.from_at and (near.until_at is null or t.at < near.until_at)),
  held as (
    select s.n, s.at, max(b.price_min) as price_min, min(b.price_max) as price_max from cuts s left join near b on b.n = s.n and b.during @> s.at group by s.n, s.at)
  select c.*, m.windows from chosen c
    join (select n, jsonb_agg(jsonb_build_object('from', at, 'priceMin', price_min, 'priceMax', price_max) order by at) as windows from held group by n) m on m.n = c.n order by c.n`

@Injectable()
export class PriceConflictsRepo {
  /** What lies outside: the first of it by bound and place, each with the count of all. */
  async find({ skus, candidates = [], only = 'true', limit = 20 }: ConflictsAsked): Promise<PriceConflict[]> {
    const rows = await db().many(`${CONFLICTS}, ${CHOSEN(only)}`, [
      tenantId(),
      JSON.stringify(skus),
      clock.now(),
      JSON.stringify(candidates),
      limit,
    ])
    return rows.map((r): PriceConflict => ({
      skuId: r['sku_id'],
      priceId: r['price_id'],
      price: r['price'],
      channel: r['channel'],
      temporary: r['temporary'],
      levelId: r['level'],
      quantityFrom: r['quantity'],
      boundId: r['bound_id'],
      candidate: r['candidate'],
      source: r['source'],
      boundUnitId: r['bound_unit_id'],
      priceMin: r['price_min'],
      priceMax: r['price_max'],
      unitId: r['seen'],
      unitName: { zh: r['name_zh'], en: r['name_en'] },
      unitKind: r['kind'],
      from: r['from_at'],
      until: r['until_at'],
      inherited: r['inherited'],
      endsAt: r['ends_at'],
      windows: (r['windows'] as BoundedFrom[]).map((w) => ({ ...w, from: new Date(w.from).toISOString() })),
      count: r['count'],
    }))
  }

  /** How many lie outside HQ's own bounds, by SKU, were the SKUs' prices as given; SKUs without any are absent. */
  async countBy(skus: readonly PricedSku[], only: string): Promise<Map<string, number>> {
    const rows = await db().many<{ sku_id: string; count: number }>(
      `${CONFLICTS} select h.sku_id, count(*) as count from hits h where ${only} group by h.sku_id`,
      [tenantId(), JSON.stringify(skus), clock.now(), '[]'],
    )
    return new Map(rows.map((r) => [r.sku_id, r.count]))
  }
}
