import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common'
import { AskReturn, ForOrder, Media, MyReturn, OrderReturns, SendReturn } from '@storeweave/contract'
import type { Request } from 'express'
import { pictureBytes } from '../catalog/index.js'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { AskingService } from './asking.service.js'
import { ReturnPicturesService } from './pictures.service.js'

/** What a shopper asks back of their own orders. */
@Controller('shop')
export class ShopReturnsController {
  constructor(
    private readonly asking: AskingService,
    private readonly pictures: ReturnPicturesService,
  ) {}

  @Get('orders/:id/returns')
  @Can('read', 'Purchase')
  @Answers(OrderReturns)
  ofOrder(@Param('id', IdParam) id: string) {
    return this.asking.ofOrder(id)
  }
  @Post('orders/:id/returns')
  @Can('return', 'Purchase')
  @Answers(MyReturn, { status: 201 })
  ask(@Param('id', IdParam) id: string, @Body({ schema: AskReturn }) body: AskReturn) {
    return this.asking.ask(id, body)
  }
  @Post('returns/:returnId/withdrawal')
  @Can('return', 'Purchase')
  @Answers(MyReturn)
  withdraw(@Param('returnId', IdParam) id: string) {
    return this.asking.withdraw(id)
  }
  @Put('returns/:returnId/parcel')
  @Can('return', 'Purchase')
  @Answers(MyReturn)
  send(@Param('returnId', IdParam) id: string, @Body({ schema: SendReturn }) body: SendReturn) {
    return this.asking.send(id, body)
  }
  @Post('return-pictures')
  @Can('return', 'Purchase')
  @Answers(Media, {
    status: 201,
    description: 'The picture as the raw body (image/jpeg, image/png, image/webp), at most 10 MB',
  })
  keep(@Req() req: Request, @Query({ schema: ForOrder }) { orderId }: ForOrder) {
    return this.pictures.keep(orderId, pictureBytes(req))
  }
}
