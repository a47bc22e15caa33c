import { Injectable } from '@nestjs/common'
import type { ShopCard } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { inOrder } from './cards.repo.js'
import { ShopWindowRepo } from './shop-window.repo.js'

/** Chosen goods as a store's window shows them. */
@Injectable()
export class CardsService {
  constructor(private readonly windows: ShopWindowRepo) {}

  /** What the store sells of these products, in their order, at most 200. Throws `access.not_found` for a store that isn't open. */
  async of(storeId: string, productIds: readonly string[]): Promise<ShopCard[]> {
    if (!productIds.length) return []
    const goods = found(
      await this.windows.ranked(
        { storeId, limit: 200, sort: 'best', cursor: undefined },
        inOrder(productIds),
      ),
    )
    return goods.map(({ card }) => card)
  }
}
