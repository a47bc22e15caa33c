import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common'
import { ListStoreGoods, SetListing, StoreGood, StoreGoodPage } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { ListingsService } from './listings.service.js'

@Controller('stores')
export class ListingsController {
  constructor(private readonly listings: ListingsService) {}

  @Get(':id/goods')
  @Can('read', 'Listing')
  @Answers(StoreGoodPage)
  page(@Param('id', IdParam) storeId: string, @Query({ schema: ListStoreGoods }) query: ListStoreGoods) {
    return this.listings.page(storeId, query)
  }

  @Put(':id/goods/:productId')
  @Can('update', 'Listing')
  @Answers(StoreGood)
  set(
    @Param('id', IdParam) storeId: string,
    @Param('productId', IdParam) productId: string,
    @Body({ schema: SetListing }) body: SetListing,
  ) {
    return this.listings.set(storeId, productId, body.listed)
  }
}
