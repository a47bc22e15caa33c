import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { InventoryModule } from '../inventory/index.js'
import { LedgerModule } from '../ledger/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { PurchaseCartController } from './cart.controller.js'
import { PurchaseCartRepo } from './cart.repo.js'
import { PurchaseCartService } from './cart.service.js'
import { HangingRepo } from './hanging.repo.js'
import { ListsController } from './lists.controller.js'
import { ListsRepo } from './lists.repo.js'
import { ListsService } from './lists.service.js'
import { PurchaseMovesService } from './moves.service.js'
import { OffersRepo } from './offers.repo.js'
import { PurchaseOrdersController } from './orders.controller.js'
import { OrdersRepo } from './orders.repo.js'
import { CartGround, PurchaseOrdersService } from './orders.service.js'
import { SettingsRepo } from './settings.repo.js'
import { ShipmentsRepo } from './shipments.repo.js'
import { SupplierOrdersController } from './supplier-orders.controller.js'
import { TradeController } from './trade.controller.js'
import { TradeRepo } from './trade.repo.js'
import { TradeService } from './trade.service.js'

@Module({
  imports: [TenancyModule, CatalogModule, InventoryModule, LedgerModule],
  controllers: [
    ListsController,
    PurchaseCartController,
    PurchaseOrdersController,
    SupplierOrdersController,
    TradeController,
  ],
  providers: [
    HangingRepo,
    ListsRepo,
    ListsService,
    SettingsRepo,
    OffersRepo,
    PurchaseCartRepo,
    PurchaseCartService,
    CartGround,
    OrdersRepo,
    PurchaseOrdersService,
    ShipmentsRepo,
    PurchaseMovesService,
    TradeRepo,
    TradeService,
  ],
})
export class PurchasingModule {}
