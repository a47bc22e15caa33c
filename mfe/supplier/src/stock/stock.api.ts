import type { Depots, MoveDepotStock, Movement, StockLevel } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** What lies in one's own depots. */
export const stockApi = {
  depots: () => ask<Depots>('GET /api/supplier/depots'),
  page: (filter: { depotId: string; q?: string | undefined }, { signal, ...page }: PageAsk) =>
    ask<KeysetPage<StockLevel>>('GET /api/supplier/stock', { query: { ...filter, ...page }, signal }),
  movements: (depotId: string, skuId: string) =>
    ask<KeysetPage<Movement>>('GET /api/supplier/stock/movements', {
      query: { depotId, skuId, limit: 20 },
    }),
  move: (body: MoveDepotStock, idempotencyKey: string) =>
    ask<StockLevel>('POST /api/supplier/stock/changes', { body, idempotencyKey }),
}
