import type { ListStoreGoods, StoreGood } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const listingApi = {
  /** Published goods as the store stands to them. */
  list: (
    id: string,
    filter: Partial<Record<keyof ListStoreGoods, string | undefined>>,
    { signal, ...page }: PageAsk,
  ): Promise<KeysetPage<StoreGood>> =>
    ask<KeysetPage<StoreGood>>('GET /api/stores/:id/goods', {
      params: { id },
      query: { ...filter, ...page },
      signal,
    }),
  /** Lists a product in the store, or takes it off the shelves. */
  set: (id: string, productId: string, listed: boolean): Promise<StoreGood> =>
    ask<StoreGood>('PUT /api/stores/:id/goods/:productId', {
      params: { id, productId },
      body: { listed },
    }),
}
