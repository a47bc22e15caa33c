import { Injectable } from '@nestjs/common'
import type { PreviewAllocationRule, RulePreview } from '@storeweave/contract'
import {
  isReleased,
  ruledRange,
  type Placed,
  type Range,
  type ReleasingRule,
} from '@storeweave/rules/assortment'
import { isDeepStrictEqual } from 'node:util'
import { pictureOf, unknownReference } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { UnitsRepo } from '../org/index.js'
import { AllocationsService } from './allocations.service.js'
import { RuleMatchesRepo } from './rule-matches.repo.js'
import { RulesRepo } from './rules.repo.js'

const GOODS_SHOWN = 20
const STORES_SHOWN = 20
/** Goods that are looked at for those to show: some that the rule begins to fit are sold there by another already. */
const GOODS_LOOKED_AT = 100

interface Extent {
  gained: number
  lost: number
}

/** What a rule would come to, before anybody saves it. */
@Injectable()
export class RulePreviewService {
  constructor(
    private readonly rules: RulesRepo,
    private readonly matches: RuleMatchesRepo,
    private readonly units: UnitsRepo,
    private readonly allocations: AllocationsService,
  ) {}

  /**
   * Counts what goods and stores would gain and lose by a rule; nothing is changed. Throws `assortment.place_invalid`, and
   * `request.invalid` for what isn't there.
   */
  preview({ id, ...asked }: PreviewAllocationRule): Promise<RulePreview> {
    return reading(async () => {
      const unitIds = [...new Set(asked.unitIds)]
      if ((await this.units.named(unitIds)).length < unitIds.length)
        throw new Fault('assortment.place_invalid')
      if (!(await this.matches.knows(asked.condition))) throw unknownReference('condition')
      const there = await this.rules.all()
      const before = id === undefined ? undefined : found(there.find((rule) => rule.id === id))
      const rule = { ...asked, unitIds, id: id ?? newId() }
      const change = changeBy(there, rule)
      const stores = await this.allocations.stores()
      const alike = await this.matches.alike(rule)
      const { perStore, ...counts } = countedOf(alike, change, stores)
      const moved = !isDeepStrictEqual(before?.unitIds, unitIds)
      return {
        ...counts,
        stores: stores.filter((store) => unitIds.some((unit) => store.unitIds.includes(unit))).length,
        changedStores: perStore.size,
        firstStores: await this.named(perStore),
        firstGoods: (await this.matches.changed(rule, moved, GOODS_LOOKED_AT))
          .map((good) => {
            const { before: was, after: is } = change(good.rule_ids, good.fits)
            return {
              productId: good.id,
              name: { zh: good.name_zh, en: good.name_en },
              picture: pictureOf(good.media_id, good.name_zh),
              stores: stores.filter((store) => isReleased(is, store)).length,
              ...between(was, is, stores),
            }
          })
          .filter((good) => good.gained || good.lost)
          .slice(0, GOODS_SHOWN),
      }
    })
  }

  /** Those that change most, by name. */
  private async named(perStore: ReadonlyMap<string, Extent>): Promise<RulePreview['firstStores']> {
    const first = [...perStore]
      .sort(([a, x], [b, y]) => y.gained + y.lost - x.gained - x.lost || (a < b ? -1 : 1))
      .slice(0, STORES_SHOWN)
    const names = new Map((await this.units.named(first.map(([id]) => id))).map((unit) => [unit.id, unit]))
    return first.map(([storeId, extent]) => {
      const { name_zh: zh, name_en: en } = names.get(storeId)!
      return { storeId, name: { zh, en }, ...extent }
    })
  }
}

/** Where goods that these rules decide on are sold now, and where they are once the rule is as it would be. */
function changeBy(there: readonly ReleasingRule[], rule: ReleasingRule) {
  const known = new Map(there.map((one) => [one.id, one]))
  return (ruleIds: readonly string[], fits: boolean): { before: Range; after: Range } => {
    const others = ruleIds.filter((one) => one !== rule.id).flatMap((one) => known.get(one) ?? [])
    return {
      before: ruledRange(ruleIds.flatMap((one) => known.get(one) ?? [])),
      after: ruledRange(fits ? [...others, rule] : others),
    }
  }
}

function countedOf(
  alike: Awaited<ReturnType<RuleMatchesRepo['alike']>>,
  change: ReturnType<typeof changeBy>,
  stores: readonly Placed[],
) {
  const counts = { matched: 0, byHand: 0, products: 0, gained: 0, lost: 0 }
  const perStore = new Map<string, Extent>()
  for (const { by_hand: byHand, fits, rule_ids: ruleIds, products } of alike) {
    if (fits) counts.matched += products
    if (byHand) {
      counts.byHand += products
      continue
    }
    const { before, after } = change(ruleIds, fits)
    const extent = between(before, after, stores, (store, gains) => {
      const kept = perStore.get(store.id) ?? { gained: 0, lost: 0 }
      kept[gains ? 'gained' : 'lost'] += products
      perStore.set(store.id, kept)
    })
    if (extent.gained || extent.lost) counts.products += products
    counts.gained += extent.gained * products
    counts.lost += extent.lost * products
  }
  return { ...counts, perStore }
}

/** In how many stores one product begins and ends to be released. */
function between(
  before: Range,
  after: Range,
  stores: readonly Placed[],
  tell: (store: Placed, gains: boolean) => void = () => undefined,
): Extent {
  const extent = { gained: 0, lost: 0 }
  for (const store of stores) {
    const [was, is] = [isReleased(before, store), isReleased(after, store)]
    if (was === is) continue
    extent[is ? 'gained' : 'lost'] += 1
    tell(store, is)
  }
  return extent
}
