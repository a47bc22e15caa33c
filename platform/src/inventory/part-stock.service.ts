import { Injectable } from '@nestjs/common'
import type { ListMovements, Movement, StockLevel } from '@storeweave/contract'
import { mergeLines, type StockLine } from '@storeweave/rules/inventory'
import { found } from '../kernel/access.js'
import { touchStock } from '../kernel/answers.js'
import { db, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { PartStockRepo } from './part-stock.repo.js'
import { StockListRepo } from './stock-list.repo.js'
import { saleRef, StockRepo } from './stock.repo.js'

/** What happened to stock that isn't the brand's own to correct: so many came in or were lost, or were counted. */
export interface StockChange {
  id: string
  storeId: string
  skuId: string
  kind: 'receipt' | 'loss' | 'count'
  quantity: number
  note: string
}
export interface StockChanged {
  level: StockLevel
  /** Signed; 0 when nothing changed. */
  quantity: number
}

/** Orders that leave in parts, and places whose stock others than the brand look after. Callers have made sure who may. */
@Injectable()
export class PartStockService {
  constructor(
    private readonly parts: PartStockRepo,
    private readonly stock: StockRepo,
    private readonly lists: StockListRepo,
  ) {}

  /** In the running transaction: pieces an order holds leave in a parcel. Throws `fulfilment.pieces_gone` when fewer are held. */
  async consume(
    orderId: string,
    parcelId: string,
    lines: readonly StockLine[],
    document: string,
  ): Promise<void> {
    db()
    const wanted = mergeLines(lines)
    await this.stock.lockHeld(orderId)
    const gone = await this.parts.consume(orderId, wanted, `${saleRef(orderId)}:${parcelId}`, document)
    if (gone.length < wanted.length) throw new Fault('fulfilment.pieces_gone')
    const { location_id: locationId, store_id: storeId } = gone[0]!
    await emit('inventory.stock_moved', { locationId, storeId, skuIds: gone.map((g) => g.sku_id) })
  }

  /** In the running transaction: pieces an order holds go back on sale. Throws `fulfilment.pieces_gone` when fewer are held. */
  async release(orderId: string, storeId: string, lines: readonly StockLine[]): Promise<void> {
    db()
    const wanted = mergeLines(lines)
    await this.stock.lockHeld(orderId)
    const freed = await this.parts.release(orderId, wanted)
    if (freed.length < wanted.length) throw new Fault('fulfilment.pieces_gone')
    touchStock(storeId)
  }

  /** A page of what moved at one place, newest first. */
  movements(storeId: string, q: ListMovements): Promise<{ items: Movement[]; nextCursor: string | null }> {
    return transaction(() => this.lists.movements({ ...q, storeId }, [storeId]))
  }

  /**
   * Changes what a place has of a SKU; a count comes to the difference. The same id again changes nothing. Throws
   * `inventory.below_zero` when held goods would be gone, `request.key_reused` when the id belongs to another change.
   */
  change({ id, storeId, skuId, kind, quantity, note }: StockChange): Promise<StockChanged> {
    const ref = `adjust:${id}`
    return transaction(async () => {
      const place = found(await this.stock.place(storeId))
      await this.stock.ensure(storeId, [skuId])
      await this.stock.lock(storeId, [skuId])
      const before = found(await this.lists.level(place.id, skuId))
      const [seen] = await this.stock.under(ref)
      if (seen && (seen.sku_id !== skuId || seen.store_id !== storeId || seen.kind !== kindOf(kind)))
        throw new Fault('request.key_reused')
      const signed = kind === 'count' ? quantity - before.onHand : kind === 'loss' ? -quantity : quantity
      if (seen || signed === 0) return { level: before, quantity: 0 }
      const words = { kind: kindOf(kind), ref, document: '', note } as const
      if (!(await this.stock.bump(storeId, [{ skuId, quantity: signed }], words)).length)
        throw new Fault('inventory.below_zero')
      touchStock(storeId)
      await emit('inventory.stock_moved', { locationId: place.id, storeId, skuIds: [skuId] })
      return { level: found(await this.lists.level(place.id, skuId)), quantity: signed }
    })
  }
}

const kindOf = (kind: StockChange['kind']): 'receipt' | 'loss' | 'correction' =>
  kind === 'count' ? 'correction' : kind
