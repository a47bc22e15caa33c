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
const NEW_PRICES = `jsonb_to_recordset($2::jsonb) as w("skuId" uuid, "listPrice" bigint, "priceMin" bigint, "priceMax" bigint)`

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

  write(prices: readonly ListPrice[]): Promise<number> {
    return db().run(
      `update skus k set list_price = w."listPrice", price_min = w."priceMin", price_max = w."priceMax", updated_at = $3 from ${NEW_PRICES} where k.tenant_id = $1 and k.id = w."skuId"`,
      [tenantId(), JSON.stringify(prices), clock.now()],
    )
  }

  /** Touches the products of SKUs, so that an editor with the old prices is told. */
  touchProducts(skuIds: readonly string[]): Promise<number> {
    return db().run(
      'update products set version = version + 1, updated_at = $3 where tenant_id = $1 and id in (select product_id from skus where tenant_id = $1 and id = any($2::uuid[]))',
      [tenantId(), skuIds, clock.now()],
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
