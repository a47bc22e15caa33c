import { Injectable } from '@nestjs/common'
import type { ListPriceGrid, PriceGridRow, Words } from '@storeweave/contract'
import type { ParityRule, SetBounds, SetPrice } from '@storeweave/rules/pricing'
import { belowCategory, exceptionOf, optionTextOf, termsCondition } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { leftGoodsLevel } from './price-levels.repo.js'

/** A SKU as a row of the grid begins, with who prices it by what is said of the goods. */
export interface GridSku {
  sku_id: string
  product_id: string
  position: number
  only_store_id: string | null
  code: string
  name_zh: string
  name_en: string
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  unit_zh: string
  unit_en: string
  unit_size: number
  list_price: number
  price_min: number | null
  price_max: number | null
  level: 'store' | 'region' | 'hq' | null
  level_zh: string | null
  level_en: string | null
}
type Placed = { skuId: string; unitZh: string; unitEn: string }
/** A price in force at a node, with who set it. */
export type GridPrice = SetPrice & Placed & { setByName: string; setAt: string }
export type GridBound = SetBounds & Placed & { id: string }
/** Everything that cells of some SKUs at some places are worked out from. */
export interface GridFacts {
  prices: GridPrice[]
  bounds: GridBound[]
  rule: ParityRule | null
  /** `SKU unit` of the places at which goods may differ between channels all the same. */
  excepted: string[]
}

const SKU = `k.id as sku_id, k.product_id, k.position, p.store_id as only_store_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, p.unit_zh, p.unit_en, k.unit_size,
  k.list_price, k.price_min, k.price_max, g.level, g.name_zh as level_zh, g.name_en as level_en`
const NAMED = `o.name_zh as "unitZh", o.name_en as "unitEn"`
/** `$2` SKUs, `$3` all nodes above the places, `$4` now, `$5` the places with their lines of the tree. */
const FACTS = `select
  coalesce((select jsonb_agg(x) from (
    select u.sku_id as "skuId", u.unit_id as "unitId", u.channel, u.temporary, u.price, u.starts_at as "startsAt", u.ends_at as "endsAt", u.set_by_name as "setByName", u.updated_at as "setAt", ${NAMED}
      from unit_prices u join org_units o on o.tenant_id = $1 and o.id = u.unit_id
     where u.tenant_id = $1 and u.sku_id = any($2::uuid[]) and u.unit_id = any($3::uuid[]) and u.starts_at <= $4 and (u.ends_at is null or u.ends_at > $4)) x), '[]') as prices,
  coalesce((select jsonb_agg(x) from (
    select b.id, b.sku_id as "skuId", b.unit_id as "unitId", b.source, b.price_min as "priceMin", b.price_max as "priceMax", b.starts_at as "startsAt", b.ends_at as "endsAt", ${NAMED}
      from price_bounds b join org_units o on o.tenant_id = $1 and o.id = b.unit_id
     where b.tenant_id = $1 and b.sku_id = any($2::uuid[]) and b.unit_id = any($3::uuid[]) and (b.ends_at is null or b.ends_at > $4)) x), '[]') as bounds,
  (select jsonb_build_object('belowMost', pp.below_most, 'aboveMost', pp.above_most) from parity_policies pp where pp.tenant_id = $1) as rule,
  coalesce((select jsonb_agg(k.id || ' ' || (w.place ->> 'id')) from skus k join products p on p.tenant_id = $1 and p.id = k.product_id cross join jsonb_array_elements($5::jsonb) as w(place)
     where k.tenant_id = $1 and k.id = any($2::uuid[]) and exists (select from parity_exceptions x where ${exceptionOf(`array(select (jsonb_array_elements_text(w.place -> 'path'))::uuid)`, '$4')})), '[]') as excepted`

/** What a page of prices by place is made of: SKUs in one statement, all that is set of them in another. */
@Injectable()
export class PriceGridRepo {
  /** A page of SKUs, products in the order they were made; goods of one store alone where that is among the places. */
  page(q: ListPriceGrid): Promise<{ items: GridSku[]; nextCursor: string | null }> {
    const after = keysOf(q.cursor, 'id', 'number', 'id')
    const values: unknown[] = [tenantId(), q.unitIds, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      '(p.store_id is null or p.store_id = any($2::uuid[]))',
      termsCondition('k.product_id', q.q, values),
      q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
      q.supplierId ? `p.supplier_id = ${add(q.supplierId)}` : '',
      q.brand ? `p.brand collate "C" = ${add(q.brand)}` : '',
      after
        ? `(k.product_id, k.position, k.id) > (${add(after[0])}::uuid, ${add(after[1])}::bigint, ${add(after[2])}::uuid)`
        : '',
    ].filter(Boolean)
    return db()
      .many<GridSku>(
        `select ${SKU} from skus k join products p on p.tenant_id = $1 and p.id = k.product_id and p.state <> 'retired' ${leftGoodsLevel}
          where k.tenant_id = $1 and k.active and ${where.join(' and ')} order by k.product_id, k.position, k.id limit $3`,
        values,
      )
      .then((rows) =>
        pageOf(
          rows,
          q.limit,
          (r) => [r.product_id, r.position, r.sku_id],
          (r) => r,
        ),
      )
  }

  /** These SKUs, in no order. */
  skus(skuIds: readonly string[]): Promise<GridSku[]> {
    return db().many(
      `select ${SKU} from skus k join products p on p.tenant_id = $1 and p.id = k.product_id ${leftGoodsLevel} where k.tenant_id = $1 and k.id = any($2::uuid[])`,
      [tenantId(), skuIds],
    )
  }

  /** All that is set of SKUs at places and above them. */
  async facts(
    skuIds: readonly string[],
    places: readonly { id: string; path: string[] }[],
  ): Promise<GridFacts> {
    const row = await db().one<GridFacts>(FACTS, [
      tenantId(),
      skuIds,
      [...new Set(places.flatMap((p) => p.path))],
      clock.now(),
      JSON.stringify(places.map(({ id, path }) => ({ id, path }))),
    ])
    return row!
  }

  /** The last who changed prices of SKUs at places, by `SKU unit`; of the list price where the unit is null. */
  async lastChanges(
    cells: readonly { skuId: string; unitId: string | null }[],
  ): Promise<Map<string, { person_name: string; at: string }>> {
    const rows = await db().many<{ sku_id: string; unit_id: string | null; person_name: string; at: string }>(
      `select w.sku_id, w.unit_id, c.person_name, c.at from unnest($2::uuid[], $3::uuid[]) as w(sku_id, unit_id)
        cross join lateral (select c.person_name, c.at from price_changes c where c.tenant_id = $1 and c.sku_id = w.sku_id and c.store_id is not distinct from w.unit_id and c.kind in ('list', 'price', 'clamp') order by c.id desc limit 1) c`,
      [tenantId(), cells.map((c) => c.skuId), cells.map((c) => c.unitId)],
    )
    return new Map(rows.map((r) => [`${r.sku_id} ${r.unit_id}`, r]))
  }
}

/** What a row says of the SKU itself. */
export const headOf = (r: GridSku): Omit<PriceGridRow, 'cells'> => ({
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  unitSize: r.unit_size,
  listPrice: r.list_price,
  priceMin: r.price_min,
  priceMax: r.price_max,
})
