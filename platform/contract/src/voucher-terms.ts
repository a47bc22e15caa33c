import { z } from 'zod'
import { Day, lines } from './shape.js'

/** How many vouchers one order may bring. */
export const VOUCHERS_MOST = 100
/** What one voucher of a SKU is good for. */
export const VoucherTerms = z
  .strictObject({
    /** How often it can be used; a virtual product is used once. */
    uses: z.int().min(1).max(999),
    /** How many days it holds after the day it was paid; null for no such end. */
    validDays: z.int().min(1).max(3650).nullable(),
    /** The last day it holds; null for no such end. The earlier end counts. */
    validUntil: Day.nullable(),
    /** Whether shoppers may give one back that was never used. */
    refundable: z.boolean(),
    /** How to redeem it. */
    howTo: z.strictObject({ zh: lines(500), en: lines(500) }),
  })
  .meta({ id: 'VoucherTerms' })
export type VoucherTerms = z.infer<typeof VoucherTerms>
