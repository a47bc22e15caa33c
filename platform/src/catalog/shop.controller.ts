import { Controller, Get, Param, Query } from '@nestjs/common'
import {
  AskFilters,
  AskSuggestions,
  AtStore,
  Barcode,
  Categories,
  ListShop,
  ShopFilters,
  ShopPage,
  ShopProduct,
  ShopSuggestions,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { CatalogService } from './catalog.service.js'
import { CategoryService } from './categories.service.js'
import { SearchService } from './search.service.js'

/** The shop window: open to anybody, one store at a time. */
@Controller('shop')
export class ShopController {
  constructor(
    private readonly catalog: CatalogService,
    private readonly tree: CategoryService,
    private readonly search: SearchService,
  ) {}

  @Get('categories')
  @Can('read', 'Shopfront')
  @Answers(Categories)
  async categories(@Query({ schema: AtStore }) query: AtStore) {
    return { items: await this.tree.inShop(query.storeId) }
  }

  @Get('products')
  @Can('read', 'Shopfront')
  @Answers(ShopPage)
  products(@Query({ schema: ListShop }) query: ListShop) {
    return this.search.window(query)
  }

  @Get('filters')
  @Can('read', 'Shopfront')
  @Answers(ShopFilters)
  filters(@Query({ schema: AskFilters }) query: AskFilters) {
    return this.search.choices(query)
  }

  @Get('suggestions')
  @Can('read', 'Shopfront')
  @Answers(ShopSuggestions)
  suggestions(@Query({ schema: AskSuggestions }) query: AskSuggestions) {
    return this.search.suggestions(query)
  }

  @Get('products/:id')
  @Can('read', 'Shopfront')
  @Answers(ShopProduct)
  product(@Param('id', IdParam) id: string, @Query({ schema: AtStore }) query: AtStore) {
    return this.catalog.shopProduct(query.storeId, id)
  }

  @Get('barcodes/:barcode')
  @Can('read', 'Shopfront')
  @Answers(ShopProduct)
  scanned(
    @Param('barcode', { schema: Barcode }) barcode: string,
    @Query({ schema: AtStore }) query: AtStore,
  ) {
    return this.catalog.scanned(query.storeId, barcode)
  }
}
