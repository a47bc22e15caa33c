import { Injectable } from '@nestjs/common'
import { extentOf, rangeKey, ruledRange, type Range } from '@storeweave/rules/assortment'
import { isDeepStrictEqual } from 'node:util'
import { record } from '../kernel/audit.js'
import { newId } from '../kernel/id.js'
import { AllocationChangesRepo } from './allocation-changes.repo.js'
import { AllocationsRepo, type RangeRow } from './allocations.repo.js'
import { AllocationsService } from './allocations.service.js'
import { RuleMatchesRepo } from './rule-matches.repo.js'
import { RulesRepo, type RuleRow } from './rules.repo.js'
import { tellMoved } from './tell.js'

/** What rules say of a product. */
export type Ruled = Pick<RangeRow, 'range' | 'ruleIds'>
/** A rule on its way through the goods, and the change that all it does on this way is kept under. */
export interface OnTheWay {
  rule: RuleRow
  changeId: string
}

/** Makes of goods what the rules say of them. It asks what holds now, so it may be said as often as one likes. */
@Injectable()
export class SettlingService {
  constructor(
    private readonly rules: RulesRepo,
    private readonly matches: RuleMatchesRepo,
    private readonly products: AllocationsRepo,
    private readonly allocations: AllocationsService,
    private readonly changes: AllocationChangesRepo,
  ) {}

  /**
   * Writes where these products are sold by the rules, in the running transaction; those that somebody set by hand, and
   * those that are so already, stay as they are. `way`: whose way through the goods this is a step of. Answers how many
   * are sold elsewhere than before.
   */
  async settle(productIds: readonly string[], way?: OnTheWay): Promise<number> {
    const says = await this.asked(true)
    const held = await this.products.hold(productIds)
    const now = (await this.products.ranges(held)).filter(({ range }) => !range.byHand)
    const wanted = await says(now.map(({ productId }) => productId))
    const written = now
      .map((before) => ({ before, after: { productId: before.productId, ...wanted(before.productId) } }))
      .filter(({ before, after }) => !isSame(before, after))
    if (!written.length) return 0
    await this.products.write(written.map(({ after }) => after))
    const moved = written.filter(({ before, after }) => rangeKey(before.range) !== rangeKey(after.range))
    if (!moved.length) return 0
    await this.trace(moved, way)
    await tellMoved(moved.map(({ after }) => after.productId))
    return moved.length
  }

  /**
   * What the rules as they are now say of products. With `hold` nobody changes a rule until the running transaction ends:
   * to be asked before the products are held.
   */
  async asked(
    hold: boolean,
  ): Promise<(productIds: readonly string[]) => Promise<(productId: string) => Ruled>> {
    const rules = await this.rules.active(hold)
    const byId = new Map(rules.map((rule) => [rule.id, rule]))
    return async (productIds) => {
      const fitting = await this.matches.choosing(rules, productIds)
      return (productId) => {
        const ruleIds = fitting.get(productId) ?? []
        return { ruleIds, range: ruledRange(ruleIds.map((id) => byId.get(id)!)) }
      }
    }
  }

  private async trace(
    moved: readonly { before: RangeRow; after: RangeRow }[],
    way: OnTheWay | undefined,
  ): Promise<void> {
    const changes = moved.map(({ before, after }) => ({
      productId: before.productId,
      before: before.range,
      after: after.range,
    }))
    const extent = extentOf(changes, await this.allocations.stores())
    const rules = way ? [way.rule] : await this.differing(moved)
    const named = rules.map(({ id, name }) => ({ ruleId: id, name }))
    const id = way?.changeId ?? newId()
    await this.changes.addRuled(
      id,
      { rules: named, unitIds: way?.rule.unitIds ?? [], ...extent },
      moved.map(({ before, after }) => ({
        productId: before.productId,
        before: briefly(before),
        after: briefly(after),
      })),
    )
    const only = moved.length === 1 && !way ? moved[0]!.before.productId : undefined
    record({
      subject: 'Assortment',
      id: only ?? way?.rule.id ?? id,
      name: only ? ((await this.products.one(only))?.name_zh ?? '') : (way?.rule.name ?? ''),
      after: { kind: 'ruled', rules: named.map((rule) => rule.name), products: moved.length, ...extent },
    })
  }

  /** The rules that begin or cease to decide on one of these products; where none does, those that decide on them otherwise. */
  private async differing(moved: readonly { before: RangeRow; after: RangeRow }[]): Promise<RuleRow[]> {
    const turned = moved.flatMap(({ before: { ruleIds: was }, after: { ruleIds: is } }) => [
      ...was.filter((id) => !is.includes(id)),
      ...is.filter((id) => !was.includes(id)),
    ])
    const ids = new Set(turned.length ? turned : moved.flatMap(({ after }) => after.ruleIds))
    return (await this.rules.all()).filter((rule) => ids.has(rule.id))
  }
}

const isSame = (a: RangeRow, b: RangeRow): boolean =>
  rangeKey(a.range) === rangeKey(b.range) && isDeepStrictEqual(a.ruleIds, b.ruleIds)
/** What a trace keeps of thousands of goods: the rules instead of all their nodes. Nobody puts it back. */
const briefly = ({
  range,
  ruleIds,
}: RangeRow): Pick<Range, 'assortment' | 'byHand'> & { ruleIds: readonly string[] } => ({
  assortment: range.assortment,
  byHand: range.byHand,
  ruleIds,
})
