import type { ListReviews, StaffReview } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const reviewsApi = {
  /** A page of what shoppers wrote about goods of the store. */
  list: (
    asked: Partial<Record<keyof ListReviews, string | undefined>>,
    { signal, ...page }: PageAsk,
  ): Promise<KeysetPage<StaffReview>> => ask('GET /api/reviews', { query: { ...asked, ...page }, signal }),
  /** Says something to a review; empty words take it back. */
  reply: (id: string, words: string): Promise<StaffReview> =>
    ask('PUT /api/reviews/:id/reply', { params: { id }, body: { words } }),
}
