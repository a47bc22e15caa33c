import { Injectable } from '@nestjs/common'
import { lackingOf, mergeLines, type StockLine } from '@storeweave/rules/inventory'
import { found } from '../kernel/access.js'
import { touchStock } from '../kernel/answers.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { StockRepo } from './stock.repo.js'
import { TransitRepo } from './transit.repo.js'

/** Goods between places. Whoever calls keeps the document that makes each journey happen once; its ref says so again. */
@Injectable()
export class TransitService {
  constructor(
    private readonly stock: StockRepo,
    private readonly transit: TransitRepo,
  ) {}

  /** Goods set out for a store: out of a warehouse's stock, or from outside (`from` null). Throws `inventory.not_enough_stock`. */
  send(journey: {
    ref: string
    from: string | null
    to: string
    lines: readonly StockLine[]
    document: string
  }): Promise<void> {
    const { ref, from, to, document } = journey
    const lines = mergeLines(journey.lines)
    const skuIds = lines.map((l) => l.skuId)
    return transaction(async () => {
      found(await this.stock.place(to))
      if (from) {
        const place = found(await this.stock.place(from))
        await this.stock.lock(from, skuIds)
        const out = lines.map((l) => ({ ...l, quantity: -l.quantity }))
        const gone = await this.stock.bump(from, out, { kind: 'transfer_out', ref: `${ref}:out`, document })
        const lacking = lackingOf(lines, gone)
        if (lacking.length) throw new Fault('inventory.not_enough_stock', { skuIds: lacking })
        touchStock(from)
        await emit('inventory.stock_moved', { locationId: place.id, storeId: from, skuIds })
      }
      await this.stock.ensure(to, skuIds)
      await this.stock.lock(to, skuIds)
      await this.transit.bump(to, lines)
    })
  }

  /** What was sent is no longer on its way; what was counted is the store's. */
  arrive(journey: {
    ref: string
    kind: 'transfer_in' | 'receipt'
    storeId: string
    lines: readonly { skuId: string; sent: number; counted: number }[]
    document: string
    note: string
  }): Promise<void> {
    const { ref, kind, storeId, lines, document, note } = journey
    const skuIds = lines.map((l) => l.skuId)
    const counted = lines.filter((l) => l.counted > 0).map((l) => ({ skuId: l.skuId, quantity: l.counted }))
    return transaction(async () => {
      const place = found(await this.stock.place(storeId))
      await this.stock.lock(storeId, skuIds)
      await this.transit.bump(
        storeId,
        lines.map((l) => ({ skuId: l.skuId, quantity: -l.sent })),
      )
      if (!counted.length) return
      await this.stock.bump(storeId, counted, { kind, ref: `${ref}:in`, document, note })
      touchStock(storeId)
      await emit('inventory.stock_moved', { locationId: place.id, storeId, skuIds })
    })
  }
}
