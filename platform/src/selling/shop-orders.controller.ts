import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common'
import {
  CancelOrder,
  ListMyOrders,
  Order,
  OrderPage,
  PaymentStarted,
  PlaceOrder,
  StartPayment,
} from '@storeweave/contract'
import type { Request } from 'express'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, OnceTogether } from '../kernel/http.js'
import { CancellationService } from './cancellation.service.js'
import { OrderReadsService } from './order-reads.service.js'
import { OrdersService } from './orders.service.js'
import { PayService } from './pay.service.js'

@Controller('shop/orders')
export class ShopOrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly reads: OrderReadsService,
    private readonly cancellation: CancellationService,
    private readonly pay: PayService,
  ) {}
  @Post()
  @Can('create', 'Purchase')
  @OnceTogether()
  @Answers(Order, { status: 201 })
  place(@Body({ schema: PlaceOrder }) body: PlaceOrder) {
    return this.orders.place(body)
  }
  @Get()
  @Can('read', 'Purchase')
  @Answers(OrderPage)
  list(@Query({ schema: ListMyOrders }) q: ListMyOrders) {
    return this.reads.listMine(q)
  }
  @Get(':id')
  @Can('read', 'Purchase')
  @Answers(Order)
  show(@Param('id', IdParam) id: string) {
    return this.reads.mine(id)
  }
  @Post(':id/cancel')
  @Can('cancel', 'Purchase')
  @Answers(Order)
  async cancel(@Param('id', IdParam) id: string, @Body({ schema: CancelOrder }) body: CancelOrder) {
    await this.cancellation.byShopper(id, body.reason)
    return this.reads.mine(id)
  }
  @Post(':id/payments')
  @Can('pay', 'Purchase')
  @Answers(PaymentStarted)
  start(
    @Param('id', IdParam) id: string,
    @Body({ schema: StartPayment }) body: StartPayment,
    @Req() req: Request,
  ) {
    return this.pay.start(id, body, req.ip ?? '')
  }
  @Post(':id/payments/check')
  @Can('pay', 'Purchase')
  @Answers(Order)
  async check(@Param('id', IdParam) id: string) {
    await this.pay.check(id)
    return this.reads.mine(id)
  }
}
