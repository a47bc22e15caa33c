import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  DecideReturn,
  ListSupplierReturns,
  ReceiveReturn,
  ReturnCounts,
  SupplierReturn,
  SupplierReturnPage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { DecidingService } from './deciding.service.js'
import { ReturnReads } from './reads.service.js'

/** Returns of what a supplier shipped itself. */
@Controller('supplier')
export class SupplierReturnsController {
  constructor(
    private readonly reads: ReturnReads,
    private readonly deciding: DecidingService,
  ) {}

  @Get('returns')
  @Can('ship', 'Supply')
  @Answers(SupplierReturnPage)
  page(@Query({ schema: ListSupplierReturns }) q: ListSupplierReturns) {
    return this.reads.pageOfSupplier(q)
  }
  @Get('return-counts')
  @Can('ship', 'Supply')
  @Answers(ReturnCounts)
  counts() {
    return this.reads.countsOfSupplier()
  }
  @Get('returns/:returnId')
  @Can('ship', 'Supply')
  @Answers(SupplierReturn)
  one(@Param('returnId', IdParam) id: string) {
    return this.reads.oneOfSupplier(id)
  }
  @Post('returns/:returnId/decisions')
  @Can('ship', 'Supply')
  @Answers(SupplierReturn)
  async decide(@Param('returnId', IdParam) id: string, @Body({ schema: DecideReturn }) body: DecideReturn) {
    await this.deciding.decideAsSupplier(id, body)
    return this.reads.oneOfSupplier(id)
  }
  @Post('returns/:returnId/receipt')
  @Can('ship', 'Supply')
  @Answers(SupplierReturn)
  async receive(
    @Param('returnId', IdParam) id: string,
    @Body({ schema: ReceiveReturn }) body: ReceiveReturn,
  ) {
    await this.deciding.receiveAsSupplier(id, body)
    return this.reads.oneOfSupplier(id)
  }
}
