import { Injectable } from '@nestjs/common'
import type { PriceGridChange, PriceLane } from '@storeweave/contract'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import type { LockedSku } from './bounds.repo.js'
import { BulkPricesRepo } from './bulk-prices.repo.js'
import { PriceHistoryRepo } from './history.repo.js'
import { PriceGuard } from './price-guard.service.js'
import type { PricedPlace } from './price-levels.repo.js'
import { UnitPricesRepo } from './unit-prices.repo.js'

/** A cell that becomes another, with what it was. */
export interface CellChange extends PriceGridChange {
  before: number | null
}
/** Which cell. */
export const keyOf = ({ skuId, unitId }: Pick<PriceGridChange, 'skuId' | 'unitId'>): string =>
  `${skuId} ${unitId}`

/** Writes cells of prices that were judged, and tells of them. */
@Injectable()
export class PriceGridWriter {
  constructor(
    private readonly units: UnitPricesRepo,
    private readonly bulk: BulkPricesRepo,
    private readonly history: PriceHistoryRepo,
    private readonly guard: PriceGuard,
  ) {}

  /** Sets or takes away the standing prices of places; list prices are left to their own way. */
  async stand(changes: readonly CellChange[], channel: PriceLane): Promise<void> {
    const from = clock.now().toISOString()
    const rows = changes.flatMap(({ unitId, skuId, price }) =>
      unitId === null ? [] : [{ unitId, skuId, channel, price, from }],
    )
    if (rows.length) await this.units.stand(rows)
  }

  /** Remembers what changed, in the history of prices and in the audit log, and tells stores and shoppers' pages of it. */
  async tell(
    changes: readonly CellChange[],
    channel: PriceLane,
    { places, locked }: { places: ReadonlyMap<string, PricedPlace>; locked: ReadonlyMap<string, LockedSku> },
  ): Promise<void> {
    const startsAt = clock.now().toISOString()
    const placed = changes.flatMap((c) => (c.unitId === null ? [] : [{ ...c, place: places.get(c.unitId)! }]))
    await this.history.remember(
      placed.map(({ skuId, place, before, price }) => ({
        skuId,
        unitId: place.id,
        kind: 'price',
        before: { price: before },
        after: { price, channel, startsAt, endsAt: null },
      })),
    )
    const atStores = placed.filter((c) => c.place.kind === 'store')
    if (atStores.length)
      await this.bulk.tell(
        atStores.map(({ skuId, place, before, price }) => ({
          storeId: place.id,
          skuId,
          before,
          after: price,
        })),
      )
    await this.guard.tell(
      placed
        .filter((c) => c.place.kind !== 'store')
        .map(({ skuId, place }) => ({ skuId, unitId: place.id, unitKind: place.kind })),
    )
    for (const { skuId, unitId, before, price } of changes) {
      const sku = locked.get(skuId)!
      const isStore = unitId !== null && places.get(unitId)!.kind === 'store'
      record({
        subject: unitId === null ? 'ListPrice' : 'Price',
        id: sku.productId,
        name: sku.name,
        ...(isStore ? { storeId: unitId } : {}),
        before: { price: before },
        after: { unitId, channel, price },
        note: sku.code,
      })
    }
    await touchAnswers()
  }
}
