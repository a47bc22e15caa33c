import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common'
import { ListPriceLevels, PriceLevelPage, SetPriceLevel } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { PriceLevels } from './price-levels.service.js'

@Controller()
export class PriceLevelsController {
  constructor(private readonly levels: PriceLevels) {}

  @Get('price-levels')
  @Can('update', 'Tenant')
  @Answers(PriceLevelPage)
  page(@Query({ schema: ListPriceLevels }) query: ListPriceLevels) {
    return this.levels.page(query)
  }

  /** Who prices a category with all below it. */
  @Put('categories/:id/price-level')
  @Can('update', 'Tenant')
  @NoContent()
  setOfCategory(@Param('id', IdParam) id: string, @Body({ schema: SetPriceLevel }) body: SetPriceLevel) {
    return this.levels.set('category', id, body.level)
  }

  @Put('products/:id/price-level')
  @Can('update', 'Tenant')
  @NoContent()
  setOfProduct(@Param('id', IdParam) id: string, @Body({ schema: SetPriceLevel }) body: SetPriceLevel) {
    return this.levels.set('product', id, body.level)
  }
}
