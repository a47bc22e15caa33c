import type { BulkRow } from './bulk.repo.js'
import { idAt, idOf } from './ids.js'
import type { SeedSale, TenantSeed } from './seed.js'

const DAY_MS = 86_400_000
interface Level {
  location_id: string
  sku_id: string
  on_hand: number
  safety: number
  updated_at: string
}
interface Leaving {
  orderId: string
  number: string
  by: { id: string | null; name: string }
  at: Date
}

/** Stock of the past: opened a day before the first sale, then sold piece by piece. A location has its store's id. */
export class PastStock {
  private readonly byKey = new Map<string, Level>()
  private readonly leavings: [SeedSale, Leaving][] = []

  constructor(
    private readonly tenantId: string,
    seed: TenantSeed,
    private readonly movements: BulkRow[],
  ) {
    const at = new Date((seed.sales[0]?.at.getTime() ?? Date.parse('2026-01-01T00:00:00Z')) - DAY_MS)
    for (const { storeKey, skuCode, quantity, safety } of seed.stock) {
      const level: Level = {
        location_id: idOf(tenantId, 'store', storeKey),
        sku_id: idOf(tenantId, 'sku', skuCode),
        on_hand: 0,
        safety,
        updated_at: at.toISOString(),
      }
      this.byKey.set(`${storeKey}/${skuCode}`, level)
      if (quantity > 0)
        this.move(
          level,
          quantity,
          { kind: 'opening', ref: 'opening', document: '' },
          { id: null, name: 'provision' },
          at,
          `${storeKey}/${skuCode}`,
        )
    }
  }

  /** Remembers that the goods of a sale are to leave. */
  note(sale: SeedSale, leaving: Leaving): void {
    this.leavings.push([sale, leaving])
  }

  /** Goods leave in the order in which they were handed over. Throws when there is not that much: the seed would not add up. */
  sellAll(): void {
    this.leavings.sort(([, a], [, b]) => a.at.getTime() - b.at.getTime() || (a.orderId < b.orderId ? -1 : 1))
    for (const [sale, { orderId, number, by, at }] of this.leavings)
      for (const line of sale.lines) {
        const key = `${sale.storeKey}/${line.skuCode}`
        const level = this.byKey.get(key)
        if (!level || level.on_hand < line.quantity)
          throw new Error(`seed sells more of ${key} than there is`)
        this.move(
          level,
          -line.quantity,
          { kind: 'sale', ref: `sale:${orderId}`, document: number },
          by,
          at,
          `${sale.key}/${line.skuCode}`,
        )
      }
  }

  levels(): BulkRow[] {
    return [...this.byKey.values()].map((level) => ({ ...level }))
  }

  private move(
    level: Level,
    quantity: number,
    words: { kind: string; ref: string; document: string },
    by: Leaving['by'],
    at: Date,
    key: string,
  ): void {
    const before = level.on_hand
    level.on_hand += quantity
    level.updated_at = at.toISOString()
    this.movements.push({
      id: idAt(at, this.tenantId, 'movement', words.ref, key),
      location_id: level.location_id,
      sku_id: level.sku_id,
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
