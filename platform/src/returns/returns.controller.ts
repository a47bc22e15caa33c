import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  CountReturns,
  DecideReturn,
  ListReturns,
  ReceiveReturn,
  ReturnCounts,
  ReturnPage,
  ReturnSettings,
  StaffReturn,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { DecidingService } from './deciding.service.js'
import { ReturnReads } from './reads.service.js'
import { ReturnSettingsService } from './settings.service.js'

/** Returns as the brand's staff deal with them. */
@Controller()
export class ReturnsController {
  constructor(
    private readonly reads: ReturnReads,
    private readonly deciding: DecidingService,
    private readonly settings: ReturnSettingsService,
  ) {}

  @Get('returns')
  @Can('read', 'Order')
  @Answers(ReturnPage)
  page(@Query({ schema: ListReturns }) q: ListReturns) {
    return this.reads.page(q)
  }
  @Get('return-counts')
  @Can('read', 'Order')
  @Answers(ReturnCounts)
  counts(@Query({ schema: CountReturns }) { storeId }: CountReturns) {
    return this.reads.counts(storeId)
  }
  @Get('returns/:returnId')
  @Can('read', 'Order')
  @Answers(StaffReturn)
  one(@Param('returnId', IdParam) id: string) {
    return this.reads.one(id)
  }
  @Post('returns/:returnId/decisions')
  @Can('cancel', 'Order')
  @Answers(StaffReturn)
  async decide(@Param('returnId', IdParam) id: string, @Body({ schema: DecideReturn }) body: DecideReturn) {
    await this.deciding.decide(id, body)
    return this.reads.one(id)
  }
  @Post('returns/:returnId/receipt')
  @Can('advance', 'Fulfilment')
  @Answers(StaffReturn)
  async receive(
    @Param('returnId', IdParam) id: string,
    @Body({ schema: ReceiveReturn }) body: ReceiveReturn,
  ) {
    await this.deciding.receive(id, body)
    return this.reads.one(id)
  }
  @Get('return-settings')
  @Can('read', 'Order')
  @Answers(ReturnSettings)
  read() {
    return this.settings.read()
  }
  @Put('return-settings')
  @Can('update', 'Tenant')
  @Answers(ReturnSettings)
  set(@Body({ schema: ReturnSettings }) body: ReturnSettings) {
    return this.settings.set(body)
  }
}
