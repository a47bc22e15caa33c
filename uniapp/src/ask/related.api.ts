import type { RelatedGoods } from '@storeweave/contract'
import { ask } from './ask'

/** What a store sells of what goes with some products, each with its reason. */
export const getRelated = (storeId: string, productIds: string[], limit: number) =>
  ask.get<RelatedGoods>('/shop/related', { storeId, products: productIds.slice(0, 20).join(','), limit })
