import { Module } from '@nestjs/common'
import { InventoryService } from './inventory.service.js'
import { StockController } from './stock.controller.js'
import { StockListRepo } from './stock-list.repo.js'
import { StockRepo } from './stock.repo.js'

@Module({
  controllers: [StockController],
  providers: [StockRepo, StockListRepo, InventoryService],
  exports: [InventoryService],
})
export class InventoryModule {}
