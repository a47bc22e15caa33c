import { Injectable } from '@nestjs/common'
import type { RatioBounds, SetBounds } from '@storeweave/rules/pricing'
import { inForce } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** Bounds set at a node, with who set them and when; a ratio beside the prices it was worked out to. */
export interface PriceBounds extends SetBounds, RatioBounds {
  id: string
  skuId: string
  contested: boolean
  setByName: string
  setAt: string
}
/** Bounds of one source at a node from an instant on; null: none any more. */
export interface NewBounds {
  skuId: string
  unitId: string
  source: 'supplier' | 'hq'
  from: string
  to: (RatioBounds & { priceMin: number | null; priceMax: number | null; contested: boolean }) | null
}

const COLUMNS = `b.id, b.sku_id as "skuId", b.unit_id as "unitId", b.source, b.price_min as "priceMin", b.price_max as "priceMax", b.ratio_min as "ratioMin", b.ratio_max as "ratioMax",
  b.starts_at as "startsAt", b.ends_at as "endsAt", b.contested, b.set_by_name as "setByName", b.updated_at as "setAt"`
const OF_LANE = 'b.tenant_id = $1 and b.sku_id = w."skuId" and b.unit_id = w."unitId" and b.source = w.source'

/** As prices do, bounds take the time of those they come into, or up to the next ones planned. */
const STAND = `with
  w as (select * from jsonb_to_recordset($2::jsonb) as w(id uuid, "skuId" uuid, "unitId" uuid, source text, "from" timestamptz, "to" jsonb)),
  spans as (
    select w.*, c.id as cut, c.starts_at as cut_from, c.ends_at as cut_to, n.starts_at as next_at from w
      left join lateral (select b.id, b.starts_at, b.ends_at from price_bounds b where ${OF_LANE} and ${inForce('b', 'w."from"')} limit 1) c on true
      left join lateral (select b.starts_at from price_bounds b where ${OF_LANE} and b.starts_at > w."from" order by b.starts_at limit 1) n on true),
  cut as (
    update price_bounds b set ends_at = s."from", updated_at = $5 from spans s where b.tenant_id = $1 and b.id = s.cut and s.cut_from < s."from"),
  gone as (
    delete from price_bounds b using spans s where b.tenant_id = $1 and b.id = s.cut and s.cut_from = s."from" and s."to" is null)
  insert into price_bounds as b (tenant_id, id, sku_id, unit_id, source, price_min, price_max, ratio_min, ratio_max, contested, starts_at, ends_at, set_by, set_by_name, updated_at)
  select $1, s.id, s."skuId", s."unitId", s.source, t."priceMin", t."priceMax", t."ratioMin", t."ratioMax", t.contested, s."from", case when s.cut is null then s.next_at else s.cut_to end, $3, $4, $5
    from spans s cross join lateral jsonb_to_record(s."to") as t("priceMin" bigint, "priceMax" bigint, "ratioMin" bigint, "ratioMax" bigint, contested boolean) where s."to" is not null
  on conflict (tenant_id, sku_id, unit_id, source, starts_at) do update set price_min = excluded.price_min, price_max = excluded.price_max, ratio_min = excluded.ratio_min,
    ratio_max = excluded.ratio_max, contested = excluded.contested, set_by = excluded.set_by, set_by_name = excluded.set_by_name, updated_at = excluded.updated_at`

/** A SKU as bounds and prices are judged by, locked. */
export interface LockedSku {
  skuId: string
  productId: string
  code: string
  name: string
  onlyStoreId: string | null
  listPrice: number
  priceMin: number | null
  priceMax: number | null
  supplyPrice: number | null
}

/** Rows of bounds. Whoever writes holds the lock on their SKUs. */
@Injectable()
export class BoundsRepo {
  /**
   * SKUs, locked in the order of their ids until the transaction ends: whoever changes a price or a bound of a SKU waits
   * here, so that each is judged by what the others left. Orders don't wait: they only read.
   */
  lock(skuIds: readonly string[]): Promise<LockedSku[]> {
    return db().many(
      `select k.id as "skuId", k.product_id as "productId", k.code, p.name_zh as name, p.store_id as "onlyStoreId", k.list_price as "listPrice",
              k.price_min as "priceMin", k.price_max as "priceMax", k.supply_price as "supplyPrice"
         from skus k join products p on p.tenant_id = $1 and p.id = k.product_id where k.tenant_id = $1 and k.id = any($2::uuid[]) order by k.id for no key update of k`,
      [tenantId(), skuIds],
    )
  }

  /** Sets bounds or takes them away, each of its source at its node. */
  async stand(wanted: readonly NewBounds[]): Promise<void> {
    const by = actor()
    const rows = wanted.map((w) => ({ id: newId(), ...w }))
    await db().run(STAND, [tenantId(), JSON.stringify(rows), by.id, by.name, clock.now()])
  }

  /** Rows of SKUs that have not ended, or at an instant those in force; at these nodes alone where they are given. */
  ofSkus(
    skuIds: readonly string[],
    { units, at }: { units?: readonly string[]; at?: Date } = {},
  ): Promise<PriceBounds[]> {
    const when = at ? inForce('b', '$4') : '(b.ends_at is null or b.ends_at > $4)'
    return db().many(
      `select ${COLUMNS} from price_bounds b where b.tenant_id = $1 and b.sku_id = any($2::uuid[]) and ($3::uuid[] is null or b.unit_id = any($3)) and ${when}
        order by b.sku_id, b.unit_id, b.source, b.starts_at`,
      [tenantId(), skuIds, units ?? null, at ?? clock.now()],
    )
  }

  /** The root of the org tree, where suppliers' bounds stand. */
  async hqId(): Promise<string> {
    const row = await db().one<{ id: string }>(
      "select id from org_units where tenant_id = $1 and kind = 'hq'",
      [tenantId()],
    )
    return row!.id
  }

  one(id: string): Promise<PriceBounds | undefined> {
    return db().one(`select ${COLUMNS} from price_bounds b where b.tenant_id = $1 and b.id = $2`, [
      tenantId(),
      id,
    ])
  }
}
