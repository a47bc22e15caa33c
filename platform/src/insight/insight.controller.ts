import { Controller, Get, Query } from '@nestjs/common'
import { Dashboard, DashboardQuery, Usage, UsageQuery } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { DashboardService } from './dashboard.service.js'
import { UsageService } from './usage.service.js'

@Controller('insight')
export class InsightController {
  constructor(
    private readonly dashboards: DashboardService,
    private readonly usages: UsageService,
  ) {}
  @Get('dashboard')
  @Can('read', 'Insight')
  @Answers(Dashboard)
  dashboard(@Query({ schema: DashboardQuery }) q: DashboardQuery) {
    return this.dashboards.dashboard(q)
  }
  @Get('usage')
  @Can('update', 'Tenant')
  @Answers(Usage)
  usage(@Query({ schema: UsageQuery }) q: UsageQuery) {
    return this.usages.usage(q)
  }
}
