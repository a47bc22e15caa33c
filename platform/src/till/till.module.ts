import { Module } from '@nestjs/common'
import { SellingModule } from '../selling/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { TillCatalogueRepo } from './till-catalogue.repo.js'
import { TillChangesRepo } from './till-changes.repo.js'
import { TillController } from './till.controller.js'
import { TillService } from './till.service.js'

@Module({
  imports: [TenancyModule, SellingModule],
  controllers: [TillController],
  providers: [TillService, TillCatalogueRepo, TillChangesRepo],
})
export class TillModule {}
