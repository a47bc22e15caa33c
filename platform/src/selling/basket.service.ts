import { Injectable } from '@nestjs/common'
import { VOUCHERS_MOST, type Quote } from '@storeweave/contract'
import { isSentTo, provinceNames } from '@storeweave/rules/delivery'
import { mergeQuoteLines, quote, type QuoteContext } from '@storeweave/rules/quote'
import type { z } from 'zod'
import { CatalogService, chargedFor, type NamedLevel, type SaleSku } from '../catalog/index.js'
import { Fault } from '../kernel/fault.js'
import { featureOff } from '../kernel/features.js'
import { scope } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { BuyersRepo } from './buyers.repo.js'

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
type Skus = ReadonlyMap<string, SaleSku>
/** Who goods are priced for: their level, and whether they stand in the store, with all goods or with those they scanned. */
export interface PricedFor {
  level: NamedLevel | null
  inStore: ReadonlySet<string> | 'all'
}
/** Somebody who orders from afar and has no level. */
export const ANYBODY: PricedFor = { level: null, inStore: new Set() }
export type PriceContext = Omit<QuoteContext, 'currency'>

const QUANTITY_MAX = 999_999

/** Prices goods at a store. The one place where the server makes a quote. */
@Injectable()
export class BasketService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly tenancy: TenancyService,
    private readonly buyers: BuyersRepo,
  ) {}

  /** A quote for goods that must all be for sale. Throws what `priced` does, `tenant.feature_off`. */
  async price(storeId: string, wanted: readonly Wanted[], context: PriceContext): Promise<Basket> {
    const skus = await this.known(
      storeId,
      wanted.map((w) => w.skuId),
    )
    const { currency, delivery, featuresOff } = await this.tenancy.settings()
    if (context.fulfilment === 'express' && featuresOff.express !== undefined) throw featureOff('express')
    const { who } = scope()
    const buyer = who.kind === 'shopper' ? await this.buyers.of(who.id, storeId) : ANYBODY
    return priced(wanted, skus, { ...context, freight: delivery.freight, currency }, buyer)
  }

  /** What is known of SKUs at a store: their words, prices and stock there. One statement. */
  known(storeId: string, skuIds: readonly string[]): Promise<Map<string, SaleSku>> {
    return this.catalog.skusForSale(storeId, [...new Set(skuIds)])
  }

  /** A quote over known prices. Throws `selling.quantity_invalid` for amounts that can't be. */
  async quote(
    wanted: readonly Wanted[],
    skus: Skus,
    context: PriceContext,
    buyer: PricedFor = ANYBODY,
  ): Promise<QuoteShape> {
    const { currency } = await this.tenancy.settings()
    return quoted(wanted, skus, { ...context, currency }, buyer).quote
  }
}

/**
 * A quote over SKUs that are known already and must all be for sale. Throws `selling.ships_only` or
 * `selling.not_for_sale` with the SKUs that aren't, `selling.outside_bounds`, `selling.not_sent_there`,
 * `selling.quantity_invalid`, and for vouchers `selling.voucher_apart`, `selling.voucher_online`, `selling.voucher_many`.
 */
export function priced(
  wanted: readonly Wanted[],
  skus: Skus,
  context: QuoteContext,
  buyer: PricedFor,
): Basket {
  const missing = wanted.filter((w) => !skus.get(w.skuId)?.forSale).map((w) => w.skuId)
  if (missing.length) throw notForSale(missing, skus)
  mustGoTogether(wanted, skus, context.fulfilment)
  const { fulfilment, freight, province } = context
  if (fulfilment === 'express' && freight && province && !isSentTo(freight, province))
    throw new Fault('selling.not_sent_there', { province: nameOfProvince(province) })
  const { quote, outside } = quoted(wanted, skus, context, buyer)
  if (outside.length) throw new Fault('selling.outside_bounds', { skuIds: outside })
  return { quote, skus: quote.lines.map((l) => skus.get(l.skuId)!) }
}

/** Vouchers make an order of their own, bought online: they are neither picked up nor sent, and other goods are. */
function mustGoTogether(wanted: readonly Wanted[], skus: Skus, fulfilment: QuoteContext['fulfilment']): void {
  const vouchers = wanted.filter((w) => skus.get(w.skuId)!.voucher)
  if (fulfilment !== 'virtual' && !vouchers.length) return
  if (fulfilment === 'in_store') throw new Fault('selling.voucher_online')
  if (fulfilment !== 'virtual' || vouchers.length < wanted.length)
    throw new Fault('selling.voucher_apart', { skuIds: vouchers.map((w) => w.skuId) })
  if (vouchers.reduce((sum, w) => sum + w.quantity, 0) > VOUCHERS_MOST)
    throw new Fault('selling.voucher_many', { most: VOUCHERS_MOST })
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

/** A quote, and the SKUs whose price lies outside its bounds. */
function quoted(
  wanted: readonly Wanted[],
  skus: Skus,
  context: QuoteContext,
  { level, inStore }: PricedFor,
): { quote: QuoteShape; outside: string[] } {
  const merged = mergeQuoteLines(wanted)
  if (merged.some((w) => w.quantity > QUANTITY_MAX)) throw new Fault('selling.quantity_invalid')
  const isHere = (skuId: string) =>
    inStore === 'all' || (inStore.has(skuId) && context.fulfilment !== 'express')
  const outside: string[] = []
  const lines = merged.map(({ skuId, quantity }) => {
    const sku = skus.get(skuId)!
    const channel = isHere(skuId) ? 'in_store' : 'online'
    const { unitPrice, inside, offer } = chargedFor(sku, { channel, level, quantity })
    if (!inside) outside.push(skuId)
    const { listPrice, unitSize } = sku
    return { skuId, quantity, unitPrice, listPrice, unitSize, ...(offer ? { offer } : {}) }
  })
  try {
    return { quote: quote({ lines }, context), outside }
  } catch (error) {
    if (error instanceof RangeError) throw new Fault('selling.quantity_invalid')
    throw error
  }
}
