import { z } from 'zod'
import { Media, ProductState, ShopCard } from './catalog.js'
import { Id, Words } from './shape.js'

/** Why goods are offered beside others, the strongest reason first. */
export const RelatedReason = z.enum(['chosen', 'bought_together', 'same_brand', 'same_category'])
export type RelatedReason = z.infer<typeof RelatedReason>

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** Goods for who looks at these products, or has them in the cart: up to 20 ids, parted by `,`. */
export const AskRelated = z.object({
  storeId: Id,
  products: z
    .string()
    .max(740)
    .regex(new RegExp(`^${UUID}(,${UUID}){0,19}$`)),
  limit: z.coerce.number().int().min(1).max(24).default(12),
})
export type AskRelated = z.infer<typeof AskRelated>
/** What the store sells and has of them, best first, each with its reason. */
export const RelatedGoods = z
  .object({ items: z.array(ShopCard.extend({ reason: RelatedReason })) })
  .meta({ id: 'RelatedGoods' })
export type RelatedGoods = z.infer<typeof RelatedGoods>

/** Goods a merchandiser chose to go with a product, in their order. */
export const ChosenGoods = z
  .object({
    items: z.array(
      z.object({ productId: Id, name: Words(120), picture: Media.nullable(), state: ProductState }),
    ),
  })
  .meta({ id: 'ChosenGoods' })
export type ChosenGoods = z.infer<typeof ChosenGoods>
export const ChooseGoods = z.strictObject({ productIds: z.array(Id).max(20) }).meta({ id: 'ChooseGoods' })
export type ChooseGoods = z.infer<typeof ChooseGoods>
