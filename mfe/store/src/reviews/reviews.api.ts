import type { ListReviews, StaffReview, StaffReviewPage } from '@storeweave/contract'
import { ask, type PageAsk } from '@storeweave/kit'

export const reviewsApi = {
  /** A page of what shoppers wrote about goods of the store, and how they rate it. */
  list: (
    asked: Partial<Record<keyof ListReviews, string | undefined>>,
    { signal, ...page }: PageAsk,
  ): Promise<StaffReviewPage> => ask('GET /api/reviews', { query: { ...asked, ...page }, signal }),
  /** Says something to a review; empty words take it back. */
  reply: (id: string, words: string): Promise<StaffReview> =>
    ask('PUT /api/reviews/:id/reply', { params: { id }, body: { words } }),
}
