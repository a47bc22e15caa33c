import { z } from 'zod'
import { Day, Id, line, MinorAmount, page, PageQuery, Words } from './shape.js'

/** A merchant number at WeChat Pay. */
const MerchantNumber = z.string().regex(/^\d{8,10}$/)
const Act = z.object({ by: z.string(), at: z.string() })

/**
 * Where a supplier's share of an order goes. `adding`: approved, and not yet known to the provider; `refused`: by HQ or by
 * the provider; `ended`: switched off, or another account took its place.
 */
export const ReceiverState = z.enum(['proposed', 'adding', 'active', 'refused', 'ended'])
export type ReceiverState = z.infer<typeof ReceiverState>
export const ShareReceiver = z
  .object({
    id: Id,
    type: z.literal('MERCHANT_ID'),
    account: z.string(),
    /** The merchant's full name, as the provider knows it. */
    name: z.string(),
    state: ReceiverState,
    proposed: Act.extend({ bySupplier: z.boolean() }),
    decided: Act.nullable(),
    /** Why it was refused or ended; the provider's words where the provider refused. */
    note: z.string(),
    /** What who asks may do to it now. */
    allowed: z.array(z.enum(['approve', 'refuse', 'end'])),
  })
  .meta({ id: 'ShareReceiver' })
export type ShareReceiver = z.infer<typeof ShareReceiver>
/** The newest first, at most 50. */
export const ShareReceivers = z.object({ items: z.array(ShareReceiver) }).meta({ id: 'ShareReceivers' })
export const ProposeReceiver = z
  .strictObject({ id: Id, account: MerchantNumber, name: line(100) })
  .meta({ id: 'ProposeReceiver' })
export type ProposeReceiver = z.infer<typeof ProposeReceiver>
export const EndReceiver = z.strictObject({ note: line(200) }).meta({ id: 'EndReceiver' })
export type EndReceiver = z.infer<typeof EndReceiver>

/** `maxRatio`: how much of an order the brand's merchant account may share, in parts of ten thousand; 3000 unless WeChat Pay has granted more. */
export const ShareSettings = z
  .strictObject({ maxRatio: z.int().min(1).max(10_000) })
  .meta({ id: 'ShareSettings' })
export type ShareSettings = z.infer<typeof ShareSettings>

/** `due`: decided, not yet with the provider; `sent`: the provider has it; `closed`: it could not be shared, and is paid out instead. */
export const ShareState = z.enum(['due', 'sent', 'done', 'closed'])
export type ShareState = z.infer<typeof ShareState>
/** `failed`: the supplier's account did not give it; `carried`: the brand pays the shopper, the supplier owes it. */
export const ShareReturnState = z.enum(['due', 'sent', 'done', 'failed', 'carried'])
export type ShareReturnState = z.infer<typeof ShareReturnState>

/** A share on its way back, before the refund it is for. */
export const ShareReturn = z
  .object({
    id: Id,
    refundId: Id,
    amount: MinorAmount,
    state: ShareReturnState,
    outReturnNo: z.string(),
    reason: z.string(),
    decided: Act.nullable(),
    note: z.string(),
    at: z.string(),
    allowed: z.array(z.enum(['retry', 'carry'])),
  })
  .meta({ id: 'ShareReturn' })
export type ShareReturn = z.infer<typeof ShareReturn>
/** An instruction to the provider: a supplier's share of an order, or (without a supplier) the rest of its money set free. */
export const Share = z
  .object({
    id: Id,
    kind: z.enum(['share', 'unfreeze']),
    supplier: z.object({ id: Id, code: z.string(), name: Words(60) }).nullable(),
    orderId: Id,
    orderNumber: z.string(),
    account: z.string(),
    amount: MinorAmount,
    returned: MinorAmount,
    currency: z.string(),
    state: ShareState,
    outOrderNo: z.string(),
    /** How often it was sent or asked for. */
    tries: z.int(),
    /** Why it is closed, or why it isn't with the provider yet. */
    reason: z.string(),
    day: Day,
    at: z.string(),
    doneAt: z.string().nullable(),
    returns: z.array(ShareReturn),
  })
  .meta({ id: 'Share' })
export type Share = z.infer<typeof Share>
export const SharePage = page(Share).meta({ id: 'SharePage' })
export const ListShares = PageQuery.extend({
  supplierId: Id.optional(),
  orderId: Id.optional(),
  /** `returning` and `return_failed`: shared, and a refund waits for it to come back. */
  state: z.enum([...ShareState.options, 'returning', 'return_failed']).optional(),
  kind: z.enum(['share', 'unfreeze']).optional(),
})
export type ListShares = z.infer<typeof ListShares>
export const CarryReturn = z.strictObject({ note: line(200) }).meta({ id: 'CarryReturn' })
export type CarryReturn = z.infer<typeof CarryReturn>
