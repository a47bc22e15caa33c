import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  Allowance,
  Allowances,
  BlockPage,
  CreateAllowance,
  ListBlocks,
  OrderLimits,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { TenancyService } from '../tenancy/index.js'
import { CallersService } from './callers.service.js'

@Controller()
export class CallersController {
  constructor(
    private readonly callers: CallersService,
    private readonly tenancy: TenancyService,
  ) {}

  @Get('blocks')
  @Can('read', 'Block')
  @Answers(BlockPage)
  list(@Query({ schema: ListBlocks }) q: ListBlocks) {
    return this.callers.list(q)
  }
  @Post('blocks/:id/lift')
  @Can('update', 'Block')
  @NoContent()
  lift(@Param('id', IdParam) id: string) {
    return this.callers.lift(id)
  }
  @Get('allowances')
  @Can('read', 'Block')
  @Answers(Allowances)
  allowances() {
    return this.callers.allowances()
  }
  @Post('allowances')
  @Can('update', 'Block')
  @Answers(Allowance, { status: 201 })
  allow(@Body({ schema: CreateAllowance }) body: CreateAllowance) {
    return this.callers.allow(body)
  }
  @Delete('allowances/:id')
  @Can('update', 'Block')
  @NoContent()
  end(@Param('id', IdParam) id: string) {
    return this.callers.end(id)
  }
  @Get('order-limits')
  @Can('read', 'Block')
  @Answers(OrderLimits)
  async limits() {
    return (await this.tenancy.settings()).orderLimits
  }
  @Put('order-limits')
  @Can('update', 'Block')
  @Answers(OrderLimits)
  setLimits(@Body({ schema: OrderLimits }) body: OrderLimits) {
    return this.tenancy.limitOrders(body)
  }
}
