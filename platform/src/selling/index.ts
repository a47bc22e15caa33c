export { SellingModule } from './selling.module.js'
export { fingerprintOf, SalesService, type SaleInput, type SaleRow } from './sales.service.js'
export { BasketService } from './basket.service.js'
