import { Injectable } from '@nestjs/common'
import type { Quote } from '@storeweave/contract'
import { isSentTo, provinceNames } from '@storeweave/rules/delivery'
import { mergeQuoteLines, quote, type QuoteContext } from '@storeweave/rules/quote'
import type { z } from 'zod'
import { CatalogService, type SaleSku } from '../catalog/index.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
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
type Prices = ReadonlyMap<string, Pick<SaleSku, 'price' | 'listPrice' | 'unitSize'>>
export type PriceContext = Omit<QuoteContext, 'currency'>

const QUANTITY_MAX = 999_999

/** Prices goods at a store. The one place where the server makes a quote. */
@Injectable()
export class BasketService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly tenancy: TenancyService,
  ) {}

  /** A quote for goods that must all be for sale. Throws what `priced` does. */
  async price(storeId: string, wanted: readonly Wanted[], context: PriceContext): Promise<Basket> {
    const skus = await this.known(
      storeId,
      wanted.map((w) => w.skuId),
    )
    const { currency, delivery } = await this.tenancy.settings()
    return priced(wanted, skus, { ...context, freight: delivery.freight, currency })
  }

  /** What is known of SKUs at a store: their words, prices and stock there. One statement. */
  known(storeId: string, skuIds: readonly string[]): Promise<Map<string, SaleSku>> {
    return this.catalog.skusForSale(storeId, [...new Set(skuIds)])
  }

  /** A quote over known prices. Throws `selling.quantity_invalid` for amounts that can't be. */
  async quote(wanted: readonly Wanted[], prices: Prices, context: PriceContext): Promise<QuoteShape> {
    return quoted(wanted, prices, { ...context, currency: (await this.tenancy.settings()).currency })
  }
}

/**
 * A quote over SKUs that are known already and must all be for sale. Throws `selling.ships_only` or
 * `selling.not_for_sale` with the SKUs that aren't, `selling.outside_bounds`, `selling.not_sent_there`,
 * `selling.quantity_invalid`.
 */
export function priced(
  wanted: readonly Wanted[],
  skus: ReadonlyMap<string, SaleSku>,
  context: QuoteContext,
): Basket {
  const missing = wanted.filter((w) => !skus.get(w.skuId)?.forSale).map((w) => w.skuId)
  if (missing.length) throw notForSale(missing, skus)
  const outside = wanted.filter((w) => !skus.get(w.skuId)!.inside).map((w) => w.skuId)
  if (outside.length) throw new Fault('selling.outside_bounds', { skuIds: [...new Set(outside)] })
  const { fulfilment, freight, province } = context
  if (fulfilment === 'express' && freight && province && !isSentTo(freight, province))
    throw new Fault('selling.not_sent_there', { province: nameOfProvince(province) })
  const quote = quoted(wanted, skus, context)
  return { quote, skus: quote.lines.map((l) => skus.get(l.skuId)!) }
}

/** Why goods can't be bought at a place: where nothing but a warehouse sells some of them, it says so. */
export function notForSale(missing: readonly string[], skus: ReadonlyMap<string, SaleSku>): Fault {
  const skuIds = [...new Set(missing)]
  const shipped = skuIds.filter((id) => skus.get(id)?.cloudOnly)
  return shipped.length
    ? new Fault('selling.ships_only', { skuIds: shipped })
    : new Fault('selling.not_for_sale', { skuIds })
}

const nameOfProvince = (code: string): string =>
  provinceNames[code]?.[scope().locale === 'en' ? 'en' : 'zh'] ?? code

function quoted(wanted: readonly Wanted[], prices: Prices, context: QuoteContext): QuoteShape {
  const merged = mergeQuoteLines(wanted)
  if (merged.some((w) => w.quantity > QUANTITY_MAX)) throw new Fault('selling.quantity_invalid')
  const lines = merged.map(({ skuId, quantity }) => {
    const { price, listPrice, unitSize } = prices.get(skuId)!
    return { skuId, quantity, unitPrice: price, listPrice, unitSize }
  })
  try {
    return quote({ lines }, context)
  } catch (error) {
    if (error instanceof RangeError) throw new Fault('selling.quantity_invalid')
    throw error
  }
}
