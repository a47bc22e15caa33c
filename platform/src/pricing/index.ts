export {
  BoundsService,
  type BoundsSet,
  type BoundsWish,
  type ConflictWay,
  type WantedBounds,
} from './bounds.service.js'
export { BulkPriceService, type StorePriceChange, type StorePriceWish } from './bulk-prices.service.js'
export { LevelsService } from './levels.service.js'
export { TierPriceService } from './tiers.service.js'
export {
  CampaignPrices,
  type CampaignLook,
  type CampaignSpan,
  type LanePrice,
} from './campaign-prices.service.js'
export { PricingModule } from './pricing.module.js'
export { PricingService } from './pricing.service.js'
