import { Injectable } from '@nestjs/common'
import type { ListShopReviews, ShopReviewPage } from '@storeweave/contract'
import { averageOf } from '@storeweave/rules/reviews'
import { found } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { ShownReviewsRepo } from './shown-reviews.repo.js'

/** Reviews as everybody sees them. */
@Injectable()
export class ShownReviewsService {
  constructor(private readonly shown: ShownReviewsRepo) {}

  /** How a product is rated, and a page of its reviews. Throws `access.not_found`. */
  async page(productId: string, q: ListShopReviews): Promise<ShopReviewPage> {
    const { rated, pictured, items, nextCursor } = found(await reading(() => this.shown.page(productId, q)))
    const count = rated.reduce((sum, given) => sum + given, 0)
    return { rating: { average: averageOf(rated), count, stars: rated, pictured }, items, nextCursor }
  }
}
