import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { AdjustStock, StockLevel } from '@storeweave/contract'
import { lackingOf, mergeLines, type StockLine } from '@storeweave/rules/inventory'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { touchStock } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { DecisionsService, findsOut } from '../org/index.js'
import { StockListRepo } from './stock-list.repo.js'
import { saleRef, StockRepo, type MovementWords } from './stock.repo.js'

/** Goods on hand, held and gone. Every method joins the caller's transaction. */
@Injectable()
export class InventoryService implements OnModuleInit {
  constructor(
    private readonly stock: StockRepo,
    private readonly lists: StockListRepo,
    private readonly decisions: DecisionsService,
  ) {}

  onModuleInit(): void {
    findsOut('goods', (storeId) => this.lists.hasGoods(storeId))
  }

  /**
   * Holds goods for an order: every line or none. Throws `inventory.not_enough_stock` with the SKUs that lack, which
   * must leave the caller's transaction so that it is rolled back.
   */
  reserve(orderId: string, storeId: string, lines: readonly StockLine[]): Promise<void> {
    const wanted = mergeLines(lines)
    return transaction(async () => {
      refuseLacking(wanted, await this.hold(storeId, [{ orderId, lines: wanted }]))
    })
  }

  /**
   * Holds goods for several orders of a store at once: of each SKU what all of them want, or nothing. Answers the SKUs
   * it held; where one lacks, the caller must have its transaction rolled back.
   */
  hold(
    storeId: string,
    orders: readonly { orderId: string; lines: readonly StockLine[] }[],
  ): Promise<string[]> {
    const wanted = orders.flatMap(({ orderId, lines }) => mergeLines(lines).map((l) => ({ orderId, ...l })))
    return transaction(async () => {
      touchStock(storeId)
      return this.stock.hold(storeId, wanted)
    })
  }

  /** Locks the levels of these SKUs until the running transaction ends; answers what can be promised of each, 0 where there is no level. */
  lockAvailable(storeId: string, skuIds: readonly string[]): Promise<Map<string, number>> {
    return transaction(async () => {
      const rows = await this.stock.lock(storeId, skuIds)
      const by = new Map(rows.map((r) => [r.sku_id, r.available]))
      return new Map(skuIds.map((id) => [id, by.get(id) ?? 0]))
    })
  }

  /** Gives held goods back; false when the order holds none (any more). */
  release(orderId: string): Promise<boolean> {
    return transaction(async () => {
      if (!(await this.stock.lockHeld(orderId)).length) return false
      touchStock()
      return (await this.stock.release(orderId)) > 0
    })
  }

  /** Held goods leave the store; false when the order holds none (any more). */
  consume(orderId: string, by: { document: string }): Promise<boolean> {
    return transaction(async () => {
      const held = await this.stock.lockHeld(orderId)
      if (!held.length) return false
      const gone = await this.stock.consume(orderId, held, by.document)
      const [first] = gone
      if (first)
        await emit('inventory.stock_moved', {
          locationId: first.location_id,
          storeId: first.store_id,
          skuIds: gone.map((g) => g.sku_id),
        })
      return first !== undefined
    })
  }

  /**
   * Goods leave over the counter at once; what is held for others stays. The same order again changes nothing and
   * answers false. Throws `inventory.not_enough_stock`.
   */
  sellNow(orderId: string, storeId: string, lines: readonly StockLine[], document: string): Promise<boolean> {
    const sold = mergeLines(lines)
    return this.once(storeId, sold, { kind: 'sale', ref: saleRef(orderId), document }, -1)
  }

  /** Goods come back, once for each `ref`; false when that was seen before. */
  takeBack(ref: string, storeId: string, lines: readonly StockLine[], document: string): Promise<boolean> {
    return this.once(storeId, mergeLines(lines), { kind: 'refund', ref, document }, 1)
  }

  /**
   * A person corrects stock by a signed quantity. The same id again answers the level and changes nothing. Throws
   * `inventory.bundle_has_none`, `inventory.below_zero`, `inventory.correction_over_limit`, `inventory.decided_above`, and `request.key_reused` when the id belongs to another correction.
   */
  adjust(input: AdjustStock): Promise<StockLevel> {
    const { storeId, skuId, quantity, kind, note } = input
    mustReach('adjust', 'Stock', { storeId })
    const ref = `adjust:${input.id}`
    return transaction(async () => {
      const place = found(await this.stock.place(storeId))
      const { unit_size: unitSize, bundled } = found(await this.stock.counted(skuId))
      if (bundled) throw new Fault('inventory.bundle_has_none')
      await this.stock.ensure(storeId, [skuId])
      await this.stock.lock(storeId, [skuId])
      const [seen] = await this.stock.under(ref)
      if (
        seen &&
        (seen.sku_id !== skuId ||
          seen.store_id !== storeId ||
          seen.quantity !== quantity ||
          seen.kind !== kind)
      )
        throw new Fault('request.key_reused')
      if (!seen) {
        const units = Math.ceil(Math.abs(quantity) / unitSize)
        // a delivery is as large as it is; what is written off or up by hand is decided, and has its limit
        if (kind !== 'receipt') {
          await this.decisions.mustDecide('stock', storeId)
          mustStayWithin('stockCorrection', 'Stock:adjust', storeId, units, String)
        }
        const moved = await this.stock.bump(storeId, [{ skuId, quantity }], { kind, ref, document: '', note })
        if (!moved.length) throw new Fault('inventory.below_zero')
        touchStock(storeId)
        await emit('inventory.stock_moved', { locationId: place.id, storeId, skuIds: [skuId] })
      }
      const level = found(await this.lists.level(place.id, skuId))
      if (!seen)
        record({
          subject: 'Stock',
          id: level.productId,
          name: level.name.zh,
          storeId,
          before: { onHand: level.onHand - quantity },
          after: { onHand: level.onHand, quantity, kind },
          note: [level.code, note].filter(Boolean).join(' '),
        })
      return level
    })
  }

  /** Opening stock of a location in bulk; SKUs that have a level there are left alone. Answers how many it wrote. */
  open(
    locationId: string,
    lines: readonly (StockLine & { safety?: number })[],
    document = '',
  ): Promise<number> {
    return transaction(() => {
      touchStock()
      return this.stock.open(locationId, lines, document)
    })
  }

  private once(
    storeId: string,
    lines: readonly StockLine[],
    words: MovementWords,
    sign: 1 | -1,
  ): Promise<boolean> {
    const skuIds = lines.map((l) => l.skuId)
    return transaction(async () => {
      const place = found(await this.stock.place(storeId))
      if (sign > 0) await this.stock.ensure(storeId, skuIds)
      await this.stock.lock(storeId, skuIds)
      if ((await this.stock.under(words.ref)).length) return false
      refuseLacking(
        lines,
        await this.stock.bump(
          storeId,
          lines.map((l) => ({ ...l, quantity: sign * l.quantity })),
          words,
        ),
      )
      touchStock(storeId)
      await emit('inventory.stock_moved', { locationId: place.id, storeId, skuIds })
      return true
    })
  }
}

function refuseLacking(wanted: readonly StockLine[], got: readonly string[]): void {
  const skuIds = lackingOf(wanted, got)
  if (skuIds.length) throw new Fault('inventory.not_enough_stock', { skuIds })
}
