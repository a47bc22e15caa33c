import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { DashboardService } from './dashboard.service.js'
import { InsightController } from './insight.controller.js'
import { InsightRepo } from './insight.repo.js'

@Module({
  imports: [TenancyModule],
  controllers: [InsightController],
  providers: [DashboardService, InsightRepo],
})
export class InsightModule {}
