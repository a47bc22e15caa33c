import type { ExplainedPrice, StorePrice } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const pricesApi = {
  list: (
    id: string,
    filter: { q?: string | undefined; differing?: string | undefined },
    { signal, ...page }: PageAsk,
  ): Promise<KeysetPage<StorePrice>> =>
    ask<KeysetPage<StorePrice>>('GET /api/stores/:id/prices', {
      params: { id },
      query: { ...filter, ...page },
      signal,
    }),
  /** What a SKU costs at the store now, and why. */
  why: (id: string, skuId: string): Promise<ExplainedPrice> =>
    ask<ExplainedPrice>('GET /api/stores/:id/prices/:skuId', { params: { id, skuId } }),
  /** Sets the store's own price in fen; null takes it away, so that the list price applies. */
  set: (key: string, id: string, skuId: string, price: number | null): Promise<StorePrice> =>
    ask<StorePrice>('PUT /api/stores/:id/prices/:skuId', {
      params: { id, skuId },
      body: { price },
      idempotencyKey: key,
    }),
}
