import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { InventoryModule } from '../inventory/index.js'
import { OrgModule } from '../org/index.js'
import { PeopleModule } from '../people/index.js'
import { PricingModule } from '../pricing/index.js'
import { SellingModule } from '../selling/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { ApplicationsRepo } from './applications.repo.js'
import { ApplicationsService, RejectedApplications } from './applications.service.js'
import { ApplyController } from './apply.controller.js'
import { BulkGoodsRepo } from './bulk-goods.repo.js'
import { BulkGoods } from './bulk-goods.service.js'
import { DepotDeskController, DepotsController } from './depots.controller.js'
import { DepotsRepo } from './depots.repo.js'
import { DepotsService } from './depots.service.js'
import { DropOrdersRepo } from './drop-orders.repo.js'
import { DropOrdersService } from './drop-orders.service.js'
import { FilesRepo } from './files.repo.js'
import { SupplierFiles } from './files.service.js'
import { GoodsController, GoodsDeskController } from './goods.controller.js'
import { GoodsRepo } from './goods.repo.js'
import { GoodsService } from './goods.service.js'
import { GoodsReview } from './goods-review.service.js'
import { HangingRepo } from './hanging.repo.js'
import { InvitationsRepo } from './invitations.repo.js'
import { LicencesRepo } from './licences.repo.js'
import { LicencesService } from './licences.service.js'
import { MessageDeskController, MessagesController } from './messages.controller.js'
import { MessagesRepo } from './messages.repo.js'
import { MessagesService } from './messages.service.js'
import { OwnProductsRepo } from './own-products.repo.js'
import { OwnProducts } from './own-products.service.js'
import { PartnersController, SupplierDeskController } from './partners.controller.js'
import { PartnersRepo } from './partners.repo.js'
import { PartnersService } from './partners.service.js'
import { PicturesRepo } from './pictures.repo.js'
import { SupplierPictures } from './pictures.service.js'
import { PortalController } from './portal.controller.js'
import { PortalService } from './portal.service.js'
import { PriceRequestsRepo } from './price-requests.repo.js'
import { PriceRequests } from './price-requests.service.js'
import { ScorecardsRepo } from './scorecards.repo.js'
import { ScorecardsService } from './scorecards.service.js'
import { ShipperService } from './shipper.service.js'
import { SupplierStaff } from './staff.service.js'
import { SupplyController, SuppliersController } from './suppliers.controller.js'
import { SuppliersJobs } from './suppliers.jobs.js'
import { SuppliersService } from './suppliers.service.js'
import { SupplyPricesRepo } from './supply-prices.repo.js'
import { SupplyPrices } from './supply-prices.service.js'
import { SupplyRepo } from './supply.repo.js'

@Module({
  imports: [
    TenancyModule,
    OrgModule,
    CatalogModule,
    InventoryModule,
    PeopleModule,
    PricingModule,
    SellingModule,
  ],
  controllers: [
    SuppliersController,
    SupplyController,
    ApplyController,
    SupplierDeskController,
    PartnersController,
    PortalController,
    DepotsController,
    DepotDeskController,
    GoodsController,
    GoodsDeskController,
    MessagesController,
    MessageDeskController,
  ],
  providers: [
    SuppliersService,
    SupplyRepo,
    FilesRepo,
    SupplierFiles,
    ApplicationsRepo,
    ApplicationsService,
    RejectedApplications,
    LicencesRepo,
    LicencesService,
    InvitationsRepo,
    SupplierStaff,
    PartnersRepo,
    PartnersService,
    PortalService,
    GoodsRepo,
    GoodsService,
    GoodsReview,
    BulkGoodsRepo,
    BulkGoods,
    PicturesRepo,
    SupplierPictures,
    OwnProductsRepo,
    OwnProducts,
    SupplyPricesRepo,
    SupplyPrices,
    PriceRequestsRepo,
    PriceRequests,
    DepotsRepo,
    DepotsService,
    DropOrdersRepo,
    DropOrdersService,
    ShipperService,
    MessagesRepo,
    MessagesService,
    ScorecardsRepo,
    ScorecardsService,
    SuppliersJobs,
    HangingRepo,
  ],
  exports: [BulkGoods],
})
export class SuppliersModule {}
