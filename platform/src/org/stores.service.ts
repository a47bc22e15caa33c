import { isDeepStrictEqual } from 'node:util'
import { Injectable } from '@nestjs/common'
import type {
  CreateStore,
  ListStores,
  MoveWay,
  OpeningChecklist,
  Store,
  UpdateStore,
} from '@storeweave/contract'
import { found, mustReach, mustWrite, unitsWithin, within } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { featureOff, offSince } from '../kernel/features.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { TenancyService } from '../tenancy/index.js'
import { DecisionsService } from './decisions.service.js'
import { PlacesRepo } from './hanging.repo.js'
import { aroundMove } from './moves.js'
import { checklistOf, mustBeReady, mustStaySo } from './opening.js'
import { OrgRepo } from './org.repo.js'
import { OrgService } from './org.service.js'
import { StoresRepo, toStore } from './stores.repo.js'

@Injectable()
export class StoresService {
  constructor(
    private readonly stores: StoresRepo,
    private readonly org: OrgRepo,
    private readonly tree: OrgService,
    private readonly tenancy: TenancyService,
    private readonly decisions: DecisionsService,
    private readonly places: PlacesRepo,
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

  /** What a store still needs before it opens. */
  checklist(id: string): Promise<OpeningChecklist> {
    mustReach('read', 'Store', { storeId: id })
    return transaction(async () => checklistOf(toStore(found(await this.stores.one(id)))))
  }

  /** A new store, in preparation until HQ opens it. Throws `org.code_taken`, `org.parent_invalid`, `tenant.feature_off` for a second one of a brand with one. */
  async create(body: CreateStore, status: Store['status'] = 'preparing'): Promise<Store> {
    const { timeZone } = await this.tenancy.settings()
    return transaction(async () => {
      await this.mustMayPlace('Store:create', body.regionId)
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
        await this.mustBeAlone(body.kind)
        await this.tree.place(body.id, body.id)
        record({
          subject: 'Store',
          id: body.id,
          name: body.name.zh,
          storeId: body.id,
          after: { ...body, status },
        })
      } else {
        const same = await this.stores.one(body.id)
        if (same?.code !== body.code || same.parent_id !== body.regionId)
          throw new Fault('org.code_taken', { code: body.code })
      }
      forgetPrincipals()
      return toStore(found(await this.stores.one(body.id)))
    })
  }

  /**
   * Changes a store's profile, each field by who may (`access.field_denied`). A store moves between regions of which
   * both are in reach: who moves it must hold the same right over it before and after. Throws `org.decided_above`,
   * `org.warehouse_stays`, `pricing.breaks_prices` where prices would lie outside bounds there, and `org.not_ready_to_open` when it would open without what a store needs.
   */
  update(id: string, body: UpdateStore, prices: MoveWay = 'refuse'): Promise<Store> {
    mustReach('update', 'Store', { storeId: id })
    mustWrite('Store', { storeId: id }, body)
    return transaction(async () => {
      const before = toStore(found(await this.stores.one(id)))
      mustStaySo(before.kind, body.kind ?? before.kind)
      const moves = body.regionId !== undefined && body.regionId !== before.regionId
      // whoever sets prices or bounds meanwhile would judge them where the store was
      if (moves) await this.org.lockTree()
      if (body.regionId) await this.mustMayPlace('Store:assign', body.regionId)
      if (changesHours(before, body)) await this.decisions.mustDecide('hours', id)
      const write = async () => {
        await this.org.update(id, { parentId: body.regionId, nameZh: body.name?.zh, nameEn: body.name?.en })
        await this.stores.update(id, body)
        if (body.regionId) await this.tree.place(id, id)
      }
      await (moves ? aroundMove(id, prices, write) : write())
      if (before.status === 'closed') await this.mustBeAlone(before.kind)
      await touchAnswers()
      forgetPrincipals()
      const after = toStore(found(await this.stores.one(id)))
      if (after.status === 'open' && before.status !== 'open') await mustBeReady(after)
      record({ subject: 'Store', id, name: after.name.zh, storeId: id, before, after })
      return after
    })
  }

  /** Refuses a second place that sells where the brand has one store; looked at once it is written. */
  private async mustBeAlone(kind: Store['kind']): Promise<void> {
    if (kind === 'warehouse' || (await offSince('stores')) === undefined) return
    if ((await this.places.count()) > 1) throw featureOff('stores')
  }

  /** Refuses a region that isn't one, and below HQ one out of reach in the same words: nobody learns which regions exist. */
  private async mustMayPlace(permission: 'Store:create' | 'Store:assign', regionId: string): Promise<void> {
    const units = unitsWithin(permission)
    if (units !== null && !units.includes(regionId)) throw new Fault('org.parent_invalid')
    await this.tree.mustBeParent(regionId)
  }
}

/** True when who may come when is to be different; the same again is no decision. */
const changesHours = (before: Store, body: UpdateStore): boolean =>
  (['hours', 'services', 'preparationMinutes'] as const).some(
    (field) => body[field] !== undefined && !isDeepStrictEqual(body[field], before[field]),
  )
