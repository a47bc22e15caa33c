import { Injectable } from '@nestjs/common'
import type { CreateStore, ListStores, OpeningHours, Store, UpdateStore } from '@storeweave/contract'
import { toWgs } from '@storeweave/rules/geo'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface StoreRow {
  id: string
  code: string
  parent_id: string
  name_zh: string
  name_en: string
  region_zh: string
  region_en: string
  kind: Store['kind']
  status: Store['status']
  address: string
  phone: string
  lat: number
  lng: number
  hours: OpeningHours
  services: Store['services']
  area_square_metres: number
  manager_name: string
  photo_urls: string[]
  preparation_minutes: number
  time_zone: string
  created_at: string
}
/** Whole stores; `$1` is the tenant. */
export const STORE_SELECT = `select s.id, o.code, o.parent_id, o.name_zh, o.name_en, r.name_zh region_zh, r.name_en region_en, s.kind, s.status, s.address, s.phone, s.lat, s.lng, s.hours, s.services, s.area_square_metres, s.manager_name, s.photo_urls, s.preparation_minutes, s.time_zone, s.created_at
  from stores s join org_units o on o.tenant_id = $1 and o.id = s.id join org_units r on r.tenant_id = $1 and r.id = o.parent_id where s.tenant_id = $1`

@Injectable()
export class StoresRepo {
  one(id: string): Promise<StoreRow | undefined> {
    return db().one<StoreRow>(`${STORE_SELECT} and s.id = $2`, [tenantId(), id])
  }
  /** A page of stores by code; `reach` null = all. A region covers the regions below it. */
  list(q: ListStores, after: string | undefined, reach: string[] | null): Promise<StoreRow[]> {
    return db().many<StoreRow>(
      `with recursive below as (select id from org_units where tenant_id = $1 and id = $6 union select c.id from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id)
       ${STORE_SELECT} and ($2::text is null or o.code > $2) and ($3::uuid[] is null or s.id = any ($3)) and ($4::text is null or s.status = $4)
         and ($5::text is null or position(lower($5) in lower(o.name_zh || ' ' || o.name_en || ' ' || o.code || ' ' || s.address)) > 0)
         and ($6::uuid is null or s.id in (select id from below)) and ($8::text is null or s.kind = $8) order by o.code limit $7`,
      [
        tenantId(),
        after ?? null,
        reach,
        q.status ?? null,
        q.q || null,
        q.regionId ?? null,
        q.limit + 1,
        q.kind ?? null,
      ],
    )
  }
  /** The profile, and the stock location of the same id. */
  async insert(s: CreateStore, status: Store['status'], timeZone: string): Promise<void> {
    const wgs = toWgs(s)
    const now = clock.now()
    await db().run(
      `insert into stores (tenant_id, id, kind, status, address, phone, lat, lng, wgs_lat, wgs_lng, hours, services, area_square_metres, manager_name, photo_urls, time_zone, created_at, updated_at, preparation_minutes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)`,
      [
        tenantId(),
        s.id,
        s.kind,
        status,
        s.address,
        s.phone,
        s.lat,
        s.lng,
        wgs.lat,
        wgs.lng,
        JSON.stringify(s.hours),
        s.services,
        s.areaSquareMetres,
        s.managerName,
        s.photoUrls,
        timeZone,
        now,
        s.preparationMinutes,
      ],
    )
    if (s.kind !== 'pickup_point')
      await db().run(
        "insert into locations (tenant_id, id, kind, store_id, name_zh, name_en, created_at) values ($1, $2, 'store', $2, $3, $4, $5)",
        [tenantId(), s.id, s.name.zh, s.name.en, now],
      )
  }
  update(id: string, c: UpdateStore): Promise<number> {
    const wgs = c.lat !== undefined && c.lng !== undefined ? toWgs({ lat: c.lat, lng: c.lng }) : undefined
    return db().run(
      `update stores set kind = coalesce($3, kind), status = coalesce($4, status), address = coalesce($5, address), phone = coalesce($6, phone), lat = coalesce($7, lat), lng = coalesce($8, lng),
         wgs_lat = coalesce($9, wgs_lat), wgs_lng = coalesce($10, wgs_lng), hours = coalesce($11, hours), services = coalesce($12, services), area_square_metres = coalesce($13, area_square_metres),
         manager_name = coalesce($14, manager_name), photo_urls = coalesce($15, photo_urls), updated_at = $16, preparation_minutes = coalesce($17, preparation_minutes) where tenant_id = $1 and id = $2`,
      [
        tenantId(),
        id,
        c.kind,
        c.status,
        c.address,
        c.phone,
        c.lat,
        c.lng,
        wgs?.lat,
        wgs?.lng,
        c.hours && JSON.stringify(c.hours),
        c.services,
        c.areaSquareMetres,
        c.managerName,
        c.photoUrls,
        clock.now(),
        c.preparationMinutes,
      ],
    )
  }
}

/** A row as a store. */
export const toStore = (r: StoreRow): Store => ({
  id: r.id,
  code: r.code,
  regionId: r.parent_id,
  regionName: { zh: r.region_zh, en: r.region_en },
  kind: r.kind,
  status: r.status,
  name: { zh: r.name_zh, en: r.name_en },
  address: r.address,
  phone: r.phone,
  lat: r.lat,
  lng: r.lng,
  hours: r.hours,
  services: r.services,
  areaSquareMetres: r.area_square_metres,
  managerName: r.manager_name,
  photoUrls: r.photo_urls,
  preparationMinutes: r.preparation_minutes,
  timeZone: r.time_zone,
  createdAt: r.created_at,
})
