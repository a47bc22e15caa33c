import { Injectable } from '@nestjs/common'
import type { CreateProduct, MoveProduct, Product } from '@storeweave/contract'
import { formsOf } from '@storeweave/rules/catalog'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { Written } from '../kernel/http.js'
import { ProductService } from './products.service.js'
import type { SaleSku } from './sale-sku.js'
import { ShopProducts } from './shop-products.js'
import { ShopRepo } from './shop.repo.js'

/** The catalogue as other modules and the shop window use it. */
@Injectable()
export class CatalogService {
  constructor(
    private readonly shop: ShopRepo,
    private readonly shopProducts: ShopProducts,
    private readonly products: ProductService,
  ) {}

  /** Snapshots of SKUs for carts and order lines, with price and stock of the store as they are now, by SKU id, in one statement; unknown ids are absent. */
  skusForSale(storeId: string, skuIds: readonly string[]): Promise<Map<string, SaleSku>> {
    return reading(() => this.shop.saleSkus(storeId, skuIds))
  }

  /** The same of the SKU that carries a barcode; undefined when none does. */
  skuOfBarcode(storeId: string, barcode: string): Promise<SaleSku | undefined> {
    return reading(() => this.shop.saleSkuOfBarcode(storeId, barcode))
  }

  /** A product as a store sells it. Throws `access.not_found` when it doesn't. */
  async shopProduct(storeId: string, productId: string): Promise<Written> {
    return new Written(found(await this.shopProducts.one(storeId, productId)))
  }

  /** The product a scanned barcode stands for. Throws `access.not_found` when the store doesn't sell it. */
  async scanned(storeId: string, barcode: string): Promise<Written> {
    return new Written(found(await this.shopProducts.byBarcode(storeId, formsOf(barcode))))
  }

  /** A product as the console sees it. Throws `access.not_found`. */
  product(id: string): Promise<Product> {
    return this.products.one(id)
  }

  create(input: CreateProduct): Promise<Product> {
    return this.products.create(input)
  }

  move(id: string, input: MoveProduct): Promise<Product> {
    return this.products.move(id, input)
  }
}
