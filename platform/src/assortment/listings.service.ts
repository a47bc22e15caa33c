import { Injectable } from '@nestjs/common'
import type { ListStoreGoods, StoreGood, StoreGoodPage } from '@storeweave/contract'
import type { z } from 'zod'
import { found, mustReach } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { DecisionsService, UnitsRepo } from '../org/index.js'
import { ListingsRepo } from './listings.repo.js'

/** What a store lists of the goods that HQ lets it sell. */
@Injectable()
export class ListingsService {
  constructor(
    private readonly listings: ListingsRepo,
    private readonly units: UnitsRepo,
    private readonly decisions: DecisionsService,
  ) {}

  /** A page of published goods with whether and why the store sells them. */
  page(storeId: string, q: ListStoreGoods): Promise<z.infer<typeof StoreGoodPage>> {
    mustReach('read', 'Listing', { storeId })
    return transaction(async () => {
      await this.mustExist(storeId)
      return this.listings.page(storeId, q)
    })
  }

  /**
   * Lists a product or takes it off the shelves; orders that come after the answer are held to it. Throws
   * `assortment.decided_above`, `assortment.not_released`.
   */
  set(storeId: string, productId: string, listed: boolean): Promise<StoreGood> {
    mustReach('update', 'Listing', { storeId })
    return transaction(async () => {
      await this.mustExist(storeId)
      const before = found(await this.listings.one(storeId, productId))
      await this.decisions.mustDecide('listing', storeId)
      if (before.reason === 'not_released') throw new Fault('assortment.not_released')
      if (!(await this.listings.set(storeId, productId, listed))) return before
      await touchAnswers(storeId)
      await emit('assortment.changed', { storeId, productIds: [productId] })
      record({
        subject: 'Listing',
        id: productId,
        name: before.name.zh,
        storeId,
        before: { listed: !listed },
        after: { listed },
      })
      return found(await this.listings.one(storeId, productId))
    })
  }

  private async mustExist(storeId: string): Promise<void> {
    const [unit] = await this.units.named([storeId])
    if (unit?.kind !== 'store') throw new Fault('access.not_found')
  }
}
