import { Module } from '@nestjs/common'
import { AttributesController } from './attributes.controller.js'
import { AttributesRepo } from './attributes.repo.js'
import { AttributeService } from './attributes.service.js'
import { BulkProductsRepo } from './bulk-products.repo.js'
import { BulkProductService } from './bulk-products.service.js'
import { BrandsRepo } from './brands.repo.js'
import { BrandService } from './brands.service.js'
import { BundlesController } from './bundles.controller.js'
import { BundlesRepo } from './bundles.repo.js'
import { BundleService } from './bundles.service.js'
import { CatalogJobs } from './catalog.jobs.js'
import { CardsService } from './cards.service.js'
import { CatalogService } from './catalog.service.js'
import { CategoriesController } from './categories.controller.js'
import { CategoriesRepo } from './categories.repo.js'
import { CategoryService } from './categories.service.js'
import { ClassificationsController } from './classifications.controller.js'
import { ClassificationsRepo } from './classifications.repo.js'
import { ClassificationService } from './classifications.service.js'
import { ChangesController } from './changes.controller.js'
import { ChangesRepo } from './changes.repo.js'
import { ChangeService } from './changes.service.js'
import { openFileStore } from './file-store.js'
import { FiltersRepo } from './filters.repo.js'
import { ListPricesRepo } from './list-prices.repo.js'
import { ParityGuard } from './parity-guard.js'
import { ParityRepo } from './parity.repo.js'
import { PriceConflictsRepo } from './price-conflicts.repo.js'
import { ListPriceService } from './list-prices.service.js'
import { MediaController } from './media.controller.js'
import { MediaRepo } from './media.repo.js'
import { FILES, MediaService } from './media.service.js'
import { PrivateFiles } from './private-files.service.js'
import { StoredMediaService } from './stored-media.service.js'
import { PresentationsController } from './presentations.controller.js'
import { PresentationsRepo } from './presentations.repo.js'
import { PresentationService } from './presentations.service.js'
import { PlansController } from './plans.controller.js'
import { EditGate } from './edit-gate.js'
import { PlansRepo } from './plans.repo.js'
import { PlanService } from './plans.service.js'
import { ProductParts } from './product-parts.service.js'
import { ProductValuesRepo } from './product-values.repo.js'
import { ProductEditsRepo } from './product-edits.repo.js'
import { ProductEditService } from './product-edits.service.js'
import { ProductsController } from './products.controller.js'
import { ProductsRepo } from './products.repo.js'
import { ProductService } from './products.service.js'
import { RelatedController } from './related.controller.js'
import { RelatedRepo } from './related.repo.js'
import { RelatedService } from './related.service.js'
import { KnownHits } from './known-hits.js'
import { SearchRepo } from './search.repo.js'
import { SearchService } from './search.service.js'
import { SearchTermsRepo } from './search-terms.repo.js'
import { SearchTerms } from './search-terms.service.js'
import { ShopController } from './shop.controller.js'
import { ShopPagesRepo } from './shop-pages.repo.js'
import { ShopPagesService } from './shop-pages.service.js'
import { ShopProducts } from './shop-products.js'
import { ShopRepo } from './shop.repo.js'
import { ShopWindowRepo } from './shop-window.repo.js'
import { SkusRepo } from './skus.repo.js'
import { SupplyGateRepo } from './supply-gate.repo.js'
import { SupplyGate } from './supply-gate.js'
import { SynonymsController } from './synonyms.controller.js'
import { SynonymsRepo } from './synonyms.repo.js'
import { SynonymService } from './synonyms.service.js'
import { TagsController } from './tags.controller.js'
import { TagsRepo } from './tags.repo.js'
import { TagService } from './tags.service.js'
import { VersionsRepo } from './versions.repo.js'
import { VersionService } from './versions.service.js'
import { TenancyModule } from '../tenancy/index.js'

@Module({
  imports: [TenancyModule],
  controllers: [
    CategoriesController,
    AttributesController,
    ClassificationsController,
    TagsController,
    SynonymsController,
    RelatedController,
    BundlesController,
    ProductsController,
    ChangesController,
    PlansController,
    PresentationsController,
    MediaController,
    ShopController,
  ],
  providers: [
    { provide: FILES, useFactory: openFileStore },
    CategoriesRepo,
    AttributesRepo,
    AttributeService,
    ProductValuesRepo,
    BrandsRepo,
    BrandService,
    BundlesRepo,
    BundleService,
    ProductParts,
    VersionsRepo,
    VersionService,
    ChangesRepo,
    EditGate,
    SupplyGateRepo,
    SupplyGate,
    PlansRepo,
    PlanService,
    ChangeService,
    ProductsRepo,
    SkusRepo,
    ClassificationsRepo,
    TagsRepo,
    SynonymsRepo,
    FiltersRepo,
    KnownHits,
    SearchRepo,
    RelatedRepo,
    RelatedService,
    SearchTermsRepo,
    SearchTerms,
    ListPricesRepo,
    ParityRepo,
    ParityGuard,
    PriceConflictsRepo,
    MediaRepo,
    ShopRepo,
    ShopWindowRepo,
    ShopProducts,
    ShopPagesRepo,
    ShopPagesService,
    CategoryService,
    ClassificationService,
    TagService,
    SynonymService,
    SearchService,
    ProductService,
    PresentationsRepo,
    PresentationService,
    BulkProductsRepo,
    BulkProductService,
    ProductEditsRepo,
    ProductEditService,
    ListPriceService,
    MediaService,
    StoredMediaService,
    PrivateFiles,
    CatalogService,
    CardsService,
    CatalogJobs,
  ],
  exports: [
    CatalogService,
    CardsService,
    ChangeService,
    CategoryService,
    MediaService,
    PrivateFiles,
    ListPriceService,
    SearchTerms,
    BulkProductService,
    ProductEditService,
    TagService,
    PriceConflictsRepo,
    ParityGuard,
    ParityRepo,
    FILES,
  ],
})
export class CatalogModule {}
