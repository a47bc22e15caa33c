import { Injectable } from '@nestjs/common'
import type { CreateStore, ListStores, Store, UpdateStore } from '@storeweave/contract'
import { found, mustReach, within } from '../kernel/access.js'
import { reachOf } from '../kernel/ability.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { TenancyService } from '../tenancy/index.js'
import { OrgRepo } from './org.repo.js'
import { OrgService } from './org.service.js'
import { StoresRepo, type StoreRow } from './stores.repo.js'

/** What only HQ decides about a store: where it hangs in the tree, what it is, whether it trades. */
const HQ_ONLY = ['regionId', 'kind', 'status'] as const

@Injectable()
export class StoresService {
  constructor(
    private readonly stores: StoresRepo,
    private readonly org: OrgRepo,
    private readonly tree: OrgService,
    private readonly tenancy: TenancyService,
  ) {}

  list(q: ListStores): Promise<{ items: Store[]; nextCursor: string | null }> {
    const after = fromCursor(q.cursor, 1)?.[0]
    return transaction(async () =>
      pageOf(
        await this.stores.list(q, after === undefined ? undefined : String(after), within('read', 'Store')),
        q.limit,
        (r) => [r.code],
        toStore,
      ),
    )
  }

  async show(id: string): Promise<Store> {
    mustReach('read', 'Store', { storeId: id })
    return toStore(found(await transaction(() => this.stores.one(id))))
  }

  /** A new store, in preparation until HQ opens it. Throws `org.code_taken`, `org.parent_invalid`. */
  async create(body: CreateStore, status: Store['status'] = 'preparing'): Promise<Store> {
    const { timeZone } = await this.tenancy.settings()
    return transaction(async () => {
      await this.tree.mustBeParent(body.regionId)
      if (
        await this.org.insert({
          id: body.id,
          kind: 'store',
          parentId: body.regionId,
          code: body.code,
          nameZh: body.name.zh,
          nameEn: body.name.en,
        })
      ) {
        await this.stores.insert(body, status, timeZone)
        record({
          subject: 'Store',
          id: body.id,
          name: body.name.zh,
          storeId: body.id,
          after: { ...body, status },
        })
      } else if ((await this.stores.one(body.id))?.code !== body.code)
        throw new Fault('org.code_taken', { code: body.code })
      forgetPrincipals()
      return toStore(found(await this.stores.one(body.id)))
    })
  }

  /** Changes a store's profile. Region, kind and status only with rights over the whole brand. */
  update(id: string, body: UpdateStore): Promise<Store> {
    mustReach('update', 'Store', { storeId: id })
    if (
      HQ_ONLY.some((field) => body[field] !== undefined) &&
      reachOf(scope().who.ability, 'update', 'Store') !== 'all'
    )
      throw new Fault('access.denied')
    return transaction(async () => {
      const before = toStore(found(await this.stores.one(id)))
      if (body.regionId) await this.tree.mustBeParent(body.regionId)
      await this.org.update(id, { parentId: body.regionId, nameZh: body.name?.zh, nameEn: body.name?.en })
      await this.stores.update(id, body)
      forgetPrincipals()
      const after = toStore(found(await this.stores.one(id)))
      record({ subject: 'Store', id, name: after.name.zh, storeId: id, before, after })
      return after
    })
  }
}

const toStore = (r: StoreRow): Store => ({
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
