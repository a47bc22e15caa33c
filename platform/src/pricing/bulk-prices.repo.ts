import { Injectable } from '@nestjs/common'
import { inForce } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { outboxRow, outboxSql, QUEUED } from '../kernel/events.js'
import { belowRegion } from '../kernel/region.js'

/** What a store's own price of a SKU was and is to be; null: none. */
export interface StorePriceChange {
  storeId: string
  skuId: string
  before: number | null
  after: number | null
}

/** What many stores' prices ask besides the rows themselves. */
@Injectable()
export class BulkPricesRepo {
  /**
   * The narrowest bounds that hold from now on, of stores and SKUs in the order asked: of all in force or planned at the
   * store and above it, HQ's on the SKU included.
   */
  narrowest(
    pairs: readonly Pick<StorePriceChange, 'storeId' | 'skuId'>[],
  ): Promise<{ priceMin: number | null; priceMax: number | null }[]> {
    return db().many(
      `select greatest(k.price_min, b.price_min) as "priceMin", least(k.price_max, b.price_max) as "priceMax"
         from unnest($2::uuid[], $3::uuid[]) with ordinality w(store_id, sku_id, n)
         join skus k on k.tenant_id = $1 and k.id = w.sku_id join stores st on st.tenant_id = $1 and st.id = w.store_id
        cross join lateral (select max(b.price_min) as price_min, min(b.price_max) as price_max from price_bounds b
           where b.tenant_id = $1 and b.sku_id = w.sku_id and b.unit_id = any(st.unit_ids) and (b.ends_at is null or b.ends_at > $4)) b order by w.n`,
      [tenantId(), pairs.map((p) => p.storeId), pairs.map((p) => p.skuId), clock.now()],
    )
  }

  /** Tells each store of its changed prices, once. */
  async tell(changes: readonly StorePriceChange[]): Promise<void> {
    const stores = new Map<string, string[]>()
    for (const { storeId, skuId } of changes) stores.set(storeId, [...(stores.get(storeId) ?? []), skuId])
    const events = [...stores].map(([storeId, skuIds]) =>
      outboxRow('pricing.prices_changed', { storeId, skuIds }),
    )
    await db().one(`with ${outboxSql('$2')} select ${QUEUED}`, [tenantId(), JSON.stringify(events)])
  }

  /** Stores by code; with `differing` those alone that have a price of their own. `reach` null: all. */
  stores(o: {
    reach: string[] | null
    storeId?: string | undefined
    regionId?: string | undefined
    differing: boolean
  }): Promise<{ id: string; code: string }[]> {
    return db().many(
      `select u.id, u.code from org_units u where u.tenant_id = $1 and u.kind = 'store' and ($2::uuid[] is null or u.id = any($2)) and ($3::uuid is null or u.id = $3)
          and ($4::uuid is null or u.id in ${belowRegion('$4')})
          and (not $5::boolean or exists (select from unit_prices sp where sp.tenant_id = $1 and sp.unit_id = u.id and ${inForce('sp', '$6')})) order by u.code`,
      [tenantId(), o.reach, o.storeId ?? null, o.regionId ?? null, o.differing, clock.now()],
    )
  }
}
