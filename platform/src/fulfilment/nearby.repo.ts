import { Injectable } from '@nestjs/common'
import { VOUCHERS_MOST, type FindNearby, type OpeningHours, type Store } from '@storeweave/contract'
import { boxAround } from '@storeweave/rules/geo'
import { bundlesLeft, leftOwnPrice, PRICE, skuSold, soldAt, starsSql } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface NearbyRow {
  id: string
  code: string
  name_zh: string
  name_en: string
  kind: Store['kind']
  address: string
  phone: string
  lat: number
  lng: number
  photo_urls: string[]
  hours: OpeningHours
  services: Store['services']
  time_zone: string
  preparation_minutes: number
  /** How many gave 1 to 5 stars. */
  stars: number[] | null
  available: number | null
  price: number | null
}

/** Who sends goods; without a supplier it is the brand. */
export interface SenderRow {
  id: string
  name_zh: string
  name_en: string
  supplier_zh: string | null
  supplier_en: string | null
}

@Injectable()
export class NearbyRepo {
  /** Trading stores, nearest first (by code without a position); when a SKU is asked for those that sell it, each with what it can promise. */
  find(q: FindNearby, most: number): Promise<NearbyRow[]> {
    const at = q.lat !== undefined && q.lng !== undefined ? { lat: q.lat, lng: q.lng } : undefined
    const box = at && q.radiusMetres ? boxAround(at, q.radiusMetres) : undefined
    return db().many<NearbyRow>(
      `select s.id, o.code, o.name_zh, o.name_en, s.kind, s.address, s.phone, s.lat, s.lng, s.photo_urls, s.hours, s.services, s.time_zone, s.preparation_minutes, ${starsSql('store', 's.id')} as stars,
              case when $2::uuid is not null then coalesce((select case when k.bundled then ${bundlesLeft('c.id')} when k.voucher is not null then ${VOUCHERS_MOST} else (select greatest(l.on_hand - l.reserved - l.safety, 0) from stock_levels l where l.tenant_id = $1 and l.location_id = c.id and l.sku_id = k.id) end
                from locations c join skus k on k.tenant_id = $1 and k.id = $2 where c.tenant_id = $1 and c.store_id = s.id), 0) end available,
              (select ${PRICE} from skus k ${leftOwnPrice({ units: 's.unit_ids', now: '$11' })} where k.tenant_id = $1 and k.id = $2) price
         from stores s join org_units o on o.tenant_id = $1 and o.id = s.id
        where s.tenant_id = $1 and s.status = 'open' and s.kind <> 'warehouse'
          and ($2::uuid is null or exists (select from skus k join products p on p.tenant_id = $1 and p.id = k.product_id and ${soldAt('s')} where k.tenant_id = $1 and k.id = $2 and ${skuSold()}))
          and ($3::float8 is null or (s.lat between $3 and $4 and s.lng between $5 and $6))
          and ($7::text is null or position(lower($7) in lower(o.name_zh || ' ' || o.name_en || ' ' || s.address)) > 0)
        order by case when $8::float8 is not null then (s.lat - $8) ^ 2 + ((s.lng - $9) * cos(radians($8))) ^ 2 end, o.code limit $10`,
      [
        tenantId(),
        q.skuId ?? null,
        box?.latMin ?? null,
        box?.latMax ?? null,
        box?.lngMin ?? null,
        box?.lngMax ?? null,
        q.q || null,
        at?.lat ?? null,
        at?.lng ?? null,
        most,
        clock.now(),
      ],
    )
  }
  /**
   * The open warehouse nearest to a store, itself where it is one; all null where there is none. Of goods that their
   * supplier ships, its depot. Undefined for a store that isn't open.
   */
  warehouseOf(
    storeId: string,
    productId?: string,
  ): Promise<{ id: string | null; name_zh: string | null; name_en: string | null } | undefined> {
    return db().one(
      `select w.id, u.name_zh, u.name_en from stores s
         left join lateral (select w.id from stores w where w.tenant_id = $1 and w.kind = 'warehouse' and w.status = 'open'
             and (w.id = s.id and $3::uuid is null or w.supplier_id is not distinct from (select p.supplier_id from products p where p.tenant_id = $1 and p.id = $3 and p.supplier_ships))
            order by (w.id = s.id) desc, (w.lat - s.lat) ^ 2 + ((w.lng - s.lng) * cos(radians(s.lat))) ^ 2, w.id limit 1) w on true
         left join org_units u on u.tenant_id = $1 and u.id = w.id
        where s.tenant_id = $1 and s.id = $2 and s.status = 'open'`,
      [tenantId(), storeId, productId ?? null],
    )
  }
  /** The brand's open warehouse nearest to a store, and open depots that have something on sale, by code; none where there is no depot. */
  senders(storeId: string): Promise<SenderRow[]> {
    return db().many<SenderRow>(
      `with depots as materialized (
         select st.id, u.code, st.supplier_id from stores st join org_units u on u.tenant_id = $1 and u.id = st.id
          where st.tenant_id = $1 and st.supplier_id is not null and st.status = 'open' and exists (
            select from products p where p.tenant_id = $1 and p.supplier_ships and p.supplier_id = st.supplier_id and ${soldAt()})
          order by u.code limit 50),
       brand as (
         select w.id, ''::text as code, w.supplier_id from stores s join stores w on w.tenant_id = $1 and w.kind = 'warehouse' and w.status = 'open' and w.supplier_id is null
          where s.tenant_id = $1 and s.id = $2 and exists (select from depots)
          order by (w.lat - s.lat) ^ 2 + ((w.lng - s.lng) * cos(radians(s.lat))) ^ 2, w.id limit 1)
       select d.id, u.name_zh, u.name_en, c.name_zh as supplier_zh, c.name_en as supplier_en
         from (select * from brand union all select * from depots) d join org_units u on u.tenant_id = $1 and u.id = d.id
         left join suppliers c on c.tenant_id = $1 and c.id = d.supplier_id order by d.code`,
      [tenantId(), storeId],
    )
  }
  one(id: string): Promise<NearbyRow | undefined> {
    return db().one<NearbyRow>(
      `select s.id, o.code, o.name_zh, o.name_en, s.kind, s.address, s.phone, s.lat, s.lng, s.photo_urls, s.hours, s.services, s.time_zone, s.preparation_minutes, ${starsSql('store', 's.id')} as stars, null::bigint available, null::bigint price
         from stores s join org_units o on o.tenant_id = $1 and o.id = s.id where s.tenant_id = $1 and s.id = $2 and s.status = 'open'`,
      [tenantId(), id],
    )
  }
}
