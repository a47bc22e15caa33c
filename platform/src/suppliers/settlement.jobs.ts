import { Injectable } from '@nestjs/common'
import { z } from 'zod'
import { Id } from '@storeweave/contract'
import { reading } from '../kernel/db.js'
import { Every, Task } from '../kernel/jobs.js'
import { ContractRepo } from './contract.repo.js'
import { SETTLE_TASK } from './contract.service.js'
import { ReportService } from './report.service.js'
import { StatementClosingService } from './statement-closing.service.js'

const Asked = z.object({ supplierId: Id })

/** Timed work of settlement. Every job may run in several processes at once, and may die half-way. */
@Injectable()
export class SettlementJobs {
  constructor(
    private readonly closing: StatementClosingService,
    private readonly contracts: ContractRepo,
    private readonly reports: ReportService,
  ) {}

  /** A contract was agreed on: what was sold before is settled as far as it covers it, and waits visibly where not; the weeks that are over are told of. */
  @Task(SETTLE_TASK)
  async settleSold(data: unknown): Promise<void> {
    const { supplierId } = Asked.parse(data)
    await this.closing.catchUp(supplierId, null)
    await this.closing.closeDue(supplierId)
    await this.reports.makeDue(supplierId)
  }

  /** Closes periods that are over. */
  @Every(900)
  async closePeriods(): Promise<void> {
    for (const id of await reading(() => this.contracts.suppliers())) await this.closing.closeDue(id)
  }
}
