import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { OrgModule } from '../org/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { BoundsController } from './bounds.controller.js'
import { BoundsDeskRepo } from './bounds-desk.repo.js'
import { BoundsDesk } from './bounds-desk.service.js'
import { BoundsRepo } from './bounds.repo.js'
import { BoundsService } from './bounds.service.js'
import { BulkPricesRepo } from './bulk-prices.repo.js'
import { BulkPriceService } from './bulk-prices.service.js'
import { PriceClamps } from './clamps.service.js'
import { PriceExplainer } from './explain.service.js'
import { PriceHistoryRepo } from './history.repo.js'
import { LaddersRepo } from './ladders.repo.js'
import { PriceGuard } from './price-guard.service.js'
import { UnitPricesRepo } from './unit-prices.repo.js'
import { UnitPriceService } from './unit-prices.service.js'
import { PricesController } from './prices.controller.js'
import { PricesRepo } from './prices.repo.js'
import { PricingService } from './pricing.service.js'

@Module({
  imports: [CatalogModule, OrgModule, TenancyModule],
  controllers: [PricesController, BoundsController],
  providers: [
    PricesRepo,
    PricingService,
    BulkPricesRepo,
    BulkPriceService,
    UnitPricesRepo,
    UnitPriceService,
    BoundsRepo,
    BoundsService,
    PriceClamps,
    BoundsDesk,
    BoundsDeskRepo,
    PriceHistoryRepo,
    LaddersRepo,
    PriceExplainer,
    PriceGuard,
  ],
  exports: [PricingService, BulkPriceService, BoundsService],
})
export class PricingModule {}
