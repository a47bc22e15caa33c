import { z } from 'zod'
import { ActedBy, Pieces, purchaseGoods, PurchaseSeller } from './purchasing.js'
import { Flag, Id, line, MinorAmount, page, PageQuery, Quantity, SignedMinor, Words } from './shape.js'

export const PurchaseState = z.enum([
  'to_approve',
  'submitted',
  'confirmed',
  'shipped',
  'closed',
  'refused',
  'declined',
  'cancelled',
])
export type PurchaseState = z.infer<typeof PurchaseState>
export const ShipmentState = z.enum(['in_transit', 'received'])
export type ShipmentState = z.infer<typeof ShipmentState>
export const DifferenceReason = z.enum(['missing', 'damaged', 'wrong_goods', 'expired'])
export type DifferenceReason = z.infer<typeof DifferenceReason>
/** Orders all that the cart has of a seller. `total` is what the person saw. */
export const SubmitPurchase = z
  .strictObject({ id: Id, storeId: Id, sellerId: Id, total: MinorAmount, note: line(200, 0).default('') })
  .meta({ id: 'SubmitPurchase' })
export type SubmitPurchase = z.infer<typeof SubmitPurchase>
export const PurchaseRow = z
  .object({
    id: Id,
    number: z.string(),
    seller: PurchaseSeller,
    store: z.object({ id: Id, name: Words(60) }),
    state: PurchaseState,
    lineCount: z.int(),
    /** Minor units: of what was asked, of what the seller confirmed (null before), and of what came. */
    asked: MinorAmount,
    confirmed: MinorAmount.nullable(),
    received: MinorAmount,
    currency: z.string(),
    submitted: ActedBy,
    /** Shipments that are on their way. */
    underWay: z.int(),
  })
  .meta({ id: 'PurchaseRow' })
export type PurchaseRow = z.infer<typeof PurchaseRow>
export const PurchasePage = page(PurchaseRow).meta({ id: 'PurchasePage' })
const filters = { state: PurchaseState.optional(), underWay: Flag.optional() }
export const ListPurchases = PageQuery.extend({ ...filters, storeId: Id.optional(), sellerId: Id.optional() })
export type ListPurchases = z.infer<typeof ListPurchases>
export const ListOwnPurchases = PageQuery.extend(filters)
export type ListOwnPurchases = z.infer<typeof ListOwnPurchases>
export const PurchaseLine = z
  .object({
    id: Id,
    ...purchaseGoods,
    barcodes: z.array(z.string()),
    price: MinorAmount,
    pack: z.int(),
    asked: z.int(),
    confirmed: z.int().nullable(),
    shipped: z.int(),
    received: z.int(),
    total: MinorAmount,
  })
  .meta({ id: 'PurchaseLine' })
export type PurchaseLine = z.infer<typeof PurchaseLine>
export const PurchaseShipment = z
  .object({
    id: Id,
    number: z.string(),
    state: ShipmentState,
    carrier: z.string(),
    waybill: z.string(),
    shipped: ActedBy,
    received: ActedBy.nullable(),
    note: z.string(),
    lines: z.array(
      z.object({
        lineId: Id,
        quantity: z.int(),
        received: z.int().nullable(),
        reason: DifferenceReason.nullable(),
      }),
    ),
  })
  .meta({ id: 'PurchaseShipment' })
export type PurchaseShipment = z.infer<typeof PurchaseShipment>
export const PurchaseMove = z.enum([
  'approve',
  'refuse',
  'cancel',
  'confirm',
  'decline',
  'ship',
  'receive',
  'end',
])
export type PurchaseMove = z.infer<typeof PurchaseMove>
export const PurchaseOrder = PurchaseRow.extend({
  note: z.string(),
  /** The seller is settled with by contract when the goods are sold, not when they come. */
  settledAtSale: z.boolean(),
  lines: z.array(PurchaseLine),
  shipments: z.array(PurchaseShipment),
  events: z.array(z.object({ move: z.string(), by: z.string(), at: z.string(), note: z.string() })),
  /** What who asks may do to it now. */
  allowed: z.array(PurchaseMove),
}).meta({ id: 'PurchaseOrder' })
export type PurchaseOrder = z.infer<typeof PurchaseOrder>
export const DecidePurchase = z
  .strictObject({ approve: z.boolean(), reason: line(200, 0).default('') })
  .refine((d) => d.approve || d.reason !== '', { message: 'needs a reason', path: ['reason'] })
  .meta({ id: 'DecidePurchase' })
export type DecidePurchase = z.infer<typeof DecidePurchase>
export const EndPurchase = z.strictObject({ reason: line(200) }).meta({ id: 'EndPurchase' })
export type EndPurchase = z.infer<typeof EndPurchase>
const eachLine = <T extends z.ZodType>(shape: T) => z.array(shape).min(1).max(200)
/** What the seller delivers of every line; nothing of any declines the order. Less than asked needs a reason. */
export const ConfirmPurchase = z
  .strictObject({
    lines: eachLine(z.strictObject({ lineId: Id, quantity: Pieces })),
    reason: line(200, 0).default(''),
  })
  .meta({ id: 'ConfirmPurchase' })
export type ConfirmPurchase = z.infer<typeof ConfirmPurchase>
export const ShipPurchase = z
  .strictObject({
    id: Id,
    carrier: line(20),
    waybill: line(40),
    lines: eachLine(z.strictObject({ lineId: Id, quantity: Quantity })),
  })
  .meta({ id: 'ShipPurchase' })
export type ShipPurchase = z.infer<typeof ShipPurchase>
/** What was counted of every line of a shipment; less than shipped needs a reason. */
export const ReceiveShipment = z
  .strictObject({
    shipmentId: Id,
    lines: eachLine(
      z.strictObject({ lineId: Id, quantity: Pieces, reason: DifferenceReason.nullable().default(null) }),
    ),
    note: line(200, 0).default(''),
  })
  .meta({ id: 'ReceiveShipment' })
export type ReceiveShipment = z.infer<typeof ReceiveShipment>

// what is owed
export const TradeParty = z.enum(['store', 'supplier'])
export type TradeParty = z.infer<typeof TradeParty>
/** What a store owes HQ, or HQ owes a supplier, for goods delivered to order. */
export const TradeAccount = z
  .object({ id: Id, party: TradeParty, code: z.string(), name: Words(60), owed: SignedMinor })
  .meta({ id: 'TradeAccount' })
export type TradeAccount = z.infer<typeof TradeAccount>
export const TradeAccounts = z
  .object({ items: z.array(TradeAccount), currency: z.string() })
  .meta({ id: 'TradeAccounts' })
/** A delivery adds to what is owed, a payment takes from it. */
export const TradeEntry = z
  .object({
    id: Id,
    kind: z.enum(['delivery', 'payment']),
    amount: SignedMinor,
    currency: z.string(),
    purchaseId: Id.nullable(),
    number: z.string(),
    note: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'TradeEntry' })
export type TradeEntry = z.infer<typeof TradeEntry>
export const TradeEntryPage = page(TradeEntry).extend({ owed: SignedMinor }).meta({ id: 'TradeEntryPage' })
export type TradeEntryPage = z.infer<typeof TradeEntryPage>
export const ListTradeEntries = PageQuery
export type ListTradeEntries = z.infer<typeof ListTradeEntries>
export const RecordTradePayment = z
  .strictObject({ id: Id, amount: MinorAmount.min(1), bankRef: line(64), note: line(200, 0).default('') })
  .meta({ id: 'RecordTradePayment' })
export type RecordTradePayment = z.infer<typeof RecordTradePayment>
