import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { MembersModule } from '../members/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { LabelCodesRepo } from './label-codes.repo.js'
import { LabelsController } from './labels.controller.js'
import { LabelsJobs } from './labels.jobs.js'
import { LabelsRepo } from './labels.repo.js'
import { LabelsService } from './labels.service.js'
import { MiniCodesService } from './mini-codes.service.js'
import { PrintingService } from './printing.service.js'

@Module({
  imports: [TenancyModule, CatalogModule, MembersModule],
  controllers: [LabelsController],
  providers: [LabelsRepo, LabelCodesRepo, LabelsService, MiniCodesService, PrintingService, LabelsJobs],
})
export class LabelsModule {}
