import type { ChosenGoods, ProductRow } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** What was chosen to go with a product. */
export const chosenFor = (id: string, signal: AbortSignal): Promise<ChosenGoods> =>
  ask('GET /api/products/:id/related', { params: { id }, signal })
export const choose = (id: string, productIds: string[]): Promise<ChosenGoods> =>
  ask('PUT /api/products/:id/related', { params: { id }, body: { productIds } })
/** Goods by name, code or barcode, to choose from. */
export const goodsLike = (q: string): Promise<{ items: ProductRow[] }> =>
  ask('GET /api/products', { query: { q, limit: 20 } })
