import { Injectable } from '@nestjs/common'
import type { AskedBounds } from '@storeweave/contract'
import { boundsAskedFit } from '@storeweave/rules/suppliers'
import { Fault } from '../kernel/fault.js'
import { BoundsService, type ConflictWay, type WantedBounds } from '../pricing/index.js'
import { SupplyPricesRepo } from './supply-prices.repo.js'

/** What the brand is to pay for a variant, and within which prices its supplier lets it be sold. */
export interface SupplyTerms {
  skuId: string
  supplyPrice: number
  bounds: AskedBounds
}

/** What becomes of prices that would lie outside, and from when bounds hold that wait for their date. */
export interface HowAccepted {
  way: ConflictWay
  startsAt?: string | undefined
}

/** Supply prices and suppliers' bounds: the bounds are the pricing's own, set in one way for everybody. */
@Injectable()
export class SupplyPrices {
  constructor(
    private readonly repo: SupplyPricesRepo,
    private readonly bounds: BoundsService,
  ) {}

  /**
   * Sets the terms of variants of a supplier, in the running transaction. Prices they would leave outside refuse it, are
   * clamped, or are left to the conflict desk with bounds that hold from a date. Throws `suppliers.bounds_invalid`, `access.not_found` for another's, and what setting bounds throws.
   */
  async set(
    supplierId: string,
    terms: readonly SupplyTerms[],
    { way, startsAt }: HowAccepted,
  ): Promise<void> {
    const from = way === 'schedule' ? startsAt : undefined
    for (const { skuId, supplyPrice, bounds } of terms) {
      if (!boundsAskedFit(bounds)) throw new Fault('suppliers.bounds_invalid')
      if (!(await this.repo.set(supplierId, skuId, supplyPrice))) throw new Fault('access.not_found')
      await this.bounds.setSupplierBounds({ skuId, bounds: wantedOf(bounds), way, startsAt: from })
    }
    // HQ's own bounds by ratio go with the supply price
    await this.bounds.supplyPriceChanged(
      terms.map((one) => one.skuId),
      way === 'clamp' ? 'clamp' : 'refuse',
    )
  }
}

function wantedOf(asked: AskedBounds): WantedBounds {
  if (asked.kind === 'none') return null
  return asked.kind === 'range'
    ? { priceMin: asked.min, priceMax: asked.max }
    : { ratioMin: asked.min, ratioMax: asked.max }
}
