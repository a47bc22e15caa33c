import type { ShopCampaign, ShopCampaigns } from '@storeweave/contract'
import { ask } from './ask'

/** What runs at a store now. */
export const getCampaigns = (storeId: string) => ask.get<ShopCampaigns>('/shop/campaigns', { storeId })
/** One with the goods the store has of it, and whose they are. */
export const getCampaign = (id: string, storeId: string) =>
  ask.get<ShopCampaign>(`/shop/campaigns/${id}`, { storeId })
