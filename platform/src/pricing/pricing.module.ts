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
import { CampaignPricesRepo } from './campaign-prices.repo.js'
import { CampaignPrices } from './campaign-prices.service.js'
import { PriceClamps } from './clamps.service.js'
import { PriceExplainer } from './explain.service.js'
import { PriceHistoryRepo } from './history.repo.js'
import { LaddersRepo } from './ladders.repo.js'
import { LevelsController } from './levels.controller.js'
import { LevelsRepo } from './levels.repo.js'
import { LevelsService } from './levels.service.js'
import { MovesController } from './moves.controller.js'
import { MovesRepo } from './moves.repo.js'
import { MovesService } from './moves.service.js'
import { OffersRepo } from './offers.repo.js'
import { OffersService } from './offers.service.js'
import { ParityReportRepo } from './parity-report.repo.js'
import { ParityController } from './parity.controller.js'
import { ParityService } from './parity.service.js'
import { PriceCells } from './price-cells.service.js'
import { PriceGridController } from './price-grid.controller.js'
import { PriceGridRepo } from './price-grid.repo.js'
import { PriceGridService } from './price-grid.service.js'
import { PriceGridWriter } from './price-grid.writer.js'
import { PriceGuard } from './price-guard.service.js'
import { PriceLevelsController } from './price-levels.controller.js'
import { PriceLevelsRepo } from './price-levels.repo.js'
import { PriceLevels } from './price-levels.service.js'
import { UnitPricesRepo } from './unit-prices.repo.js'
import { UnitPriceService } from './unit-prices.service.js'
import { PricesController } from './prices.controller.js'
import { PricesRepo } from './prices.repo.js'
import { PricingService } from './pricing.service.js'
import { TierPricesRepo } from './tiers.repo.js'
import { TierPriceService } from './tiers.service.js'

@Module({
  imports: [CatalogModule, OrgModule, TenancyModule],
  controllers: [
    PricesController,
    BoundsController,
    LevelsController,
    MovesController,
    PriceGridController,
    PriceLevelsController,
    ParityController,
  ],
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
    MovesRepo,
    MovesService,
    LevelsRepo,
    LevelsService,
    TierPricesRepo,
    TierPriceService,
    OffersRepo,
    OffersService,
    PriceLevelsRepo,
    PriceLevels,
    PriceGridRepo,
    PriceCells,
    PriceGridWriter,
    PriceGridService,
    ParityReportRepo,
    ParityService,
    CampaignPricesRepo,
    CampaignPrices,
  ],
  exports: [PricingService, BulkPriceService, BoundsService, CampaignPrices],
})
export class PricingModule {}
