import { Injectable } from '@nestjs/common'
import { ShownTags, VOUCHERS_MOST, type ShopProduct, type VoucherTerms } from '@storeweave/contract'
import { optionTextOf } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { logoOf } from './brands.repo.js'
import { bundlesLeft, SHOWN_PARTS, saleParts, skuSold } from './bundle-stock.js'
import { salePartOf, shownPartOf, type SalePartRow, type ShownPartRow } from './bundle-rows.js'
import { tagsSql } from './narrow.repo.js'
import { leftBounds, leftOwnPrice, PRICE, priceInStore, tiersAt, type PricedAt } from './price.repo.js'
import { SPECS } from './product-values.repo.js'
import { largeOf, pictureOf } from './picture.js'
import { LEFT_PRESENTED, PRESENTED, presentedOf, type PresentedColumns } from './presentations.repo.js'
import type { OptionColumn } from './products.rows.js'
import type { SaleSku } from './sale-sku.js'
import { soldAt } from './sold.repo.js'

/** Stores whose catalogue shoppers may see, joined with their stock's location; `$2` is the store. */
export const OPEN_STORE = `stores st left join locations loc on loc.tenant_id = $1 and loc.store_id = st.id`
/** A store that shoppers may see. */
export const OPEN = `st.status = 'open' and st.kind in ('store', 'shop-in-shop', 'warehouse')`
export const IS_OPEN = `st.tenant_id = $1 and st.id = $2 and ${OPEN}`
/**
 * Price and stock of a SKU `k` at a store `st`: each looked up by its key. A plain join leaves PostgreSQL free to read all of a
 * store's rows for each SKU, which it does where most tenants are small and this one is not: hence the `limit 1`.
 */
export const atStore = (at: PricedAt, location = 'loc.id'): string =>
  `${leftOwnPrice(at)}
  left join lateral (select v.on_hand, v.reserved, v.safety from stock_levels v where v.tenant_id = $1 and v.location_id = ${location} and v.sku_id = k.id limit 1) s on true`
/** What can be promised of a SKU there, with `atStore`; of a bundle as many as its parts allow, of vouchers as many as one order may hold. */
export const availableAt = (location = 'loc.id'): string =>
  `case when k.bundled then ${bundlesLeft(location)} when k.voucher is not null then ${VOUCHERS_MOST} else greatest(0, coalesce(s.on_hand - s.reserved - s.safety, 0)) end`
export const AVAILABLE = availableAt()

interface WholeRow extends PresentedColumns {
  id: string
  kind: ShopProduct['kind']
  name_zh: string
  name_en: string
  detail_zh: string
  detail_en: string
  brand: string
  logo_id: string | null
  unit_zh: string
  unit_en: string
  cloud_only: boolean
  category_id: string
  options: OptionColumn[]
  media_ids: string[]
  tags: ShopProduct['tags']
  specs: ShopProduct['specs']
  version: string
  barcodes: string[]
  skus: {
    id: string
    code: string
    optionIndexes: number[]
    price: number
    listPrice: number
    unitSize: number
    available: number
    mediaId: string | null
    parts: ShownPartRow[] | null
    voucher: VoucherTerms | null
  }[]
}
/** A row of `SALE_SKUS`. */
export interface SaleRow {
  sku_id: string
  product_id: string
  supplier_id: string | null
  supply_price: number | null
  code: string
  kind: SaleSku['kind']
  name_zh: string
  name_en: string
  unit_zh: string
  unit_en: string
  options: OptionColumn[]
  cloud_only: boolean
  option_indexes: number[]
  unit_size: number
  list_price: number
  price: number
  price_in_store: number
  tiers: SaleSku['tiers'] | null
  price_min: number | null
  price_max: number | null
  available: number
  media_id: string | null
  for_sale: boolean
  parts: SalePartRow[] | null
  voucher: VoucherTerms | null
}

/** A product at a store, by what is known of its SKUs. */
export interface AtAStore {
  storeId: string
  productId: string
  skuIds: readonly string[]
}
/** A product's version, of its fields and of how it shows itself, with the look of the catalogue; its tags of the moment as JSON; price and stock of each SKU asked for in turn, as texts. */
export interface Facts {
  version: string
  tags: string
  numbers: readonly string[]
}
/** A product as a store sells it, its version, and the barcodes of its SKUs for sale. */
export interface WholeProduct {
  product: ShopProduct
  version: string
  barcodes: string[]
}

@Injectable()
export class ShopRepo {
  /** A product as a store sells it; undefined when it isn't for sale there. */
  async one(storeId: string, productId: string): Promise<WholeProduct | undefined> {
    const row = await db().one<WholeRow>(`${WHOLE} and p.id = $4`, [
      tenantId(),
      storeId,
      clock.now(),
      productId,
    ])
    return row && wholeOf(row)
  }

  /** The product that carries one of these barcodes on a SKU for sale. */
  async byBarcode(storeId: string, barcodes: readonly string[]): Promise<WholeProduct | undefined> {
    const row = await db().one<WholeRow>(
      `${WHOLE} and p.id in (select k.product_id from barcodes b join skus k on k.tenant_id = $1 and k.id = b.sku_id and k.active where b.tenant_id = $1 and b.barcode = any($4::text[]))`,
      [tenantId(), storeId, clock.now(), barcodes],
    )
    return row && wholeOf(row)
  }

  /** What changes of products at stores, in the order asked; undefined where one isn't for sale. One statement, one row. */
  async factsOf(asked: readonly AtAStore[]): Promise<(Facts | undefined)[]> {
    const skus = asked.flatMap(({ storeId, skuIds }) => skuIds.map((skuId) => ({ storeId, skuId })))
    const row = await db().one<{
      versions: string | null
      tags: Record<string, ShopProduct['tags']> | null
      facts: string | null
    }>(FACTS, [
      tenantId(),
      padded(asked.map((a) => a.storeId)),
      padded(asked.map((a) => a.productId)),
      padded(skus.map((s) => s.storeId)),
      padded(skus.map((s) => s.skuId)),
      clock.now(),
    ])
    const versions = new Map(tuplesOf(row?.versions).map(([n, version]) => [Number(n), version]))
    const facts = new Map(tuplesOf(row?.facts).map(([n, ...numbers]) => [Number(n), numbers]))
    let at = 0
    return asked.map(({ skuIds }, n) => {
      const version = versions.get(n + 1)
      const numbers = skuIds.flatMap(() => facts.get(++at) ?? [])
      const tags = JSON.stringify(ShownTags.parse(row?.tags?.[n + 1] ?? []))
      return version === undefined ? undefined : { version, tags, numbers }
    })
  }

  /** What orders and carts keep of SKUs, by id, with the store's price and stock. */
  async saleSkus(storeId: string, skuIds: readonly string[]): Promise<Map<string, SaleSku>> {
    return saleSkusOf(await db().many<SaleRow>(SALE_SKUS, [tenantId(), storeId, skuIds, clock.now()]))
  }

  /** The same of the SKU that carries a barcode; undefined when none does. */
  async saleSkuOfBarcode(storeId: string, barcode: string): Promise<SaleSku | undefined> {
    const row = await db().one<SaleRow>(SALE_SKU_OF_BARCODE, [tenantId(), storeId, barcode, clock.now()])
    return row && saleSkuOf(row)
  }
}

const FOR_SALE = `${skuSold()} and coalesce(st.id is not null and ${OPEN} and ${soldAt()}, false)`

/** SQL of what is kept of SKUs at a store, a row each for `saleSkusOf`; `$1` is the tenant, `ids` an array. */
export const saleSkusSql = (
  ids: string,
  at: PricedAt,
  store = '$2',
): string => `select k.id as sku_id, k.product_id, p.supplier_id, k.supply_price, k.code, p.kind, p.name_zh, p.name_en, p.unit_zh, p.unit_en, p.options, (p.cloud_only or p.supplier_ships) as cloud_only, k.option_indexes, k.unit_size, k.list_price, ${PRICE} as price, ${priceInStore(at)} as price_in_store, ${tiersAt(at)} as tiers, pb.price_min, pb.price_max, ${availableAt('l.id')} as available, ${saleParts('l.id')} as parts, k.voucher,
    coalesce(k.media_id, p.media_ids[1]) as media_id, ${FOR_SALE} as for_sale
  from skus k join products p on p.tenant_id = $1 and p.id = k.product_id
  left join stores st on st.tenant_id = $1 and st.id = ${store}
  left join locations l on l.tenant_id = $1 and l.store_id = ${store} ${atStore(at, 'l.id')} ${leftBounds(at)} where k.tenant_id = $1 and k.id = any(${ids})`
const SALE_SKUS = saleSkusSql('$3::uuid[]', { now: '$4' })
const SALE_SKU_OF_BARCODE = saleSkusSql(
  'array(select b.sku_id from barcodes b where b.tenant_id = $1 and b.barcode = $3)',
  { now: '$4' },
)

/** SQL of whether a SKU can go into a store's cart, its kind, and how much of it one is: a piece, or a unit's grams. `$1` is the tenant, `which` says which SKU. */
export const buyableSql = (which: string, store = '$2'): string =>
  `select k.id as sku_id, p.kind, case p.kind when 'weighed' then k.unit_size else 1 end as step, k.voucher is null and ${FOR_SALE} as for_sale
     from skus k join products p on p.tenant_id = $1 and p.id = k.product_id left join stores st on st.tenant_id = $1 and st.id = ${store}
    where k.tenant_id = $1 and ${which} order by k.id limit 1`
/** Which SKU carries one of the barcodes in the array `codes`. */
export const barcodeIs = (codes: string): string =>
  `k.id in (select b.sku_id from barcodes b where b.tenant_id = $1 and b.barcode = any(${codes}))`

/** The rows of `SALE_SKUS` by SKU id. */
export const saleSkusOf = (rows: readonly SaleRow[]): Map<string, SaleSku> =>
  new Map(rows.map((r) => [r.sku_id, saleSkuOf(r)]))

/** PostgreSQL expects 10 rows of an array it doesn't know; for a shorter one it would plan the statement anew each time. */
const PADDED_TO = 16
export const padded = (ids: readonly string[]): (string | null)[] =>
  Array.from({ length: Math.max(ids.length, PADDED_TO) }, (_, n) => ids[n] ?? null)
/** Lists of numbers as FACTS writes them: blanks within, commas between. */
const tuplesOf = (text: string | null | undefined): string[][] =>
  text ? text.split(',').map((tuple) => tuple.split(' ')) : []
/** A product's version beside the count of changes to what many products show: two that are alike show the same. */
const lookOf = (version: string): string =>
  `${version} || '.' || coalesce((select l.look from catalog_looks l where l.tenant_id = $1), 0)`
/** Each row is looked up by its key, whatever PostgreSQL believes of a tenant's size: hence a `limit 1` in each part. */
const FACTS = `select (
    select string_agg(w.n || ' ' || ${lookOf('(p.version + p.look)')}, ',') from unnest($2::uuid[], $3::uuid[]) with ordinality w(store_id, product_id, n)
     cross join lateral (select st.id, st.kind, st.supplier_id, st.unit_ids from stores st where st.tenant_id = $1 and st.id = w.store_id and ${OPEN} limit 1) st
     cross join lateral (select p.version, p.look from products p where p.tenant_id = $1 and p.id = w.product_id and ${soldAt()} limit 1) p) as versions, (
    select jsonb_object_agg(w.n, g.tags) from unnest($3::uuid[]) with ordinality w(product_id, n) cross join lateral (select ${tagsSql('w.product_id', '$6')} as tags) g where jsonb_array_length(g.tags) > 0) as tags, (
    select string_agg(w.n || ' ' || ${PRICE} || ' ' || ${AVAILABLE}, ',') from unnest($4::uuid[], $5::uuid[]) with ordinality w(store_id, sku_id, n)
     cross join lateral (select k.id, k.list_price, k.bundled, k.voucher from skus k where k.tenant_id = $1 and k.id = w.sku_id limit 1) k
     cross join lateral (select st.unit_ids from stores st where st.tenant_id = $1 and st.id = w.store_id limit 1) st
      left join lateral (select l.id from locations l where l.tenant_id = $1 and l.store_id = w.store_id limit 1) loc on true
      ${atStore({ now: '$6' })}) as facts`

const WHOLE = `select p.id, ${lookOf('(p.version + p.look)')} as version, ${PRESENTED},
       (select coalesce(array_agg(b.barcode), '{}') from barcodes b join skus k on k.tenant_id = $1 and k.id = b.sku_id and k.active where b.tenant_id = $1 and k.product_id = p.id) as barcodes,
       p.kind, p.name_zh, p.name_en, p.detail_zh, p.detail_en, p.brand, case when p.brand <> '' then ${logoOf('p.brand')} end as logo_id, p.unit_zh, p.unit_en, (p.cloud_only or p.supplier_ships) as cloud_only, p.category_id, p.options, p.media_ids, ${tagsSql('p.id', '$3')} as tags, ${SPECS} as specs, a.skus
  from ${OPEN_STORE} cross join products p cross join lateral (
    select jsonb_agg(jsonb_build_object('id', k.id, 'code', k.code, 'optionIndexes', k.option_indexes, 'price', ${PRICE}, 'listPrice', k.list_price, 'unitSize', k.unit_size,
             'available', ${AVAILABLE}, 'mediaId', k.media_id, 'parts', ${SHOWN_PARTS}, 'voucher', k.voucher) order by k.position, k.id) as skus
      from skus k ${atStore({ now: '$3' })} where k.tenant_id = $1 and k.product_id = p.id and ${skuSold()}) a
  ${LEFT_PRESENTED}
 where ${IS_OPEN} and p.tenant_id = $1 and ${soldAt()} and a.skus is not null`

const wholeOf = (r: WholeRow): WholeProduct => ({
  version: r.version,
  barcodes: r.barcodes,
  product: {
    id: r.id,
    kind: r.kind,
    name: { zh: r.name_zh, en: r.name_en },
    detail: { zh: r.detail_zh, en: r.detail_en },
    brand: r.brand,
    ...(r.logo_id ? { brandLogo: pictureOf(r.logo_id, r.brand)! } : {}),
    unit: { zh: r.unit_zh, en: r.unit_en },
    cloudOnly: r.cloud_only,
    categoryId: r.category_id,
    options: r.options,
    media: r.media_ids.map((id) => largeOf(id, r.name_zh)),
    tags: r.tags,
    specs: r.specs,
    skus: r.skus.map(({ mediaId, parts, voucher, ...sku }) => ({
      ...sku,
      picture: pictureOf(mediaId, r.name_zh),
      ...(parts ? { parts: parts.map(shownPartOf) } : {}),
      ...(voucher ? { voucher } : {}),
    })),
    ...presentedOf(r, r.name_zh),
  },
})

const saleSkuOf = (r: SaleRow): SaleSku => ({
  skuId: r.sku_id,
  productId: r.product_id,
  supplierId: r.supplier_id,
  supplyPrice: r.supply_price,
  code: r.code,
  kind: r.kind,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  unitSize: r.unit_size,
  listPrice: r.list_price,
  price: r.price,
  priceInStore: r.price_in_store,
  tiers: r.tiers ?? [],
  priceMin: r.price_min,
  priceMax: r.price_max,
  available: r.available,
  mediaId: r.media_id,
  picture: pictureOf(r.media_id, r.name_zh),
  forSale: r.for_sale,
  cloudOnly: r.cloud_only,
  parts: r.parts?.map(salePartOf) ?? null,
  voucher: r.voucher,
})
