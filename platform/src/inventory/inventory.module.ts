import { Module } from '@nestjs/common'
import { OrgModule } from '../org/index.js'
import { InventoryService } from './inventory.service.js'
import { StockController } from './stock.controller.js'
import { StockListRepo } from './stock-list.repo.js'
import { StockRepo } from './stock.repo.js'

@Module({
  imports: [OrgModule],
  controllers: [StockController],
  providers: [StockRepo, StockListRepo, InventoryService],
  exports: [InventoryService],
})
export class InventoryModule {}
