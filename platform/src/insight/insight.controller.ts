import { Controller, Get, Query } from '@nestjs/common'
import { Dashboard, DashboardQuery } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { DashboardService } from './dashboard.service.js'

@Controller('insight')
export class InsightController {
  constructor(private readonly dashboards: DashboardService) {}
  @Get('dashboard')
  @Can('read', 'Insight')
  @Answers(Dashboard)
  dashboard(@Query({ schema: DashboardQuery }) q: DashboardQuery) {
    return this.dashboards.dashboard(q)
  }
}
