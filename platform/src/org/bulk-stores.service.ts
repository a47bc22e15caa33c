import { Injectable } from '@nestjs/common'
import type { ListStores, Store } from '@storeweave/contract'
import { mustReach, mustWrite, unitsWithin, within } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { inTransaction, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { featureOff, offSince } from '../kernel/features.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { TenancyService } from '../tenancy/index.js'
import { aroundMove } from './moves.js'
import { BulkStoresRepo, type BulkStore, type NamedStore } from './bulk-stores.repo.js'
import { DecisionsService } from './decisions.service.js'
import { mustBeReady, mustStaySo } from './opening.js'
import { StoresRepo, toStore } from './stores.repo.js'
import { UnitsRepo } from './units.repo.js'

/** Why a store may not be written so; `field` is the one that is to blame, none for the store as a whole. */
export interface StoreRefusal {
  field: string | null
  fault: Fault
}

/** Stores by the hundred, for sheets: what a form does for one, in a few statements for all. */
@Injectable()
export class BulkStoreService {
  constructor(
    private readonly stores: BulkStoresRepo,
    private readonly lists: StoresRepo,
    private readonly units: UnitsRepo,
    private readonly tenancy: TenancyService,
    private readonly decisions: DecisionsService,
  ) {}

  /** Whole stores by code; `lock` holds them for who is about to write, and the regions where they are. */
  byCodes(codes: readonly string[], lock: boolean): Promise<Store[]> {
    return transaction(async () => {
      if (lock) await this.units.holdTree()
      return this.stores.byCodes(codes, lock)
    })
  }

  /** HQ and all regions by code. */
  regions(): Promise<{ id: string; code: string }[]> {
    return transaction(() => this.stores.regions())
  }

  /** The codes of all stores, by id. */
  async codes(): Promise<Map<string, string>> {
    const rows = await transaction(() => this.stores.codes())
    return new Map(rows.map((r) => [r.id, r.code]))
  }

  /** Stores by the codes that sheets of other things name. */
  async named(codes: readonly string[]): Promise<Map<string, NamedStore>> {
    const rows = await transaction(() => this.stores.named(codes))
    return new Map(rows.map((r) => [r.code, r]))
  }

  /** A page of the stores that who asks may read, by code. */
  page(q: Omit<ListStores, 'limit' | 'cursor'>, after: string, limit: number): Promise<Store[]> {
    return transaction(async () =>
      (await this.lists.list({ ...q, limit: limit - 1 }, after || undefined, within('read', 'Store'))).map(
        toStore,
      ),
    )
  }

  /** What stands against each of these writes, looked at alone: the refusals that one would meet by its form. */
  against(stores: readonly BulkStore[]): Promise<Map<string, StoreRefusal[]>> {
    return transaction(async () => {
      const refused = new Map<string, StoreRefusal[]>()
      for (const store of stores) {
        const list = store.before ? await this.againstChange(store) : await againstNew(store)
        if (list.length) refused.set(store.code, list)
      }
      return refused
    })
  }

  /**
   * Writes stores that were checked in the running transaction. New ones begin in preparation. Throws `pricing.breaks_prices`
   * where one moves under bounds that its prices don't fit.
   */
  async save(stores: readonly BulkStore[]): Promise<void> {
    if (!inTransaction()) throw new Error('many stores are written in the transaction that checked them')
    const [made, changed] = [stores.filter((s) => !s.before), stores.filter((s) => s.before)]
    const { timeZone } = await this.tenancy.settings()
    if (made.length) await this.stores.insert(made, timeZone)
    const moved = stores.filter((s) => s.before?.regionId !== s.after.regionId)
    const write = async () => {
      if (changed.length) await this.stores.update(changed)
      if (!moved.length) return
      await this.units.keepOf(moved.map((s) => s.id))
      await emit('assortment.changed', { storeId: null })
    }
    // each is looked at before any is written and after all are
    const around = moved
      .filter((s) => s.before)
      .reduce<() => Promise<void>>(
        (move, { id }) =>
          () =>
            aroundMove(id, 'refuse', move),
        write,
      )
    await around()
    await touchAnswers()
    forgetPrincipals()
  }

  private async againstChange({ id, before, after, changes }: BulkStore): Promise<StoreRefusal[]> {
    const refused: StoreRefusal[] = []
    await attempt(refused, null, () => mustReach('update', 'Store', { storeId: id }))
    if (refused.length) return refused
    for (const [field, value] of Object.entries(changes))
      await attempt(refused, field, () => mustWrite('Store', { storeId: id }, { [field]: value }))
    if (changes.regionId)
      await attempt(refused, 'regionId', () => mustPlace('Store:assign', changes.regionId!))
    await attempt(refused, 'kind', () => mustStaySo(before!.kind, after.kind))
    for (const field of ['hours', 'services', 'preparationMinutes'] as const)
      if (changes[field] !== undefined)
        await attempt(refused, field, () => this.decisions.mustDecide('hours', id))
    if (after.status === 'open' && before!.status !== 'open')
      await attempt(refused, 'status', () => mustBeReady(after))
    return refused
  }
}

/** Whoever may make stores somewhere may make them there. */
async function againstNew({ after }: BulkStore): Promise<StoreRefusal[]> {
  if (after.kind !== 'warehouse' && (await offSince('stores')) !== undefined)
    return [{ field: null, fault: featureOff('stores') }]
  if (unitsWithin('Store:create')?.length === 0) return [{ field: null, fault: new Fault('access.denied') }]
  try {
    mustPlace('Store:create', after.regionId)
    return []
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [{ field: 'regionId', fault: error }]
  }
}

/** A region out of reach is refused in the words for one that isn't there. */
function mustPlace(permission: 'Store:create' | 'Store:assign', regionId: string): void {
  const units = unitsWithin(permission)
  if (units !== null && !units.includes(regionId)) throw new Fault('org.parent_invalid')
}

async function attempt(
  refused: StoreRefusal[],
  field: string | null,
  work: () => void | Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (!refused.some((r) => r.field === field)) refused.push({ field, fault: error })
  }
}
