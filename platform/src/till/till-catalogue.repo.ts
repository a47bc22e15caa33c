import { Injectable } from '@nestjs/common'
import type { GetTillCatalogue, TillCatalogue, TillSku, Words } from '@storeweave/contract'
import {
  bundlesLeft,
  leftBounds,
  leftOwnPrice,
  optionTextOf,
  pictureOf,
  PRICE,
  skuSold,
  soldAt,
} from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'

interface StoreRow {
  unit_ids: string[]
  name_zh: string
  name_en: string
  categories: TillCatalogue['categories']
  levels: TillCatalogue['levels']
}
interface GoodsRow {
  sku_id: string
  product_id: string
  code: string
  barcodes: string[]
  name_zh: string
  name_en: string
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  position: number
  popularity: number
  category_id: string
  kind: TillSku['kind']
  unit_zh: string
  unit_en: string
  unit_size: number
  price: number
  list_price: number
  price_min: number | null
  coming: TillSku['prices'] | null
  tiers: TillSku['tiers'] | null
  bounds: TillSku['bounds'] | null
  sku_min: number | null
  sku_max: number | null
  available: number
  media_id: string | null
  terms: string[]
}
export interface TillStore {
  unitIds: string[]
  name: Words
  categories: TillCatalogue['categories']
  levels: TillCatalogue['levels']
}

const SELLS = "s.tenant_id = $1 and s.id = $2 and s.kind not in ('pickup_point', 'warehouse')"
/**
 * Which SKUs a page is of: sorted as ids, so that names, prices and stock are looked up, each by its key, for those of the
 * page alone; sorting whole rows of a large catalogue takes seconds. Vouchers are sold online.
 */
const PAGE = `select p.id as product_id, k.id as sku_id from stores s join products p on p.tenant_id = $1 and ${soldAt('s')}
              join skus k on k.tenant_id = $1 and k.product_id = p.id and k.voucher is null and ${skuSold()} where ${SELLS}`

const AT = { now: '$4', channel: "'in_store'" }
/** Prices that begin or end later at the place: with these a till knows by itself what goods cost then. */
const COMING = `(select coalesce(jsonb_agg(jsonb_build_object('unitId', u.unit_id, 'channel', u.channel, 'temporary', u.temporary, 'price', u.price, 'startsAt', u.starts_at, 'endsAt', u.ends_at)
     order by array_position(st.unit_ids, u.unit_id), u.starts_at), '[]') from unit_prices u where u.tenant_id = $1 and u.sku_id = k.id and u.unit_id = any(st.unit_ids)
     and u.channel in ('any', 'in_store') and (u.ends_at is null or u.ends_at > $4)
     having bool_or(u.ends_at is not null or u.starts_at > $4))`
/** Prices for levels and from quantities on, at the place. */
const TIERS = `(select jsonb_agg(jsonb_build_object('unitId', t.unit_id, 'channel', t.channel, 'levelId', t.level_id, 'quantityFrom', t.quantity_from, 'price', t.price, 'startsAt', t.starts_at, 'endsAt', t.ends_at)
     order by t.quantity_from, t.starts_at) from tier_prices t where t.tenant_id = $1 and t.sku_id = k.id and t.unit_id = any(st.unit_ids) and t.channel in ('any', 'in_store') and (t.ends_at is null or t.ends_at > $4))`
/** Bounds of the place, where one begins or ends later: a till knows by itself how far prices may go then. */
const BOUNDS = `(select jsonb_agg(jsonb_build_object('unitId', b.unit_id, 'source', b.source, 'priceMin', b.price_min, 'priceMax', b.price_max, 'startsAt', b.starts_at, 'endsAt', b.ends_at)
     order by b.starts_at, b.id) from price_bounds b where b.tenant_id = $1 and b.sku_id = k.id and b.unit_id = any(st.unit_ids) and (b.ends_at is null or b.ends_at > $4)
     having bool_or(b.ends_at is not null or b.starts_at > $4))`
const ORDER = 'order by -p.popularity, p.id, k.position, k.id'

/** All that a till of a store carries with it. */
@Injectable()
export class TillCatalogueRepo {
  /** The store and its categories. Undefined where there is no till. */
  async store(storeId: string): Promise<TillStore | undefined> {
    const row = await db().one<StoreRow>(
      `select u.name_zh, u.name_en, s.unit_ids,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', jsonb_build_object('zh', c.name_zh, 'en', c.name_en)) order by c.position, c.id), '[]') from categories c where c.tenant_id = $1) as categories,
              (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', jsonb_build_object('zh', v.name_zh, 'en', v.name_en), 'percentOff', v.percent_off) order by v.rank), '[]') from member_levels v where v.tenant_id = $1) as levels
         from stores s join org_units u on u.tenant_id = $1 and u.id = s.id where ${SELLS}`,
      [tenantId(), storeId],
    )
    return (
      row && {
        unitIds: row.unit_ids,
        name: { zh: row.name_zh, en: row.name_en },
        categories: row.categories,
        levels: row.levels,
      }
    )
  }

  /** A page of SKUs, what sells often first; price and stock are the store's. */
  async page(q: GetTillCatalogue): Promise<{ items: TillSku[]; nextCursor: string | null }> {
    const after = keysOf(q.cursor, 'number', 'id', 'number', 'id')
    const values: unknown[] = [tenantId(), q.storeId, q.limit + 1, clock.now()]
    const add = (value: unknown) => `$${values.push(value)}`
    const beyond = after
      ? `and (-p.popularity, p.id, k.position, k.id) > (-${add(after[0])}::bigint, ${add(after[1])}::uuid, ${add(after[2])}::bigint, ${add(after[3])}::uuid)`
      : ''
    const page = `${PAGE} ${beyond} ${ORDER} limit $3`
    const rows = await db().many<GoodsRow>(goodsSql(page), values)
    return pageOf(rows, q.limit, (r) => [r.popularity, r.product_id, r.position, r.sku_id], tillSkuOf)
  }

  /** Of these SKUs, and of all of these products, those that the store sells. */
  async these(storeId: string, productIds: readonly string[], skuIds: readonly string[]): Promise<TillSku[]> {
    // looked up by their keys, before anything is planned around how few they may be
    const named = `array(select k.id from skus k where k.tenant_id = $1 and k.product_id = any($3) union select unnest($5::uuid[]))`
    const rows = await db().many<GoodsRow>(goodsSql(`${PAGE} and k.id = any(${named})`), [
      tenantId(),
      storeId,
      productIds,
      clock.now(),
      skuIds,
    ])
    return rows.map(tillSkuOf)
  }
}

/** SQL of what a till is told of the SKUs that a query names; `$1` is the tenant, `$2` the store, `$4` the moment. */
const goodsSql = (named: string): string =>
  `select g.*, (select coalesce(array_agg(b.barcode order by b.barcode), '{}') from barcodes b where b.tenant_id = $1 and b.sku_id = g.sku_id) as barcodes,
          (select coalesce(array_agg(t.term order by t.term), '{}') from product_terms t where t.tenant_id = $1 and t.product_id = g.product_id) as terms
     from (select k.id as sku_id, k.product_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, k.position, p.popularity, p.category_id, p.kind, p.unit_zh, p.unit_en, k.unit_size,
             ${PRICE} as price, k.list_price, pb.price_min, ${COMING} as coming, ${TIERS} as tiers, ${BOUNDS} as bounds, k.price_min as sku_min, k.price_max as sku_max, case when k.bundled then ${bundlesLeft('l.id')} else greatest(0, coalesce(v.on_hand - v.reserved - v.safety, 0)) end as available, coalesce(k.media_id, p.media_ids[1]) as media_id
        from (${named}) o
        cross join lateral (select p.* from products p where p.tenant_id = $1 and p.id = o.product_id limit 1) p
        cross join lateral (select k.* from skus k where k.tenant_id = $1 and k.id = o.sku_id limit 1) k
        cross join lateral (select st.unit_ids from stores st where st.tenant_id = $1 and st.id = $2 limit 1) st
        left join lateral (select l.id from locations l where l.tenant_id = $1 and l.store_id = $2 limit 1) l on true
        ${leftOwnPrice(AT)} ${leftBounds(AT)}
        left join lateral (select v.on_hand, v.reserved, v.safety from stock_levels v where v.tenant_id = $1 and v.location_id = l.id and v.sku_id = k.id limit 1) v on true) g
    order by -g.popularity, g.product_id, g.position, g.sku_id`

/** What the till can't tell from the names and codes it has: pinyin, initials, brand. */
function searchOf({ name_zh, name_en, code, barcodes, terms }: GoodsRow): string[] {
  const own = new Set(
    [code, ...barcodes, ...name_en.split(/[^\p{L}\p{N}]+/u)].map((word) => word.toLowerCase()),
  )
  return terms.filter((term) => !own.has(term) && !name_zh.includes(term))
}

const tillSkuOf = (r: GoodsRow): TillSku => ({
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  barcodes: r.barcodes,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  search: searchOf(r),
  categoryId: r.category_id,
  kind: r.kind,
  unit: { zh: r.unit_zh, en: r.unit_en },
  unitSize: r.unit_size,
  price: r.price,
  listPrice: r.list_price,
  floorPrice: r.price_min,
  prices: r.coming ?? [],
  tiers: r.tiers ?? [],
  bounds: r.bounds ?? [],
  priceMin: r.sku_min,
  priceMax: r.sku_max,
  available: r.available,
  picture: pictureOf(r.media_id, r.name_zh),
})
