import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { AuditController } from './audit.controller.js'
import { AuditExportService } from './audit-export.service.js'
import { AuditJobs } from './audit.jobs.js'
import { AuditRepo } from './audit.repo.js'
import { AuditService } from './audit.service.js'
import { ChainRepo } from './chain.repo.js'
import { ChainService } from './chain.service.js'

@Module({
  imports: [TenancyModule],
  controllers: [AuditController],
  providers: [AuditService, AuditExportService, AuditRepo, ChainService, ChainRepo, AuditJobs],
  exports: [AuditService],
})
export class AuditModule {}
