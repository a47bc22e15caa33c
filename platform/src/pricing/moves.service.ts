import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { MoveAnswer, MoveWay } from '@storeweave/contract'
import { clamped } from '@storeweave/rules/pricing'
import type { PriceConflict } from '../catalog/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { lookAroundMoves, OrgRepo } from '../org/index.js'
import { BoundsRepo } from './bounds.repo.js'
import { breaks } from './bounds.service.js'
import { PriceClamps } from './clamps.service.js'
import { MovesRepo } from './moves.repo.js'
import { PriceGuard } from './price-guard.service.js'

const SHOWN = 20
/** Thrown to undo what was only looked at. */
class Looked extends Error {
  constructor(readonly conflicts: PriceConflict[]) {
    super('looked at')
  }
}

/** A store or region that goes elsewhere in the tree comes under other bounds: what of its prices they break is seen to. */
@Injectable()
export class MovesService implements OnModuleInit {
  constructor(
    private readonly rows: MovesRepo,
    private readonly guard: PriceGuard,
    private readonly bounds: BoundsRepo,
    private readonly clamps: PriceClamps,
    private readonly org: OrgRepo,
  ) {}

  onModuleInit(): void {
    lookAroundMoves((unitId, way, move) => this.around(unitId, way, move))
  }

  /** The prices that would lie outside were a node below another; nothing moves. Throws `org.parent_invalid`, `access.not_found`. */
  async preview(unitId: string, parentId: string): Promise<MoveAnswer> {
    mustReach('update', 'ListPrice', {})
    const conflicts = await transaction<PriceConflict[]>(async () => {
      await this.org.lockTree()
      const unit = found(await this.org.unit(unitId))
      const parent = await this.org.unit(parentId)
      if (
        !parent ||
        parent.kind === 'store' ||
        unit.kind === 'hq' ||
        (await this.org.isBelow(parentId, unitId))
      )
        throw new Fault('org.parent_invalid')
      throw new Looked(await this.fresh(unitId, () => this.put(unitId, parentId)))
    }).catch((error: unknown) => {
      if (error instanceof Looked) return error.conflicts
      throw error
    })
    return {
      count: conflicts.length,
      conflicts: conflicts
        .slice(0, SHOWN)
        .map(({ skuId, price, unitId: at, unitName, priceMin, priceMax, windows }) => ({
          skuId,
          unitId: at,
          unitName,
          price,
          priceMin,
          priceMax,
          clampedTo: clamped(price, windows[0]!),
        })),
    }
  }

  private async put(unitId: string, parentId: string): Promise<void> {
    await this.org.update(unitId, { parentId })
  }

  /**
   * Moves a node and judges its prices where it is then: what lies outside refuses the move, is brought inside, or waits on the
   * desk with its bound while orders are refused. Throws `pricing.breaks_prices`.
   */
  private async around(unitId: string, way: MoveWay, move: () => Promise<void>): Promise<void> {
    const fresh = await this.fresh(unitId, move)
    if (!fresh.length) return
    if (way === 'refuse') throw breaks([{ ...fresh[0]!, count: fresh.length }, ...fresh.slice(1)])
    mustReach('update', 'ListPrice', {})
    if (way === 'clamp') await this.clamps.clamp(fresh)
    else await this.rows.contest(fresh.flatMap((c) => c.boundId ?? []))
    record({
      subject: 'ListPrice',
      id: unitId,
      name: fresh[0]!.unitName.zh,
      after: { unitId, way, prices: fresh.length },
    })
  }

  /** What lies outside after a move and didn't before: prices at or below what moves, and those that its bounds meet. */
  private async fresh(unitId: string, move: () => Promise<void>): Promise<PriceConflict[]> {
    // whoever sets prices or bounds meanwhile would judge them where it was
    await this.org.lockTree()
    const skus = await this.bounds.lock(await this.rows.pricedBelow(unitId))
    if (skus.length) return this.guard.fresh(skus, move)
    await move()
    return []
  }
}
