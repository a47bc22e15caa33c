import { Injectable } from '@nestjs/common'
import { cutOf } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { problemOfListPrice, type Bounds } from '@storeweave/rules/pricing'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { ListPricesRepo, type ListPrice } from './list-prices.repo.js'
import { ParityGuard } from './parity-guard.js'
import { PriceConflictsRepo } from './price-conflicts.repo.js'
import { ProductsRepo } from './products.repo.js'

type PriceChange = { before: ListPrice; after: ListPrice }
/** Conflicts with HQ's bounds on the SKU, and those of the list price with anybody's. */
const BY_HQ = 'h.bound_id is null and not h.candidate'
const OF_LIST = 'h.price_id is null and h.bound_id is not null'

/** The one way a list price or its bounds change, be it from the price list or the product's form. */
@Injectable()
export class ListPriceService {
  constructor(
    private readonly prices: ListPricesRepo,
    private readonly products: ProductsRepo,
    private readonly conflicts: PriceConflictsRepo,
    private readonly parity: ParityGuard,
  ) {}

  /** Sets one SKU's prices; answers the product, and what they were if they changed. Throws as `change` does. */
  set(input: ListPrice): Promise<{ productId: string; before: ListPrice | null }> {
    return transaction(async () => {
      const before = found((await this.prices.lock([input.skuId]))[0])
      const changed = await this.change([input], [before])
      if (changed) await this.products.touch(before.productId)
      return { productId: before.productId, before: changed ? bare(before) : null }
    })
  }

  /** The prices of SKUs, locked until the transaction ends. */
  lock(skuIds: readonly string[]): Promise<ListPrice[]> {
    return this.prices.lock(skuIds)
  }

  /**
   * Changes prices of locked SKUs where they differ; answers how many did. Throws `pricing.bounds_invalid`,
   * `pricing.outside_bounds`, `pricing.cut_over_limit` where it falls further than who asks may cut in a day, and
   * `pricing.breaks_prices` with the first store prices that would fall outside, `pricing.parity_broken`.
   */
  async change(wanted: readonly ListPrice[], locked: readonly ListPrice[]): Promise<number> {
    await this.check(wanted)
    const current = new Map(locked.map((p) => [p.skuId, p]))
    const changes = wanted.flatMap((w) => {
      const before = current.get(w.skuId)
      return before && !same(before, w) ? [{ before: bare(before), after: bare(w) }] : []
    })
    if (!changes.length) return 0
    const after = changes.map((c) => c.after)
    const dayAgo = await this.prices.dayAgo(after.map((p) => p.skuId))
    for (const { before, after: to } of changes)
      mustStayWithin(
        'priceCut',
        'ListPrice:update',
        null,
        cutOf(dayAgo.get(to.skuId) ?? before.listPrice, to.listPrice),
        percentText,
      )
    await this.mustFit(changes)
    await this.put(after)
    await this.prices.remember(changes)
    for (const { skuId } of after) await emit('pricing.price_changed', { skuId, storeId: null })
    return changes.length
  }

  /**
   * What `change` would refuse of these changes, by SKU, each looked at alone; nothing is written. `access.denied` for
   * all without the permission.
   */
  async against(changes: readonly PriceChange[]): Promise<Map<string, Fault>> {
    const refused = new Map<string, Fault>()
    if (!changes.length) return refused
    const after = changes.map((c) => c.after)
    const dayAgo = await this.prices.dayAgo(after.map((p) => p.skuId))
    const broken = await this.conflicts.countBy(after, BY_HQ)
    const outside = await this.conflicts.countBy(after, OF_LIST)
    for (const { before, after: to } of changes)
      try {
        mustReach('update', 'ListPrice', {})
        mustStayWithin(
          'priceCut',
          'ListPrice:update',
          null,
          cutOf(dayAgo.get(to.skuId) ?? before.listPrice, to.listPrice),
          percentText,
        )
        const count = broken.get(to.skuId)
        if (count) throw new Fault('pricing.breaks_prices', { count })
        if (outside.has(to.skuId) && before.listPrice !== to.listPrice)
          await this.mustFit([{ before, after: to }])
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        refused.set(to.skuId, error)
      }
    const clean = after.filter((p) => !refused.has(p.skuId))
    const skuIds = clean.map((p) => p.skuId)
    for (const broken of await this.parity.wouldBreak(skuIds, () => this.prices.write(clean)))
      refused.set(broken.sku_id, await this.parity.refusal(broken))
    return refused
  }

  /** Writes changes of locked SKUs that nothing stands against; telling of them is the caller's. Throws `pricing.parity_broken`. */
  async write(changes: readonly PriceChange[]): Promise<void> {
    if (!changes.length) return
    mustReach('update', 'ListPrice', {})
    await this.put(changes.map((c) => c.after))
    await this.prices.remember(changes)
  }

  /** Writes changes as `write` does, and tells editors and listeners of them. */
  async writeAndTell(changes: readonly PriceChange[]): Promise<void> {
    if (!changes.length) return
    await this.write(changes)
    const skuIds = changes.map((c) => c.after.skuId)
    await this.prices.touchProducts(skuIds)
    for (const skuId of skuIds) await emit('pricing.price_changed', { skuId, storeId: null })
  }

  private async put(prices: readonly ListPrice[]): Promise<void> {
    const skuIds = prices.map((p) => p.skuId)
    await this.parity.hold(skuIds, () => this.prices.write(prices))
  }

  /**
   * Refuses what would leave a price outside: HQ's own bounds any price below, a new list price the bounds of others
   * where nothing nearer covers it. What was outside a coming bound before is nobody's fault now.
   */
  private async mustFit(changes: readonly PriceChange[]): Promise<void> {
    const skus = changes.map((c) => c.after)
    const broken = await this.conflicts.find({ skus, only: BY_HQ })
    if (broken.length)
      throw new Fault('pricing.breaks_prices', {
        count: broken[0]!.count,
        prices: broken.map((c) => ({
          storeId: c.unitId,
          storeName: c.unitName,
          skuId: c.skuId,
          price: c.price,
        })),
      })
    const repriced = changes.filter((c) => c.before.listPrice !== c.after.listPrice).map((c) => c.after)
    const [outside] = repriced.length
      ? await this.conflicts.find({ skus: repriced, only: OF_LIST, limit: 1 })
      : []
    if (outside) throw outsideBounds(outside, await this.prices.currency())
  }

  /** Refuses list prices that contradict their own bounds. */
  async check(prices: readonly (Bounds & { listPrice: number })[]): Promise<void> {
    for (const p of prices) {
      const problem = problemOfListPrice(p.listPrice, p)
      if (problem === 'bounds_invalid') throw new Fault('pricing.bounds_invalid')
      if (problem) throw outsideBounds(p, await this.prices.currency())
    }
  }
}

/** The refusal of a price, its bounds as texts for people and in minor units for programs. */
export const outsideBounds = (bounds: Bounds, currency: string): Fault =>
  new Fault('pricing.outside_bounds', {
    owner: scope().locale === 'en' ? 'HQ' : '总部',
    min: moneyText(bounds.priceMin ?? 0, currency),
    max: bounds.priceMax === null ? '∞' : moneyText(bounds.priceMax, currency),
    priceMin: bounds.priceMin,
    priceMax: bounds.priceMax,
  })

/** Basis points as people read them, e.g. `12.5%`. */
export const percentText = (basisPoints: number): string => `${basisPoints / 100}%`

const same = (a: ListPrice, b: ListPrice) =>
  a.listPrice === b.listPrice && a.priceMin === b.priceMin && a.priceMax === b.priceMax
const bare = ({ skuId, listPrice, priceMin, priceMax }: ListPrice): ListPrice => ({
  skuId,
  listPrice,
  priceMin,
  priceMax,
})
