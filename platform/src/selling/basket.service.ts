import { Injectable } from '@nestjs/common'
import type { Quote } from '@storeweave/contract'
import { mergeQuoteLines, quote, type QuoteContext } from '@storeweave/rules/quote'
import type { z } from 'zod'
import { CatalogService, type SaleSku } from '../catalog/index.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { PricingService, type PriceAt } from '../pricing/index.js'
import { TenancyService } from '../tenancy/index.js'

export type QuoteShape = z.infer<typeof Quote>
export interface Wanted {
  skuId: string
  quantity: number
}
/** Goods with the prices of a store; `lines` and `skus` are in the same order. */
export interface Basket {
  quote: QuoteShape
  skus: SaleSku[]
}
export type PriceContext = Omit<QuoteContext, 'currency'>

const QUANTITY_MAX = 999_999

/** Prices goods at a store. The one place where the server makes a quote. */
@Injectable()
export class BasketService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly pricing: PricingService,
    private readonly tenancy: TenancyService,
  ) {}

  /** A quote for goods that must all be for sale. Throws `selling.not_for_sale` with the SKUs that aren't, `selling.quantity_invalid`. */
  async price(storeId: string, wanted: readonly Wanted[], context: PriceContext): Promise<Basket> {
    const { skus, prices } = await this.known(
      storeId,
      wanted.map((w) => w.skuId),
    )
    const missing = wanted
      .filter((w) => !skus.get(w.skuId)?.forSale || !prices.has(w.skuId))
      .map((w) => w.skuId)
    if (missing.length) throw new Fault('selling.not_for_sale', { skuIds: [...new Set(missing)] })
    const quoted = await this.quote(wanted, prices, context)
    return { quote: quoted, skus: quoted.lines.map((l) => skus.get(l.skuId)!) }
  }

  /** What is known of SKUs at a store: their words, and their prices there. */
  known(
    storeId: string,
    skuIds: readonly string[],
  ): Promise<{ skus: Map<string, SaleSku>; prices: Map<string, PriceAt> }> {
    const ids = [...new Set(skuIds)]
    return transaction(async () => ({
      skus: await this.catalog.skusForSale(storeId, ids),
      prices: await this.pricing.pricesAt(storeId, ids),
    }))
  }

  /** A quote over known prices. Throws `selling.quantity_invalid` for amounts that can't be. */
  async quote(
    wanted: readonly Wanted[],
    prices: ReadonlyMap<string, PriceAt>,
    context: PriceContext,
  ): Promise<QuoteShape> {
    const { currency } = await this.tenancy.settings()
    const merged = mergeQuoteLines(wanted)
    if (merged.some((w) => w.quantity > QUANTITY_MAX)) throw new Fault('selling.quantity_invalid')
    const lines = merged.map(({ skuId, quantity }) => {
      const { price, listPrice, unitSize } = prices.get(skuId)!
      return { skuId, quantity, unitPrice: price, listPrice, unitSize }
    })
    try {
      return quote({ lines }, { ...context, currency })
    } catch (error) {
      if (error instanceof RangeError) throw new Fault('selling.quantity_invalid')
      throw error
    }
  }
}
