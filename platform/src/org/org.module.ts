import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { DecisionsController } from './decisions.controller.js'
import { DecisionsRepo } from './decisions.repo.js'
import { DecisionsService } from './decisions.service.js'
import { OrgController } from './org.controller.js'
import { OrgRepo } from './org.repo.js'
import { OrgService } from './org.service.js'
import { StoresRepo } from './stores.repo.js'
import { StoresService } from './stores.service.js'
import { OrgJobs } from './org.jobs.js'
import { UnitsRepo } from './units.repo.js'

@Module({
  imports: [TenancyModule],
  controllers: [OrgController, DecisionsController],
  providers: [
    OrgService,
    OrgRepo,
    StoresService,
    StoresRepo,
    DecisionsService,
    DecisionsRepo,
    UnitsRepo,
    OrgJobs,
  ],
  exports: [OrgService, StoresService, OrgRepo, DecisionsService, UnitsRepo],
})
export class OrgModule {}
