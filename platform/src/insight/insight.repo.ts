import { Injectable } from '@nestjs/common'
import { LOW_STOCK } from '@storeweave/rules/inventory'
import { db, tenantId } from '../kernel/db.js'
import type { Period } from './period.js'

export interface StoreRow {
  id: string
  name_zh: string
  name_en: string
}
/** Sums of one part: `total` of both periods (`recent` tells which), `store` of both, `day`, `hour` and `channel` of the asked one. */
export interface SumRow {
  part: 'total' | 'day' | 'hour' | 'store' | 'channel'
  recent: boolean
  day: string | null
  hour: number | null
  store_id: string | null
  channel: string | null
  sales: number
  online: number
  orders: number
}
export interface ProductRow {
  id: string
  name_zh: string
  name_en: string
  media_id: string | null
  sales: number
  lines: number
}
export interface NowRow {
  low_stock: number
  to_prepare: number
}

/** An order counts while its money stays: paid, and not given back whole. What went back in part is taken off. */
const SOLD = "o.paid_at is not null and o.payment in ('paid', 'part_refunded')"

/** Figures over a list of stores; `stores` always names them, so that nothing beyond a person's reach is summed. */
@Injectable()
export class InsightRepo {
  /** The stores a dashboard covers: in reach, below a region, or one; at most 2,000. Undefined for a region that isn't there. */
  async stores(
    reach: string[] | null,
    regionId: string | null,
    storeId: string | null,
  ): Promise<StoreRow[] | undefined> {
    const rows = await db().many<StoreRow & { store: boolean }>(
      `with recursive below as (
         select id, kind from org_units where tenant_id = $1 and id = $3 and kind <> 'store'
         union select c.id, c.kind from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id)
       select id, name_zh, name_en, kind = 'store' as store from org_units u
        where tenant_id = $1 and (kind = 'store' or id = $3) and ($3::uuid is null or id in (select id from below)) and ($4::uuid is null or kind <> 'store' or id = $4)
          and ($2::uuid[] is null or kind <> 'store' or id = any($2)) order by code limit 2000`,
      [tenantId(), reach, regionId, storeId],
    )
    if (regionId && !rows.some((r) => !r.store)) return undefined
    return rows.filter((r) => r.store)
  }

  /** All sums over orders in one pass; of the period before, what was placed until `beforeEnds`. Hours are those of the tenant's zone. */
  sums(stores: readonly string[], p: Period, timeZone: string): Promise<SumRow[]> {
    return db().many<SumRow>(
      `with sold as (
         select o.trading_day >= $3::date as recent, o.trading_day as day, extract(hour from o.placed_at at time zone $6)::bigint as hour, o.store_id, o.channel, o.paid - o.refunded as amount
           from orders o where o.tenant_id = $1 and o.trading_day >= $2 and o.trading_day <= $4 and o.store_id = any($5::uuid[]) and ${SOLD}
            and (o.trading_day >= $3 or o.placed_at < $7))
       select case when grouping(day) = 0 then 'day' when grouping(hour) = 0 then 'hour' when grouping(store_id) = 0 then 'store' when grouping(channel) = 0 then 'channel' else 'total' end as part,
              recent, day, hour, store_id, channel, sum(amount)::bigint as sales, coalesce(sum(amount) filter (where channel <> 'pos'), 0)::bigint as online, count(*) as orders
         from sold group by grouping sets ((recent), (recent, day), (recent, hour), (recent, store_id), (recent, channel))
        having recent or (grouping(day) = 1 and grouping(hour) = 1 and grouping(channel) = 1)`,
      [tenantId(), p.before, p.from, p.to, stores, timeZone, p.beforeEnds],
    )
  }

  /** The ten products that brought most. */
  products(stores: readonly string[], p: Period): Promise<ProductRow[]> {
    return db().many<ProductRow>(
      `with best as (
         select l.product_id, sum(l.total)::bigint as sales, count(*) as lines from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id
          where o.tenant_id = $1 and o.trading_day >= $2 and o.trading_day <= $3 and o.store_id = any($4::uuid[]) and ${SOLD}
          group by l.product_id order by sales desc, l.product_id limit 10)
       select p.id, p.name_zh, p.name_en, p.media_ids[1] as media_id, best.sales, best.lines
         from best join products p on p.tenant_id = $1 and p.id = best.product_id order by best.sales desc, p.id`,
      [tenantId(), p.from, p.to, stores],
    )
  }

  /** Codes redeemed in the period and in the one before, by the day in the tenant's zone. */
  async verifications(
    stores: readonly string[],
    p: Period,
    timeZone: string,
  ): Promise<{ recent: number; earlier: number }> {
    const row = await db().one<{ recent: number; earlier: number }>(
      `select count(*) filter (where v.used_at >= $3::date::timestamp at time zone $6) as recent, count(*) filter (where v.used_at < least($7::timestamptz, $3::date::timestamp at time zone $6)) as earlier
         from verification_codes v where v.tenant_id = $1 and v.state = 'used' and v.used_store_id = any($5::uuid[])
          and v.used_at >= $2::date::timestamp at time zone $6 and v.used_at < ($4::date + 1)::timestamp at time zone $6`,
      [tenantId(), p.before, p.from, p.to, stores, timeZone, p.beforeEnds],
    )
    return row!
  }

  /** What waits for somebody now: levels that run low, and paid pickups to be prepared. */
  async now(stores: readonly string[]): Promise<NowRow> {
    const row = await db().one<NowRow>(
      `select (select count(*) from stock_levels s join locations l on l.tenant_id = $1 and l.id = s.location_id and l.store_id = any($2::uuid[])
                join skus k on k.tenant_id = $1 and k.id = s.sku_id and k.active join products p on p.tenant_id = $1 and p.id = k.product_id and p.state <> 'retired'
               where s.tenant_id = $1 and s.on_hand - s.reserved - s.safety <= ${LOW_STOCK}) as low_stock,
              (select count(*) from fulfilments f where f.tenant_id = $1 and f.store_id = any($2::uuid[]) and f.state = 'preparing') as to_prepare`,
      [tenantId(), stores],
    )
    return row!
  }
}
