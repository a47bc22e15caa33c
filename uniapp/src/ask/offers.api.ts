import type { ShopOffers } from '@storeweave/contract'
import { ask } from './ask'

/** What a product costs at a store from quantities on and for levels, and the level of who asks. */
export const getOffers = (productId: string, storeId: string) =>
  ask.get<ShopOffers>(`/shop/products/${productId}/offers`, { storeId })
