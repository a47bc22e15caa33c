import { Controller, Get, Post, Query, Res } from '@nestjs/common'
import { AuditChain, AuditCheck, AuditChoices, AuditFilter, AuditPage, ListAudit } from '@storeweave/contract'
import type { Response } from 'express'
import { Can } from '../kernel/access.js'
import { Answers, Raw } from '../kernel/http.js'
import { AuditExportService } from './audit-export.service.js'
import { AuditService } from './audit.service.js'
import { ChainService } from './chain.service.js'

@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly chain: ChainService,
    private readonly exports: AuditExportService,
  ) {}

  @Get('entries')
  @Can('read', 'Audit')
  @Answers(AuditPage)
  list(@Query({ schema: ListAudit }) q: ListAudit) {
    return this.audit.list(q)
  }
  @Get('entries.csv')
  @Can('read', 'Audit')
  @Raw('text/csv of all entries of the filter')
  async csv(@Query({ schema: AuditFilter }) q: AuditFilter, @Res() res: Response) {
    res.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    })
    await this.exports.write(q, res)
  }
  @Get('choices')
  @Can('read', 'Audit')
  @Answers(AuditChoices)
  choices() {
    return this.audit.choices()
  }
  @Get('chain')
  @Can('read', 'Audit')
  @Answers(AuditChain)
  status() {
    return this.chain.status()
  }
  @Post('chain/checks')
  @Can('read', 'Audit')
  @Answers(AuditCheck, { description: 'Recomputes the whole chain now' })
  check() {
    return this.chain.check()
  }
}
