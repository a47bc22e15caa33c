import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** List price and bounds of a SKU, minor units per unit size. */
export interface ListPrice {
  skuId: string
  listPrice: number
  priceMin: number | null
  priceMax: number | null
}
export interface BrokenPrice {
  storeId: string
  storeName: { zh: string; en: string }
  skuId: string
  price: number
  count: number
}

const NEW_PRICES = `jsonb_to_recordset($2::jsonb) as w("skuId" uuid, "listPrice" bigint, "priceMin" bigint, "priceMax" bigint)`
const BROKEN_SHOWN = 20

@Injectable()
export class ListPricesRepo {
  /** The prices in force, locked in key order: no store price can be set against bounds that are changing. */
  lock(skuIds: readonly string[]): Promise<(ListPrice & { productId: string })[]> {
    return db().many(
      `select id as "skuId", product_id as "productId", list_price as "listPrice", price_min as "priceMin", price_max as "priceMax"
         from skus where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update`,
      [tenantId(), skuIds],
    )
  }

  /** Store prices that new bounds would leave outside; the first few, each with the count of all. */
  async broken(prices: readonly ListPrice[]): Promise<BrokenPrice[]> {
    const rows = await db().many<{
      store_id: string
      name_zh: string
      name_en: string
      sku_id: string
      price: number
      count: number
    }>(
      `select sp.store_id, o.name_zh, o.name_en, sp.sku_id, sp.price, count(*) over () as count
         from ${NEW_PRICES} join store_prices sp on sp.tenant_id = $1 and sp.sku_id = w."skuId" join org_units o on o.tenant_id = $1 and o.id = sp.store_id
        where sp.price < w."priceMin" or sp.price > w."priceMax" order by sp.store_id, sp.sku_id limit ${BROKEN_SHOWN}`,
      [tenantId(), JSON.stringify(prices)],
    )
    return rows.map((r) => ({
      storeId: r.store_id,
      storeName: { zh: r.name_zh, en: r.name_en },
      skuId: r.sku_id,
      price: r.price,
      count: r.count,
    }))
  }

  /** How many store prices new bounds would leave outside, by SKU; SKUs without any are absent. */
  async brokenBy(prices: readonly ListPrice[]): Promise<Map<string, number>> {
    const rows = await db().many<{ sku_id: string; count: number }>(
      `select sp.sku_id, count(*) as count from ${NEW_PRICES} join store_prices sp on sp.tenant_id = $1 and sp.sku_id = w."skuId"
        where sp.price < w."priceMin" or sp.price > w."priceMax" group by sp.sku_id`,
      [tenantId(), JSON.stringify(prices)],
    )
    return new Map(rows.map((r) => [r.sku_id, r.count]))
  }

  write(prices: readonly ListPrice[]): Promise<number> {
    return db().run(
      `update skus k set list_price = w."listPrice", price_min = w."priceMin", price_max = w."priceMax", updated_at = $3 from ${NEW_PRICES} where k.tenant_id = $1 and k.id = w."skuId"`,
      [tenantId(), JSON.stringify(prices), clock.now()],
    )
  }

  /** Appends what changed to the history of prices. */
  remember(changes: readonly { before: ListPrice; after: ListPrice }[]): Promise<number> {
    const by = actor()
    const rows = changes.map(({ before, after }) => ({ id: newId(), sku_id: after.skuId, before, after }))
    return db().run(
      `insert into price_changes (tenant_id, id, sku_id, kind, before, after, person_id, person_name, at)
       select $1, w.id, w.sku_id, 'list', w.before, w.after, $3, $4, $5 from jsonb_to_recordset($2::jsonb) as w(id uuid, sku_id uuid, before jsonb, after jsonb)`,
      [tenantId(), JSON.stringify(rows), by.id, by.name, clock.now()],
    )
  }

  /** The list price that was in force 24 hours ago, of SKUs whose price changed since: many small cuts make a large one. */
  async dayAgo(skuIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await db().many<{ sku_id: string; price: number }>(
      `select distinct on (sku_id) sku_id, (before ->> 'listPrice')::bigint price from price_changes
        where tenant_id = $1 and sku_id = any($2::uuid[]) and kind = 'list' and at > $3 order by sku_id, id`,
      [tenantId(), skuIds, new Date(clock.now().getTime() - 86_400_000)],
    )
    return new Map(rows.map((r) => [r.sku_id, r.price]))
  }

  async currency(): Promise<string> {
    return (
      (
        await db().one<{ currency: string }>('select currency from tenant_settings where tenant_id = $1', [
          tenantId(),
        ])
      )?.currency ?? 'CNY'
    )
  }
}
