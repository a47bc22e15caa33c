import { z } from 'zod'
import { FulfilmentKind, FulfilmentState, OrderLine } from './selling.js'
import { Shipment } from './delivery.js'
import { Id, line, MinorAmount, page, PageQuery } from './shape.js'
import { Voucher } from './vouchers.js'

export const FulfilmentMove = z.enum(['ready', 'unready', 'expire', 'cancel'])
export const AdvanceFulfilment = z
  .strictObject({ move: FulfilmentMove, note: line(200, 0).default('') })
  .meta({ id: 'AdvanceFulfilment' })
export type AdvanceFulfilment = z.infer<typeof AdvanceFulfilment>
/** A card on the store's board. */
export const BoardCard = z
  .object({
    id: Id,
    orderId: Id,
    number: z.string(),
    kind: FulfilmentKind,
    state: FulfilmentState,
    storeId: Id,
    channel: z.string(),
    contactName: z.string(),
    contactPhone: z.string(),
    note: z.string(),
    payable: MinorAmount,
    currency: z.string(),
    paidAt: z.string(),
    promisedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    lines: z.array(OrderLine),
    /** Of a parcel: where it goes, and with whom; masked. */
    shipment: Shipment.nullable(),
    /** The voucher whose code was asked about; its line is the only one shown. */
    voucher: Voucher.optional(),
    allowed: z.array(z.string()),
  })
  .meta({ id: 'BoardCard' })
export type BoardCard = z.infer<typeof BoardCard>
export const BoardPage = page(BoardCard).meta({ id: 'BoardPage' })
export const ListBoard = PageQuery.extend({
  storeId: Id,
  kind: z.enum(['pickup', 'express']).default('pickup'),
  state: FulfilmentState.optional(),
})
export type ListBoard = z.infer<typeof ListBoard>
/** What goes onto a parcel and into it. */
export const ParcelLabel = z
  .object({
    id: Id,
    number: z.string(),
    note: z.string(),
    placedAt: z.string(),
    shipment: Shipment,
    lines: z.array(OrderLine),
  })
  .meta({ id: 'ParcelLabel' })
export type ParcelLabel = z.infer<typeof ParcelLabel>
export const ParcelLabels = z.object({ items: z.array(ParcelLabel) }).meta({ id: 'ParcelLabels' })
export type ParcelLabels = z.infer<typeof ParcelLabels>
/** 8 digits as typed (spaces allowed) or the whole text of the QR (`SW1:<8 digits>`). */
export const VerifyCode = z
  .strictObject({
    storeId: Id,
    code: z
      .string()
      .trim()
      .max(60)
      .transform((s) => s.replace(/^SW1:/, '').replace(/[\s-]/g, ''))
      .pipe(z.string().regex(/^\d{8}$/)),
    /** How many uses of a voucher are taken at once. */
    uses: z.int().min(1).max(999).default(1),
  })
  .meta({ id: 'VerifyCode' })
export type VerifyCode = z.infer<typeof VerifyCode>
export const Verified = z.object({ card: BoardCard, verifiedAt: z.string() }).meta({ id: 'Verified' })
export type Verified = z.infer<typeof Verified>
export const Verification = z
  .object({
    id: Id,
    orderId: Id,
    number: z.string(),
    storeId: Id,
    storeName: z.string(),
    clerk: z.string(),
    codeMasked: z.string(),
    at: z.string(),
    payable: MinorAmount,
    /** Uses of a voucher; null where goods were handed over. */
    uses: z.int().nullable(),
  })
  .meta({ id: 'Verification' })
export type Verification = z.infer<typeof Verification>
export const VerificationPage = page(Verification).meta({ id: 'VerificationPage' })
export const ListVerifications = PageQuery.extend({ storeId: Id.optional() })
export type ListVerifications = z.infer<typeof ListVerifications>
