import { Module } from '@nestjs/common'
import { OrgModule } from '../org/index.js'
import { AllocationChangesRepo } from './allocation-changes.repo.js'
import { AllocationChangesService } from './allocation-changes.service.js'
import { AllocationsController } from './allocations.controller.js'
import { AllocationsRepo } from './allocations.repo.js'
import { AllocationsService } from './allocations.service.js'
import { ListingsController } from './listings.controller.js'
import { ListingsRepo } from './listings.repo.js'
import { ListingsService } from './listings.service.js'

@Module({
  imports: [OrgModule],
  controllers: [AllocationsController, ListingsController],
  providers: [
    AllocationsRepo,
    AllocationChangesRepo,
    AllocationsService,
    AllocationChangesService,
    ListingsRepo,
    ListingsService,
  ],
})
export class AssortmentModule {}
