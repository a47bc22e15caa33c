import { Injectable } from '@nestjs/common'
import type {
  AllocationChange,
  AllocationChangePage,
  AllocationPreview,
  ChangeAllocation,
  ListAllocationChanges,
  PreviewAllocation,
} from '@storeweave/contract'
import { extentOf, isReleased, rangeKey, reallocated, type Range } from '@storeweave/rules/assortment'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { pageOf } from '../kernel/page.js'
import { ago } from '../kernel/upkeep.js'
import { UnitsRepo, type NamedUnit } from '../org/index.js'
import { AllocationChangesRepo, type ChangedProduct, type ChangeRow } from './allocation-changes.repo.js'
import { AllocationsRepo } from './allocations.repo.js'
import { AllocationsService } from './allocations.service.js'
import { SettlingService } from './settling.service.js'
import { tellMoved } from './tell.js'

/** Products that one change takes in at most; the more nodes it names, the fewer, so that a change stays within a second or two. */
const PRODUCTS_MOST = 10_000
const ROWS_MOST = 100_000
const mostOf = (unitIds: readonly string[]) =>
  Math.min(PRODUCTS_MOST, Math.floor(ROWS_MOST / Math.max(1, unitIds.length)))

/** A product with where it is to be sold, and the rules that say so; none where somebody does. */
interface Planned extends ChangedProduct {
  ruleIds: readonly string[]
}
interface Plan {
  matched: number
  changes: Planned[]
  gained: number
  lost: number
  stores: number
  units: NamedUnit[]
  tooMany: boolean
  fromRules: number
}

/** Changes of where products may be sold, of one or of thousands at once, and their undoing. */
@Injectable()
export class AllocationChangesService {
  constructor(
    private readonly changes: AllocationChangesRepo,
    private readonly products: AllocationsRepo,
    private readonly allocations: AllocationsService,
    private readonly units: UnitsRepo,
    private readonly settling: SettlingService,
  ) {}

  /** What a change would come to; nothing is changed. Throws `assortment.place_invalid`. */
  preview(asked: PreviewAllocation): Promise<AllocationPreview> {
    return transaction(async () => {
      const { changes, units: _units, ...counts } = await this.plan(asked, false)
      return { ...counts, products: changes.length }
    })
  }

  /**
   * Changes where products may be sold; shoppers and tills see it with their next request. The same change again is
   * answered as it was made. Throws `assortment.place_invalid`, `assortment.too_many`, `assortment.nothing_changes`.
   */
  make({ id, ...asked }: ChangeAllocation): Promise<AllocationChange> {
    return transaction(async () => {
      const made = await this.changes.one(id)
      if (made) return this.again(made, asked)
      const plan = await this.plan(asked, true)
      if (plan.tooMany) throw new Fault('assortment.too_many', { most: mostOf(asked.unitIds) })
      if (!plan.changes.length) throw new Fault('assortment.nothing_changes')
      await this.write(plan.changes)
      const { gained, lost } = plan
      const unitIds = plan.units.map((u) => u.id)
      if (!(await this.changes.keep(id, { kind: asked.kind, unitIds, gained, lost }, plan.changes)))
        throw new Fault('request.key_reused')
      const [only, second] = plan.changes
      record({
        subject: 'Assortment',
        id: second ? id : only!.productId,
        name: second ? '' : (await this.products.one(only!.productId))!.name_zh,
        after: {
          kind: asked.kind,
          units: plan.units.map((u) => u.name_zh),
          products: plan.changes.length,
          gained,
          lost,
        },
      })
      return this.shown(found(await this.changes.one(id)))
    })
  }

  /** A page of the changes that were made, newest first. */
  page(q: ListAllocationChanges): Promise<z.infer<typeof AllocationChangePage>> {
    return transaction(async () => {
      const rows = await this.changes.page(q.limit, q.cursor)
      const names = await this.namesOf(rows)
      return pageOf(
        rows,
        q.limit,
        (r) => [r.made_at, r.id],
        (r) => changeOf(r, names),
      )
    })
  }

  /**
   * Puts the products of a change back to what they were before. Those that somebody has changed since stay as they
   * are; those that were left to rules are left to the rules as they are now. Throws `assortment.undone_already`,
   * `assortment.undo_by_rule`, `assortment.undo_too_late`.
   */
  undo(id: string): Promise<AllocationChange> {
    return transaction(async () => {
      const change = found(await this.changes.one(id, true))
      if (change.kind === 'ruled') throw new Fault('assortment.undo_by_rule')
      if (change.undone_at) throw new Fault('assortment.undone_already')
      if (!isKept(change)) throw new Fault('assortment.undo_too_late')
      const rows = await this.changes.rows(id)
      const ids = rows.map((r) => r.productId)
      const says = await this.settling.asked(true)
      const locked = await this.products.hold(ids)
      const now = new Map((await this.products.ranges(locked)).map((r) => [r.productId, rangeKey(r.range)]))
      const back = rows.filter((r) => now.get(r.productId) === rangeKey(r.after))
      const ruled = await says(back.map((r) => r.productId))
      const targets = back.map(({ productId, before, after }) =>
        before.byHand
          ? { productId, before: after, after: before, ruleIds: [] }
          : { productId, before: after, after: ruled(productId).range, ruleIds: ruled(productId).ruleIds },
      )
      if (targets.length) await this.write(targets)
      await this.changes.undone(id, back.length)
      record({ subject: 'Assortment', id, after: { undone: true, products: back.length } })
      return this.shown(found(await this.changes.one(id)))
    })
  }

  private async write(changes: readonly Planned[]): Promise<void> {
    await this.products.write(
      changes.map(({ productId, after, ruleIds }) => ({ productId, range: after, ruleIds })),
    )
    await tellMoved(changes.map((change) => change.productId))
  }

  private async plan({ which, kind, unitIds }: PreviewAllocation, lock: boolean): Promise<Plan> {
    const units = await this.placesOf(kind, unitIds)
    const ids = units.map((u) => u.id)
    await this.units.fill()
    const most = mostOf(ids)
    const says = kind === 'rules' ? await this.settling.asked(lock) : undefined
    const picked = await this.products.pick(which, most + 1, lock)
    const tooMany = picked.length > most
    const ranges = tooMany ? [] : await this.products.ranges(picked)
    const ruled = await says?.(ranges.map((r) => r.productId))
    const changes = ranges
      .map(({ productId, range, ruleIds }): Planned => {
        if (kind !== 'rules')
          return { productId, before: range, after: reallocated(range, { kind, unitIds: ids }), ruleIds: [] }
        const left = range.byHand ? ruled!(productId) : { range, ruleIds }
        return { productId, before: range, after: left.range, ruleIds: left.ruleIds }
      })
      .filter(({ before, after }) => rangeKey(before) !== rangeKey(after))
    const stores = await this.allocations.stores()
    return {
      matched: picked.length,
      tooMany,
      changes,
      units,
      fromRules: changes.filter(({ before, after }) => isRuled(before) && after.byHand).length,
      stores: stores.filter((store) => isReleased(meantBy(kind, ids), store)).length,
      ...extentOf(changes, stores),
    }
  }

  /** The nodes a change names; goods that are to be sold everywhere or by rules need none, exclusive ones exactly one store. */
  private async placesOf(kind: PreviewAllocation['kind'], unitIds: readonly string[]): Promise<NamedUnit[]> {
    if (kind === 'everywhere' || kind === 'rules') return []
    const ids = [...new Set(unitIds)]
    const units = await this.units.named(ids)
    const fits = kind === 'exclusive' ? units.length === 1 && units[0]!.kind === 'store' : units.length > 0
    if (units.length < ids.length || !fits) throw new Fault('assortment.place_invalid')
    return units
  }

  private async again(made: ChangeRow, { kind, unitIds }: PreviewAllocation): Promise<AllocationChange> {
    const asked = (await this.placesOf(kind, unitIds)).map((u) => u.id)
    if (made.kind !== kind || !isDeepStrictEqual(new Set(made.unit_ids), new Set(asked)))
      throw new Fault('request.key_reused')
    return this.shown(made)
  }
  private async shown(row: ChangeRow): Promise<AllocationChange> {
    return changeOf(row, await this.namesOf([row]))
  }
  private async namesOf(rows: readonly ChangeRow[]): Promise<ReadonlyMap<string, NamedUnit>> {
    const ids = [...new Set(rows.flatMap((r) => r.unit_ids))]
    return new Map((ids.length ? await this.units.named(ids) : []).map((u) => [u.id, u]))
  }
}

/** What goods were before a change is kept so long; then it cannot be undone any more. */
export const CHANGE_KEPT_MS = 30 * 24 * 3_600_000
const isKept = ({ made_at }: ChangeRow): boolean => Date.parse(made_at) > ago(CHANGE_KEPT_MS).getTime()

const isRuled = ({ assortment, byHand }: Range): boolean => assortment === 'chosen' && !byHand
/** The stores that a change is about, as a range; of goods left to rules those are not known beforehand. */
const meantBy = (kind: PreviewAllocation['kind'], unitIds: readonly string[]): Range =>
  reallocated(
    { assortment: 'chosen', storeId: null, unitIds: [], byHand: true },
    { kind: kind === 'remove' || kind === 'rules' ? 'add' : kind, unitIds },
  )

const changeOf = (r: ChangeRow, names: ReadonlyMap<string, NamedUnit>): AllocationChange => ({
  id: r.id,
  kind: r.kind,
  units: r.unit_ids.map((id) => {
    const { kind, name_zh: zh, name_en: en } = names.get(id)!
    return { unitId: id, kind, name: { zh, en } }
  }),
  rules: r.rules,
  products: r.products,
  gained: r.gained,
  lost: r.lost,
  by: r.person_name,
  at: r.made_at,
  undone: r.undone_at === null ? null : { by: r.undone_by_name, at: r.undone_at, restored: r.restored! },
  undoable: r.kind !== 'ruled' && r.undone_at === null && isKept(r),
})
