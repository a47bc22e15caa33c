import { Injectable } from '@nestjs/common'
import type { ListStock, StockLevel } from '@storeweave/contract'
import { mustReach, mustStayWithin } from '../kernel/access.js'
import { touchStock } from '../kernel/answers.js'
import { inTransaction, reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { DecisionsService } from '../org/index.js'
import { BulkStockRepo, type StockChange, type StockNow, type StockPlace } from './bulk-stock.repo.js'
import { StockListRepo } from './stock-list.repo.js'

export type { StockChange, StockNow, StockPlace } from './bulk-stock.repo.js'
/** A change as somebody wants it; limits count priced units of so many smallest ones. */
export interface StockWish extends StockChange {
  unitSize: number
}

/** Stock corrected by the hundred, for sheets: what the form does for one, in a few statements for all. */
@Injectable()
export class BulkStockService {
  constructor(
    private readonly bulk: BulkStockRepo,
    private readonly lists: StockListRepo,
    private readonly decisions: DecisionsService,
  ) {}

  /** What lies in these places, by `store SKU`; nothing where there is no level. `lock` holds them for who is about to write. */
  async levels(places: readonly StockPlace[], lock: boolean): Promise<Map<string, StockNow>> {
    const rows = await transaction(async () => {
      if (lock && places.length) await this.bulk.lock(places)
      return this.bulk.levels(places)
    })
    return new Map(rows.map((r) => [`${r.storeId} ${r.skuId}`, r]))
  }

  /** What was booked under these references before, by `store SKU ref`. */
  async booked(
    places: readonly (StockPlace & { ref: string })[],
  ): Promise<Map<string, { quantity: number; kind: string }>> {
    if (!places.length) return new Map()
    const rows = await transaction(() => this.bulk.under(places))
    return new Map(rows.map((r) => [`${r.storeId} ${r.skuId} ${r.ref}`, r]))
  }

  /** What stands against each of these changes, looked at alone: the refusal that one would meet by the form. */
  async against(
    wishes: readonly StockWish[],
    levels: ReadonlyMap<string, StockNow>,
  ): Promise<(Fault | undefined)[]> {
    const above = await transaction(() =>
      this.decisions.notTheirs(
        'stock',
        wishes.map((w) => w.storeId),
      ),
    )
    return wishes.map(({ storeId, skuId, quantity, kind, unitSize }) => {
      try {
        mustReach('adjust', 'Stock', { storeId })
        // a delivery is as large as it is; what is written off or up by hand is decided, and has its limit
        const kept = kind === 'receipt' ? undefined : above.get(storeId)
        if (kept) throw kept
        const units = Math.ceil(Math.abs(quantity) / unitSize)
        if (kind !== 'receipt') mustStayWithin('stockCorrection', 'Stock:adjust', storeId, units, String)
        const { onHand, reserved } = levels.get(`${storeId} ${skuId}`) ?? { onHand: 0, reserved: 0 }
        if (quantity < 0 && onHand - reserved + quantity < 0)
          throw new Fault('inventory.below_zero', { reserved })
        return undefined
      } catch (error) {
        if (error instanceof Fault) return error
        throw error
      }
    })
  }

  /** Writes changes of places that are locked and that nothing stands against. */
  async save(changes: readonly StockChange[]): Promise<void> {
    if (!inTransaction()) throw new Error('much stock is written in the transaction that checked it')
    if ((await this.bulk.bump(changes)) < changes.length) throw new Fault('inventory.below_zero')
    for (const storeId of new Set(changes.map((c) => c.storeId))) touchStock(storeId)
  }

  /** A page of levels in reach of who asks. */
  page(
    filter: Omit<ListStock, 'limit' | 'cursor'>,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: StockLevel[]; nextCursor: string | null }> {
    return reading(() => this.lists.page({ ...filter, limit, cursor }))
  }
}
