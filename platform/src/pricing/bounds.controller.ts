import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import {
  BoundsAnswer,
  ContestedBoundPage,
  ListContested,
  ListPriceChanges,
  PreviewBounds,
  PriceChangePage,
  SetBounds,
  SettleConflicts,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { BoundsDesk } from './bounds-desk.service.js'

@Controller()
export class BoundsController {
  constructor(private readonly desk: BoundsDesk) {}

  /** The prices that bounds would leave outside, without setting them. */
  @Post('skus/:skuId/bounds/preview')
  @HttpCode(200)
  @Can('update', 'ListPrice')
  @Answers(BoundsAnswer)
  preview(@Param('skuId', IdParam) skuId: string, @Body({ schema: PreviewBounds }) body: PreviewBounds) {
    return this.desk.preview(skuId, body)
  }

  @Put('skus/:skuId/bounds')
  @Can('update', 'ListPrice')
  @Answers(BoundsAnswer)
  set(@Param('skuId', IdParam) skuId: string, @Body({ schema: SetBounds }) body: SetBounds) {
    return this.desk.set(skuId, body)
  }

  /** Bounds planned although prices lie outside. */
  @Get('contested-bounds')
  @Can('update', 'ListPrice')
  @Answers(ContestedBoundPage)
  contested(@Query({ schema: ListContested }) query: ListContested) {
    return this.desk.contested(query)
  }

  /** Brings prices inside, takes the bound back, or moves its date. */
  @Post('contested-bounds/:id/settle')
  @Can('update', 'ListPrice')
  @NoContent()
  settle(@Param('id', IdParam) id: string, @Body({ schema: SettleConflicts }) body: SettleConflicts) {
    return this.desk.settle(id, body)
  }

  @Get('skus/:skuId/price-changes')
  @Can('read', 'Price')
  @Answers(PriceChangePage)
  changes(
    @Param('skuId', IdParam) skuId: string,
    @Query({ schema: ListPriceChanges }) query: ListPriceChanges,
  ) {
    return this.desk.changes(skuId, query)
  }
}
