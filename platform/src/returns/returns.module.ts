import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { MembersModule } from '../members/index.js'
import { SellingModule } from '../selling/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { AskersDataHolder } from './askers-data.holder.js'
import { AskersDataRepo } from './askers-data.repo.js'
import { AskingRepo } from './asking.repo.js'
import { AskingService } from './asking.service.js'
import { DecidingService } from './deciding.service.js'
import { ReturnPicturesRepo } from './pictures.repo.js'
import { ReturnPicturesService } from './pictures.service.js'
import { ReturnReadsRepo } from './reads.repo.js'
import { ReturnReads } from './reads.service.js'
import { ReturnsController } from './returns.controller.js'
import { ReturnsJobs } from './returns.jobs.js'
import { ReturnsRepo } from './returns.repo.js'
import { ReturnSettingsService } from './settings.service.js'
import { ShopReturnsController } from './shop-returns.controller.js'
import { SupplierReturnsController } from './supplier-returns.controller.js'

@Module({
  imports: [TenancyModule, CatalogModule, MembersModule, SellingModule],
  controllers: [ShopReturnsController, ReturnsController, SupplierReturnsController],
  providers: [
    AskingService,
    AskingRepo,
    DecidingService,
    ReturnsRepo,
    ReturnReads,
    ReturnReadsRepo,
    ReturnPicturesService,
    ReturnPicturesRepo,
    ReturnSettingsService,
    ReturnsJobs,
    AskersDataHolder,
    AskersDataRepo,
  ],
})
export class ReturnsModule {}
