import { z } from 'zod'
import { SoldPart } from './bundles.js'
import { Media, ScannedCode } from './catalog.js'
import { Province, Shipment } from './delivery.js'
import { OrderRefund, RefundableLine } from './refunds.js'
import {
  Day,
  Id,
  line,
  lines,
  MinorAmount,
  page,
  PageQuery,
  ProductKind,
  Quantity,
  Search,
  SignedMinor,
  Words,
  WordsOrNone,
} from './shape.js'
import { Voucher } from './vouchers.js'

export const Channel = z.enum(['mini_program', 'h5', 'pc', 'app', 'pos', 'scan_to_buy', 'open_api'])
export type Channel = z.infer<typeof Channel>
/** How an order's price came about, one entry a rule. `amount` is signed: a discount is negative. */
export const Adjustment = z.object({
  step: z.string(),
  rule: z.string(),
  amount: SignedMinor,
  basis: SignedMinor,
})
/** Why goods cost a buyer less, or something else, than everybody online pays: `plainPrice` is what others pay. */
export const PriceOffer = z
  .object({
    kind: z.enum(['in_store', 'level', 'quantity']),
    plainPrice: MinorAmount,
    levelId: Id.nullable(),
    levelName: Words(20).nullable(),
    quantityFrom: z.int(),
  })
  .meta({ id: 'PriceOffer' })
export type PriceOffer = z.infer<typeof PriceOffer>
export const QuoteLine = z
  .object({
    skuId: Id,
    quantity: z.int(),
    unitPrice: MinorAmount,
    unitSize: z.int(),
    listPrice: MinorAmount,
    gross: MinorAmount,
    adjustments: z.array(Adjustment),
    total: MinorAmount,
    offer: PriceOffer.optional(),
  })
  .meta({ id: 'QuoteLine' })
export const Quote = z
  .object({
    currency: z.string(),
    lines: z.array(QuoteLine),
    goodsTotal: MinorAmount,
    freight: MinorAmount,
    /** Goods for how much more until nothing is asked for sending; left out where more goods change nothing. */
    toFreeFreight: MinorAmount.optional(),
    rounding: SignedMinor,
    adjustments: z.array(Adjustment),
    payable: MinorAmount,
  })
  .meta({ id: 'Quote' })

export const CartLine = z
  .object({
    skuId: Id,
    productId: Id,
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    kind: ProductKind,
    picture: Media.nullable(),
    quantity: z.int(),
    available: z.int(),
    forSale: z.boolean(),
    selected: z.boolean(),
    unitPrice: MinorAmount,
    unitSize: z.int(),
    total: MinorAmount,
    offer: PriceOffer.optional(),
  })
  .meta({ id: 'CartLine' })
/** The cart priced for its store; `quote` covers the selected lines that are for sale. */
export const Cart = z
  .object({ storeId: Id.nullable(), lines: z.array(CartLine), quote: Quote, count: z.int() })
  .meta({ id: 'Cart' })
export type Cart = z.infer<typeof Cart>
/** Quantity 0 removes the line. */
export const SetCartLine = z
  .strictObject({ storeId: Id, quantity: z.int().min(0).max(999_999), selected: z.boolean().default(true) })
  .meta({ id: 'SetCartLine' })
export type SetCartLine = z.infer<typeof SetCartLine>
/** One more of what a barcode stands for, or as much as a scale's label says; the same `id` again is the same scan. */
export const ScanToCart = z
  .strictObject({ id: Id, storeId: Id, barcode: ScannedCode })
  .meta({ id: 'ScanToCart' })
export type ScanToCart = z.infer<typeof ScanToCart>
/** What was scanned, and the cart it is in now. */
export const Scanned = z.object({ skuId: Id, cart: Cart }).meta({ id: 'Scanned' })
export type Scanned = z.infer<typeof Scanned>
/** A cart that lives on the device of somebody who hasn't signed in. */
export const GuestCart = z
  .strictObject({
    storeId: Id,
    lines: z
      .array(z.strictObject({ skuId: Id, quantity: Quantity, selected: z.boolean() }))
      .min(1)
      .max(100)
      .refine((lines) => new Set(lines.map(({ skuId }) => skuId)).size === lines.length, 'one line a SKU'),
  })
  .meta({ id: 'GuestCart' })
export type GuestCart = z.infer<typeof GuestCart>

export const OrderLineInput = z.strictObject({ skuId: Id, quantity: Quantity })
/** `expectedPayable` is what the shopper was shown: another sum is refused with the new one. */
export const PlaceOrder = z
  .strictObject({
    id: Id,
    storeId: Id,
    channel: z.enum(['mini_program', 'h5', 'pc']),
    fulfilment: z.enum(['pickup', 'express', 'virtual']),
    /** Where an express order goes: one of the shopper's addresses. */
    addressId: Id.optional(),
    lines: z.array(OrderLineInput).min(1).max(100),
    contactName: line(40, 0).default(''),
    contactPhone: z
      .string()
      .max(20)
      .regex(/^[0-9+ -]*$/)
      .default(''),
    note: lines(200).default(''),
    expectedPayable: MinorAmount.optional(),
    fromCart: z.boolean().default(false),
  })
  .meta({ id: 'PlaceOrder' })
export type PlaceOrder = z.infer<typeof PlaceOrder>
export const QuoteRequest = z
  .strictObject({
    storeId: Id,
    lines: z.array(OrderLineInput).min(1).max(100),
    fulfilment: z.enum(['pickup', 'express', 'virtual']).default('pickup'),
    /** Where an express order would go; left out, it is priced for a province without a rule of its own. */
    province: Province.optional(),
  })
  .meta({ id: 'QuoteRequest' })
export type QuoteRequest = z.infer<typeof QuoteRequest>

export const PaymentState = z.enum(['unpaid', 'paid', 'part_refunded', 'refunded'])
export const FulfilmentKind = z.enum(['pickup', 'in_store', 'express', 'virtual'])
export const PickupState = z.enum(['preparing', 'ready', 'picked_up', 'expired', 'cancelled'])
export const InStoreState = z.enum(['pending', 'handed_over', 'cancelled'])
export const FulfilmentState = z.enum([
  'pending',
  'preparing',
  'ready',
  'picked_up',
  'handed_over',
  'shipped',
  'signed',
  'lost',
  'issued',
  'expired',
  'cancelled',
])
/** What a person sees as the order's step; computed from payment, cancellation and fulfilments. */
export const OrderStatus = z.enum([
  'to_pay',
  'preparing',
  'ready',
  'shipped',
  'completed',
  'cancelled',
  'refunding',
  'refunded',
])
export type OrderStatus = z.infer<typeof OrderStatus>
export const OrderLine = z
  .object({
    id: Id,
    skuId: Id,
    productId: Id,
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    kind: ProductKind,
    picture: Media.nullable(),
    quantity: z.int(),
    unitPrice: MinorAmount,
    unitSize: z.int(),
    total: MinorAmount,
    supplierId: Id.nullable(),
    /** Of a bundle: what it consisted of when it was sold. */
    parts: z.array(SoldPart).optional(),
  })
  .meta({ id: 'OrderLine' })
export const TimelineEntry = z
  .object({
    at: z.string(),
    event: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    by: z.string(),
    note: z.string(),
  })
  .meta({ id: 'TimelineEntry' })
export const Fulfilment = z
  .object({
    id: Id,
    kind: FulfilmentKind,
    state: FulfilmentState,
    storeId: Id,
    promisedAt: z.string().nullable(),
    allowed: z.array(z.string()),
    /** Of an express fulfilment: with whom it left; without lines it is the whole order. */
    parcel: z
      .object({
        carrier: z.string(),
        waybill: z.string(),
        shippedAt: z.string().nullable(),
        lines: z.array(z.object({ lineId: Id, quantity: z.int() })),
      })
      .nullable(),
  })
  .meta({ id: 'Fulfilment' })
export const OrderRow = z
  .object({
    id: Id,
    number: z.string(),
    channel: Channel,
    storeId: Id,
    storeName: Words(60),
    status: OrderStatus,
    payment: PaymentState,
    fulfilmentKind: FulfilmentKind,
    itemCount: z.int(),
    payable: MinorAmount,
    paid: MinorAmount,
    refunded: MinorAmount,
    currency: z.string(),
    contactName: z.string(),
    contactPhone: z.string(),
    firstLine: Words(120),
    firstPicture: Media.nullable(),
    placedAt: z.string(),
    tradingDay: Day,
  })
  .meta({ id: 'OrderRow' })
export type OrderRow = z.infer<typeof OrderRow>
export const OrderPage = page(OrderRow).meta({ id: 'OrderPage' })
/** An order whole. `verification` (8 digits and the text of its QR) only for its shopper, once paid; `vouchers` once paid. */
export const Order = OrderRow.extend({
  lines: z.array(OrderLine),
  quote: Quote,
  fulfilments: z.array(Fulfilment),
  timeline: z.array(TimelineEntry),
  note: z.string(),
  expiresAt: z.string().nullable(),
  payments: z.array(
    z.object({ id: Id, method: z.string(), state: z.string(), amount: MinorAmount, at: z.string() }),
  ),
  /** Money that went back or is on its way, oldest first. */
  refunds: z.array(OrderRefund),
  /** The lines who asks may give money back of; none for shoppers, and before the order is completed. */
  refundable: z.array(RefundableLine),
  /** Of an express order: where it goes, and with whom. */
  shipment: Shipment.nullable(),
  verification: z.object({ code: z.string(), qr: z.string() }).nullable(),
  vouchers: z.array(Voucher),
  cancellable: z.boolean(),
}).meta({ id: 'Order' })
export type Order = z.infer<typeof Order>
export const ListOrders = PageQuery.extend({
  storeId: Id.optional(),
  regionId: Id.optional(),
  status: OrderStatus.optional(),
  channel: Channel.optional(),
  q: Search.optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type ListOrders = z.infer<typeof ListOrders>
export const ListMyOrders = PageQuery.extend({ status: OrderStatus.optional() })
export type ListMyOrders = z.infer<typeof ListMyOrders>
export const OrderTotals = z
  .object({ count: z.int(), payable: MinorAmount, paid: MinorAmount, refunded: MinorAmount })
  .meta({ id: 'OrderTotals' })
/** Why somebody needs to know whom an order is for; it is written down. */
export const RevealContact = z.strictObject({ reason: line(200, 2) }).meta({ id: 'RevealContact' })
export type RevealContact = z.infer<typeof RevealContact>
/** Whom an order is for, unmasked. Everywhere else staff see `王**` and `138****5678`. */
export const OrderContact = z.object({ name: z.string(), phone: z.string() }).meta({ id: 'OrderContact' })
export type OrderContact = z.infer<typeof OrderContact>
export const CancelOrder = z.strictObject({ reason: line(200, 0).default('') }).meta({ id: 'CancelOrder' })
export type CancelOrder = z.infer<typeof CancelOrder>
