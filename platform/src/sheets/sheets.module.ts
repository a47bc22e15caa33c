import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { PeopleModule } from '../people/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { ExportsController } from './exports.controller.js'
import { ExportsService } from './exports.service.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportWorkService } from './import-work.service.js'
import { ImportsController } from './imports.controller.js'
import { ImportsRepo } from './imports.repo.js'
import { ImportsService } from './imports.service.js'
import { ProductGround } from './product-ground.js'
import { ProductJudge } from './product-judge.js'
import { SheetsJobs } from './sheets.jobs.js'
import { TakingInService } from './taking-in.service.js'

@Module({
  imports: [TenancyModule, PeopleModule, CatalogModule],
  controllers: [ImportsController, ExportsController],
  providers: [
    ImportsRepo,
    ImportRowsRepo,
    ImportsService,
    TakingInService,
    ImportWorkService,
    ProductGround,
    ProductJudge,
    ExportsService,
    SheetsJobs,
  ],
})
export class SheetsModule {}
