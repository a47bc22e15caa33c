import { Injectable } from '@nestjs/common'
import type { Store, UpdateStore } from '@storeweave/contract'
import { toWgs } from '@storeweave/rules/geo'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { STORE_SELECT, toStore, type StoreRow } from './stores.repo.js'

/** A store to be made or changed; `changes` are the fields that differ. */
export interface BulkStore {
  id: string
  code: string
  before?: Store
  after: Store
  changes: UpdateStore
}
/** A store by its code, as sheets of other things name it. */
export interface NamedStore {
  id: string
  code: string
  nameZh: string
  nameEn: string
  /** It has a place where stock lies: pickup points have none. */
  holdsStock: boolean
}
const NAMED = `select s.id, o.code, o.name_zh as "nameZh", o.name_en as "nameEn", exists (select from locations l where l.tenant_id = $1 and l.store_id = s.id) as "holdsStock"
  from stores s join org_units o on o.tenant_id = $1 and o.id = s.id where s.tenant_id = $1`
const UNITS = `jsonb_to_recordset($2::jsonb) as w(id uuid, parent uuid, code text, name_zh text, name_en text)`
const PROFILES = `jsonb_to_recordset($2::jsonb) as w(id uuid, kind text, status text, address text, phone text, lat double precision, lng double precision, wgs_lat double precision,
  wgs_lng double precision, hours jsonb, services text[], area bigint, manager text, photos text[], preparation bigint, zone text)`
const FIELDS = `kind = w.kind, status = w.status, address = w.address, phone = w.phone, lat = w.lat, lng = w.lng, wgs_lat = w.wgs_lat, wgs_lng = w.wgs_lng, hours = w.hours,
  services = w.services, area_square_metres = w.area, manager_name = w.manager, preparation_minutes = w.preparation`

/** Many stores at once, a statement for each kind of row. */
@Injectable()
export class BulkStoresRepo {
  /** Whole stores by code; `lock` holds them until the transaction ends. */
  async byCodes(codes: readonly string[], lock: boolean): Promise<Store[]> {
    if (lock)
      await db().run(
        "select id from org_units where tenant_id = $1 and code = any($2::text[]) and kind = 'store' order by id for no key update",
        [tenantId(), codes],
      )
    const rows = await db().many<StoreRow>(`${STORE_SELECT} and o.code = any($2::text[]) order by o.code`, [
      tenantId(),
      codes,
    ])
    return rows.map(toStore)
  }

  /** HQ and all regions by code. */
  async regions(): Promise<{ id: string; code: string }[]> {
    return db().many(
      "select id, code from org_units where tenant_id = $1 and kind <> 'store' order by code",
      [tenantId()],
    )
  }

  codes(): Promise<{ id: string; code: string }[]> {
    return db().many("select id, code from org_units where tenant_id = $1 and kind = 'store'", [tenantId()])
  }

  named(codes: readonly string[]): Promise<NamedStore[]> {
    return db().many(`${NAMED} and o.code = any($2::text[])`, [tenantId(), codes])
  }

  /** Adds stores that are nowhere yet: the node of the tree, the profile, and where stock lies. */
  async insert(stores: readonly BulkStore[], timeZone: string): Promise<void> {
    const units = JSON.stringify(stores.map(unitOf))
    await db().run(
      `insert into org_units (tenant_id, id, kind, parent_id, code, name_zh, name_en, created_at, updated_at)
       select $1, id, 'store', parent, code, name_zh, name_en, $3, $3 from ${UNITS}`,
      [tenantId(), units, clock.now()],
    )
    await db().run(
      `insert into stores (tenant_id, id, kind, status, address, phone, lat, lng, wgs_lat, wgs_lng, hours, services, area_square_metres, manager_name, photo_urls, time_zone, preparation_minutes, created_at, updated_at)
       select $1, id, kind, status, address, phone, lat, lng, wgs_lat, wgs_lng, hours, services, area, manager, photos, zone, preparation, $3, $3 from ${PROFILES}`,
      [tenantId(), JSON.stringify(stores.map((s) => profileOf(s, timeZone))), clock.now()],
    )
    const placed = stores.filter((s) => s.after.kind !== 'pickup_point')
    await db().run(
      `insert into locations (tenant_id, id, kind, store_id, name_zh, name_en, created_at) select $1, id, 'store', id, name_zh, name_en, $3 from ${UNITS}`,
      [tenantId(), JSON.stringify(placed.map(unitOf)), clock.now()],
    )
  }

  /** Writes stores that are locked. */
  async update(stores: readonly BulkStore[]): Promise<void> {
    await db().run(
      `update org_units o set parent_id = w.parent, name_zh = w.name_zh, name_en = w.name_en, updated_at = $3 from ${UNITS} where o.tenant_id = $1 and o.id = w.id`,
      [tenantId(), JSON.stringify(stores.map(unitOf)), clock.now()],
    )
    await db().run(
      `update stores s set ${FIELDS}, updated_at = $3 from ${PROFILES} where s.tenant_id = $1 and s.id = w.id`,
      [tenantId(), JSON.stringify(stores.map((s) => profileOf(s, ''))), clock.now()],
    )
  }
}

const unitOf = ({ id, code, after }: BulkStore) => ({
  id,
  parent: after.regionId,
  code,
  name_zh: after.name.zh,
  name_en: after.name.en,
})
function profileOf({ id, after }: BulkStore, zone: string) {
  const wgs = toWgs(after)
  return {
    id,
    kind: after.kind,
    status: after.status,
    address: after.address,
    phone: after.phone,
    lat: after.lat,
    lng: after.lng,
    wgs_lat: wgs.lat,
    wgs_lng: wgs.lng,
    hours: after.hours,
    services: after.services,
    area: after.areaSquareMetres,
    manager: after.managerName,
    photos: after.photoUrls,
    preparation: after.preparationMinutes,
    zone,
  }
}
