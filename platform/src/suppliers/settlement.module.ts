import { Module } from '@nestjs/common'
import { LedgerModule } from '../ledger/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { AccountRepo } from './account.repo.js'
import { AccountService } from './account.service.js'
import { AdjustmentLines } from './adjustment.lines.js'
import { AdjustmentService } from './adjustment.service.js'
import { ContractController } from './contract.controller.js'
import { ContractRepo } from './contract.repo.js'
import { ContractService } from './contract.service.js'
import { DisputeRepo } from './dispute.repo.js'
import { PartnersRepo } from './partners.repo.js'
import { PayoutController } from './payout.controller.js'
import { PayoutRepo } from './payout.repo.js'
import { PayoutService } from './payout.service.js'
import { ReportController } from './report.controller.js'
import { ReportJobs } from './report.jobs.js'
import { ReportRepo } from './report.repo.js'
import { ReportService } from './report.service.js'
import { SettlementJobs } from './settlement.jobs.js'
import { SettlementListeners } from './settlement.listeners.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'
import { StatementClosingRepo } from './statement-closing.repo.js'
import { StatementClosingService } from './statement-closing.service.js'
import { StatementController } from './statement.controller.js'
import { StatementRepo } from './statement.repo.js'
import { StatementService } from './statement.service.js'
import { SupplierStatementController } from './supplier-statement.controller.js'

@Module({
  imports: [TenancyModule, LedgerModule],
  controllers: [
    ContractController,
    StatementController,
    SupplierStatementController,
    PayoutController,
    ReportController,
  ],
  providers: [
    ContractService,
    ContractRepo,
    SettlementService,
    SettlementRepo,
    SettlementListeners,
    SettlementJobs,
    StatementService,
    StatementRepo,
    StatementClosingService,
    StatementClosingRepo,
    DisputeRepo,
    AdjustmentService,
    AdjustmentLines,
    PayoutService,
    PayoutRepo,
    AccountService,
    AccountRepo,
    ReportService,
    ReportRepo,
    ReportJobs,
    PartnersRepo,
  ],
  exports: [StatementService, ContractService],
})
export class SettlementModule {}
