import { z } from 'zod'
import { Id } from './shape.js'

/** Everything that happened and others may care about: name, and the shape of what it carries. Delivered at least once. */
export const events = {
  'selling.order_placed': z.object({ orderId: Id, storeId: Id, number: z.string(), payable: z.int() }),
  'selling.order_paid': z.object({
    orderId: Id,
    storeId: Id,
    number: z.string(),
    paid: z.int(),
    channel: z.string(),
  }),
  'selling.order_cancelled': z.object({ orderId: Id, storeId: Id, number: z.string(), reason: z.string() }),
  'fulfilment.moved': z.object({
    fulfilmentId: Id,
    orderId: Id,
    storeId: Id,
    number: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  'fulfilment.verified': z.object({ fulfilmentId: Id, orderId: Id, storeId: Id, number: z.string() }),
  'inventory.stock_moved': z.object({ locationId: Id, storeId: Id.nullable(), skuIds: z.array(Id) }),
  'payments.refund_due': z.object({ refundId: Id, orderId: Id, storeId: Id, amount: z.int() }),
  'payments.refunded': z.object({ refundId: Id, orderId: Id, storeId: Id, amount: z.int() }),
  'pricing.price_changed': z.object({ skuId: Id, storeId: Id.nullable() }),
  // a sheet changes many prices of a store at once: one event for them
  'pricing.prices_changed': z.object({ storeId: Id, skuIds: z.array(Id).min(1).max(1000) }),
  'people.factor_reset': z.object({ personId: Id, by: Id.nullable() }),
  /** What is sold where changed: in one store, or by HQ in any (null); of these goods, or of too many to name. */
  'assortment.changed': z.object({ storeId: Id.nullable(), productIds: z.array(Id).max(1000).optional() }),
  /** The tree of categories or what is in use of tags changed: which goods lie below or have one may be others. */
  'catalog.sorting_changed': z.object({}),
  /** A shopper's review, or what they added to it, came or changed its state; `from` is null for a new one. */
  'reviews.review_moved': z.object({
    reviewId: Id,
    productId: Id,
    storeId: Id,
    stars: z.int(),
    from: z.string().nullable(),
    to: z.string(),
  }),
  /** A shopper asked something back, or it went on (or to HQ: `from` is `to`); `from` is null for a new one. */
  'returns.moved': z.object({
    returnId: Id,
    orderId: Id,
    storeId: Id,
    from: z.string().nullable(),
    to: z.string(),
  }),
  'catalog.product_changed': z.object({ productId: Id, state: z.string() }),
  /** Somebody of the brand or of a supplier wrote to the other. */
  'suppliers.message_written': z.object({ supplierId: Id, side: z.enum(['brand', 'supplier']) }),
  // an import writes many at once: one event for them, their prices may have changed too
  'catalog.products_changed': z.object({ productIds: z.array(Id).min(1).max(1000) }),
} as const
export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>

/** What the server-sent stream of `/api/live` carries: a hint to look again, never the data itself. */
export const LiveHint = z
  .object({
    id: Id,
    name: z.string(),
    storeId: Id.nullable(),
    orderId: Id.nullable(),
    /** Of what concerns one supplier: heard by its own people and by HQ's. */
    supplierId: Id.nullable().default(null),
    at: z.string(),
  })
  .meta({ id: 'LiveHint' })
export type LiveHint = z.infer<typeof LiveHint>
