import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { PricesController } from './prices.controller.js'
import { PricesRepo } from './prices.repo.js'
import { PricingService } from './pricing.service.js'

@Module({
  imports: [CatalogModule],
  controllers: [PricesController],
  providers: [PricesRepo, PricingService],
  exports: [PricingService],
})
export class PricingModule {}
