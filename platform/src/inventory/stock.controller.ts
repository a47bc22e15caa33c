import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import {
  AdjustStock,
  ListMovements,
  ListStock,
  MovementPage,
  StockLevel,
  StockPage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { transaction } from '../kernel/db.js'
import { InventoryService } from './inventory.service.js'
import { StockListRepo } from './stock-list.repo.js'

@Controller('stock')
export class StockController {
  constructor(
    private readonly inventory: InventoryService,
    private readonly lists: StockListRepo,
  ) {}

  @Get()
  @Can('read', 'Stock')
  @Answers(StockPage)
  page(@Query({ schema: ListStock }) query: ListStock) {
    return transaction(() => this.lists.page(query))
  }

  @Get('movements')
  @Can('read', 'Stock')
  @Answers(MovementPage)
  movements(@Query({ schema: ListMovements }) query: ListMovements) {
    return transaction(() => this.lists.movements(query))
  }

  @Post('adjustments')
  @Can('adjust', 'Stock')
  @Answers(StockLevel, { description: 'The level after the correction; the same id again changes nothing' })
  adjust(@Body({ schema: AdjustStock }) body: AdjustStock) {
    return this.inventory.adjust(body)
  }
}
