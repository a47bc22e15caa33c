import { Injectable } from '@nestjs/common'
import { reading } from '../kernel/db.js'
import { Every } from '../kernel/jobs.js'
import { ReportRepo } from './report.repo.js'
import { ReportService } from './report.service.js'

@Injectable()
export class ReportJobs {
  constructor(
    private readonly reports: ReportService,
    private readonly rows: ReportRepo,
  ) {}

  /** Tells suppliers of the weeks that are over. */
  @Every(3600)
  async makeReports(): Promise<void> {
    for (const id of await reading(() => this.rows.suppliers())) await this.reports.makeDue(id)
  }
}
