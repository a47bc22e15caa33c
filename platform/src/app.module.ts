import { Module } from '@nestjs/common'
import { AssortmentModule } from './assortment/index.js'
import { AuditModule } from './audit/index.js'
import { CallersModule } from './callers/index.js'
import { CampaignsModule } from './campaigns/index.js'
import { CatalogModule } from './catalog/index.js'
import { ConnectModule } from './connect/index.js'
import { FulfilmentModule } from './fulfilment/index.js'
import { NearbyModule } from './fulfilment/nearby.module.js'
import { InsightModule } from './insight/index.js'
import { InventoryModule } from './inventory/index.js'
import { KernelModule } from './kernel/kernel.module.js'
import { LabelsModule } from './labels/index.js'
import { LedgerModule } from './ledger/index.js'
import { MembersModule } from './members/index.js'
import { MessagingModule } from './messaging/index.js'
import { OrgModule } from './org/index.js'
import { PaymentsModule } from './payments/index.js'
import { PeopleModule } from './people/index.js'
import { PricingModule } from './pricing/index.js'
import { PurchasingModule } from './purchasing/index.js'
import { ReturnsModule } from './returns/index.js'
import { ReviewsModule } from './reviews/index.js'
import { SellingModule } from './selling/index.js'
import { SheetsModule } from './sheets/index.js'
import { SettlementModule, SuppliersModule } from './suppliers/index.js'
import { TenancyModule } from './tenancy/index.js'
import { TillModule } from './till/index.js'

/** The whole house, in the order of the stair. */
@Module({
  imports: [
    KernelModule,
    TenancyModule,
    AuditModule,
    CallersModule,
    OrgModule,
    PeopleModule,
    CatalogModule,
    AssortmentModule,
    PricingModule,
    InventoryModule,
    LedgerModule,
    MembersModule,
    PaymentsModule,
    FulfilmentModule,
    NearbyModule,
    SellingModule,
    ReviewsModule,
    ReturnsModule,
    PurchasingModule,
    CampaignsModule,
    SuppliersModule,
    SettlementModule,
    TillModule,
    MessagingModule,
    InsightModule,
    SheetsModule,
    LabelsModule,
    ConnectModule,
  ],
})
export class AppModule {}
