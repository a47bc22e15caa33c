import { Injectable } from '@nestjs/common'
import {
  RULES_MOST,
  type AllocationRule,
  type CreateAllocationRule,
  type RuleCondition,
  type UpdateAllocationRule,
} from '@storeweave/contract'
import { isDeepStrictEqual } from 'node:util'
import { unknownReference } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { UnitsRepo } from '../org/index.js'
import { AllocationsService } from './allocations.service.js'
import { RuleMatchesRepo } from './rule-matches.repo.js'
import { RulesRepo, type RuleRow, type WalkRow } from './rules.repo.js'
import { askForWalks, WalksService } from './walks.service.js'

/** Rules that release goods to stores, as people keep them. What follows from them is written out by the worker. */
@Injectable()
export class RulesService {
  constructor(
    private readonly rules: RulesRepo,
    private readonly matches: RuleMatchesRepo,
    private readonly walks: WalksService,
    private readonly units: UnitsRepo,
    private readonly allocations: AllocationsService,
  ) {}

  /** All rules, those that hold first. */
  all(): Promise<AllocationRule[]> {
    return transaction(async () => this.shaped(await this.rules.all()))
  }

  one(id: string): Promise<AllocationRule> {
    return transaction(() => this.read(id))
  }

  /**
   * Adds a rule; the same one again is answered as it is. Throws `assortment.rules_full`, `assortment.place_invalid`, and
   * `request.invalid` for what isn't there.
   */
  create(input: CreateAllocationRule): Promise<AllocationRule> {
    return transaction(async () => {
      const rule = { ...input, unitIds: [...new Set(input.unitIds)] }
      const there = await this.rules.all()
      if (there.length >= RULES_MOST && !there.some(({ id }) => id === rule.id))
        throw new Fault('assortment.rules_full', { most: RULES_MOST })
      await this.check(rule)
      const added = await this.rules.insert(rule)
      const made = await this.read(rule.id)
      if (!added && !isDeepStrictEqual(fieldsOf(await this.row(rule.id)), fieldsOf(rule)))
        throw new Fault('request.key_reused')
      if (added) {
        if (rule.active) await askForWalks()
        record({ subject: 'Assortment', id: rule.id, name: rule.name, after: await this.told(rule) })
      }
      return made
    })
  }

  /**
   * Changes a rule, switches it on or off. What it decided on before follows: nothing else does. Throws
   * `assortment.rule_stale`, `assortment.place_invalid`, and `request.invalid` for what isn't there.
   */
  update(id: string, { version, ...input }: UpdateAllocationRule): Promise<AllocationRule> {
    return transaction(async () => {
      const [walk] = await this.rules.holdWalks([id])
      found(walk)
      const before = await this.row(id)
      const rule = { ...input, unitIds: [...new Set(input.unitIds)] }
      await this.check(rule)
      if (!(await this.rules.update(id, rule, version))) throw new Fault('assortment.rule_stale')
      const { name: _was, ...effect } = fieldsOf(before)
      const { name: _is, ...wanted } = fieldsOf(rule)
      if (!isDeepStrictEqual(effect, wanted)) await this.walks.begin([id])
      record({
        subject: 'Assortment',
        id,
        name: rule.name,
        before: await this.told(before),
        after: await this.told(rule),
      })
      return this.read(id)
    })
  }

  /** Deletes a rule that decides on nothing any more. Throws `assortment.rule_in_use`. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      const [walk] = await this.rules.holdWalks([id])
      found(walk)
      const rule = await this.row(id)
      if (rule.active || !walk!.done || (await this.rules.goods()).has(id))
        throw new Fault('assortment.rule_in_use')
      await this.rules.remove(id)
      record({ subject: 'Assortment', id, name: rule.name, before: await this.told(rule) })
    })
  }

  private async row(id: string): Promise<RuleRow> {
    return found(await this.rules.one(id))
  }
  private async read(id: string): Promise<AllocationRule> {
    return (await this.shaped([await this.row(id)]))[0]!
  }

  private async check(rule: { condition: RuleCondition; unitIds: readonly string[] }): Promise<void> {
    if ((await this.units.named(rule.unitIds)).length < rule.unitIds.length)
      throw new Fault('assortment.place_invalid')
    if (!(await this.matches.knows(rule.condition))) throw unknownReference('condition')
    await this.units.fill()
  }

  /** A rule as the audit log tells it: places by their names. */
  private async told(rule: Pick<RuleRow, 'name' | 'condition' | 'unitIds' | 'active'>): Promise<object> {
    const { name, condition, active } = rule
    const units = (await this.units.named(rule.unitIds)).map((unit) => unit.name_zh).sort()
    return { name, condition, units, active }
  }

  private async shaped(rules: readonly RuleRow[]): Promise<AllocationRule[]> {
    const stores = await this.allocations.stores()
    const named = await this.units.named([...new Set(rules.flatMap((rule) => rule.unitIds))])
    const units = new Map(named.map((unit) => [unit.id, unit]))
    // counted after the look at how far it is: of a rule that is written out, all goods are there
    const walks = new Map((await this.rules.walks()).map((walk) => [walk.rule_id, walk]))
    const goods = await this.rules.goods()
    const counts = new Map<string, number>()
    for (const store of stores) for (const id of store.unitIds) counts.set(id, (counts.get(id) ?? 0) + 1)
    const storesIn = (ids: ReadonlySet<string>) =>
      stores.filter((store) => store.unitIds.some((id) => ids.has(id))).length
    return rules.map(({ unitIds, ...rule }) => ({
      ...rule,
      units: unitIds.map((unitId) => {
        const { kind, name_zh: zh, name_en: en } = units.get(unitId)!
        return { unitId, kind, name: { zh, en }, storeCount: counts.get(unitId) ?? 0 }
      }),
      goods: goods.get(rule.id) ?? 0,
      storeCount: storesIn(new Set(unitIds)),
      progress: progressOf(walks.get(rule.id)),
    }))
  }
}

const fieldsOf = ({
  name,
  condition,
  unitIds,
  active,
}: Pick<RuleRow, 'name' | 'condition' | 'unitIds' | 'active'>) => ({
  name,
  condition,
  unitIds: [...unitIds],
  active,
})
const progressOf = (walk: WalkRow | undefined): AllocationRule['progress'] =>
  walk && !walk.done ? { seen: Math.min(walk.seen, walk.total), total: walk.total } : null
