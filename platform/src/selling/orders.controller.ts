import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  CancelOrder,
  ListOrders,
  Order,
  OrderContact,
  OrderPage,
  OrderTotals,
  RevealContact,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { CancellationService } from './cancellation.service.js'
import { ContactService } from './contact.service.js'
import { OrderReadsService } from './order-reads.service.js'
import { RefundingService } from './refunding.service.js'

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly reads: OrderReadsService,
    private readonly cancellation: CancellationService,
    private readonly contacts: ContactService,
    private readonly refunding: RefundingService,
  ) {}
  @Get()
  @Can('read', 'Order')
  @Answers(OrderPage)
  list(@Query({ schema: ListOrders }) q: ListOrders) {
    return this.reads.list(q)
  }
  @Get('totals')
  @Can('read', 'Order')
  @Answers(OrderTotals)
  totals(@Query({ schema: ListOrders }) q: ListOrders) {
    return this.reads.totals(q)
  }
  @Get(':id')
  @Can('read', 'Order')
  @Answers(Order)
  show(@Param('id', IdParam) id: string) {
    return this.reads.show(id)
  }
  @Post(':id/contact')
  @Can('reveal', 'Order')
  @Answers(OrderContact, {
    description: 'Whom the order is for, unmasked; written to the audit log with the reason',
  })
  reveal(@Param('id', IdParam) id: string, @Body({ schema: RevealContact }) body: RevealContact) {
    return this.contacts.reveal(id, body.reason)
  }
  @Post(':id/cancel')
  @Can('cancel', 'Order')
  @Answers(Order)
  async cancel(@Param('id', IdParam) id: string, @Body({ schema: CancelOrder }) body: CancelOrder) {
    await this.cancellation.byStaff(id, body.reason)
    return this.reads.show(id)
  }
  @Post(':id/refunds/retry')
  @Can('cancel', 'Order')
  @Answers(Order)
  async retryRefunds(@Param('id', IdParam) id: string) {
    await this.refunding.retry(id)
    return this.reads.show(id)
  }
}
