import { Module } from '@nestjs/common'
import { OrgModule } from '../org/index.js'
import { BulkStockRepo } from './bulk-stock.repo.js'
import { BulkStockService } from './bulk-stock.service.js'
import { InventoryService } from './inventory.service.js'
import { PartStockRepo } from './part-stock.repo.js'
import { PartStockService } from './part-stock.service.js'
import { StockController } from './stock.controller.js'
import { StockListRepo } from './stock-list.repo.js'
import { StockRepo } from './stock.repo.js'
import { TransitRepo } from './transit.repo.js'
import { TransitService } from './transit.service.js'

@Module({
  imports: [OrgModule],
  controllers: [StockController],
  providers: [
    StockRepo,
    StockListRepo,
    InventoryService,
    TransitRepo,
    TransitService,
    PartStockRepo,
    PartStockService,
    BulkStockRepo,
    BulkStockService,
  ],
  exports: [InventoryService, TransitService, PartStockService, BulkStockService],
})
export class InventoryModule {}
