import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { OrgModule } from '../org/index.js'
import { BulkPricesRepo } from './bulk-prices.repo.js'
import { BulkPriceService } from './bulk-prices.service.js'
import { PricesController } from './prices.controller.js'
import { PricesRepo } from './prices.repo.js'
import { PricingService } from './pricing.service.js'

@Module({
  imports: [CatalogModule, OrgModule],
  controllers: [PricesController],
  providers: [PricesRepo, PricingService, BulkPricesRepo, BulkPriceService],
  exports: [PricingService, BulkPriceService],
})
export class PricingModule {}
