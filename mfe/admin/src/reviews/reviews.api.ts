import type { DecideReview, ListReviews, ReviewSettings, StaffReview } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export type Asked = Partial<Record<keyof ListReviews, string | undefined>>

/** A page of what shoppers wrote. */
export const reviewsOf = (asked: Asked, { signal, ...page }: PageAsk): Promise<KeysetPage<StaffReview>> =>
  ask('GET /api/reviews', { query: { ...asked, ...page }, signal })
/** Shows or hides a review. */
export const decide = (id: string, body: DecideReview): Promise<StaffReview> =>
  ask('POST /api/reviews/:id/decisions', { params: { id }, body })
/** Says something to a review; empty words take it back. */
export const reply = (id: string, words: string): Promise<StaffReview> =>
  ask('PUT /api/reviews/:id/reply', { params: { id }, body: { words } })
export const settingsOf = (signal: AbortSignal): Promise<ReviewSettings> =>
  ask('GET /api/review-settings', { signal })
export const setSettings = (body: ReviewSettings): Promise<ReviewSettings> =>
  ask('PUT /api/review-settings', { body })
