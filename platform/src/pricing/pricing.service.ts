import { Injectable } from '@nestjs/common'
import type { ListStorePrices, Product, SetListPrice, StorePrice } from '@storeweave/contract'
import { CatalogService, ListPriceService } from '../catalog/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { PricesRepo } from './prices.repo.js'
import { UnitPriceService } from './unit-prices.service.js'

/** What goods cost where. */
@Injectable()
export class PricingService {
  constructor(
    private readonly prices: PricesRepo,
    private readonly listPrices: ListPriceService,
    private readonly catalog: CatalogService,
    private readonly units: UnitPriceService,
  ) {}

  /** A page of a store's price list. Throws `access.not_found` for a store out of reach. */
  page(storeId: string, query: ListStorePrices) {
    mustReach('read', 'Price', { storeId })
    return transaction(async () => {
      await this.mustExist(storeId)
      return this.prices.page(storeId, query)
    })
  }

  /** Gives a store its own price from now on, or takes it away (null). Throws as `UnitPriceService.set` does. */
  setStorePrice(storeId: string, skuId: string, price: number | null): Promise<StorePrice> {
    mustReach('update', 'Price', { storeId })
    return transaction(async () => {
      await this.mustExist(storeId)
      await this.units.set(storeId, skuId, { price, channel: 'any' })
      return found(await this.prices.one(storeId, skuId))
    })
  }

  /** Sets a SKU's list price and bounds for all stores. Throws `pricing.breaks_prices` naming store prices in the way. */
  setListPrice(skuId: string, input: SetListPrice): Promise<Product> {
    return transaction(async () => {
      const { productId, before } = await this.listPrices.set({ skuId, ...input })
      const product = await this.catalog.product(productId)
      if (before)
        record({
          subject: 'ListPrice',
          id: productId,
          name: product.name.zh,
          before,
          after: { skuId, ...input },
          note: product.skus.find((s) => s.id === skuId)?.code ?? '',
        })
      return product
    })
  }

  private async mustExist(storeId: string): Promise<void> {
    if (!(await this.prices.storeExists(storeId))) throw new Fault('access.not_found')
  }
}
