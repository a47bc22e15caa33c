import { Injectable } from '@nestjs/common'
import { moneyText } from '@storeweave/contract/money'
import type { Bounds } from '@storeweave/rules/pricing'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { ParityGuard, PriceConflictsRepo, type ParityBreach, type PriceConflict } from '../catalog/index.js'
import { OrgRepo, UnitsRepo } from '../org/index.js'
import { TenancyService } from '../tenancy/index.js'
import { BoundsRepo, type LockedSku } from './bounds.repo.js'

const EVERYTHING = 1_000_000

/** What every write of prices and bounds goes through, so that none of them leaves a price outside. */
@Injectable()
export class PriceGuard {
  constructor(
    private readonly conflicts: PriceConflictsRepo,
    private readonly parity: ParityGuard,
    private readonly bounds: BoundsRepo,
    private readonly org: OrgRepo,
    private readonly units: UnitsRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** A SKU, locked against others who change its prices or bounds; the tree above stays as it is. Throws `access.not_found`. */
  async lock(skuId: string): Promise<LockedSku> {
    await this.units.holdTree()
    return found((await this.bounds.lock([skuId]))[0])
  }

  /** The same for many. Throws `access.not_found` where one is missing. */
  async lockAll(skuIds: readonly string[]): Promise<Map<string, LockedSku>> {
    await this.units.holdTree()
    const locked = new Map((await this.bounds.lock(skuIds)).map((s) => [s.skuId, s]))
    for (const id of skuIds) found(locked.get(id))
    return locked
  }

  /**
   * Writes prices of locked SKUs and refuses, before anybody sees them, what leaves a price outside that wasn't before: the
   * price itself, or one that it covered. `storeId`: the one store whose prices they are. Throws `pricing.outside_bounds`
   * naming the bound.
   */
  async write(skus: readonly LockedSku[], work: () => Promise<void>, storeId?: string): Promise<void> {
    const [fresh] = await this.fresh(skus, work)
    if (fresh) throw await this.refusal('pricing.outside_bounds', fresh)
    await touchAnswers(storeId)
  }

  /** What lies outside after some work on locked SKUs and didn't before. Throws `pricing.parity_broken` where the brand has that refused. */
  async fresh(skus: readonly LockedSku[], work: () => Promise<void>): Promise<PriceConflict[]> {
    const look = await this.watch(skus)
    await work()
    const { outside, apart } = await look(skus)
    if (apart[0]) throw await this.parity.refusal(apart[0])
    return outside
  }

  /** Looks at locked SKUs before some work; what is answered looks again: what lies outside or differs too far only since. */
  async watch(
    skus: readonly LockedSku[],
  ): Promise<(after: readonly LockedSku[]) => Promise<{ outside: PriceConflict[]; apart: ParityBreach[] }>> {
    const known = new Set((await this.outside(skus)).map(keyOf))
    const lookApart = await this.parity.watch(skus.map((s) => s.skuId))
    return async (after) => ({
      outside: (await this.outside(after)).filter((c) => !known.has(keyOf(c))),
      apart: await lookApart(),
    })
  }

  /** Tells of changed prices: those of a store by its id, those of a node above by none. */
  async tell(places: readonly { skuId: string; unitId: string; unitKind: string }[]): Promise<void> {
    const told = new Set<string>()
    for (const { skuId, unitId, unitKind } of places) {
      const storeId = unitKind === 'store' ? unitId : null
      if (told.has(`${skuId} ${storeId}`)) continue
      told.add(`${skuId} ${storeId}`)
      await emit('pricing.price_changed', { skuId, storeId })
    }
  }

  /** Prices that lie outside from now on, in all. */
  outside(skus: readonly LockedSku[]): Promise<PriceConflict[]> {
    return this.conflicts.find({ skus, limit: EVERYTHING })
  }

  /** A refusal that names the bound in the way, who set it and since when. */
  async refusal(
    code: 'pricing.outside_bounds' | 'pricing.bounds_apart',
    bound: Bounds & { source: 'supplier' | 'hq'; boundId: string | null; boundUnitId: string },
  ): Promise<Fault> {
    const { currency, timeZone } = await this.tenancy.settings()
    const en = scope().locale === 'en'
    const unit = await this.org.unit(bound.boundUnitId)
    const row = bound.boundId === null ? undefined : await this.bounds.one(bound.boundId)
    const place = unit && unit.kind !== 'hq' ? ` (${(en && unit.name_en) || unit.name_zh})` : ''
    const day = row && new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(row.startsAt))
    const since = day ? (en ? `, since ${day}` : `（自 ${day} 起）`) : ''
    return new Fault(code, {
      owner: `${WHO[bound.source][en ? 'en' : 'zh']}${place}${since}`,
      min: moneyText(bound.priceMin ?? 0, currency),
      max: bound.priceMax === null ? '∞' : moneyText(bound.priceMax, currency),
      priceMin: bound.priceMin,
      priceMax: bound.priceMax,
      source: bound.source,
      unitId: bound.boundUnitId,
      since: row?.startsAt ?? null,
    })
  }
}

const WHO = { supplier: { zh: '供应商', en: 'the supplier' }, hq: { zh: '总部', en: 'HQ' } } as const
const keyOf = (c: PriceConflict) => `${c.skuId} ${c.priceId} ${c.boundId} ${c.unitId}`
