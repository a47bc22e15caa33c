export { PricingModule } from './pricing.module.js'
export { PricingService } from './pricing.service.js'
export type { PriceAt } from './prices.repo.js'
