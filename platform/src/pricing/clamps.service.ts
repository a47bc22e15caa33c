import { Injectable } from '@nestjs/common'
import { clamped } from '@storeweave/rules/pricing'
import type { PriceConflict } from '../catalog/index.js'
import { touchAnswers } from '../kernel/answers.js'
import { PriceHistoryRepo } from './history.repo.js'
import { PriceGuard } from './price-guard.service.js'
import { TierPricesRepo } from './tiers.repo.js'
import { UnitPricesRepo, type Standing } from './unit-prices.repo.js'

/** Brings prices inside their bounds. */
@Injectable()
export class PriceClamps {
  constructor(
    private readonly prices: UnitPricesRepo,
    private readonly tiers: TierPricesRepo,
    private readonly history: PriceHistoryRepo,
    private readonly guard: PriceGuard,
  ) {}

  /**
   * Brings prices to the nearest end of all bounds that meet them, for as long as they do: before and after, what was there goes on.
   * Each is remembered.
   */
  async clamp(broken: readonly PriceConflict[]): Promise<void> {
    const standing: Standing[] = []
    for (const c of broken) {
      const lane = { unitId: c.unitId, skuId: c.skuId, channel: c.channel }
      if (isTier(c)) {
        await this.tier(c)
        continue
      }
      const steps = stepsOf(c)
      if (!c.temporary) standing.push(...steps.map((step) => ({ ...lane, ...step })))
      else if (c.inherited) await this.passing(lane, steps)
      else await this.split(c.priceId!, steps)
    }
    for (const rounds = roundsOf(standing); rounds.length;) await this.prices.stand(rounds.shift()!)
    await this.history.remember(
      broken.map((c) => ({
        skuId: c.skuId,
        unitId: c.unitId,
        kind: 'clamp' as const,
        before: { price: c.price, channel: c.channel, ...tierOf(c) },
        after: {
          price: clamped(c.price, c.windows[0]!),
          channel: c.channel,
          ...tierOf(c),
          startsAt: c.from,
          endsAt: c.until,
          source: c.source,
          priceMin: c.priceMin,
          priceMax: c.priceMax,
        },
      })),
    )
    await this.guard.tell(broken)
    if (broken.length) await touchAnswers()
  }

  /** A tier's price for each window of bounds; at a node below its own it is set anew, for as long as they hold. */
  private async tier(c: PriceConflict): Promise<void> {
    const { unitId, skuId, channel, levelId, quantityFrom } = c
    for (const [n, w] of c.windows.entries())
      await this.tiers.put(
        { unitId, skuId, channel, levelId, quantityFrom },
        clamped(c.price, w),
        w.from,
        c.windows[n + 1]?.from ?? c.until,
      )
  }

  private async passing(lane: Omit<Standing, 'price' | 'from'>, steps: readonly Step[]): Promise<void> {
    for (const [n, { price, from }] of steps.entries())
      if (price !== null)
        await this.prices.pass({ ...lane, price, startsAt: from, endsAt: steps[n + 1]!.from })
  }

  private async split(id: string, steps: readonly Step[]): Promise<void> {
    let rest = id
    for (const { from, price } of steps) rest = await this.prices.split(rest, from, price!)
  }
}

const isTier = (c: PriceConflict): boolean => c.levelId !== null || c.quantityFrom > 1
/** For whom and from how much on, where that isn't everybody and one. */
const tierOf = (c: PriceConflict) => (isTier(c) ? { levelId: c.levelId, quantityFrom: c.quantityFrom } : {})

/** A price from an instant on; null: what comes from above. */
type Step = Pick<Standing, 'price' | 'from'>
/** What a price outside becomes as the bounds at its place change, and from when on it is what it was. */
function stepsOf(c: PriceConflict): Step[] {
  const steps: Step[] = c.windows.map((w) => ({ from: w.from, price: clamped(c.price, w) }))
  const goesOn = c.until !== null && (c.inherited || c.until !== c.endsAt)
  return goesOn ? [...steps, { from: c.until!, price: c.inherited ? null : c.price }] : steps
}
/** One step of each lane a round: each takes the time of the one before it. */
function roundsOf(standing: readonly Standing[]): Standing[][] {
  const rounds: Standing[][] = []
  const seen = new Map<string, number>()
  for (const one of standing) {
    const lane = `${one.unitId} ${one.skuId} ${one.channel}`
    const round = seen.get(lane) ?? 0
    seen.set(lane, round + 1)
    ;(rounds[round] ??= []).push(one)
  }
  return rounds
}
