import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { PricingModule } from '../pricing/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { CampaignPricesRepo } from './campaign-prices.repo.js'
import {
  CampaignsController,
  MerchantCampaignsController,
  ShopCampaignsController,
} from './campaigns.controller.js'
import { CampaignsRepo } from './campaigns.repo.js'
import { CampaignsService } from './campaigns.service.js'
import { MerchantsRepo } from './merchants.repo.js'
import { MerchantsService } from './merchants.service.js'
import { ReportRepo } from './report.repo.js'
import { ShopCampaignsRepo } from './shop.repo.js'
import { ShopCampaignsService } from './shop.service.js'

@Module({
  imports: [TenancyModule, CatalogModule, PricingModule],
  controllers: [CampaignsController, MerchantCampaignsController, ShopCampaignsController],
  providers: [
    CampaignsService,
    CampaignsRepo,
    CampaignPricesRepo,
    MerchantsService,
    MerchantsRepo,
    ReportRepo,
    ShopCampaignsService,
    ShopCampaignsRepo,
  ],
})
export class CampaignsModule {}
