import type { BulkRow } from './bulk.repo.js'
import { idAt, idOf } from './ids.js'
import type { PastSale, Staff } from './sale.rows.js'
import type { TenantSeed } from './seed.js'

const DAY_MS = 86_400_000
const LOADER: Staff = { id: null, name: 'provision' }

interface Level {
  location_id: string
  sku_id: string
  on_hand: number
  safety: number
  updated_at: string
}
interface Move {
  kind: 'opening' | 'sale'
  ref: string
  document: string
  by: Staff
  at: Date
}

/** Stock of the past: opened a day before the first sale, then sold piece by piece. A location has its store's id. */
export class PastStock {
  private readonly levelOf = new Map<string, Level>()
  private readonly sales: PastSale[] = []

  constructor(
    private readonly tenantId: string,
    seed: TenantSeed,
    private readonly movements: BulkRow[],
  ) {
    const at = new Date((seed.sales[0]?.at.getTime() ?? Date.parse('2026-01-01T00:00:00Z')) - DAY_MS)
    for (const { storeKey, skuCode, quantity, safety } of seed.stock) {
      const key = { location_id: idOf(tenantId, 'store', storeKey), sku_id: idOf(tenantId, 'sku', skuCode) }
      const level: Level = { ...key, on_hand: 0, safety, updated_at: at.toISOString() }
      this.levelOf.set(`${storeKey}/${skuCode}`, level)
      const opening: Move = { kind: 'opening', ref: 'opening', document: '', by: LOADER, at }
      if (quantity > 0) this.move(level, quantity, opening)
    }
  }

  /** Remembers that the goods of a sale are to leave. */
  note(sale: PastSale): void {
    this.sales.push(sale)
  }

  /** Goods leave in the order in which they were handed over. Throws when there is not that much: the seed would not add up. */
  sellAll(): void {
    this.sales.sort((a, b) => a.done.getTime() - b.done.getTime() || (a.orderId < b.orderId ? -1 : 1))
    for (const { sale, orderId, number, by, done } of this.sales)
      for (const { skuCode, quantity } of sale.lines) {
        const level = this.levelOf.get(`${sale.storeKey}/${skuCode}`)
        if (!level || level.on_hand < quantity)
          throw new Error(`seed sells more of ${skuCode} than ${sale.storeKey} has`)
        this.move(level, -quantity, { kind: 'sale', ref: `sale:${orderId}`, document: number, by, at: done })
      }
  }

  levels(): BulkRow[] {
    return [...this.levelOf.values()].map((level) => ({ ...level }))
  }

  private move(level: Level, quantity: number, { by, at, ...words }: Move): void {
    const before = level.on_hand
    level.on_hand += quantity
    level.updated_at = at.toISOString()
    const { location_id, sku_id } = level
    this.movements.push({
      id: idAt(at, this.tenantId, 'movement', words.ref, location_id, sku_id),
      location_id,
      sku_id,
      quantity,
      before,
      after: level.on_hand,
      ...words,
      person_id: by.id,
      person_name: by.name,
      at: level.updated_at,
    })
  }
}
