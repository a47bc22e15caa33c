import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { outboxRow, outboxSql, QUEUED } from '../kernel/events.js'
import { newId } from '../kernel/id.js'
import { belowRegion } from '../kernel/region.js'
import { actor } from '../kernel/scope.js'

/** What a store's own price of a SKU was and is to be; null: none. */
export interface StorePriceChange {
  storeId: string
  skuId: string
  before: number | null
  after: number | null
}
type Pair = Pick<StorePriceChange, 'storeId' | 'skuId'>

const CHANGES = `jsonb_to_recordset($2::jsonb) as w(id uuid, "storeId" uuid, "skuId" uuid, before bigint, after bigint)`

/** Stores' own prices by the hundred, a statement for each kind of row. */
@Injectable()
export class BulkPricesRepo {
  /** The stores' own prices in force of these pairs; pairs without one are absent. */
  current(pairs: readonly Pair[]): Promise<(Pair & { price: number })[]> {
    return db().many(
      `select sp.store_id as "storeId", sp.sku_id as "skuId", sp.price from unnest($2::uuid[], $3::uuid[]) w(store_id, sku_id)
         join store_prices sp on sp.tenant_id = $1 and sp.store_id = w.store_id and sp.sku_id = w.sku_id`,
      [tenantId(), pairs.map((p) => p.storeId), pairs.map((p) => p.skuId)],
    )
  }

  /** Writes, takes away, remembers and tells each store, for SKUs that are locked. */
  async write(changes: readonly StorePriceChange[]): Promise<void> {
    const by = actor()
    const text = JSON.stringify(changes.map((c) => ({ id: newId(), ...c })))
    await db().run(
      `insert into store_prices (tenant_id, store_id, sku_id, price, set_by, updated_at) select $1, w."storeId", w."skuId", w.after, $3, $4 from ${CHANGES} where w.after is not null
       on conflict (tenant_id, store_id, sku_id) do update set price = excluded.price, set_by = excluded.set_by, updated_at = excluded.updated_at`,
      [tenantId(), text, by.id, clock.now()],
    )
    await db().run(
      `delete from store_prices sp using ${CHANGES} where sp.tenant_id = $1 and sp.store_id = w."storeId" and sp.sku_id = w."skuId" and w.after is null`,
      [tenantId(), text],
    )
    const stores = new Map<string, string[]>()
    for (const { storeId, skuId } of changes) stores.set(storeId, [...(stores.get(storeId) ?? []), skuId])
    const events = [...stores].map(([storeId, skuIds]) =>
      outboxRow('pricing.prices_changed', { storeId, skuIds }),
    )
    await db().one(
      `with remembered as (
         insert into price_changes (tenant_id, id, sku_id, store_id, kind, before, after, person_id, person_name, at)
         select $1, w.id, w."skuId", w."storeId", 'store', jsonb_build_object('price', w.before), jsonb_build_object('price', w.after), $3, $4, $5 from ${CHANGES}),
       ${outboxSql('$6')} select ${QUEUED}`,
      [tenantId(), text, by.id, by.name, clock.now(), JSON.stringify(events)],
    )
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
          and (not $5::boolean or exists (select from store_prices sp where sp.tenant_id = $1 and sp.store_id = u.id)) order by u.code`,
      [tenantId(), o.reach, o.storeId ?? null, o.regionId ?? null, o.differing],
    )
  }
}
