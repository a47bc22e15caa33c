import { Injectable } from '@nestjs/common'
import type { SetPrice } from '@storeweave/rules/pricing'
import { inForce } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

/** Where a campaign sets a price, what goods cost there without it, and whether a price for a time is there already. */
export interface CampaignLane {
  skuId: string
  unitId: string
  unitKind: 'hq' | 'region' | 'store'
  unitZh: string
  unitEn: string
  channel: SetPrice['channel']
  regular: number
  taken: boolean
}
/** A price for a campaign's time. */
export interface LanePrice extends CampaignLane {
  id: string
  price: number
}

/**
 * A campaign's price stands at its places and, since the nearest price holds, wherever below them goods have one of their
 * own; in the channels that have one of their own there, too. The regular price is the standing one when it begins.
 */
const LANES = `with recursive
  below as (select u as id from unnest($3::uuid[]) u
    union select o.id from below b join org_units o on o.tenant_id = $1 and o.parent_id = b.id),
  lanes as (
    select k.id as sku_id, u as unit_id, 'any' as channel from unnest($2::uuid[]) k(id) cross join unnest($3::uuid[]) u
    union
    select u.sku_id, u.unit_id, u.channel from unit_prices u
     where u.tenant_id = $1 and u.sku_id = any($2) and u.unit_id in (select id from below) and not u.temporary and u.starts_at < $5 and (u.ends_at is null or u.ends_at > $4)),
  up as (
    select distinct l.unit_id as of, l.unit_id as id, 0 as steps from lanes l
    union all select up.of, o.parent_id, up.steps + 1 from up join org_units o on o.tenant_id = $1 and o.id = up.id where o.parent_id is not null)
  select l.sku_id as "skuId", l.unit_id as "unitId", n.kind as "unitKind", n.name_zh as "unitZh", n.name_en as "unitEn", l.channel, coalesce(r.price, k.list_price) as regular,
         exists (select from unit_prices t where t.tenant_id = $1 and t.sku_id = l.sku_id and t.unit_id = l.unit_id and t.channel = l.channel and t.temporary and t.starts_at < $5 and t.ends_at > $4) as taken
    from lanes l join skus k on k.tenant_id = $1 and k.id = l.sku_id join org_units n on n.tenant_id = $1 and n.id = l.unit_id
    left join lateral (select u.price from up join unit_prices u on u.tenant_id = $1 and u.sku_id = l.sku_id and u.unit_id = up.id and not u.temporary and u.channel in ('any', l.channel) and ${inForce('u', '$4')}
       where up.of = l.unit_id order by up.steps, u.channel = 'any' limit 1) r on true
   order by l.sku_id, l.unit_id, l.channel limit $6`

/** Prices of campaigns. Whoever writes holds the lock on their SKUs. */
@Injectable()
export class CampaignPricesRepo {
  lanes(
    skuIds: readonly string[],
    unitIds: readonly string[],
    [from, until]: readonly [string, string],
    limit: number,
  ): Promise<CampaignLane[]> {
    return db().many<CampaignLane>(LANES, [tenantId(), skuIds, unitIds, from, until, limit])
  }
  async pass(prices: readonly LanePrice[], [from, until]: readonly [string, string]): Promise<void> {
    const by = actor()
    await db().run(
      `insert into unit_prices (tenant_id, id, unit_id, sku_id, channel, temporary, price, starts_at, ends_at, set_by, set_by_name, updated_at)
       select $1, w.id, w."unitId", w."skuId", w.channel, true, w.price, $3, $4, $5, $6, $7
         from jsonb_to_recordset($2::jsonb) as w(id uuid, "unitId" uuid, "skuId" uuid, channel text, price bigint)`,
      [tenantId(), JSON.stringify(prices), from, until, by.id, by.name, clock.now()],
    )
  }
  /** Ends what a campaign set and what became of it inside its time; what hasn't begun goes. */
  async end(lanes: readonly CampaignSpan[]): Promise<void> {
    const now = clock.now()
    const of = `u.tenant_id = $1 and u.temporary and u.sku_id = w."skuId" and u.unit_id = w."unitId" and u.channel = w.channel and u.starts_at >= w."startsAt" and u.ends_at <= w."endsAt"`
    const from = `jsonb_to_recordset($2::jsonb) as w("skuId" uuid, "unitId" uuid, channel text, "startsAt" timestamptz, "endsAt" timestamptz)`
    const values = [tenantId(), JSON.stringify(lanes), now]
    await db().run(`delete from unit_prices u using ${from} where ${of} and u.starts_at >= $3`, values)
    await db().run(
      `update unit_prices u set ends_at = $3, updated_at = $3 from ${from} where ${of} and u.starts_at < $3 and u.ends_at > $3`,
      values,
    )
  }
}
/** A price of a campaign with its time. */
export interface CampaignSpan {
  skuId: string
  unitId: string
  channel: SetPrice['channel']
  startsAt: string
  endsAt: string
}
