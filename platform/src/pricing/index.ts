export { PricingModule } from './pricing.module.js'
export { PricingService } from './pricing.service.js'
