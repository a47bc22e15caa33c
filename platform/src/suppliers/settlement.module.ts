import { Module } from '@nestjs/common'
import { LedgerModule } from '../ledger/index.js'
import { PaymentsModule } from '../payments/index.js'
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
import { ReceiversRepo } from './receivers.repo.js'
import { ReceiversService } from './receivers.service.js'
import { ReportController } from './report.controller.js'
import { ReportJobs } from './report.jobs.js'
import { ReportRepo } from './report.repo.js'
import { ReportService } from './report.service.js'
import { SettlementJobs } from './settlement.jobs.js'
import { SettlementListeners } from './settlement.listeners.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'
import { ShareLines } from './share-lines.js'
import { ShareListRepo } from './share-list.repo.js'
import { ShareListService } from './share-list.service.js'
import { SharePlanRepo } from './share-plan.repo.js'
import { SharePlanService } from './share-plan.service.js'
import { ShareReturnsRepo } from './share-returns.repo.js'
import { ShareReturnsService } from './share-returns.service.js'
import { ShareSender } from './share-sender.service.js'
import { SharesController, SupplierReceiversController } from './shares.controller.js'
import { SharesJobs } from './shares.jobs.js'
import { SharesRepo } from './shares.repo.js'
import { StatementClosingRepo } from './statement-closing.repo.js'
import { StatementClosingService } from './statement-closing.service.js'
import { StatementController } from './statement.controller.js'
import { StatementRepo } from './statement.repo.js'
import { StatementService } from './statement.service.js'
import { SupplierStatementController } from './supplier-statement.controller.js'

@Module({
  imports: [TenancyModule, LedgerModule, PaymentsModule],
  controllers: [
    ContractController,
    StatementController,
    SupplierStatementController,
    PayoutController,
    ReportController,
    SharesController,
    SupplierReceiversController,
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
    ReceiversRepo,
    ReceiversService,
    ShareLines,
    ShareListRepo,
    ShareListService,
    SharePlanRepo,
    SharePlanService,
    ShareReturnsRepo,
    ShareReturnsService,
    ShareSender,
    SharesJobs,
    SharesRepo,
    PartnersRepo,
  ],
  exports: [StatementService, ContractService],
})
export class SettlementModule {}
