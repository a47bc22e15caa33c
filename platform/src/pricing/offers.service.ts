import { Injectable } from '@nestjs/common'
import type { ShopOffers } from '@storeweave/contract'
import { firstOfEach, lessPercent } from '@storeweave/rules/pricing'
import { saleSkusOf, type NamedLevel, type SaleSku } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { scope } from '../kernel/scope.js'
import { OffersRepo } from './offers.repo.js'

/** What shoppers are shown besides what everybody pays for one. */
@Injectable()
export class OffersService {
  constructor(private readonly rows: OffersRepo) {}

  /** A product's prices from quantities on and for levels, at a store, and the level of who asks. Throws `access.not_found`. */
  ofProduct(storeId: string, productId: string): Promise<ShopOffers> {
    const { who } = scope()
    return reading(async () => {
      const row = await this.rows.ofProduct(storeId, productId, who.kind === 'shopper' ? who.id : null)
      const skus = [...saleSkusOf(row.skus).values()].filter((sku) => sku.forSale)
      found(skus[0])
      const levels = row.levels
      return {
        levelId: row.level_id,
        levels: levels.map(({ id, name }) => ({ id, name })),
        skus: skus.map((sku) => ({ skuId: sku.skuId, price: sku.price, offers: offersOf(sku, levels) })),
      }
    })
  }
}

/** What is below the price of everybody, one for each level and quantity; the percentage of a level among them. */
function offersOf(sku: SaleSku, levels: readonly NamedLevel[]): ShopOffers['skus'][number]['offers'] {
  const set = firstOfEach(sku.tiers.filter((t) => t.channel !== 'in_store'))
  const percents = levels.map(({ id, percentOff }) => ({
    levelId: id,
    quantityFrom: 1,
    price: lessPercent(sku.price, percentOff, sku.priceMin),
  }))
  const lowest = [...set, ...percents]
    .filter((o) => o.price < sku.price)
    .sort((a, b) => a.price - b.price)
    .map(({ levelId, quantityFrom, price }) => ({ levelId, quantityFrom, price }))
  return firstOfEach(lowest).sort((a, b) => a.quantityFrom - b.quantityFrom || b.price - a.price)
}
