import { z } from 'zod'
import { Id, Instant } from './shape.js'

/** When a product goes on sale and comes off it by itself; null where nothing is planned. */
export const ProductPlan = z
  .object({
    productId: Id,
    publishAt: z.string().nullable(),
    retireAt: z.string().nullable(),
    /** Why the last plan could not be carried out, in words; empty when it could. */
    fault: z.string(),
    by: z.string(),
  })
  .meta({ id: 'ProductPlan' })
export type ProductPlan = z.infer<typeof ProductPlan>
export const SetProductPlan = z
  .strictObject({ publishAt: Instant.nullable(), retireAt: Instant.nullable() })
  .meta({ id: 'SetProductPlan' })
export type SetProductPlan = z.infer<typeof SetProductPlan>
