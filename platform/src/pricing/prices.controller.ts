import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common'
import {
  AskPrice,
  ExplainedPrice,
  ListStorePrices,
  Product,
  SetListPrice,
  SetStorePrice,
  SetUnitPrice,
  SkuPrices,
  StorePrice,
  StorePricePage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { PriceExplainer } from './explain.service.js'
import { PricingService } from './pricing.service.js'
import { UnitPriceService } from './unit-prices.service.js'

@Controller()
export class PricesController {
  constructor(
    private readonly pricing: PricingService,
    private readonly units: UnitPriceService,
    private readonly explainer: PriceExplainer,
  ) {}

  @Get('stores/:id/prices')
  @Can('read', 'Price')
  @Answers(StorePricePage)
  page(@Param('id', IdParam) storeId: string, @Query({ schema: ListStorePrices }) query: ListStorePrices) {
    return this.pricing.page(storeId, query)
  }

  /** What goods cost there, now or at an instant, and why. */
  @Get('stores/:id/prices/:skuId')
  @Can('read', 'Price')
  @Answers(ExplainedPrice)
  explain(
    @Param('id', IdParam) storeId: string,
    @Param('skuId', IdParam) skuId: string,
    @Query({ schema: AskPrice }) query: AskPrice,
  ) {
    return this.explainer.explain(storeId, skuId, query)
  }

  @Get('skus/:skuId/prices')
  @Can('read', 'Price')
  @Answers(SkuPrices)
  ladder(@Param('skuId', IdParam) skuId: string) {
    return this.explainer.ladder(skuId)
  }

  /** Sets a price at a node of the org tree, for good or for a time. */
  @Put('skus/:skuId/prices/:unitId')
  @Can('update', 'Price')
  @Answers(SkuPrices)
  async setUnitPrice(
    @Param('skuId', IdParam) skuId: string,
    @Param('unitId', IdParam) unitId: string,
    @Body({ schema: SetUnitPrice }) body: SetUnitPrice,
  ) {
    await this.units.set(unitId, skuId, body)
    return this.explainer.ladder(skuId)
  }

  /** Ends a price that is in force, and calls one off that hasn't begun. */
  @Delete('prices/:id')
  @Can('update', 'Price')
  @NoContent()
  endUnitPrice(@Param('id', IdParam) id: string) {
    return this.units.end(id)
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
