import type { Product, SetListPrice, StorePrice } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const storePricesOf = (
  storeId: string,
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<StorePrice>> =>
  ask('GET /api/stores/:id/prices', { params: { id: storeId }, query: { ...filter, cursor, limit }, signal })

/** Gives a store its own price; null: the list price applies again. */
export const setStorePrice = (storeId: string, skuId: string, price: number | null): Promise<StorePrice> =>
  ask('PUT /api/stores/:id/prices/:skuId', { params: { id: storeId, skuId }, body: { price } })

/** Sets list price and bounds for all stores; refused with the stores whose own price would fall outside. */
export const setListPrice = (skuId: string, body: SetListPrice, idempotencyKey: string): Promise<Product> =>
  ask('PUT /api/skus/:id/list-price', { params: { id: skuId }, body, idempotencyKey })
