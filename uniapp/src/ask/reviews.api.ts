import type {
  ListShopReviews,
  Media,
  MyReview,
  ShopReviewPage,
  WriteFollowup,
  WriteReview,
} from '@storeweave/contract'
import { ask } from './ask'
import type { Page } from './shop.api'

/** How a product is rated, and a page of what shoppers say of it. */
export const getReviews = (productId: string, query: Partial<ListShopReviews>) =>
  ask.get<ShopReviewPage>(`/shop/products/${productId}/reviews`, query)
/** What the shopper wrote about an order. */
export const myReviews = (orderId: string) =>
  ask.get<Page<MyReview>>('/shop/reviews', { orderId, limit: 100 })
/** A page of what the shopper wrote, newest first. */
export const allMyReviews = (cursor?: string) =>
  ask.get<Page<MyReview>>('/shop/reviews', { cursor, limit: 20 })
/** Reviews a bought line; its id is made here, so that twice is once. */
export const writeReview = (review: WriteReview) => ask.post<MyReview>('/shop/reviews', review)
/** Adds to a review. */
export const followReview = (id: string, more: WriteFollowup) =>
  ask.post<MyReview>(`/shop/reviews/${id}/followup`, more)
/** Takes a review back for good. */
export const withdrawReview = (id: string) => ask.delete<void>(`/shop/reviews/${id}`)
/** Sends a picture for the review of a line. */
export const sendPicture = (lineId: string, bytes: ArrayBuffer, type: string) =>
  ask.upload<Media>(`/shop/pictures?lineId=${lineId}`, bytes, type)
/** Sets the name others see. */
export const renameMember = (name: string) => ask.patch<void>('/shop/me', { name })
