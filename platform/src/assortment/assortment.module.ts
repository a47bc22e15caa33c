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
import { RuleMatchesRepo } from './rule-matches.repo.js'
import { RulePreviewService } from './rule-preview.service.js'
import { RulesController } from './rules.controller.js'
import { RulesJobs } from './rules.jobs.js'
import { RulesListeners } from './rules.listeners.js'
import { RulesRepo } from './rules.repo.js'
import { RulesService } from './rules.service.js'
import { SettlingService } from './settling.service.js'
import { WalksService } from './walks.service.js'

@Module({
  imports: [OrgModule],
  controllers: [AllocationsController, ListingsController, RulesController],
  providers: [
    AllocationsRepo,
    AllocationChangesRepo,
    AllocationsService,
    AllocationChangesService,
    ListingsRepo,
    ListingsService,
    RulesRepo,
    RuleMatchesRepo,
    SettlingService,
    WalksService,
    RulesService,
    RulePreviewService,
    RulesJobs,
    RulesListeners,
  ],
})
export class AssortmentModule {}
