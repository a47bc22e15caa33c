import { Injectable } from '@nestjs/common'
import type { ListMyReviews, MyReview, ReviewState, WriteFollowup, WriteReview } from '@storeweave/contract'
import { firstReviewState, nextReviewState } from '@storeweave/rules/reviews'
import { found } from '../kernel/access.js'
import { reading, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { PicturesService } from './pictures.service.js'
import { RatingsRepo } from './ratings.repo.js'
import { WritingRepo, type NewReview } from './writing.repo.js'

/** What shoppers say of goods they bought. */
@Injectable()
export class WritingService {
  constructor(
    private readonly reviews: WritingRepo,
    private readonly pictures: PicturesService,
    private readonly ratings: RatingsRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Reviews a bought line, once; the same id again answers the review that is there. Throws `access.not_found` for a
   * stranger's line, `reviews.order_open`, `reviews.written_already`, `reviews.store_rated_already`,
   * `reviews.picture_unknown`.
   */
  async write(input: WriteReview): Promise<MyReview> {
    const { reviewsAtOnce: atOnce } = await this.tenancy.settings()
    return transaction(async () => {
      const line = found(await this.reviews.lockLine(input.lineId, shopperId()))
      if (line.status !== 'completed') throw new Fault('reviews.order_open')
      const there = await this.reviews.ofLine(line.id, 'review')
      if (there && there.id !== input.id) throw new Fault('reviews.written_already')
      if (there) return this.mine(there.id)
      if (input.storeStars !== null && (await this.reviews.isStoreRated(line.order_id)))
        throw new Fault('reviews.store_rated_already')
      await this.keep({
        ...input,
        kind: 'review',
        memberId: shopperId(),
        line,
        mediaIds: input.pictureIds,
        state: firstReviewState({ pictures: input.pictureIds.length, atOnce }),
      })
      return this.mine(input.id)
    })
  }

  /** Adds to a review, once. Throws `access.not_found`, `reviews.not_followable`, `reviews.written_already`, `reviews.picture_unknown`. */
  async follow(reviewId: string, input: WriteFollowup): Promise<MyReview> {
    const { reviewsAtOnce: atOnce } = await this.tenancy.settings()
    return transaction(async () => {
      const first = found(await this.reviews.lock(reviewId, shopperId()))
      const there = await this.reviews.ofLine(first.line_id, 'followup')
      if (there && there.id !== input.id) throw new Fault('reviews.written_already')
      if (there) return this.mine(reviewId)
      if (first.state === 'hidden' || first.state === 'withdrawn') throw new Fault('reviews.not_followable')
      await this.keep({
        ...input,
        kind: 'followup',
        memberId: shopperId(),
        line: { ...first, id: first.line_id },
        stars: first.stars,
        storeStars: null,
        mediaIds: input.pictureIds,
        anonymous: first.anonymous,
        state: firstReviewState({ pictures: input.pictureIds.length, atOnce }),
      })
      return this.mine(reviewId)
    })
  }

  /** Takes a review and what was added to it back for good: words and pictures go, the stars count no more. Throws `access.not_found`. */
  withdraw(reviewId: string): Promise<void> {
    return transaction(async () => {
      const first = found(await this.reviews.lock(reviewId, shopperId()))
      const to = nextReviewState(first.state, 'withdraw')
      if (!to) return
      await this.ratings.take([reviewId])
      await this.pictures.dropOfLine(first.line_id)
      await this.reviews.withdraw(first.line_id)
      await this.tell({ ...first, line: first }, first.state, to)
    })
  }

  /** A page of the shopper's own reviews. */
  page(q: ListMyReviews): Promise<{ items: MyReview[]; nextCursor: string | null }> {
    return reading(() => this.reviews.page(shopperId(), q))
  }

  private async keep(review: NewReview): Promise<void> {
    if (!(await this.reviews.insert(review))) throw new Fault('request.key_reused')
    await this.pictures.use(review.mediaIds, review.id, review.line.id)
    if (review.state === 'shown') await this.ratings.add([review.id])
    await this.tell(review, null, review.state)
  }
  private tell(
    { id, stars, line }: Pick<NewReview, 'id' | 'stars'> & { line: { product_id: string; store_id: string } },
    from: ReviewState | null,
    to: ReviewState,
  ): Promise<void> {
    return emit('reviews.review_moved', {
      reviewId: id,
      productId: line.product_id,
      storeId: line.store_id,
      stars,
      from,
      to,
    })
  }
  private async mine(id: string): Promise<MyReview> {
    return found(await this.reviews.one(id, shopperId()))
  }
}
