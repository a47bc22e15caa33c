import { z } from 'zod'
import { MINOR_MAX } from './money.js'
import { Id, line, MinorAmount, Quantity } from './shape.js'

/**
 * What goes back of an order's line: pieces (or grams) at what was paid for them, put back on the shelf or not; or an
 * amount for goods that stay.
 */
const RefundLine = z.union([
  z.strictObject({ lineId: Id, quantity: Quantity, restock: z.boolean().default(false) }),
  z.strictObject({ lineId: Id, amount: z.int().min(1).max(MINOR_MAX) }),
])
export type RefundLine = z.infer<typeof RefundLine>
/** A refund of lines of a completed order. The id is the asker's: the same again changes nothing. */
export const RefundLines = z
  .strictObject({ id: Id, lines: z.array(RefundLine).min(1).max(200), reason: line(200) })
  .refine(({ lines }) => new Set(lines.map((l) => l.lineId)).size === lines.length, {
    message: 'a line twice',
    path: ['lines'],
  })
  .meta({ id: 'RefundLines' })
export type RefundLines = z.infer<typeof RefundLines>
export type AskedRefund = z.input<typeof RefundLines>

/** Money of an order that went back or is on its way; `lines` are empty where the whole order was called off. */
export const OrderRefund = z
  .object({
    id: Id,
    amount: MinorAmount,
    state: z.enum(['due', 'sent', 'done', 'failed']),
    reason: z.string(),
    /** Waits until what a supplier was sent of the order is back. */
    held: z.boolean(),
    /** When it was back, or decided while it isn't. */
    at: z.string(),
    lines: z.array(z.object({ lineId: Id, quantity: z.int(), amount: MinorAmount, restocked: z.boolean() })),
  })
  .meta({ id: 'OrderRefund' })
export type OrderRefund = z.infer<typeof OrderRefund>
/** A line money can still go back of: what was paid for it, and what of it went back or is on its way. */
export const RefundableLine = z
  .object({ lineId: Id, share: MinorAmount, refundedQuantity: z.int(), refundedAmount: MinorAmount })
  .meta({ id: 'RefundableLine' })
export type RefundableLine = z.infer<typeof RefundableLine>
