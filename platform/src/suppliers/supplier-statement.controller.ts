import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  DisputeLine,
  ListOwnStatements,
  ListStatementLines,
  SettlementLinePage,
  Statement,
  StatementPage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { StatementService } from './statement.service.js'

/** Settlement as a supplier sees it: its own, and never who bought. */
@PartOf('suppliers')
@Controller('supplier/statements')
export class SupplierStatementController {
  constructor(private readonly statements: StatementService) {}
  @Get()
  @Can('settle', 'Supply')
  @Answers(StatementPage)
  page(@Query({ schema: ListOwnStatements }) q: ListOwnStatements) {
    return this.statements.page('supplier', q)
  }
  @Get(':id')
  @Can('settle', 'Supply')
  @Answers(Statement)
  one(@Param('id', IdParam) id: string) {
    return this.statements.one('supplier', id)
  }
  @Get(':id/lines')
  @Can('settle', 'Supply')
  @Answers(SettlementLinePage)
  lines(@Param('id', IdParam) id: string, @Query({ schema: ListStatementLines }) q: ListStatementLines) {
    return this.statements.lines('supplier', id, q)
  }
  @Post(':id/confirm')
  @Can('settle', 'Supply')
  @Answers(Statement)
  confirm(@Param('id', IdParam) id: string) {
    return this.statements.confirm('supplier', id)
  }
  @Post(':id/disputes')
  @Can('settle', 'Supply')
  @Answers(Statement)
  dispute(@Param('id', IdParam) id: string, @Body({ schema: DisputeLine }) body: DisputeLine) {
    return this.statements.dispute(id, body)
  }
}
