import { z } from 'zod'
import { Media } from './catalog.js'
import { Carrier, Waybill } from './delivery.js'
import {
  Id,
  line,
  lines,
  MinorAmount,
  page,
  PageQuery,
  ProductKind,
  Quantity,
  Search,
  Words,
  WordsOrNone,
} from './shape.js'

/** Goods that come back for their money, or money for goods that don't (missing, broken, eaten). */
export const ReturnKind = z.enum(['return', 'refund_only'])
export type ReturnKind = z.infer<typeof ReturnKind>
/** Why a shopper asks. */
export const ReturnReason = z.enum([
  'not_wanted',
  'damaged',
  'wrong_goods',
  'missing',
  'quality',
  'not_as_described',
  'late',
  'other',
])
export type ReturnReason = z.infer<typeof ReturnReason>
export const ReturnState = z.enum([
  'asked',
  'approved',
  'sent',
  'received',
  'refunded',
  'refused',
  'withdrawn',
])
export type ReturnState = z.infer<typeof ReturnState>
/** Whose word it waits for: the store's staff, the supplier who shipped, or HQ once they were too slow. */
export const ReturnDesk = z.enum(['store', 'supplier', 'hq'])
export type ReturnDesk = z.infer<typeof ReturnDesk>

const PICTURES_MOST = 6
const Piece = z.strictObject({ lineId: Id, quantity: Quantity })
const eachOnce = (all: readonly { lineId: string }[]) => new Set(all.map((l) => l.lineId)).size === all.length
const ONCE = { message: 'a line twice', path: ['lines'] }
/** What a shopper asks for. The id is theirs: the same again changes nothing. */
export const AskReturn = z
  .strictObject({
    id: Id,
    kind: ReturnKind,
    reason: ReturnReason,
    words: lines(500).default(''),
    pictureIds: z.array(Id).max(PICTURES_MOST).default([]),
    lines: z.array(Piece).min(1).max(200),
  })
  .refine(({ lines: all }) => eachOnce(all), ONCE)
  .meta({ id: 'AskReturn' })
export type AskReturn = z.infer<typeof AskReturn>
/** How the goods are on their way back. Said again it corrects the number. */
export const SendReturn = z.strictObject({ carrier: Carrier, waybill: Waybill }).meta({ id: 'SendReturn' })
export type SendReturn = z.infer<typeof SendReturn>

/** A decision. `note` is for the shopper to read; to refuse it is needed. */
export const DecideReturn = z
  .strictObject({ decision: z.enum(['approve', 'refuse']), note: line(300, 0).default('') })
  .meta({ id: 'DecideReturn' })
export type DecideReturn = z.infer<typeof DecideReturn>
/** What came back: of each line how many pieces are right, and whether they can be sold again. */
export const ReceiveReturn = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          lineId: Id,
          accepted: z.int().min(0).max(999_999),
          restock: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(200),
    note: line(300, 0).default(''),
  })
  .refine(({ lines: all }) => eachOnce(all), ONCE)
  .meta({ id: 'ReceiveReturn' })
export type ReceiveReturn = z.infer<typeof ReceiveReturn>

const goods = {
  lineId: Id,
  name: Words(120),
  optionText: WordsOrNone(200),
  unit: WordsOrNone(20),
  kind: ProductKind,
  picture: Media.nullable(),
}
/** `accepted` and `restocked` are null until the goods were looked at. */
const ReturnLine = z.object({
  ...goods,
  quantity: z.int(),
  accepted: z.int().nullable(),
  restocked: z.boolean().nullable(),
})
/** One step. `by` is a name to staff; to the shopper it says which side it was. */
const ReturnStep = z.object({
  event: z.enum([
    'asked',
    'approved',
    'sent',
    'received',
    'refunded',
    'refused',
    'withdrawn',
    'escalated',
    'overruled',
    'lapsed',
  ]),
  by: z.string(),
  note: z.string(),
  at: z.string(),
})
const RefundState = z.enum(['due', 'sent', 'done', 'failed'])
const common = {
  id: Id,
  orderId: Id,
  orderNumber: z.string(),
  kind: ReturnKind,
  reason: ReturnReason,
  state: ReturnState,
  desk: ReturnDesk,
  askedAt: z.string(),
  /** Until when whoever it waits for should have said a word. */
  decideBy: z.string(),
}
const whole = {
  words: z.string(),
  pictures: z.array(Media),
  lines: z.array(ReturnLine),
  /** What whoever decided last says to the shopper. */
  answer: z.string(),
  /** Where goods are brought or sent. */
  sendTo: z.object({ name: Words(60), address: z.string(), phone: z.string() }),
  carrier: z.string(),
  waybill: z.string(),
  steps: z.array(ReturnStep),
}
const money = {
  /** What the asked pieces were paid with, less what has gone back. */
  worth: MinorAmount,
  /** What went back or is on its way, and how far it is; null while nothing was decided. */
  amount: MinorAmount.nullable(),
  refund: RefundState.nullable(),
}
/** A return as its shopper reads it. */
export const MyReturn = z
  .object({ ...common, ...whole, ...money, canWithdraw: z.boolean() })
  .meta({ id: 'MyReturn' })
export type MyReturn = z.infer<typeof MyReturn>
/** A line of an order, and how many pieces of it can still be asked back. */
const Returnable = z.object({ ...goods, quantity: z.int(), most: z.int() })
/** What a shopper can still ask of an order, until when, and what they have asked. `why` says why nothing more can be asked. */
export const OrderReturns = z
  .object({
    /** The last day, in the brand's zone; null while the order isn't completed or the brand takes nothing back. */
    until: z.string().nullable(),
    why: z.enum(['not_completed', 'too_late', 'nothing_left', 'not_taken']).nullable(),
    lines: z.array(Returnable),
    items: z.array(MyReturn),
  })
  .meta({ id: 'OrderReturns' })
export type OrderReturns = z.infer<typeof OrderReturns>

const row = {
  ...common,
  storeId: Id,
  storeName: Words(60),
  firstLine: Words(120),
  firstPicture: Media.nullable(),
  pieces: z.int(),
  overdue: z.boolean(),
}
/** A return in the lists of staff. */
export const ReturnRow = z
  .object({ ...row, supplier: Words(120).nullable(), worth: MinorAmount })
  .meta({ id: 'ReturnRow' })
export type ReturnRow = z.infer<typeof ReturnRow>
export const ReturnPage = page(ReturnRow).meta({ id: 'ReturnPage' })
export type ReturnPage = z.infer<typeof ReturnPage>
/** A return as staff see it: the contact masked. `may` says what who asks can do with it now. */
const contact = { contactName: z.string(), contactPhone: z.string() }
const may = { may: z.object({ decide: z.boolean(), receive: z.boolean() }) }
export const StaffReturn = z
  .object({ ...ReturnRow.shape, ...whole, ...money, ...contact, ...may })
  .meta({ id: 'StaffReturn' })
export type StaffReturn = z.infer<typeof StaffReturn>
/** A return as the supplier who shipped sees it: never what was paid. */
export const SupplierReturnRow = z.object(row).meta({ id: 'SupplierReturnRow' })
export type SupplierReturnRow = z.infer<typeof SupplierReturnRow>
export const SupplierReturnPage = page(SupplierReturnRow).meta({ id: 'SupplierReturnPage' })
export type SupplierReturnPage = z.infer<typeof SupplierReturnPage>
export const SupplierReturn = z
  .object({ ...row, ...whole, ...contact, ...may })
  .meta({ id: 'SupplierReturn' })
export type SupplierReturn = z.infer<typeof SupplierReturn>

/** What waits for a word or for goods comes oldest first, everything else newest first. */
export const ReturnShow = z.enum(['to_decide', 'under_way', 'to_settle', 'over', 'all'])
export type ReturnShow = z.infer<typeof ReturnShow>
export const ListReturns = PageQuery.extend({
  show: ReturnShow.default('to_decide'),
  storeId: Id.optional(),
  desk: ReturnDesk.optional(),
  kind: ReturnKind.optional(),
  reason: ReturnReason.optional(),
  q: Search.optional(),
})
export type ListReturns = z.infer<typeof ListReturns>
export const ListSupplierReturns = ListReturns.omit({ desk: true })
export type ListSupplierReturns = z.infer<typeof ListSupplierReturns>
/** How many wait for a word, for goods to be looked at, or for the money after a look. */
export const ReturnCounts = z
  .object({ toDecide: z.int(), overdue: z.int(), underWay: z.int(), toSettle: z.int() })
  .meta({ id: 'ReturnCounts' })
export type ReturnCounts = z.infer<typeof ReturnCounts>
export const CountReturns = z.object({ storeId: Id.optional() })
export type CountReturns = z.infer<typeof CountReturns>
/** The order a picture is for. */
export const ForOrder = z.object({ orderId: Id })
export type ForOrder = z.infer<typeof ForOrder>

/** Days after completion in which a return can be asked (0: none is taken), and hours within which it is decided before it goes to HQ. */
export const ReturnSettings = z
  .strictObject({ days: z.int().min(0).max(90), decideHours: z.int().min(1).max(240) })
  .meta({ id: 'ReturnSettings' })
export type ReturnSettings = z.infer<typeof ReturnSettings>
