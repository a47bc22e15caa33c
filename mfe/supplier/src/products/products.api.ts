import type { SupplyProduct } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const productsApi = {
  list: (q: string | undefined, { signal, ...page }: PageAsk): Promise<KeysetPage<SupplyProduct>> =>
    ask<KeysetPage<SupplyProduct>>('GET /api/supplier/products', { query: { q, ...page }, signal }),
}
