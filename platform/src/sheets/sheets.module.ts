import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { InventoryModule } from '../inventory/index.js'
import { OrgModule } from '../org/index.js'
import { PeopleModule } from '../people/index.js'
import { PricingModule } from '../pricing/index.js'
import { SettlementModule, SuppliersModule } from '../suppliers/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { EditWorkService } from './edit-work.service.js'
import { EditsController } from './edits.controller.js'
import { EditsJobs } from './edits.jobs.js'
import { EditsRepo } from './edits.repo.js'
import { EditsService } from './edits.service.js'
import { ExportsController } from './exports.controller.js'
import { ExportsService } from './exports.service.js'
import { GoodsJudge } from './goods-judge.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportWorkService } from './import-work.service.js'
import { ImportsController } from './imports.controller.js'
import { ImportsRepo } from './imports.repo.js'
import { ImportsService } from './imports.service.js'
import { InRights } from './in-rights.js'
import { Judges } from './judges.js'
import { PriceJudge } from './price-judge.js'
import { ProductGround } from './product-ground.js'
import { ProductJudge } from './product-judge.js'
import { SheetsJobs } from './sheets.jobs.js'
import { StockJudge } from './stock-judge.js'
import { StoreJudge } from './store-judge.js'
import { SheetHeads } from './sheet-heads.js'
import { StoreExportsService } from './store-exports.service.js'
import { StatementExportsController } from './statement-exports.controller.js'
import { StatementExportsService } from './statement-exports.service.js'
import { SupplySheetsController } from './supply-sheets.controller.js'
import { SupplySheetsService } from './supply-sheets.service.js'
import { TakingInService } from './taking-in.service.js'

@Module({
  imports: [
    TenancyModule,
    OrgModule,
    PeopleModule,
    CatalogModule,
    PricingModule,
    InventoryModule,
    SettlementModule,
    SuppliersModule,
  ],
  controllers: [
    ImportsController,
    ExportsController,
    EditsController,
    StatementExportsController,
    SupplySheetsController,
  ],
  providers: [
    ImportsRepo,
    ImportRowsRepo,
    ImportsService,
    TakingInService,
    ImportWorkService,
    ProductGround,
    SheetHeads,
    ProductJudge,
    PriceJudge,
    StoreJudge,
    StockJudge,
    GoodsJudge,
    Judges,
    SupplySheetsService,
    ExportsService,
    StoreExportsService,
    StatementExportsService,
    InRights,
    EditsRepo,
    EditsService,
    EditWorkService,
    EditsJobs,
    SheetsJobs,
  ],
})
export class SheetsModule {}
