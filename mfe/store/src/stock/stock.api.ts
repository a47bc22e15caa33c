import type { Movement, StockLevel } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'
import type { AdjustKind } from './quantity'

export interface LevelFilter {
  q?: string | undefined
  low?: string | undefined
}

export const stockApi = {
  levels: (
    storeId: string,
    filter: LevelFilter,
    { signal, ...page }: PageAsk,
  ): Promise<KeysetPage<StockLevel>> =>
    ask<KeysetPage<StockLevel>>('GET /api/stock', { query: { storeId, ...filter, ...page }, signal }),
  movements: (storeId: string, skuId: string, { signal, ...page }: PageAsk): Promise<KeysetPage<Movement>> =>
    ask<KeysetPage<Movement>>('GET /api/stock/movements', { query: { storeId, skuId, ...page }, signal }),
  /** Changes a level by `quantity` (signed, smallest units); the id is the key, so that a repeat changes nothing. */
  adjust: (
    id: string,
    body: { storeId: string; skuId: string; quantity: number; kind: AdjustKind; note: string },
  ): Promise<StockLevel> =>
    ask<StockLevel>('POST /api/stock/adjustments', { body: { id, ...body }, idempotencyKey: id }),
}
