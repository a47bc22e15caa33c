import { z } from 'zod'
import { MINOR_MAX } from './money.js'
import { Id, line, Quantity } from './shape.js'

/** What goes back of an order's line: pieces (or grams) at what was paid for them, or an amount for goods that stay. */
const RefundLine = z.union([
  z.strictObject({ lineId: Id, quantity: Quantity }),
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
