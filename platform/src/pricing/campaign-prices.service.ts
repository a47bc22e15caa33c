import { Injectable } from '@nestjs/common'
import { campaignPrice } from '@storeweave/rules/campaigns'
import type { PriceConflict } from '../catalog/index.js'
import { touchAnswers } from '../kernel/answers.js'
import { inTransaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { scope } from '../kernel/scope.js'
import type { LockedSku } from './bounds.repo.js'
import {
  CampaignPricesRepo,
  type CampaignLane,
  type CampaignSpan,
  type LanePrice,
} from './campaign-prices.repo.js'
import { PriceHistoryRepo } from './history.repo.js'
import { PriceGuard } from './price-guard.service.js'

export type { CampaignSpan, LanePrice } from './campaign-prices.repo.js'
/** Goods in a campaign: at a price of their own, or so much off. */
export interface CampaignWish {
  skuId: string
  off: number
  price: number | null
}
export interface CampaignPlan {
  wishes: readonly CampaignWish[]
  unitIds: readonly string[]
  time: readonly [from: string, until: string]
}
/** What a campaign would set, what it would leave as it is, and what stands against it. */
export interface CampaignLook {
  prices: LanePrice[]
  dear: (CampaignLane & { price: number })[]
  conflicts: PriceConflict[]
}

const PRICES_MOST = 20_000

/** Prices for a time that a campaign sets at once, through the one guard of all prices. Who may is the campaign's to say. */
@Injectable()
export class CampaignPrices {
  constructor(
    private readonly rows: CampaignPricesRepo,
    private readonly guard: PriceGuard,
    private readonly history: PriceHistoryRepo,
  ) {}

  /**
   * Sets a campaign's prices in the running transaction, all or none. Throws `campaigns.price_taken`,
   * `campaigns.nothing_lower`, `campaigns.too_many_prices`, `pricing.outside_bounds`, `pricing.parity_broken`.
   */
  async set(plan: CampaignPlan): Promise<LanePrice[]> {
    if (!inTransaction()) throw new Error('prices of a campaign are written with its answer')
    const locked = await this.guard.lockAll(plan.wishes.map((w) => w.skuId))
    const { prices } = await this.plan(plan)
    const taken = prices.find((p) => p.taken)
    if (taken) throw refusal('campaigns.price_taken', locked, taken.skuId, taken)
    for (const { skuId } of plan.wishes)
      if (!prices.some((p) => p.skuId === skuId)) throw refusal('campaigns.nothing_lower', locked, skuId)
    await this.guard.write([...locked.values()], () => this.rows.pass(prices, plan.time))
    await this.note(prices, plan.time)
    return prices
  }

  /** What `set` would do, looked at inside a transaction that is rolled back afterwards. */
  async look(plan: CampaignPlan): Promise<CampaignLook> {
    const locked = await this.guard.lockAll(plan.wishes.map((w) => w.skuId))
    const { prices, dear } = await this.plan(plan)
    const free = prices.filter((p) => !p.taken)
    const conflicts = await this.guard.fresh([...locked.values()], () => this.rows.pass(free, plan.time))
    return { prices, dear, conflicts }
  }

  /** Takes a campaign's prices back in the running transaction, from now on. Throws `pricing.outside_bounds` where that uncovers a price outside. */
  async end(spans: readonly CampaignSpan[]): Promise<void> {
    const locked = await this.guard.lockAll([...new Set(spans.map((s) => s.skuId))])
    await this.guard.write([...locked.values()], () => this.rows.end(spans))
    await touchAnswers()
    await this.guard.tell(spans.map(({ skuId, unitId }) => ({ skuId, unitId, unitKind: 'hq' })))
  }

  private async plan({
    wishes,
    unitIds,
    time,
  }: CampaignPlan): Promise<Pick<CampaignLook, 'prices' | 'dear'>> {
    const skuIds = wishes.map((w) => w.skuId)
    const lanes = await this.rows.lanes(skuIds, unitIds, time, PRICES_MOST + 1)
    if (lanes.length > PRICES_MOST) throw new Fault('campaigns.too_many_prices', { most: PRICES_MOST })
    const wish = new Map(wishes.map((w) => [w.skuId, w]))
    const priced = lanes.map((lane) => {
      const { off, price } = wish.get(lane.skuId)!
      return { ...lane, id: newId(), price: campaignPrice(lane.regular, off, price) }
    })
    return {
      prices: priced.filter((p) => p.price < p.regular),
      dear: priced.filter((p) => p.price >= p.regular),
    }
  }

  private async note(prices: readonly LanePrice[], [startsAt, endsAt]: CampaignPlan['time']): Promise<void> {
    await this.history.remember(
      prices.map(({ skuId, unitId, channel, regular, price }) => ({
        skuId,
        unitId,
        kind: 'price' as const,
        before: { price: regular },
        after: { price, channel, startsAt, endsAt },
      })),
    )
    await this.guard.tell(prices)
  }
}

function refusal(
  code: 'campaigns.price_taken' | 'campaigns.nothing_lower',
  locked: ReadonlyMap<string, LockedSku>,
  skuId: string,
  lane?: CampaignLane,
): Fault {
  const sku = locked.get(skuId)!
  const en = scope().locale === 'en'
  return new Fault(code, {
    name: sku.name,
    code: sku.code,
    skuId,
    ...(lane ? { place: (en && lane.unitEn) || lane.unitZh } : {}),
  })
}
