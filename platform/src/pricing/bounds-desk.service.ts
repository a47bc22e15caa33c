import { Injectable } from '@nestjs/common'
import type {
  BoundsAnswer,
  ContestedBound,
  ListContested,
  ListPriceChanges,
  PreviewBounds,
  PriceChange,
  PriceConflict as ConflictShape,
  SetBounds,
  SettleConflicts,
} from '@storeweave/contract'
import { clamped } from '@storeweave/rules/pricing'
import { PriceConflictsRepo, type PriceConflict } from '../catalog/index.js'
import { found, mustReach, within } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { BoundsDeskRepo, type ChangeRow } from './bounds-desk.repo.js'
import { BoundsRepo, type LockedSku, type PriceBounds } from './bounds.repo.js'
import { BoundsService, type BoundsSet, type WantedBounds } from './bounds.service.js'
import { PriceClamps } from './clamps.service.js'
import { PriceExplainer } from './explain.service.js'
import { PriceHistoryRepo } from './history.repo.js'
import { LaddersRepo } from './ladders.repo.js'
import { PriceGuard } from './price-guard.service.js'

const SHOWN = 20
const EVERYTHING = 1_000_000

/** HQ's desk for bounds: what they would break, the ones planned although they do, and the ways out. */
@Injectable()
export class BoundsDesk {
  constructor(
    private readonly bounds: BoundsService,
    private readonly clamps: PriceClamps,
    private readonly rows: BoundsRepo,
    private readonly desk: BoundsDeskRepo,
    private readonly conflicts: PriceConflictsRepo,
    private readonly guard: PriceGuard,
    private readonly history: PriceHistoryRepo,
    private readonly ladders: LaddersRepo,
    private readonly explainer: PriceExplainer,
  ) {}

  /** The prices that HQ's bounds would leave outside. Throws as `BoundsService.preview` does. */
  preview(skuId: string, asked: PreviewBounds): Promise<BoundsAnswer> {
    return transaction(async () =>
      this.answer(skuId, await this.bounds.preview(asked.unitId, 'hq', { skuId, ...wishOf(asked) })),
    )
  }

  /** Sets HQ's bounds for a SKU at and below a node. Throws as `BoundsService.setHqBounds` does. */
  set(skuId: string, asked: SetBounds): Promise<BoundsAnswer> {
    return transaction(async () =>
      this.answer(
        skuId,
        await this.bounds.setHqBounds(asked.unitId, { skuId, ...wishOf(asked), way: asked.way }),
      ),
    )
  }

  /** Bounds that were planned although prices lie outside, the nearest first, each with its first conflicts. */
  contested(q: ListContested): Promise<{ items: ContestedBound[]; nextCursor: string | null }> {
    return reading(async () => {
      const after = keysOf(q.cursor, 'instant', 'id') as [string, string] | undefined
      const page = pageOf(
        await this.desk.contested(after, q.limit + 1),
        q.limit,
        (r) => [r.starts_at, r.id],
        (r) => r,
      )
      const items: ContestedBound[] = []
      for (const row of page.items) {
        const bound = found(await this.rows.one(row.id))
        const sku = found(await this.ladders.sku(row.sku_id))
        const outside = await this.outside(pricedOf(row.sku_id, sku), bound, SHOWN)
        const { count, conflicts } = await this.answer(row.sku_id, setOf(outside))
        const shown = await this.explainer.named(bound)
        items.push({
          bound: shown,
          skuId: row.sku_id,
          code: sku.code,
          name: { zh: sku.name_zh, en: sku.name_en },
          count,
          conflicts,
        })
      }
      return { items, nextCursor: page.nextCursor }
    })
  }

  /**
   * Settles what lies outside a contested bound: brings all of it or what is named inside, takes the bound back, or moves it
   * to another date. Throws `access.not_found`, `pricing.validity_invalid`.
   */
  settle(boundId: string, asked: SettleConflicts): Promise<void> {
    mustReach('update', 'ListPrice', {})
    return transaction(async () => {
      const seen = found(await this.rows.one(boundId))
      const sku = await this.guard.lock(seen.skuId)
      const bound = found(await this.rows.one(boundId))
      if (bound.endsAt !== null && bound.endsAt <= clock.now().toISOString())
        throw new Fault('access.not_found')
      if (asked.way === 'clamp') await this.clamp(sku, bound, asked.only)
      else if (asked.way === 'withdraw') await this.withdraw(sku, bound)
      else await this.move(sku, bound, asked.startsAt)
    })
  }

  /** The history of a SKU's prices; of stores, those within reach alone. Throws `access.not_found`. */
  changes(skuId: string, q: ListPriceChanges): Promise<{ items: PriceChange[]; nextCursor: string | null }> {
    const reach = within('read', 'Price')
    return reading(async () => {
      const sku = found(await this.ladders.sku(skuId))
      if (sku.only_store_id !== null) found(reach === null || reach.includes(sku.only_store_id) || null)
      const [before] = keysOf(q.cursor, 'id') ?? []
      return pageOf(
        await this.desk.changes(skuId, before as string | undefined, reach, q.limit + 1),
        q.limit,
        (r) => [r.id],
        changeOf,
      )
    })
  }

  private async clamp(
    sku: LockedSku,
    bound: PriceBounds,
    only?: readonly { priceId: string | null; unitId: string }[],
  ): Promise<void> {
    const outside = await this.outside(sku, bound, EVERYTHING)
    const chosen = only
      ? outside.filter((c) => only.some((o) => o.priceId === c.priceId && o.unitId === c.unitId))
      : outside
    await this.guard.write([sku], () => this.clamps.clamp(chosen))
    if (!(await this.outside(sku, bound, 1)).length) await this.desk.settled(bound.id)
    record({
      subject: 'ListPrice',
      id: sku.productId,
      name: sku.name,
      after: { boundId: bound.id, clamped: chosen.length },
      note: sku.code,
    })
  }

  private async withdraw(sku: LockedSku, bound: PriceBounds): Promise<void> {
    await this.guard.write([sku], () => this.desk.end(bound))
    await this.remember(sku, bound, { priceMin: null, priceMax: null })
  }

  private async move(sku: LockedSku, bound: PriceBounds, startsAt: string): Promise<void> {
    const { skuId, unitId, source, priceMin, priceMax, ratioMin, ratioMax } = bound
    const from = new Date(startsAt).toISOString()
    if (from <= clock.now().toISOString()) throw new Fault('pricing.validity_invalid')
    const to = { priceMin, priceMax, ratioMin, ratioMax, contested: true }
    const fresh = await this.guard.fresh([sku], async () => {
      await this.desk.end(bound)
      await this.rows.stand([{ skuId, unitId, source, from, to }])
    })
    // what lies outside the moved bound is what the desk is for
    const other = fresh.find((c) => c.source !== source || c.boundUnitId !== unitId || c.from < from)
    if (other) throw await this.guard.refusal('pricing.outside_bounds', other)
    await this.remember(sku, bound, { priceMin, priceMax, startsAt: from })
  }

  private async remember(sku: LockedSku, bound: PriceBounds, after: object): Promise<void> {
    const { source, unitId, priceMin, priceMax, startsAt } = bound
    const before = { source, priceMin, priceMax, startsAt }
    await this.guard.tell([{ skuId: sku.skuId, unitId, unitKind: 'hq' }])
    await this.history.remember([
      { skuId: sku.skuId, unitId, kind: 'bounds', before, after: { source, ...after } },
    ])
    record({
      subject: 'ListPrice',
      id: sku.productId,
      name: sku.name,
      before,
      after: { unitId, source, ...after },
      note: sku.code,
    })
  }

  private outside(
    sku: Pick<LockedSku, 'skuId' | 'listPrice' | 'priceMin' | 'priceMax'>,
    bound: PriceBounds,
    limit: number,
  ): Promise<PriceConflict[]> {
    return this.conflicts.find({ skus: [sku], only: `h.bound_id = '${bound.id}'`, limit })
  }

  private async answer(skuId: string, set: BoundsSet): Promise<BoundsAnswer> {
    const sku = found(await this.ladders.sku(skuId))
    return {
      count: set.count,
      clamped: set.clamped,
      conflicts: set.conflicts.map((c): ConflictShape => ({
        skuId,
        code: sku.code,
        name: { zh: sku.name_zh, en: sku.name_en },
        priceId: c.priceId,
        price: c.price,
        channel: c.channel,
        levelId: c.levelId,
        quantityFrom: c.quantityFrom,
        boundId: c.boundId,
        source: c.source,
        boundUnitId: c.boundUnitId,
        priceMin: c.priceMin,
        priceMax: c.priceMax,
        unitId: c.unitId,
        unitName: c.unitName,
        unitKind: c.unitKind,
        from: c.from,
        until: c.until,
        clampedTo: clamped(c.price, c.windows[0]!),
      })),
    }
  }
}

const setOf = (conflicts: PriceConflict[]): BoundsSet => ({
  conflicts,
  count: conflicts[0]?.count ?? 0,
  clamped: false,
})
const pricedOf = (
  skuId: string,
  sku: { list_price: number; price_min: number | null; price_max: number | null },
) => ({ skuId, listPrice: sku.list_price, priceMin: sku.price_min, priceMax: sku.price_max })

/** What is asked for, as bounds: by ratio where one is given, else prices; null where every end is open. */
function wishOf(asked: PreviewBounds): { bounds: WantedBounds; startsAt: string | undefined } {
  const { priceMin = null, priceMax = null, ratioMin = null, ratioMax = null, startsAt } = asked
  if (ratioMin !== null || ratioMax !== null) return { bounds: { ratioMin, ratioMax }, startsAt }
  return { bounds: priceMin === null && priceMax === null ? null : { priceMin, priceMax }, startsAt }
}

const changeOf = (r: ChangeRow): PriceChange => ({
  id: r.id,
  kind: r.kind,
  unitId: r.store_id,
  unitName: r.name_zh === null ? null : { zh: r.name_zh, en: r.name_en ?? '' },
  before: r.before ?? {},
  after: r.after ?? {},
  personName: r.person_name,
  at: r.at,
})
