import { Module } from '@nestjs/common'
import { CatalogJobs } from './catalog.jobs.js'
import { CatalogService } from './catalog.service.js'
import { CategoriesController } from './categories.controller.js'
import { CategoriesRepo } from './categories.repo.js'
import { CategoryService } from './categories.service.js'
import { openFileStore } from './file-store.js'
import { ListPricesRepo } from './list-prices.repo.js'
import { ListPriceService } from './list-prices.service.js'
import { MediaController } from './media.controller.js'
import { MediaRepo } from './media.repo.js'
import { FILES, MediaService } from './media.service.js'
import { StoredMediaService } from './stored-media.service.js'
import { ProductsController } from './products.controller.js'
import { ProductsRepo } from './products.repo.js'
import { ProductService } from './products.service.js'
import { ShopController } from './shop.controller.js'
import { ShopProducts } from './shop-products.js'
import { ShopRepo } from './shop.repo.js'
import { ShopWindowRepo } from './shop-window.repo.js'
import { SkusRepo } from './skus.repo.js'

@Module({
  controllers: [CategoriesController, ProductsController, MediaController, ShopController],
  providers: [
    { provide: FILES, useFactory: openFileStore },
    CategoriesRepo,
    ProductsRepo,
    SkusRepo,
    ListPricesRepo,
    MediaRepo,
    ShopRepo,
    ShopWindowRepo,
    ShopProducts,
    CategoryService,
    ProductService,
    ListPriceService,
    MediaService,
    StoredMediaService,
    CatalogService,
    CatalogJobs,
  ],
  exports: [CatalogService, CategoryService, MediaService, ListPriceService],
})
export class CatalogModule {}
