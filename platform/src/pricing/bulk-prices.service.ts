import { Injectable } from '@nestjs/common'
import { cutOf, type ListStorePrices, type StorePrice } from '@storeweave/contract'
import { isInside } from '@storeweave/rules/pricing'
import { outsideBounds, ParityGuard, percentText, type NamedSku } from '../catalog/index.js'
import { mustReach, mustStayWithin, within } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { inTransaction, reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { BulkPricesRepo, type StorePriceChange } from './bulk-prices.repo.js'
import { BoundsRepo } from './bounds.repo.js'
import { PriceHistoryRepo } from './history.repo.js'
import { PriceGuard } from './price-guard.service.js'
import { PriceLevels } from './price-levels.service.js'
import { PricesRepo } from './prices.repo.js'
import { UnitPricesRepo } from './unit-prices.repo.js'

export type { StorePriceChange } from './bulk-prices.repo.js'
/** A store's own price as somebody wants it. */
export interface StorePriceWish {
  storeId: string
  sku: NamedSku
  price: number | null
}
type Filter = Omit<ListStorePrices, 'limit' | 'cursor'>

/** Stores' own prices by the hundred, for sheets: what the price list does for one, in a few statements for all. */
@Injectable()
export class BulkPriceService {
  constructor(
    private readonly bulk: BulkPricesRepo,
    private readonly prices: PricesRepo,
    private readonly units: UnitPricesRepo,
    private readonly bounds: BoundsRepo,
    private readonly history: PriceHistoryRepo,
    private readonly guard: PriceGuard,
    private readonly levels: PriceLevels,
    private readonly parity: ParityGuard,
  ) {}

  /** Stores' own prices now, by `store SKU`. */
  async current(pairs: readonly { storeId: string; skuId: string }[]): Promise<Map<string, number>> {
    const lanes = pairs.map((p) => ({ unitId: p.storeId, skuId: p.skuId }))
    const rows = await transaction(() => this.units.current(lanes))
    return new Map(rows.map((r) => [`${r.unitId} ${r.skuId}`, r.price]))
  }

  /** What stands against each of these changes, looked at alone: the refusal one would meet in the price list. */
  async against(wishes: readonly StorePriceWish[], currency: string): Promise<(Fault | undefined)[]> {
    const above = await transaction(() =>
      this.levels.against(wishes.map((w) => ({ unitId: w.storeId, skuId: w.sku.id }))),
    )
    const bounds = await transaction(() =>
      this.bulk.narrowest(wishes.map(({ storeId, sku }) => ({ storeId, skuId: sku.id }))),
    )
    const refused = wishes.map(({ storeId, sku, price }, n) => {
      try {
        mustReach('update', 'Price', { storeId })
        const kept = above.get(`${storeId} ${sku.id}`)
        if (kept) throw kept
        if (price === null) return undefined
        const held = bounds[n]!
        if (!isInside(price, held)) throw outsideBounds(held, currency)
        mustStayWithin('priceCut', 'Price:update', storeId, cutOf(sku.listPrice, price), percentText)
        return undefined
      } catch (error) {
        if (error instanceof Fault) return error
        throw error
      }
    })
    const broken = await this.notAtPar(wishes.filter((_, n) => !refused[n]))
    return wishes.map(({ storeId, sku }, n) => refused[n] ?? broken.get(`${storeId} ${sku.id}`))
  }

  /** Which of these would differ too far from the price in the other channel, by `store SKU`. */
  private notAtPar(wishes: readonly StorePriceWish[]): Promise<Map<string, Fault>> {
    const from = clock.now().toISOString()
    const rows = wishes.map(({ storeId, sku, price }) => ({
      unitId: storeId,
      skuId: sku.id,
      channel: 'any' as const,
      price,
      from,
    }))
    return transaction(async () => {
      const skuIds = [...new Set(rows.map((r) => r.skuId))]
      const broken = await this.parity.wouldBreak(skuIds, () => this.units.stand(rows))
      const refused = new Map<string, Fault>()
      for (const b of broken) refused.set(`${b.unit_id} ${b.sku_id}`, await this.parity.refusal(b))
      return refused
    })
  }

  /** Writes changes of SKUs that are locked and that nothing stands against; each store is told of its own once. */
  async save(changes: readonly StorePriceChange[]): Promise<void> {
    if (!inTransaction()) throw new Error('many prices are written in the transaction that checked them')
    if (!changes.length) return
    const from = clock.now().toISOString()
    const skus = await this.bounds.lock([...new Set(changes.map((c) => c.skuId))])
    await this.guard.write(skus, () =>
      this.units.stand(
        changes.map((c) => ({ unitId: c.storeId, skuId: c.skuId, channel: 'any', price: c.after, from })),
      ),
    )
    await this.history.remember(
      changes.map((c) => ({
        skuId: c.skuId,
        unitId: c.storeId,
        kind: 'price',
        before: { price: c.before },
        after: { price: c.after, channel: 'any', startsAt: from, endsAt: null },
      })),
    )
    await this.bulk.tell(changes)
  }

  /** The stores whose prices who asks may read, by code; without a store named, those that differ somewhere. */
  stores(q: {
    storeId?: string | undefined
    regionId?: string | undefined
  }): Promise<{ id: string; code: string }[]> {
    return reading(() =>
      this.bulk.stores({ ...q, reach: within('read', 'Price'), differing: q.storeId === undefined }),
    )
  }

  /** A page of a store's price list. */
  page(
    storeId: string,
    filter: Filter,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: StorePrice[]; nextCursor: string | null }> {
    return reading(() => this.prices.page(storeId, { ...filter, limit, cursor }))
  }
}
