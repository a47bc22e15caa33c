import { z } from 'zod'
import { Media } from './catalog.js'
import { Id, line, MinorAmount, page, PageQuery, Words, WordsOrNone } from './shape.js'

export const VoucherState = z.enum(['live', 'used', 'expired', 'refunded'])
export type VoucherState = z.infer<typeof VoucherState>
/** Uses of a voucher at one moment, in one store. */
export const VoucherUse = z
  .object({ at: z.string(), storeName: Words(60), uses: z.int(), clerk: z.string() })
  .meta({ id: 'VoucherUse' })
/** A voucher as bought. `code` and `qr` are its shopper's alone, while it holds; clerks are named to staff alone. */
export const Voucher = z
  .object({
    id: Id,
    orderId: Id,
    lineId: Id,
    productId: Id,
    name: Words(120),
    optionText: WordsOrNone(200),
    picture: Media.nullable(),
    state: VoucherState,
    uses: z.int(),
    used: z.int(),
    refunded: z.int(),
    issuedAt: z.string(),
    expiresAt: z.string().nullable(),
    code: z.string().nullable(),
    qr: z.string().nullable(),
    codeMasked: z.string(),
    howTo: z.object({ zh: z.string(), en: z.string() }),
    /** Who asks may have the money of what is left of it back. */
    refundable: z.boolean(),
    history: z.array(VoucherUse),
  })
  .meta({ id: 'Voucher' })
export type Voucher = z.infer<typeof Voucher>
export const VoucherPage = page(Voucher).meta({ id: 'VoucherPage' })
export const ListMyVouchers = PageQuery.extend({
  /** Those that can be used, or those that can't any more; left out: all. */
  is: z.enum(['live', 'over']).optional(),
})
export type ListMyVouchers = z.infer<typeof ListMyVouchers>
/** What is left of a voucher goes back. The id is the asker's: the same again changes nothing. */
export const RefundVoucher = z
  .strictObject({ id: Id, reason: line(200, 0).default('') })
  .meta({ id: 'RefundVoucher' })
export type RefundVoucher = z.infer<typeof RefundVoucher>
/** What became of a voucher, and what went back for it. */
export const VoucherRefunded = z
  .object({ voucher: Voucher, amount: MinorAmount })
  .meta({ id: 'VoucherRefunded' })
export type VoucherRefunded = z.infer<typeof VoucherRefunded>
