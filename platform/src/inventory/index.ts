export { BulkStockService, type StockNow, type StockPlace, type StockWish } from './bulk-stock.service.js'
export { InventoryModule } from './inventory.module.js'
export { InventoryService } from './inventory.service.js'
export type { StockLine } from '@storeweave/rules/inventory'
