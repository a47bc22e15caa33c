import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ListPriceGrid, PriceGridPage, SavedPriceGrid, SavePriceGrid } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, Once } from '../kernel/http.js'
import { PriceCells } from './price-cells.service.js'
import { PriceGridService } from './price-grid.service.js'

@Controller()
export class PriceGridController {
  constructor(
    private readonly cells: PriceCells,
    private readonly grid: PriceGridService,
  ) {}

  /** Goods by places: own prices, inherited ones and bounds. */
  @Get('price-grid')
  @Can('read', 'Price')
  @Answers(PriceGridPage)
  page(@Query({ schema: ListPriceGrid }) query: ListPriceGrid) {
    return this.cells.page(query)
  }

  /** Saves up to 500 cells, all or none. */
  @Post('price-grid/changes')
  @HttpCode(200)
  @Can('update', 'Price')
  @Once()
  @Answers(SavedPriceGrid)
  save(@Body({ schema: SavePriceGrid }) body: SavePriceGrid) {
    return this.grid.save(body)
  }
}
