import { Injectable } from '@nestjs/common'
import { cutOf, type SetUnitPrice } from '@storeweave/contract'
import { percentText } from '../catalog/index.js'
import { holdsAt } from '../kernel/ability.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { OrgRepo } from '../org/index.js'
import type { LockedSku } from './bounds.repo.js'
import { PriceHistoryRepo } from './history.repo.js'
import { PriceGuard } from './price-guard.service.js'
import { PriceLevels } from './price-levels.service.js'
import { UnitPricesRepo, type UnitPrice } from './unit-prices.repo.js'

/** A node of the tree at which prices are set. */
export interface Place {
  id: string
  kind: 'hq' | 'region' | 'store'
}

/** Prices of their own that nodes of the org tree have: the one way they are set, ended and called off. */
@Injectable()
export class UnitPriceService {
  constructor(
    private readonly rows: UnitPricesRepo,
    private readonly guard: PriceGuard,
    private readonly history: PriceHistoryRepo,
    private readonly org: OrgRepo,
    private readonly levels: PriceLevels,
  ) {}

  /**
   * Sets a price at a node, now or from an instant on, for good or for a time; null takes the standing one away. Throws
   * `pricing.outside_bounds`, `pricing.parity_broken`, `pricing.cut_over_limit`, `pricing.decided_above`,
   * `pricing.goods_decided_above`, `pricing.validity_invalid`, `pricing.validity_overlaps`, `access.not_found`.
   */
  set(unitId: string, skuId: string, wish: SetUnitPrice): Promise<void> {
    return transaction(async () => {
      const place = await this.mustDecide(unitId, skuId)
      const sku = await this.guard.lock(skuId)
      if (sku.onlyStoreId !== null && sku.onlyStoreId !== unitId) throw new Fault('access.not_found')
      const { price, channel } = wish
      const now = clock.now().toISOString()
      const from = wish.startsAt === undefined ? now : new Date(wish.startsAt).toISOString()
      const until = wish.endsAt === undefined ? null : new Date(wish.endsAt).toISOString()
      if (from < now || (until !== null && (until <= from || price === null)))
        throw new Fault('pricing.validity_invalid')
      const lane = { unitId, skuId, channel }
      const before = until === null && from === now ? await this.standing(lane) : undefined
      if (before !== undefined && before === price) return
      if (price !== null)
        mustStayWithin(
          'priceCut',
          'Price:update',
          place.kind === 'hq' ? null : unitId,
          cutOf(sku.listPrice, price),
          percentText,
        )
      const put = async () => {
        if (until === null) await this.rows.stand([{ ...lane, price, from }])
        else if (!(await this.rows.pass({ ...lane, price: price!, startsAt: from, endsAt: until })))
          throw new Fault('pricing.validity_overlaps')
      }
      await this.guard.write([sku], put, storeOf(place))
      await this.note(
        place,
        sku,
        { price: before ?? null },
        { price, channel, startsAt: from, endsAt: until },
      )
    })
  }

  /** Ends a price that is in force now, and calls one off that hasn't begun. Throws as `set` does; `access.not_found` for one that has ended. */
  end(id: string): Promise<void> {
    return transaction(async () => {
      const seen = found(await this.rows.one(id))
      const place = await this.mustDecide(seen.unitId, seen.skuId)
      const sku = await this.guard.lock(seen.skuId)
      const row = found(await this.rows.one(id))
      if (row.endsAt !== null && row.endsAt <= clock.now().toISOString()) throw new Fault('access.not_found')
      await this.guard.write([sku], () => this.rows.end(row), storeOf(place))
      const { price, channel, startsAt, endsAt } = row
      await this.note(place, sku, { price, channel, startsAt, endsAt }, { price: null, channel })
    })
  }

  /** Refuses who may not set prices at a node: a store's by who reaches it, a region's by who holds it whole, HQ's by who sets list prices. */
  async mustDecide(unitId: string, skuId: string): Promise<Place> {
    const unit = await this.org.unit(unitId)
    if (unit?.kind === 'store') mustReach('update', 'Price', { storeId: unitId })
    else if (unit?.kind === 'hq') mustReach('update', 'ListPrice', {})
    else if (unit && !holdsAt(scope().who.ability, 'Price:update', unitId))
      throw new Fault('access.not_found')
    if (unit) await this.levels.mustDecide(unitId, skuId)
    return found(unit)
  }

  private async standing(lane: Pick<UnitPrice, 'unitId' | 'skuId' | 'channel'>): Promise<number | null> {
    const rows = await this.rows.ofSku(lane.skuId, { units: [lane.unitId], at: clock.now() })
    return rows.find((r) => !r.temporary && r.channel === lane.channel)?.price ?? null
  }

  private async note(place: Place, sku: LockedSku, before: object, after: object): Promise<void> {
    await this.history.remember([{ skuId: sku.skuId, unitId: place.id, kind: 'price', before, after }])
    await this.guard.tell([{ skuId: sku.skuId, unitId: place.id, unitKind: place.kind }])
    record({
      subject: 'Price',
      id: sku.productId,
      name: sku.name,
      ...(place.kind === 'store' ? { storeId: place.id } : {}),
      before,
      after: { unitId: place.id, ...after },
      note: sku.code,
    })
  }
}

const storeOf = ({ id, kind }: Place): string | undefined => (kind === 'store' ? id : undefined)
