import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  AdjustSupplier,
  AnswerDispute,
  ListStatementLines,
  ListStatements,
  SettlementLinePage,
  Statement,
  StatementPage,
  SupplierAccounts,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { AccountService } from './account.service.js'
import { AdjustmentService } from './adjustment.service.js'
import { StatementService } from './statement.service.js'

/** Settlement as the brand sees it. */
@PartOf('suppliers')
@Controller()
export class StatementController {
  constructor(
    private readonly statements: StatementService,
    private readonly adjustments: AdjustmentService,
    private readonly accounts: AccountService,
  ) {}
  @Get('supplier-accounts')
  @Can('read', 'Settlement')
  @Answers(SupplierAccounts)
  all() {
    return this.accounts.all()
  }
  @Post('suppliers/:id/adjustments')
  @Can('adjust', 'Settlement')
  @NoContent()
  adjust(@Param('id', IdParam) id: string, @Body({ schema: AdjustSupplier }) body: AdjustSupplier) {
    return this.adjustments.add(id, body)
  }
  @Get('statements')
  @Can('read', 'Settlement')
  @Answers(StatementPage)
  page(@Query({ schema: ListStatements }) q: ListStatements) {
    return this.statements.page('brand', q)
  }
  @Get('statements/:id')
  @Can('read', 'Settlement')
  @Answers(Statement)
  one(@Param('id', IdParam) id: string) {
    return this.statements.one('brand', id)
  }
  @Get('statements/:id/lines')
  @Can('read', 'Settlement')
  @Answers(SettlementLinePage)
  lines(@Param('id', IdParam) id: string, @Query({ schema: ListStatementLines }) q: ListStatementLines) {
    return this.statements.lines('brand', id, q)
  }
  @Post('statements/:id/confirm')
  @Can('confirm', 'Settlement')
  @Answers(Statement)
  confirm(@Param('id', IdParam) id: string) {
    return this.statements.confirm('brand', id)
  }
  @Post('statements/:id/disputes/:disputeId/answer')
  @Can('adjust', 'Settlement')
  @Answers(Statement)
  answer(
    @Param('id', IdParam) id: string,
    @Param('disputeId', IdParam) disputeId: string,
    @Body({ schema: AnswerDispute }) body: AnswerDispute,
  ) {
    return this.adjustments.answer(id, disputeId, body)
  }
}
