import type { PriceGridPage, PriceLane, SavedPriceGrid, SavePriceGrid } from '@storeweave/contract'
import { ask } from '../ask/ask'
import type { PageAsk } from '../table/use-pages'

/** What narrows the rows, and the channel whose prices are edited. */
export interface GridFilter {
  channel: PriceLane
  q?: string | undefined
  categoryId?: string | undefined
  supplierId?: string | undefined
  brand?: string | undefined
}

export const gridOf = (
  unitIds: readonly string[],
  filter: GridFilter,
  { cursor, limit, signal }: PageAsk,
): Promise<PriceGridPage> =>
  ask('GET /api/price-grid', { query: { ...filter, unitIds: unitIds.join(','), cursor, limit }, signal })

/** Saves cells, all or none; the same key saves once. */
export const saveGrid = (body: SavePriceGrid, idempotencyKey: string): Promise<SavedPriceGrid> =>
  ask('POST /api/price-grid/changes', { body, idempotencyKey, timeoutMs: 60_000 })
