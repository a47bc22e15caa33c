import { Injectable } from '@nestjs/common'
import { cutOf, type SetTierPrice } from '@storeweave/contract'
import { percentText } from '../catalog/index.js'
import { found, mustStayWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { PriceHistoryRepo } from './history.repo.js'
import { LevelsRepo } from './levels.repo.js'
import { PriceGuard } from './price-guard.service.js'
import { TierPricesRepo } from './tiers.repo.js'
import { UnitPriceService } from './unit-prices.service.js'

/** Prices for levels of members and from quantities on: the one way they are set and taken away. */
@Injectable()
export class TierPriceService {
  constructor(
    private readonly rows: TierPricesRepo,
    private readonly levels: LevelsRepo,
    private readonly guard: PriceGuard,
    private readonly history: PriceHistoryRepo,
    private readonly units: UnitPriceService,
  ) {}

  /**
   * Sets a tier price at a node, or takes what is there away (null). Throws `pricing.outside_bounds`, `pricing.cut_over_limit`,
   * `pricing.decided_above`, `pricing.validity_invalid`, `access.not_found`.
   */
  set(unitId: string, skuId: string, wish: SetTierPrice): Promise<void> {
    return transaction(async () => {
      const place = await this.units.mustDecide(unitId, skuId)
      const sku = await this.guard.lock(skuId)
      if (sku.onlyStoreId !== null && sku.onlyStoreId !== unitId) throw new Fault('access.not_found')
      const { levelId, quantityFrom, channel, price } = wish
      if (levelId !== null) found(await this.levels.one(levelId))
      const { from, until } = spanOf(wish)
      if (price !== null)
        mustStayWithin(
          'priceCut',
          'Price:update',
          place.kind === 'hq' ? null : unitId,
          cutOf(sku.listPrice, price),
          percentText,
        )
      const lane = { unitId, skuId, channel, levelId, quantityFrom }
      const at = await this.rows.ofSku(skuId, { units: [unitId], at: new Date(from) })
      const before = at.find(
        (t) => t.channel === channel && t.levelId === levelId && t.quantityFrom === quantityFrom,
      )
      if ((before?.price ?? null) === price && (before?.endsAt ?? null) === until) return
      const storeId = place.kind === 'store' ? unitId : undefined
      await this.guard.write([sku], () => this.rows.put(lane, price, from, until), storeId)
      const was = { price: before?.price ?? null, levelId, quantityFrom, channel }
      const is = { price, levelId, quantityFrom, channel, startsAt: from, endsAt: until }
      await this.history.remember([{ skuId, unitId, kind: 'tier', before: was, after: is }])
      await this.guard.tell([{ skuId, unitId, unitKind: place.kind }])
      record({
        subject: 'Price',
        id: sku.productId,
        name: sku.name,
        ...(storeId ? { storeId } : {}),
        before: was,
        after: { unitId, ...is },
        note: sku.code,
      })
    })
  }
}

/** From when to when, as ISO texts; for good where no end is given. */
function spanOf({ startsAt, endsAt }: SetTierPrice): { from: string; until: string | null } {
  const now = clock.now().toISOString()
  const from = startsAt === undefined ? now : new Date(startsAt).toISOString()
  const until = endsAt === undefined ? null : new Date(endsAt).toISOString()
  if (from < now || (until !== null && until <= from)) throw new Fault('pricing.validity_invalid')
  return { from, until }
}
