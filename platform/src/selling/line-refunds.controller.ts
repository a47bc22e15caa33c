import { Body, Controller, Param, Post } from '@nestjs/common'
import { Order, RefundLines } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { LineRefundsService } from './line-refunds.service.js'
import { OrderReadsService } from './order-reads.service.js'

/** Money back for lines of completed orders. */
@Controller('orders')
export class LineRefundsController {
  constructor(
    private readonly refunds: LineRefundsService,
    private readonly reads: OrderReadsService,
  ) {}
  @Post(':id/refunds')
  @Can('cancel', 'Order')
  @Answers(Order)
  async refund(@Param('id', IdParam) id: string, @Body({ schema: RefundLines }) body: RefundLines) {
    await this.refunds.refund(id, body)
    return this.reads.show(id)
  }
}
