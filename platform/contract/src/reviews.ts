import { z } from 'zod'
import { Media } from './catalog.js'
import { Id, lines, page, PageQuery, Rating, Words, WordsOrNone } from './shape.js'

const Stars = z.int().min(1).max(5)
/** A review waits to be looked at, is shown to everybody, was hidden by HQ, or taken back by who wrote it. */
export const ReviewState = z.enum(['waiting', 'shown', 'hidden', 'withdrawn'])
export type ReviewState = z.infer<typeof ReviewState>
/** Why HQ hides what a shopper wrote. */
export const HideReason = z.enum(['abuse', 'advert', 'personal', 'off_topic', 'unlawful'])
/** The same, and that the order's money went back. */
export const HiddenFor = z.enum([...HideReason.options, 'refunded'])

const PICTURES_MOST = 9
/** Words and pictures a shopper may leave out. */
const said = {
  words: lines(1000).default(''),
  pictureIds: z.array(Id).max(PICTURES_MOST).default([]),
}
/** What a shopper says of one bought line. `storeStars` once an order; the same `id` again is the same review. */
export const WriteReview = z
  .strictObject({
    id: Id,
    lineId: Id,
    stars: Stars,
    storeStars: Stars.nullable().default(null),
    ...said,
    anonymous: z.boolean().default(false),
  })
  .meta({ id: 'WriteReview' })
export type WriteReview = z.infer<typeof WriteReview>
/** What the same shopper adds later, once; no stars. */
export const WriteFollowup = z
  .strictObject({ id: Id, words: lines(1000).refine((text) => text.length > 0), pictureIds: said.pictureIds })
  .meta({ id: 'WriteFollowup' })
export type WriteFollowup = z.infer<typeof WriteFollowup>

const written = { id: Id, words: z.string(), pictures: z.array(Media), at: z.string() }
const Reply = z.object({ words: z.string(), at: z.string() })
const standing = { state: ReviewState, reason: HiddenFor.nullable() }
/** A shopper's own review, whatever has become of it. */
export const MyReview = z
  .object({
    ...written,
    ...standing,
    orderId: Id,
    lineId: Id,
    productId: Id,
    productName: Words(120),
    productPicture: Media.nullable(),
    option: WordsOrNone(200),
    stars: Stars,
    storeStars: Stars.nullable(),
    anonymous: z.boolean(),
    reply: Reply.nullable(),
    followup: z.object({ ...written, ...standing, reply: Reply.nullable() }).nullable(),
  })
  .meta({ id: 'MyReview' })
export type MyReview = z.infer<typeof MyReview>
export const MyReviewPage = page(MyReview).meta({ id: 'MyReviewPage' })
export const ListMyReviews = PageQuery.extend({ orderId: Id.optional() })
export type ListMyReviews = z.infer<typeof ListMyReviews>
/** The bought line a picture is for. */
export const ForLine = z.object({ lineId: Id })
export type ForLine = z.infer<typeof ForLine>

/** How a product is rated: `stars` counts the shown reviews with 1 to 5 stars, `pictured` those with pictures. */
export const ProductRating = z
  .object({ average: z.number().nullable(), count: z.int(), stars: z.array(z.int()), pictured: z.int() })
  .meta({ id: 'ProductRating' })
export type ProductRating = z.infer<typeof ProductRating>
/** A review as everybody sees it; `nick` is null for who doesn't give one. Mobile numbers in words are masked. */
export const ShopReview = z
  .object({
    ...written,
    stars: Stars,
    nick: z.string().nullable(),
    option: WordsOrNone(200),
    reply: Reply.nullable(),
    followup: z.object({ ...written, reply: Reply.nullable() }).nullable(),
  })
  .meta({ id: 'ShopReview' })
export type ShopReview = z.infer<typeof ShopReview>
export const ShopReviewPage = page(ShopReview)
  .extend({ rating: ProductRating })
  .meta({ id: 'ShopReviewPage' })
export type ShopReviewPage = z.infer<typeof ShopReviewPage>
export const ListShopReviews = PageQuery.extend({
  /** All; those with pictures (the buyer show); those with one or two stars. */
  show: z.enum(['all', 'pictured', 'low']).default('all'),
})
export type ListShopReviews = z.infer<typeof ListShopReviews>

/** A review as staff see it. A follow-up comes with the stars and words it follows. */
export const StaffReview = z
  .object({
    ...written,
    ...standing,
    kind: z.enum(['review', 'followup']),
    stars: Stars,
    storeStars: Stars.nullable(),
    first: z.string().nullable(),
    nick: z.string().nullable(),
    productId: Id,
    productName: Words(120),
    productPicture: Media.nullable(),
    option: WordsOrNone(200),
    storeId: Id,
    storeName: Words(60),
    orderId: Id,
    decided: z.object({ by: z.string(), at: z.string() }).nullable(),
    reply: Reply.extend({ by: z.string() }).nullable(),
  })
  .meta({ id: 'StaffReview' })
export type StaffReview = z.infer<typeof StaffReview>
/** `storeRating` is that of the one store that was asked about. */
export const StaffReviewPage = page(StaffReview)
  .extend({ storeRating: Rating.nullable() })
  .meta({ id: 'StaffReviewPage' })
export type StaffReviewPage = z.infer<typeof StaffReviewPage>
/** What waits comes oldest first, everything else newest first. */
export const ListReviews = PageQuery.extend({
  state: ReviewState.exclude(['withdrawn']).default('waiting'),
  storeId: Id.optional(),
  productId: Id.optional(),
  show: z.enum(['pictured', 'low', 'unanswered']).optional(),
})
export type ListReviews = z.infer<typeof ListReviews>
/** `reason` is needed to hide. */
export const DecideReview = z
  .strictObject({ decision: z.enum(['show', 'hide']), reason: HideReason.nullable().default(null) })
  .meta({ id: 'DecideReview' })
export type DecideReview = z.infer<typeof DecideReview>
/** What the store says to it; empty takes it back. */
export const ReplyReview = z.strictObject({ words: lines(500) }).meta({ id: 'ReplyReview' })
export type ReplyReview = z.infer<typeof ReplyReview>
/** Whether words alone are shown at once; pictures always wait to be looked at. */
export const ReviewSettings = z.strictObject({ atOnce: z.boolean() }).meta({ id: 'ReviewSettings' })
export type ReviewSettings = z.infer<typeof ReviewSettings>
