import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common'
import {
  ListStorePrices,
  Product,
  SetListPrice,
  SetStorePrice,
  StorePrice,
  StorePricePage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { PricingService } from './pricing.service.js'

@Controller()
export class PricesController {
  constructor(private readonly pricing: PricingService) {}

  @Get('stores/:id/prices')
  @Can('read', 'Price')
  @Answers(StorePricePage)
  page(@Param('id', IdParam) storeId: string, @Query({ schema: ListStorePrices }) query: ListStorePrices) {
    return this.pricing.page(storeId, query)
  }

  @Put('stores/:id/prices/:skuId')
  @Can('update', 'Price')
  @Answers(StorePrice)
  setStorePrice(
    @Param('id', IdParam) storeId: string,
    @Param('skuId', IdParam) skuId: string,
    @Body({ schema: SetStorePrice }) body: SetStorePrice,
  ) {
    return this.pricing.setStorePrice(storeId, skuId, body.price)
  }

  @Put('skus/:id/list-price')
  @Can('update', 'ListPrice')
  @Answers(Product)
  setListPrice(@Param('id', IdParam) skuId: string, @Body({ schema: SetListPrice }) body: SetListPrice) {
    return this.pricing.setListPrice(skuId, body)
  }
}
