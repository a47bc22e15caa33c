import { Injectable } from '@nestjs/common'
import type { TierPrice as SetTier } from '@storeweave/rules/pricing'
import { inForce } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** A tier price, with who set it and when. */
export interface TierRow extends SetTier {
  id: string
  skuId: string
  levelName: { zh: string; en: string } | null
  setByName: string
  setAt: string
}
/** Which tier: the rows of one never overlap. */
export type TierLane = Pick<TierRow, 'unitId' | 'skuId' | 'channel' | 'levelId' | 'quantityFrom'>

const COLUMNS = `t.id, t.unit_id as "unitId", t.sku_id as "skuId", t.channel, t.level_id as "levelId", case when v.id is not null then jsonb_build_object('zh', v.name_zh, 'en', v.name_en) end as "levelName",
  t.quantity_from as "quantityFrom", t.price, t.starts_at as "startsAt", t.ends_at as "endsAt", t.set_by_name as "setByName", t.updated_at as "setAt"`
const FROM = 'tier_prices t left join member_levels v on v.tenant_id = $1 and v.id = t.level_id'
const IN_LANE =
  't.tenant_id = $1 and t.sku_id = $2 and t.unit_id = $3 and t.channel = $4 and t.quantity_from = $5 and t.level_id is not distinct from $6'

/** Rows of prices for levels and from quantities on. Whoever writes holds the lock on their SKU. */
@Injectable()
export class TierPricesRepo {
  /** Rows of a SKU that have not ended, or at an instant those in force; at these nodes alone where they are given. */
  ofSku(skuId: string, { units, at }: { units?: readonly string[]; at?: Date } = {}): Promise<TierRow[]> {
    const when = at ? inForce('t', '$4') : '(t.ends_at is null or t.ends_at > $4)'
    return db().many(
      `select ${COLUMNS} from ${FROM} where t.tenant_id = $1 and t.sku_id = $2 and ($3::uuid[] is null or t.unit_id = any($3)) and ${when}
        order by t.unit_id, t.channel, t.level_id, t.quantity_from, t.starts_at limit 6000`,
      [tenantId(), skuId, units ?? null, at ?? clock.now()],
    )
  }

  /**
   * Gives a lane a price, or none, from an instant up to another (null: for good): what was there ends, and goes on after.
   * What has begun is ended, never changed.
   */
  async put(lane: TierLane, price: number | null, from: string, until: string | null): Promise<void> {
    const of = [tenantId(), lane.skuId, lane.unitId, lane.channel, lane.quantityFrom, lane.levelId]
    const by = actor()
    const now = clock.now()
    const rest = newId()
    const over = `t.starts_at < coalesce($8::timestamptz, 'infinity') and (t.ends_at is null or t.ends_at > $7)`
    const goesOn = await db().one<{ price: number; endsAt: string | null }>(
      `select t.price, t.ends_at as "endsAt" from tier_prices t where ${IN_LANE} and ${over} and $8::timestamptz is not null and (t.ends_at is null or t.ends_at > $8)`,
      [...of, from, until],
    )
    await db().run(
      `with ended as (update tier_prices t set ends_at = $7, updated_at = $9 where ${IN_LANE} and ${over} and t.starts_at < $7)
       delete from tier_prices t where ${IN_LANE} and ${over} and t.starts_at >= $7`,
      [...of, from, until, now],
    )
    const rows = [
      ...(price === null ? [] : [{ id: newId(), price, from, until }]),
      ...(goesOn ? [{ id: rest, price: goesOn.price, from: until, until: goesOn.endsAt }] : []),
    ]
    await db().run(
      `insert into tier_prices (tenant_id, id, sku_id, unit_id, channel, quantity_from, level_id, price, starts_at, ends_at, set_by, set_by_name, updated_at)
       select $1, w.id, $2, $3, $4, $5, $6, w.price, w."from", w.until, $8, $9, $10 from jsonb_to_recordset($7::jsonb) as w(id uuid, price bigint, "from" timestamptz, until timestamptz)`,
      [...of, JSON.stringify(rows), by.id, by.name, now],
    )
  }
}
