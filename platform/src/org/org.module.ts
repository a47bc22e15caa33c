import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { BulkStoresRepo } from './bulk-stores.repo.js'
import { BulkStoreService } from './bulk-stores.service.js'
import { DecisionsController } from './decisions.controller.js'
import { DecisionsRepo } from './decisions.repo.js'
import { DecisionsService } from './decisions.service.js'
import { PlacesRepo } from './hanging.repo.js'
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
    PlacesRepo,
    BulkStoresRepo,
    BulkStoreService,
  ],
  exports: [OrgService, StoresService, OrgRepo, DecisionsService, UnitsRepo, BulkStoreService],
})
export class OrgModule {}
