import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** One entry of the history of prices: what was set at a node, and what stood there before. */
export interface Entry {
  skuId: string
  unitId: string
  kind: 'price' | 'bounds' | 'clamp' | 'tier'
  before: object
  after: object
}

/** The history of prices and bounds; it is only added to. */
@Injectable()
export class PriceHistoryRepo {
  async remember(entries: readonly Entry[]): Promise<void> {
    const by = actor()
    await db().run(
      `insert into price_changes (tenant_id, id, sku_id, store_id, kind, before, after, person_id, person_name, at)
       select $1, w.id, w."skuId", w."unitId", w.kind, w.before, w.after, $3, $4, $5
         from jsonb_to_recordset($2::jsonb) as w(id uuid, "skuId" uuid, "unitId" uuid, kind text, before jsonb, after jsonb)`,
      [tenantId(), JSON.stringify(entries.map((e) => ({ id: newId(), ...e }))), by.id, by.name, clock.now()],
    )
  }

  /** List price and HQ's bounds of a SKU as they were at an instant: what the first change since replaced, or none since. */
  async listAt(
    skuId: string,
    at: Date,
  ): Promise<{ listPrice: number; priceMin: number | null; priceMax: number | null } | undefined> {
    const row = await db().one<{
      before: { listPrice: number; priceMin: number | null; priceMax: number | null }
    }>(
      `select before from price_changes where tenant_id = $1 and sku_id = $2 and kind = 'list' and at > $3 order by id limit 1`,
      [tenantId(), skuId, at],
    )
    return row?.before
  }
}
