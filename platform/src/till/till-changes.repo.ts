import { Injectable } from '@nestjs/common'
import { catalogueEvents } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'
import { idAt } from '../kernel/id.js'

/** So many events are looked through for a till; where more happened it fetches all goods anew. */
const EVENTS_MOST = 20_000

interface NewsRow {
  events: number
  unnamed: boolean
  product_ids: string[]
  sku_ids: string[]
}
export interface News {
  /** More happened than can be told one by one. */
  whole: boolean
  productIds: string[]
  skuIds: string[]
}

/** Which goods of a store are not what they were. */
@Injectable()
export class TillChangesRepo {
  /** Goods, prices and assortment by the events that were written since, stock by its own time; bundles with what they consist of. */
  async since(storeId: string, since: Date): Promise<News> {
    const row = (await db().one<NewsRow>(
      `with recent as materialized (
         select e.name, e.payload from outbox e where e.tenant_id = $1 and e.id >= $3 order by e.id limit $6),
       mine as materialized (
         select name, payload from recent where name = any($5) and coalesce(payload ->> 'storeId', $2::uuid::text) = $2::uuid::text),
       products_named as materialized (
         select distinct x.id::uuid as id from mine cross join lateral (
           select payload ->> 'productId' union all select jsonb_array_elements_text(payload -> 'productIds')) x(id) where x.id is not null),
       skus_named as materialized (
         select x.id::uuid as id from mine cross join lateral (
           select payload ->> 'skuId' union all select jsonb_array_elements_text(payload -> 'skuIds')) x(id) where x.id is not null
         union select v.sku_id from locations l join stock_levels v on v.tenant_id = $1 and v.location_id = l.id and v.updated_at >= $4
          where l.tenant_id = $1 and l.store_id = $2::uuid)
       select (select count(*) from recent) as events,
              exists (select from mine where name = 'assortment.changed' and not payload ? 'productIds') as unnamed,
              array(select id from products_named) as product_ids,
              array(select id from skus_named
               union select bp.sku_id from skus_named n join bundle_parts bp on bp.tenant_id = $1 and bp.part_id = n.id
               union select bp.sku_id from products_named n join skus k on k.tenant_id = $1 and k.product_id = n.id join bundle_parts bp on bp.tenant_id = $1 and bp.part_id = k.id) as sku_ids`,
      [tenantId(), storeId, idAt(since), since, catalogueEvents, EVENTS_MOST],
    ))!
    return {
      whole: row.unnamed || row.events >= EVENTS_MOST,
      productIds: row.product_ids,
      skuIds: row.sku_ids,
    }
  }
}
