import { Injectable } from '@nestjs/common'
import type {
  DecideReview,
  ListReviews,
  ReviewState,
  StaffReview,
  StaffReviewPage,
} from '@storeweave/contract'
import { nextReviewState } from '@storeweave/rules/reviews'
import { found, mustReach, within } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { ModerationRepo, type QueuedReview } from './moderation.repo.js'
import { RatingsRepo } from './ratings.repo.js'

/** What HQ and stores do about what shoppers wrote. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly reviews: ModerationRepo,
    private readonly ratings: RatingsRepo,
  ) {}

  /** A page of the reviews of stores within reach; of one store also how it is rated. */
  page(q: ListReviews): Promise<StaffReviewPage> {
    const reach = within('read', 'Review')
    const seen = q.storeId !== undefined && (reach?.includes(q.storeId) ?? true)
    return reading(async () => ({
      ...(await this.reviews.page(q, reach)),
      storeRating: seen ? await this.reviews.storeRating(q.storeId!) : null,
    }))
  }

  async one(id: string): Promise<StaffReview> {
    const review = found(await reading(() => this.reviews.one(id)))
    mustReach('read', 'Review', { storeId: review.storeId })
    return review
  }

  /** Shows or hides a review, in its product's and its store's rating too. Throws `reviews.reason_needed`, `reviews.move_illegal`, `reviews.order_refunded`. */
  decide(id: string, { decision, reason }: DecideReview): Promise<StaffReview> {
    return transaction(async () => {
      const review = found(await this.reviews.lock(id))
      const to = nextReviewState(review.state, decision)
      if (!to) throw new Fault('reviews.move_illegal')
      if (decision === 'hide' && !reason) throw new Fault('reviews.reason_needed')
      if (decision === 'show' && review.status !== 'completed') throw new Fault('reviews.order_refunded')
      const why = decision === 'hide' ? reason : null
      await this.move(review, to, why)
      record({
        subject: 'Review',
        id,
        name: review.product_zh,
        storeId: review.store_id,
        before: { state: review.state },
        after: { state: to, ...(why ? { reason: why } : {}) },
      })
      return found(await this.reviews.one(id))
    })
  }

  /** Hides what was written about an order whose money went back: it counts no more. */
  hideRefunded(orderId: string): Promise<void> {
    return transaction(async () => {
      for (const review of await this.reviews.lockOfOrder(orderId))
        if (review.status === 'refunded') await this.move(review, 'hidden', 'refunded')
    })
  }

  /** Says something to a shown review for everybody to read; empty words take it back. Throws `reviews.not_shown`. */
  reply(id: string, words: string): Promise<StaffReview> {
    return transaction(async () => {
      const review = found(await this.reviews.lock(id))
      mustReach('reply', 'Review', { storeId: review.store_id })
      if (words && review.state !== 'shown') throw new Fault('reviews.not_shown')
      await this.reviews.reply(id, words)
      record({
        subject: 'Review',
        id,
        name: review.product_zh,
        storeId: review.store_id,
        before: { reply: review.reply },
        after: { reply: words },
      })
      return found(await this.reviews.one(id))
    })
  }

  private async move(review: QueuedReview, to: ReviewState, reason: StaffReview['reason']): Promise<void> {
    if (review.state === 'shown') await this.ratings.take([review.id])
    await this.reviews.decide(review.id, to, reason)
    if (to === 'shown') await this.ratings.add([review.id])
    await emit('reviews.review_moved', {
      reviewId: review.id,
      productId: review.product_id,
      storeId: review.store_id,
      stars: review.stars,
      from: review.state,
      to,
    })
  }
}
