import { Injectable } from '@nestjs/common'
import type {
  AskPrice,
  ExplainedPrice,
  PriceBound,
  SkuPrices,
  TierPrice as TierPriceShape,
  UnitPrice as UnitPriceShape,
} from '@storeweave/contract'
import { explainPrice } from '@storeweave/rules/pricing'
import { optionTextOf } from '../catalog/index.js'
import { found, mustReach, within } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { reading } from '../kernel/db.js'
import { UnitsRepo, type NamedUnit } from '../org/index.js'
import { BoundsRepo, type PriceBounds } from './bounds.repo.js'
import { PriceHistoryRepo } from './history.repo.js'
import { LaddersRepo } from './ladders.repo.js'
import { LevelsRepo } from './levels.repo.js'
import { TierPricesRepo, type TierRow } from './tiers.repo.js'
import { UnitPricesRepo, type UnitPrice } from './unit-prices.repo.js'

/** Why goods cost what they cost, where and when. */
@Injectable()
export class PriceExplainer {
  constructor(
    private readonly prices: UnitPricesRepo,
    private readonly bounds: BoundsRepo,
    private readonly history: PriceHistoryRepo,
    private readonly ladders: LaddersRepo,
    private readonly units: UnitsRepo,
    private readonly tiers: TierPricesRepo,
    private readonly levels: LevelsRepo,
  ) {}

  /**
   * What a SKU costs, or cost, at a store at an instant, and why, by the tree as it stands now. Throws `access.not_found`
   * for a store out of reach and for goods of another store's own.
   */
  explain(storeId: string, skuId: string, ask: AskPrice): Promise<ExplainedPrice> {
    mustReach('read', 'Price', { storeId })
    return reading(async () => {
      const now = clock.now()
      const at = ask.at === undefined ? now : new Date(ask.at)
      const place = found(await this.ladders.place(storeId))
      const sku = found(await this.ladders.sku(skuId))
      if (sku.only_store_id !== null) found(sku.only_store_id === storeId || null)
      const prices = await this.prices.ofSku(skuId, { units: place, at })
      const tiers = await this.tiers.ofSku(skuId, { units: place, at })
      const bounds = await this.bounds.ofSkus([skuId], { units: place, at })
      const level = ask.levelId === undefined ? null : found(await this.levels.one(ask.levelId))
      const then = at < now ? await this.history.listAt(skuId, at) : undefined
      const list = then ?? { listPrice: sku.list_price, priceMin: sku.price_min, priceMax: sku.price_max }
      const asked = { units: place, channel: ask.channel, at: at.getTime(), level, quantity: ask.quantity }
      const { reasons, bounds: together, ...rest } = explainPrice({ ...list, prices, bounds, tiers }, asked)
      const named = await this.namesOf([...prices, ...bounds, ...tiers])
      return {
        skuId,
        storeId,
        at: at.toISOString(),
        channel: ask.channel,
        ...rest,
        ...together,
        reasons: reasons.map((r) => {
          if (r.kind === 'list_bounds') return { kind: r.kind, ...r.bounds, inside: r.inside }
          if (r.kind === 'price') return { ...r, set: named(r.set) }
          if (r.kind === 'bounds') return { ...r, set: named(r.set) }
          if (r.kind === 'tier') return { ...r, set: named(r.set) }
          if (r.kind === 'level') {
            const { id, name, percentOff } = level!
            return { ...r, level: { id, name, percentOff } }
          }
          return r
        }),
      }
    })
  }

  /** All that is set of a SKU's prices and has not ended; prices of stores out of reach are left out. Throws `access.not_found`. */
  ladder(skuId: string): Promise<SkuPrices> {
    const reach = within('read', 'Price')
    return reading(async () => {
      const sku = found(await this.ladders.sku(skuId))
      if (sku.only_store_id !== null) found(reach === null || reach.includes(sku.only_store_id) || null)
      const prices = await this.prices.ofSku(skuId)
      const tiers = await this.tiers.ofSku(skuId)
      const bounds = await this.bounds.ofSkus([skuId])
      const named = await this.namesOf([...prices, ...bounds, ...tiers])
      const isSeen = (p: { unitKind: string; unitId: string }) =>
        p.unitKind !== 'store' || !reach || reach.includes(p.unitId)
      return {
        skuId,
        productId: sku.product_id,
        code: sku.code,
        name: { zh: sku.name_zh, en: sku.name_en },
        optionText: optionTextOf(sku.options, sku.option_indexes),
        unit: { zh: sku.unit_zh, en: sku.unit_en },
        unitSize: sku.unit_size,
        listPrice: sku.list_price,
        priceMin: sku.price_min,
        priceMax: sku.price_max,
        supplyPrice: sku.supply_price,
        prices: prices.map((p) => named(p)).filter(isSeen),
        tiers: tiers.map((t) => named(t)).filter(isSeen),
        bounds: bounds.map((b) => named(b)),
      }
    })
  }

  /** Bounds with the name of their node. */
  async named(bound: PriceBounds): Promise<PriceBound> {
    return (await this.namesOf([bound]))(bound)
  }

  private async namesOf(rows: readonly { unitId: string }[]) {
    const units = await this.units.named([...new Set(rows.map((r) => r.unitId))])
    const byId = new Map(units.map((u) => [u.id, u]))
    const withName = (unit: NamedUnit) => ({
      unitName: { zh: unit.name_zh, en: unit.name_en },
      unitKind: unit.kind,
    })
    function named(row: UnitPrice): UnitPriceShape
    function named(row: PriceBounds): PriceBound
    function named(row: TierRow): TierPriceShape
    function named(row: UnitPrice | PriceBounds | TierRow) {
      const { skuId: _, ...shown } = row
      return { ...shown, ...withName(byId.get(row.unitId)!) }
    }
    return named
  }
}
