import { Injectable } from '@nestjs/common'
import type { DecisionLevel, ListPriceLevels, PriceLevel } from '@storeweave/contract'
import { priceLevel } from '@storeweave/rules/pricing'
import { holdsAt } from '../kernel/ability.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import {
  PriceLevelsRepo,
  type Goods,
  type GoodsLevel,
  type PriceLevelRow,
  type PricedPlace,
} from './price-levels.repo.js'

type SaidOfGoods = Pick<GoodsLevel, 'level' | 'name_zh' | 'name_en'>

/** Who sets the prices of which goods where: HQ for all, regions, or stores for themselves. */
@Injectable()
export class PriceLevels {
  constructor(private readonly rows: PriceLevelsRepo) {}

  /** A page of what is said of categories and products. */
  page(q: ListPriceLevels): Promise<{ items: PriceLevel[]; nextCursor: string | null }> {
    return reading(async () => {
      const after = keysOf(q.cursor, 'id') as [string] | undefined
      return pageOf(await this.rows.page(after?.[0], q.limit + 1), q.limit, (r) => [r.id], shapeOf)
    })
  }

  /** Says who prices a category with all below it, or one product; null takes it back. Counts from the next write on. Throws `access.not_found`. */
  set(kind: Goods, id: string, level: DecisionLevel | null): Promise<void> {
    return transaction(async () => {
      const name = found(await this.rows.nameOf(kind, id))
      const before = await this.rows.own(kind, id)
      if (before === level) return
      await (level === null ? this.rows.remove(kind, id) : this.rows.put(kind, id, level))
      const decision = 'price'
      record({
        subject: kind === 'category' ? 'Category' : 'Product',
        permission: 'Tenant:update',
        id,
        name,
        before: { decision, decidedBy: before },
        after: { decision, decidedBy: level },
      })
    })
  }

  /**
   * Refuses prices that are set above the level at which who asks holds the permission. Throws `pricing.decided_above`,
   * `pricing.goods_decided_above` where it is the goods whose price is kept, `access.not_found`.
   */
  async mustDecide(unitId: string, skuId: string): Promise<void> {
    const place = found((await this.rows.places([unitId]))[0])
    const [goods] = await this.rows.goods([skuId])
    const refused = this.refusal(place, goods)
    if (refused) throw refused
  }

  /** What `mustDecide` would refuse of these, by `unit SKU`. */
  async against(pairs: readonly { unitId: string; skuId: string }[]): Promise<Map<string, Fault>> {
    const places = await this.rows.places([...new Set(pairs.map((p) => p.unitId))])
    const goods = await this.rows.goods([...new Set(pairs.map((p) => p.skuId))])
    const placeOf = new Map(places.map((p) => [p.id, p]))
    const goodsOf = new Map(goods.map((g) => [g.sku_id, g]))
    const refused = new Map<string, Fault>()
    for (const { unitId, skuId } of pairs) {
      const place = placeOf.get(unitId)
      const fault = place && this.refusal(place, goodsOf.get(skuId))
      if (fault) refused.set(`${unitId} ${skuId}`, fault)
    }
    return refused
  }

  /** The refusal of a price of goods at a place that is set above who asks; undefined where it is theirs. */
  refusal(place: PricedPlace, goods: SaidOfGoods | undefined): Fault | undefined {
    const level = priceLevel({ brand: place.brand, place: place.place, goods: goods?.level ?? null })
    if (isTheirs(place, level)) return undefined
    const en = scope().locale === 'en'
    const args = { decision: 'price', level, who: WHO[level as 'region' | 'hq'][en ? 'en' : 'zh'] }
    if (goods?.level !== level) return new Fault('pricing.decided_above', args)
    return new Fault('pricing.goods_decided_above', {
      ...args,
      goods: (en && goods.name_en) || goods.name_zh,
      goodsName: { zh: goods.name_zh, en: goods.name_en },
    })
  }
}

const WHO = { region: { zh: '区域', en: 'the region' }, hq: { zh: '总部', en: 'HQ' } } as const

/** True when who asks holds the permission to price at the level or above; a region sets its own unless HQ does. */
function isTheirs({ kind, parent_id }: PricedPlace, level: DecisionLevel): boolean {
  if (kind === 'hq' || level === 'store') return true
  if (kind === 'region' && level === 'region') return true
  const node = level === 'hq' ? null : parent_id
  return holdsAt(scope().who.ability, 'Price:update', node)
}

const shapeOf = (r: PriceLevelRow): PriceLevel => ({
  id: r.id,
  categoryId: r.category_id,
  productId: r.product_id,
  name: { zh: r.name_zh, en: r.name_en },
  level: r.level,
  setByName: r.set_by_name,
  setAt: r.updated_at,
})
