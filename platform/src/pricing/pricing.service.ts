import { Injectable } from '@nestjs/common'
import {
  cutOf,
  type ListStorePrices,
  type Product,
  type SetListPrice,
  type StorePrice,
} from '@storeweave/contract'
import { isInside } from '@storeweave/rules/pricing'
import { CatalogService, ListPriceService, outsideBounds, percentText } from '../catalog/index.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { DecisionsService } from '../org/index.js'
import { PricesRepo } from './prices.repo.js'

/** What goods cost where. */
@Injectable()
export class PricingService {
  constructor(
    private readonly prices: PricesRepo,
    private readonly listPrices: ListPriceService,
    private readonly catalog: CatalogService,
    private readonly decisions: DecisionsService,
  ) {}

  /** A page of a store's price list. Throws `access.not_found` for a store out of reach. */
  page(storeId: string, query: ListStorePrices) {
    mustReach('read', 'Price', { storeId })
    return transaction(async () => {
      await this.mustExist(storeId)
      return this.prices.page(storeId, query)
    })
  }

  /** Gives a store its own price, or takes it away (null). Throws `pricing.outside_bounds`, `pricing.cut_over_limit`, `pricing.decided_above`. */
  setStorePrice(storeId: string, skuId: string, price: number | null): Promise<StorePrice> {
    mustReach('update', 'Price', { storeId })
    return transaction(async () => {
      await this.mustExist(storeId)
      await this.decisions.mustDecide('price', storeId)
      const sku = found(await this.prices.lock(storeId, skuId))
      if (price !== null && !isInside(price, sku)) throw outsideBounds(sku, sku.currency)
      if (price !== sku.storePrice) {
        if (price !== null)
          mustStayWithin('priceCut', 'Price:update', storeId, cutOf(sku.listPrice, price), percentText)
        await (price === null ? this.prices.remove(storeId, skuId) : this.prices.put(storeId, skuId, price))
        await this.prices.remember(storeId, skuId, sku.storePrice, price)
        await emit('pricing.price_changed', { skuId, storeId })
        await touchAnswers()
      }
      const after = found(await this.prices.one(storeId, skuId))
      if (price !== sku.storePrice)
        record({
          subject: 'Price',
          id: after.productId,
          name: after.name.zh,
          storeId,
          before: { storePrice: sku.storePrice },
          after: { storePrice: price },
          note: after.code,
        })
      return after
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
