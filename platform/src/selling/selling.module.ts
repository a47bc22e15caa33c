import { Module } from '@nestjs/common'
import { AuditModule } from '../audit/index.js'
import { CatalogModule } from '../catalog/index.js'
import { FulfilmentModule } from '../fulfilment/index.js'
import { InventoryModule } from '../inventory/index.js'
import { LedgerModule } from '../ledger/index.js'
import { MembersModule } from '../members/index.js'
import { PaymentsModule } from '../payments/index.js'
import { PricingModule } from '../pricing/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { BuyersRepo } from './buyers.repo.js'
import { BasketService } from './basket.service.js'
import { CallbacksController } from './callbacks.controller.js'
import { CallbacksService } from './callbacks.service.js'
import { CancellationService } from './cancellation.service.js'
import { CartRepo } from './cart.repo.js'
import { CartService } from './cart.service.js'
import { CashDeskService } from './cash-desk.service.js'
import { CompletionRepo } from './completion.repo.js'
import { CompletionService } from './completion.service.js'
import { ContactService } from './contact.service.js'
import { FollowingService } from './following.service.js'
import { HandoverController } from './handover.controller.js'
import { HandoverService } from './handover.service.js'
import { HangingRepo } from './hanging.repo.js'
import { KnownCodeGuard } from './known-code.guard.js'
import { LineRefundsController } from './line-refunds.controller.js'
import { LineRefundsRepo } from './line-refunds.repo.js'
import { LineRefundsService } from './line-refunds.service.js'
import { MoneyBackService } from './money-back.service.js'
import { OrderReadsRepo } from './order-reads.repo.js'
import { OrderReadsService } from './order-reads.service.js'
import { OrdersController } from './orders.controller.js'
import { OrdersRepo } from './orders.repo.js'
import { OrdersService } from './orders.service.js'
import { PartShippingRepo } from './part-shipping.repo.js'
import { PartShippingService } from './part-shipping.service.js'
import { PayService } from './pay.service.js'
import { PlacementRepo } from './placement.repo.js'
import { PlacementService } from './placement.service.js'
import { RefundingService } from './refunding.service.js'
import { SalePaymentsService } from './sale-payments.service.js'
import { SalesRepo } from './sales.repo.js'
import { SalesService } from './sales.service.js'
import { SellingJobs } from './selling.jobs.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'
import { ShippingController } from './shipping.controller.js'
import { ShippingService } from './shipping.service.js'
import { ShopCartController } from './shop-cart.controller.js'
import { ShopOrdersController } from './shop-orders.controller.js'
import { ShoppersDataHolder } from './shoppers-data.holder.js'
import { ShoppersDataRepo } from './shoppers-data.repo.js'
import { JointPlacementService } from './joint-placement.service.js'
import { VoucherRefundsService } from './voucher-refunds.service.js'
import { VoucherUseService } from './voucher-use.service.js'
import { VouchersController } from './vouchers.controller.js'

@Module({
  imports: [
    TenancyModule,
    AuditModule,
    CatalogModule,
    PricingModule,
    InventoryModule,
    LedgerModule,
    MembersModule,
    PaymentsModule,
    FulfilmentModule,
  ],
  controllers: [
    ShopCartController,
    ShopOrdersController,
    OrdersController,
    LineRefundsController,
    HandoverController,
    ShippingController,
    CallbacksController,
    VouchersController,
  ],
  providers: [
    HangingRepo,
    BuyersRepo,
    BasketService,
    CartService,
    CartRepo,
    PlacementService,
    PlacementRepo,
    OrdersService,
    JointPlacementService,
    OrdersRepo,
    OrderReadsService,
    OrderReadsRepo,
    PayService,
    SettlementService,
    SettlementRepo,
    CompletionService,
    CompletionRepo,
    RefundingService,
    MoneyBackService,
    LineRefundsService,
    LineRefundsRepo,
    CancellationService,
    ContactService,
    CallbacksService,
    HandoverService,
    VoucherUseService,
    VoucherRefundsService,
    FollowingService,
    ShippingService,
    PartShippingService,
    PartShippingRepo,
    KnownCodeGuard,
    CashDeskService,
    SalesService,
    SalesRepo,
    SalePaymentsService,
    SellingJobs,
    ShoppersDataHolder,
    ShoppersDataRepo,
  ],
  exports: [SalesService, BasketService, LineRefundsService, PartShippingService],
})
export class SellingModule {}
