import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { outboxRow, outboxSql, QUEUED } from '../kernel/events.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import type { MovementWords } from './stock.repo.js'

/** A SKU in a store. */
export interface StockPlace {
  storeId: string
  skuId: string
}
/** A signed change of what is on hand, with its own words. */
export interface StockChange extends StockPlace, MovementWords {
  quantity: number
}
/** What is known of a SKU in a store. */
export interface StockNow extends StockPlace {
  onHand: number
  reserved: number
}

const PLACES = 'unnest($2::uuid[], $3::uuid[]) w(store_id, sku_id)'
const both = (places: readonly StockPlace[]) => [places.map((p) => p.storeId), places.map((p) => p.skuId)]

/** Stock of many SKUs in many stores at once, a statement for each kind of row. */
@Injectable()
export class BulkStockRepo {
  /** The levels of these places; where there is none yet nothing is answered. */
  levels(places: readonly StockPlace[]): Promise<StockNow[]> {
    return db().many(
      `select l.store_id as "storeId", s.sku_id as "skuId", s.on_hand as "onHand", s.reserved from ${PLACES}
         join locations l on l.tenant_id = $1 and l.store_id = w.store_id join stock_levels s on s.tenant_id = $1 and s.location_id = l.id and s.sku_id = w.sku_id`,
      [tenantId(), ...both(places)],
    )
  }

  /** Gives places a level where they have none, and holds all of them in key order until the transaction ends. */
  async lock(places: readonly StockPlace[]): Promise<void> {
    await db().run(
      `insert into stock_levels (tenant_id, location_id, sku_id, updated_at) select $1, l.id, w.sku_id, $4 from ${PLACES}
         join locations l on l.tenant_id = $1 and l.store_id = w.store_id order by l.id, w.sku_id on conflict (tenant_id, location_id, sku_id) do nothing`,
      [tenantId(), ...both(places), clock.now()],
    )
    await db().run(
      `select 1 from stock_levels s where s.tenant_id = $1 and (s.location_id, s.sku_id) in
         (select l.id, w.sku_id from ${PLACES} join locations l on l.tenant_id = $1 and l.store_id = w.store_id) order by s.location_id, s.sku_id for no key update`,
      [tenantId(), ...both(places)],
    )
  }

  /** Movements that were written under these references in these places. */
  under(
    places: readonly (StockPlace & { ref: string })[],
  ): Promise<(StockPlace & { ref: string; quantity: number; kind: string })[]> {
    return db().many(
      `select w.store_id as "storeId", m.sku_id as "skuId", m.ref, m.quantity, m.kind from unnest($2::uuid[], $3::uuid[], $4::text[]) w(store_id, sku_id, ref)
         join locations l on l.tenant_id = $1 and l.store_id = w.store_id join stock_movements m on m.tenant_id = $1 and m.ref = w.ref and m.location_id = l.id and m.sku_id = w.sku_id`,
      [tenantId(), ...both(places), places.map((p) => p.ref)],
    )
  }

  /** Changes levels that are locked where the guard allows, a movement each, and tells each store's once; answers how many moved. */
  async bump(changes: readonly StockChange[]): Promise<number> {
    const by = actor()
    const rows = changes.map((c) => ({ ...c, id: newId(), note: c.note ?? '' }))
    const stores = new Map<string, string[]>()
    for (const { storeId, skuId } of changes) stores.set(storeId, [...(stores.get(storeId) ?? []), skuId])
    const events = [...stores].map(([storeId, skuIds]) =>
      outboxRow('inventory.stock_moved', { locationId: storeId, storeId, skuIds }),
    )
    const row = await db().one<{ moved: number }>(
      `with wanted as (select w.*, l.id as location_id from jsonb_to_recordset($2::jsonb) as w(id uuid, "storeId" uuid, "skuId" uuid, quantity bigint, kind text, ref text, document text, note text)
           join locations l on l.tenant_id = $1 and l.store_id = w."storeId"),
         bumped as (
           update stock_levels s set on_hand = s.on_hand + w.quantity, updated_at = $4 from wanted w
            where s.tenant_id = $1 and s.location_id = w.location_id and s.sku_id = w."skuId" and (w.quantity > 0 or s.on_hand - s.reserved + w.quantity >= 0)
           returning w.id, s.location_id, s.sku_id, s.on_hand as after, w.quantity, w.kind, w.ref, w.document, w.note),
         written as (
           insert into stock_movements (tenant_id, id, location_id, sku_id, kind, quantity, before, after, ref, document, person_id, person_name, note, at)
           select $1, id, location_id, sku_id, kind, quantity, after - quantity, after, ref, document, $5, $6, note, $4 from bumped returning 1),
         ${outboxSql('$3')}
       select (select count(*) from written) as moved, ${QUEUED}`,
      [tenantId(), JSON.stringify(rows), JSON.stringify(events), clock.now(), by.id, by.name],
    )
    return row!.moved
  }
}
