import { Module } from '@nestjs/common'
import { OrgModule } from '../org/index.js'
import { BulkStockRepo } from './bulk-stock.repo.js'
import { BulkStockService } from './bulk-stock.service.js'
import { InventoryService } from './inventory.service.js'
import { StockController } from './stock.controller.js'
import { StockListRepo } from './stock-list.repo.js'
import { StockRepo } from './stock.repo.js'

@Module({
  imports: [OrgModule],
  controllers: [StockController],
  providers: [StockRepo, StockListRepo, InventoryService, BulkStockRepo, BulkStockService],
  exports: [InventoryService, BulkStockService],
})
export class InventoryModule {}
