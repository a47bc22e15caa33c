import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { DashboardService } from './dashboard.service.js'
import { HealthJobs } from './health.jobs.js'
import { HealthRepo } from './health.repo.js'
import { InsightController } from './insight.controller.js'
import { InsightRepo } from './insight.repo.js'
import { InvariantsRepo } from './invariants.repo.js'
import { UsageRepo } from './usage.repo.js'
import { UsageService } from './usage.service.js'

@Module({
  imports: [TenancyModule],
  controllers: [InsightController],
  providers: [DashboardService, InsightRepo, HealthJobs, HealthRepo, InvariantsRepo, UsageRepo, UsageService],
})
export class InsightModule {}
