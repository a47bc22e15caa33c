import { Injectable } from '@nestjs/common'
import type { DecisionLevel } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** A node of the org tree with all above it, nearest first, and who prices there: said for the whole brand, and nearer. */
export interface PricedPlace {
  id: string
  kind: 'hq' | 'region' | 'store'
  name_zh: string
  name_en: string
  parent_id: string | null
  path: string[]
  brand: DecisionLevel | null
  place: DecisionLevel | null
}
/** Who prices a SKU by what is said of its product or category, and of which. */
export interface GoodsLevel {
  sku_id: string
  level: DecisionLevel
  name_zh: string
  name_en: string
}
export interface PriceLevelRow {
  id: string
  category_id: string | null
  product_id: string | null
  name_zh: string
  name_en: string
  level: DecisionLevel
  set_by_name: string
  updated_at: string
}
/** What a level is said of. */
export type Goods = 'category' | 'product'

const PLACES = `with recursive up as (
    select w.id as unit, w.id as above, 0 as steps from unnest($2::uuid[]) as w(id)
    union all select up.unit, o.parent_id, up.steps + 1 from up join org_units o on o.tenant_id = $1 and o.id = up.above where o.parent_id is not null),
  said as (select d.unit_id, d.level, o.kind from decision_levels d join org_units o on o.tenant_id = $1 and o.id = d.unit_id where d.tenant_id = $1 and d.decision = 'price' and d.unit_id in (select above from up))
  select o.id, o.kind, o.name_zh, o.name_en, o.parent_id, (select array_agg(up.above order by up.steps) from up where up.unit = o.id) as path,
         (select s.level from said s where s.kind = 'hq') as brand,
         (select s.level from up join said s on s.unit_id = up.above and s.kind <> 'hq' where up.unit = o.id order by up.steps limit 1) as place
    from org_units o where o.tenant_id = $1 and o.id = any($2::uuid[])`

/** Joins who prices SKU `k` of product `p` by its product or the nearest category, as `g`, in SQL. */
export const leftGoodsLevel = `left join lateral (
    with recursive up as (
      select c.id, c.parent_id, c.name_zh, c.name_en, 1 as steps from categories c where c.tenant_id = $1 and c.id = p.category_id
      union all select c.id, c.parent_id, c.name_zh, c.name_en, up.steps + 1 from up join categories c on c.tenant_id = $1 and c.id = up.parent_id)
    select s.level, s.name_zh, s.name_en from (
      select l.level, p.name_zh, p.name_en, 0 as steps from price_levels l where l.tenant_id = $1 and l.product_id = p.id
      union all select l.level, up.name_zh, up.name_en, up.steps from up join price_levels l on l.tenant_id = $1 and l.category_id = up.id) s
     order by s.steps limit 1) g on true`

/** Who prices which goods where. */
@Injectable()
export class PriceLevelsRepo {
  /** Those of the nodes that there are. */
  places(unitIds: readonly string[]): Promise<PricedPlace[]> {
    return db().many(PLACES, [tenantId(), unitIds])
  }

  /** What is said of the goods; SKUs of which nothing is said are absent. */
  goods(skuIds: readonly string[]): Promise<GoodsLevel[]> {
    return db().many(
      `select k.id as sku_id, g.level, g.name_zh, g.name_en from skus k join products p on p.tenant_id = $1 and p.id = k.product_id ${leftGoodsLevel}
        where k.tenant_id = $1 and k.id = any($2::uuid[]) and g.level is not null`,
      [tenantId(), skuIds],
    )
  }

  /** All that is said of goods, in the order it was first said. */
  page(after: string | undefined, limit: number): Promise<PriceLevelRow[]> {
    return db().many(
      `select l.id, l.category_id, l.product_id, coalesce(c.name_zh, p.name_zh) as name_zh, coalesce(c.name_en, p.name_en) as name_en, l.level, l.set_by_name, l.updated_at
         from price_levels l left join categories c on c.tenant_id = $1 and c.id = l.category_id left join products p on p.tenant_id = $1 and p.id = l.product_id
        where l.tenant_id = $1 and ($2::uuid is null or l.id > $2) order by l.id limit $3`,
      [tenantId(), after ?? null, limit],
    )
  }

  /** The name of a category or product; undefined when there is none. */
  async nameOf(kind: Goods, id: string): Promise<string | undefined> {
    const table = kind === 'category' ? 'categories' : 'products'
    const row = await db().one<{ name_zh: string }>(
      `select name_zh from ${table} where tenant_id = $1 and id = $2`,
      [tenantId(), id],
    )
    return row?.name_zh
  }

  /** What is said of a category or product itself, locked until the transaction ends. */
  async own(kind: Goods, id: string): Promise<DecisionLevel | null> {
    const row = await db().one<{ level: DecisionLevel }>(
      `select level from price_levels where tenant_id = $1 and ${kind}_id = $2 for update`,
      [tenantId(), id],
    )
    return row?.level ?? null
  }

  put(kind: Goods, id: string, level: DecisionLevel): Promise<number> {
    const by = actor()
    return db().run(
      `insert into price_levels (tenant_id, id, ${kind}_id, level, set_by, set_by_name, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, ${kind}_id) where ${kind}_id is not null
       do update set level = excluded.level, set_by = excluded.set_by, set_by_name = excluded.set_by_name, updated_at = excluded.updated_at`,
      [tenantId(), newId(), id, level, by.id, by.name, clock.now()],
    )
  }

  remove(kind: Goods, id: string): Promise<number> {
    return db().run(`delete from price_levels where tenant_id = $1 and ${kind}_id = $2`, [tenantId(), id])
  }
}
