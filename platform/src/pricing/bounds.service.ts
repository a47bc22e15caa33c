import { Injectable } from '@nestjs/common'
import {
  boundsFit,
  boundsOfRatio,
  isInForce,
  overlap,
  together,
  type Bounds,
  type RatioBounds,
} from '@storeweave/rules/pricing'
import { PriceConflictsRepo, type CandidateBound, type PriceConflict } from '../catalog/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { OrgRepo } from '../org/index.js'
import { BoundsRepo, type LockedSku, type NewBounds, type PriceBounds } from './bounds.repo.js'
import { PriceClamps } from './clamps.service.js'
import { PriceHistoryRepo } from './history.repo.js'
import { PriceGuard } from './price-guard.service.js'

/** What happens to prices that bounds would leave outside: nothing is set, they are brought to the nearest end, or it waits for its date. */
export type ConflictWay = 'refuse' | 'clamp' | 'schedule'
/** Bounds as somebody wants them: in minor units, as basis points of the supply price, or none any more. */
export type WantedBounds = Bounds | RatioBounds | null
export interface BoundsWish {
  skuId: string
  bounds: WantedBounds
  /** From when on; now unless given. ISO text. */
  startsAt?: string | undefined
  way?: ConflictWay | undefined
}
/** What came of it: the first prices in conflict, how many in all, and whether they were clamped. */
export interface BoundsSet {
  conflicts: PriceConflict[]
  count: number
  clamped: boolean
}
const SHOWN = 20
const EVERYTHING = 1_000_000

/** Bounds of prices: the one way they are set, previewed and taken away. */
@Injectable()
export class BoundsService {
  constructor(
    private readonly rows: BoundsRepo,
    private readonly clamps: PriceClamps,
    private readonly conflicts: PriceConflictsRepo,
    private readonly guard: PriceGuard,
    private readonly history: PriceHistoryRepo,
    private readonly org: OrgRepo,
  ) {}

  /**
   * What a supplier allows its SKU to be sold at, everywhere. Who may say it is the caller's to check. Throws
   * `pricing.breaks_prices`, `pricing.bounds_apart`, `pricing.bounds_invalid`, `pricing.no_supply_price`,
   * `pricing.validity_invalid`, `pricing.schedule_needs_date`.
   */
  setSupplierBounds(wish: BoundsWish): Promise<BoundsSet> {
    return transaction(async () => this.set({ ...wish, source: 'supplier', unitId: await this.rows.hqId() }))
  }

  /** What HQ allows at and below a node, inside what others allow. Throws as `setSupplierBounds` does. */
  setHqBounds(unitId: string, wish: BoundsWish): Promise<BoundsSet> {
    mustReach('update', 'ListPrice', {})
    return transaction(() => this.set({ ...wish, source: 'hq', unitId }))
  }

  /** The prices that bounds would leave outside, without setting them. Throws what can't stand however prices are. */
  preview(unitId: string, source: 'supplier' | 'hq', wish: BoundsWish): Promise<BoundsSet> {
    return transaction(async () => {
      const sku = await this.guard.lock(wish.skuId)
      const candidate = await this.candidate(sku, { ...wish, source, unitId })
      const conflicts = candidate ? await this.broken(sku, candidate, SHOWN) : []
      return { conflicts, count: conflicts[0]?.count ?? 0, clamped: false }
    })
  }

  /**
   * Works bounds by ratio out anew from the supply prices as they are now, in the transaction that changed them. Throws
   * `pricing.breaks_prices` where a price would fall outside, unless `way` says otherwise.
   */
  supplyPriceChanged(skuIds: readonly string[], way: 'refuse' | 'clamp' = 'refuse'): Promise<void> {
    return transaction(async () => {
      for (const bound of await this.rows.ofSkus(skuIds)) {
        if (bound.ratioMin === null && bound.ratioMax === null) continue
        const { skuId, unitId, source, ratioMin, ratioMax } = bound
        const startsAt = bound.startsAt > clock.now().toISOString() ? bound.startsAt : undefined
        const planned = startsAt !== undefined && bound.contested
        const bounds = { ratioMin, ratioMax }
        await this.set({ skuId, unitId, source, bounds, startsAt, way: planned ? 'schedule' : way })
      }
    })
  }

  private async set(wish: BoundsWish & { source: 'supplier' | 'hq'; unitId: string }): Promise<BoundsSet> {
    const sku = await this.guard.lock(wish.skuId)
    const candidate = await this.candidate(sku, wish)
    const { source, unitId, way = 'refuse' } = wish
    const lane = { skuId: sku.skuId, unitId, source }
    const from = candidate?.startsAt ?? this.instant(wish.startsAt)
    const broken = candidate ? await this.broken(sku, candidate, way === 'clamp' ? EVERYTHING : SHOWN) : []
    if (broken.length && way === 'refuse') throw breaks(broken)
    if (broken.length && way === 'schedule' && wish.startsAt === undefined)
      throw new Fault('pricing.schedule_needs_date')
    const before = await this.standing(lane, from)
    const contested = broken.length > 0 && way === 'schedule'
    const to = candidate && {
      ...ratioOf(wish.bounds),
      priceMin: candidate.priceMin,
      priceMax: candidate.priceMax,
      contested,
    }
    const fresh = await this.guard.fresh([sku], async () => {
      if (way === 'clamp') await this.clamps.clamp(broken)
      await this.rows.stand([{ ...lane, from, to }])
    })
    if (fresh.length && !contested) throw breaks([{ ...fresh[0]!, count: fresh.length }, ...fresh.slice(1)])
    await this.note(sku, { ...lane, from, to }, before)
    return {
      conflicts: broken.slice(0, SHOWN),
      count: broken[0]?.count ?? 0,
      clamped: way === 'clamp' && broken.length > 0,
    }
  }

  /** Bounds as they would be written; null for none. Refuses what no price could fit, alone or with what others allow. */
  private async candidate(
    sku: LockedSku,
    wish: BoundsWish & { source: 'supplier' | 'hq'; unitId: string },
  ): Promise<CandidateBound | null> {
    const startsAt = this.instant(wish.startsAt)
    const unit = found(await this.org.unit(wish.unitId))
    const bounds = resolved(sku, wish.bounds)
    if (!bounds) return null
    if (!boundsFit(bounds)) throw new Fault('pricing.bounds_invalid')
    const candidate = {
      skuId: sku.skuId,
      unitId: unit.id,
      source: wish.source,
      ...bounds,
      startsAt,
      endsAt: await this.endOf({ skuId: sku.skuId, unitId: unit.id, source: wish.source }, startsAt),
    }
    const own = { ...sku, source: 'hq' as const, boundId: null, boundUnitId: unit.id }
    if (!boundsFit(together([bounds, sku])))
      throw await this.guard.refusal('pricing.bounds_apart', { ...own, boundUnitId: await this.rows.hqId() })
    for (const other of await this.rows.ofSkus([sku.skuId])) {
      const isSame = other.unitId === unit.id && other.source === wish.source
      if (isSame || !overlap(candidate, other) || boundsFit(together([bounds, other]))) continue
      if (await this.oneLine(unit.id, other.unitId))
        throw await this.guard.refusal('pricing.bounds_apart', {
          ...other,
          boundId: other.id,
          boundUnitId: other.unitId,
        })
    }
    return candidate
  }

  private async oneLine(a: string, b: string): Promise<boolean> {
    return (await this.org.isBelow(a, b)) || (await this.org.isBelow(b, a))
  }

  private broken(sku: LockedSku, candidate: CandidateBound, limit: number): Promise<PriceConflict[]> {
    return this.conflicts.find({ skus: [sku], candidates: [candidate], only: 'h.candidate', limit })
  }

  /** When bounds that begin at an instant would end: with those they come into, or where the next ones begin. */
  private async endOf(lane: Omit<NewBounds, 'from' | 'to'>, from: string): Promise<string | null> {
    const rows = await this.rows.ofSkus([lane.skuId], { units: [lane.unitId] })
    const own = rows.filter((r) => r.source === lane.source)
    const into = own.find((r) => isInForce(r, Date.parse(from)))
    return into ? into.endsAt : (own.find((r) => r.startsAt > from)?.startsAt ?? null)
  }

  private async standing(
    lane: Omit<NewBounds, 'from' | 'to'>,
    from: string,
  ): Promise<PriceBounds | undefined> {
    const rows = await this.rows.ofSkus([lane.skuId], { units: [lane.unitId], at: new Date(from) })
    return rows.find((r) => r.source === lane.source)
  }

  private async note(
    sku: LockedSku,
    { unitId, source, from, to }: NewBounds,
    before: PriceBounds | undefined,
  ): Promise<void> {
    const was = before ? boundsOf(before) : { priceMin: null, priceMax: null }
    const is = {
      source,
      startsAt: from,
      ...(to ? { ...boundsOf(to), ...ratioOf(to) } : { priceMin: null, priceMax: null }),
    }
    await this.history.remember([
      { skuId: sku.skuId, unitId, kind: 'bounds', before: { source, ...was }, after: is },
    ])
    // tills carry how far prices may go
    await this.guard.tell([{ skuId: sku.skuId, unitId, unitKind: 'hq' }])
    record({
      subject: 'ListPrice',
      id: sku.productId,
      name: sku.name,
      before: was,
      after: { unitId, ...is },
      note: sku.code,
    })
  }

  /** Now, or an instant to come. */
  private instant(startsAt: string | undefined): string {
    const now = clock.now().toISOString()
    if (startsAt === undefined) return now
    const at = new Date(startsAt).toISOString()
    if (at < now) throw new Fault('pricing.validity_invalid')
    return at
  }
}

/** The refusal that counts and names prices which would lie outside. */
export const breaks = (broken: readonly PriceConflict[]): Fault =>
  new Fault('pricing.breaks_prices', {
    count: broken[0]!.count,
    prices: broken
      .slice(0, SHOWN)
      .map((c) => ({ storeId: c.unitId, storeName: c.unitName, skuId: c.skuId, price: c.price })),
  })
const boundsOf = ({ priceMin, priceMax }: Bounds): Bounds => ({ priceMin, priceMax })
const ratioOf = (b: WantedBounds): RatioBounds =>
  b && 'ratioMin' in b ? { ratioMin: b.ratioMin, ratioMax: b.ratioMax } : { ratioMin: null, ratioMax: null }
/** Bounds in minor units; null where both ends are open. */
function resolved({ supplyPrice }: LockedSku, wanted: WantedBounds): Bounds | null {
  if (!wanted) return null
  if ('priceMin' in wanted)
    return wanted.priceMin === null && wanted.priceMax === null ? null : boundsOf(wanted)
  if (wanted.ratioMin === null && wanted.ratioMax === null) return null
  if (supplyPrice === null) throw new Fault('pricing.no_supply_price')
  return boundsOfRatio(supplyPrice, wanted)
}
