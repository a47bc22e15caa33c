import { Controller, Get, Param } from '@nestjs/common'
import { Day, SupplierReport, SupplierReports } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers } from '../kernel/http.js'
import { ReportService } from './report.service.js'

const WeekParam = { schema: Day }

/** A supplier's sales in groups of a crowd; never who bought. */
@PartOf('suppliers')
@Controller('supplier/reports')
export class ReportController {
  constructor(private readonly reports: ReportService) {}
  @Get()
  @Can('read', 'Supply')
  @Answers(SupplierReports)
  list() {
    return this.reports.list()
  }
  @Get(':week')
  @Can('read', 'Supply')
  @Answers(SupplierReport, { description: 'A week by its Monday' })
  one(@Param('week', WeekParam) week: string) {
    return this.reports.one(week)
  }
}
