import { z } from 'zod'
import {
  Day,
  Id,
  line,
  lines,
  MinorAmount,
  page,
  PageQuery,
  ProductKind,
  SignedMinor,
  Words,
  WordsOrNone,
} from './shape.js'
import { SheetFormat } from './sheets.js'

/** Parts of ten thousand, as contracts write rates. */
const Rate = z.int().min(0).max(10_000)
export const ContractModel = z.enum(['commission', 'supply_price'])
export type ContractModel = z.infer<typeof ContractModel>
export const StatementPeriod = z.enum(['week', 'half_month', 'month'])
export type StatementPeriod = z.infer<typeof StatementPeriod>

const agreed = {
  /** `commission`: the brand keeps `rate` of what was paid; `supply_price`: the supplier gets its price a piece. */
  model: ContractModel,
  rate: Rate,
  /** Rates of categories and all below them; the nearest counts. */
  categoryRates: z.array(z.strictObject({ categoryId: Id, rate: Rate })).max(100),
  /** What the supplier pays a whole period. */
  feeFixed: MinorAmount,
  /** What it pays besides, of what shoppers paid less refunds. */
  feeRate: Rate,
  /** Days from a period's end until it may be paid out. */
  holdDays: z.int().min(0).max(365),
  period: StatementPeriod,
  from: Day,
  until: Day.nullable(),
  terms: lines(4000),
}
/** A version of what brand and supplier agreed on. */
export const SupplierContract = z
  .object({
    id: Id,
    version: z.int(),
    ...agreed,
    currency: z.string(),
    state: z.enum(['upcoming', 'in_force', 'ended']),
    /** The last day it holds: its own, or the day before the next version. */
    endsOn: Day.nullable(),
    madeBy: z.string(),
    madeAt: z.string(),
  })
  .meta({ id: 'SupplierContract' })
export type SupplierContract = z.infer<typeof SupplierContract>
/** The newest version first. */
export const SupplierContracts = z
  .object({ items: z.array(SupplierContract) })
  .meta({ id: 'SupplierContracts' })
export const AgreeContract = z
  .strictObject({ id: Id, ...agreed })
  .refine((c) => c.until === null || c.until >= c.from, { message: 'ends before it begins', path: ['until'] })
  .refine((c) => c.model === 'commission' || (c.rate === 0 && c.categoryRates.length === 0), {
    message: 'a supply price knows no rate',
    path: ['rate'],
  })
  .meta({ id: 'AgreeContract' })
export type AgreeContract = z.infer<typeof AgreeContract>

const Party = z.object({ id: Id, code: z.string(), name: Words(60) })
/** Where the brand stands with a supplier. Signed: positive is owed to the supplier. */
export const SupplierAccount = z
  .object({
    supplier: Party,
    contract: z.object({ model: ContractModel, rate: Rate, period: StatementPeriod }).nullable(),
    /** All that the books owe. */
    balance: SignedMinor,
    /** What no statement holds yet. */
    open: SignedMinor,
    /** Confirmed by both, past its hold, not proposed yet. */
    payable: MinorAmount,
    /** Lines of goods sold that no contract covers, or that have no supply price. */
    waiting: z.object({ lines: z.int(), base: MinorAmount }),
    openStatements: z.int(),
  })
  .meta({ id: 'SupplierAccount' })
export type SupplierAccount = z.infer<typeof SupplierAccount>
export const SupplierAccounts = z
  .object({ items: z.array(SupplierAccount), currency: z.string() })
  .meta({ id: 'SupplierAccounts' })

export const StatementState = z.enum([
  'issued',
  'brand_confirmed',
  'supplier_confirmed',
  'disputed',
  'confirmed',
  'paying',
  'settled',
])
export type StatementState = z.infer<typeof StatementState>
const Side = z.object({ by: z.string(), at: z.string() }).nullable()
/** What a period came to. Signed as the supplier sees it: `refunds` and `fees` are negative; the parts add up to `closing`. */
export const StatementRow = z
  .object({
    id: Id,
    number: z.string(),
    supplier: Party,
    model: ContractModel,
    from: Day,
    to: Day,
    opening: SignedMinor,
    /** What shoppers paid for the goods less refunds, and what of it the brand keeps; in the supply price model they aren't the supplier's to know. */
    gross: SignedMinor.nullable(),
    commission: SignedMinor.nullable(),
    sales: SignedMinor,
    refunds: SignedMinor,
    fees: SignedMinor,
    adjustments: SignedMinor,
    closing: SignedMinor,
    /** What of it the supplier was sent already, less what it gave back; what is left to be paid is `closing` less this. */
    shared: SignedMinor,
    currency: z.string(),
    lineCount: z.int(),
    state: StatementState,
    issuedAt: z.string(),
    availableOn: Day,
    brand: Side,
    supplierSide: Side,
    payout: z
      .object({
        id: Id,
        number: z.string(),
        state: z.string(),
        paidAt: z.string().nullable(),
        bankRef: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'StatementRow' })
export type StatementRow = z.infer<typeof StatementRow>
export const StatementPage = page(StatementRow).meta({ id: 'StatementPage' })
export const ListStatements = PageQuery.extend({
  supplierId: Id.optional(),
  state: StatementState.optional(),
})
export type ListStatements = z.infer<typeof ListStatements>
export const ListOwnStatements = PageQuery.extend({ state: StatementState.optional() })
export type ListOwnStatements = z.infer<typeof ListOwnStatements>

export const StatementDispute = z
  .object({
    id: Id,
    lineId: Id,
    /** The line's order (its number for the brand, its reference for the supplier), or its note. */
    about: z.string(),
    reason: z.string(),
    state: z.enum(['open', 'accepted', 'rejected']),
    answer: z.string(),
    /** What the answer added; null where none was. */
    amount: SignedMinor.nullable(),
    raised: z.object({ by: z.string(), at: z.string() }),
    answered: Side,
  })
  .meta({ id: 'StatementDispute' })
export type StatementDispute = z.infer<typeof StatementDispute>
export const Statement = StatementRow.extend({
  disputes: z.array(StatementDispute),
  /** What who asks may do to it now. */
  allowed: z.array(z.enum(['confirm', 'dispute', 'answer'])),
}).meta({ id: 'Statement' })
export type Statement = z.infer<typeof Statement>

/** `share`: sent to the supplier when the order was shared (negative), or given back by it. */
export const LineKind = z.enum(['sale', 'refund', 'fee', 'adjustment', 'share'])
export const SettlementLine = z
  .object({
    id: Id,
    kind: LineKind,
    day: Day,
    /** The brand's own people open the order and know its number and store; suppliers know `orderRef`. */
    orderId: Id.nullable(),
    orderRef: z.string().nullable(),
    orderNumber: z.string().nullable(),
    storeName: Words(60).nullable(),
    skuCode: z.string(),
    name: WordsOrNone(120),
    optionText: WordsOrNone(200),
    unit: WordsOrNone(20),
    productKind: ProductKind.nullable(),
    quantity: z.int(),
    base: SignedMinor.nullable(),
    rate: Rate.nullable(),
    commission: SignedMinor.nullable(),
    amount: SignedMinor,
    /** What a campaign took off it, and what of that the supplier bears; signed as the line. */
    campaign: z.object({ id: Id, name: Words(60), discount: SignedMinor, borne: SignedMinor }).nullable(),
    note: z.string(),
  })
  .meta({ id: 'SettlementLine' })
export type SettlementLine = z.infer<typeof SettlementLine>
export const SettlementLinePage = page(SettlementLine).meta({ id: 'SettlementLinePage' })
export const ListStatementLines = PageQuery.extend({ kind: LineKind.optional() })
export type ListStatementLines = z.infer<typeof ListStatementLines>
export const ExportStatement = z.object({ format: SheetFormat.default('csv') })
export type ExportStatement = z.infer<typeof ExportStatement>

export const DisputeLine = z
  .strictObject({ id: Id, lineId: Id, reason: line(500) })
  .meta({ id: 'DisputeLine' })
export type DisputeLine = z.infer<typeof DisputeLine>
/** An `amount` (signed, the supplier's) accepts and adjusts; null rejects. */
export const AnswerDispute = z
  .strictObject({ amount: SignedMinor.nullable(), answer: line(500) })
  .meta({ id: 'AnswerDispute' })
export type AnswerDispute = z.infer<typeof AnswerDispute>
/** An amount besides all lines, in the supplier's next statement; signed as the supplier sees it. */
export const AdjustSupplier = z
  .strictObject({ id: Id, amount: SignedMinor, note: line(200) })
  .meta({ id: 'AdjustSupplier' })
export type AdjustSupplier = z.infer<typeof AdjustSupplier>

export const PayoutState = z.enum(['proposed', 'approved', 'paid', 'refused'])
export type PayoutState = z.infer<typeof PayoutState>
const Act = z.object({ by: z.string(), at: z.string() })
export const Payout = z
  .object({
    id: Id,
    number: z.string(),
    supplier: Party,
    amount: MinorAmount,
    currency: z.string(),
    state: PayoutState,
    statements: z.array(z.object({ id: Id, number: z.string(), closing: SignedMinor, shared: SignedMinor })),
    proposed: Act,
    decided: Act.nullable(),
    paid: Act.nullable(),
    bankRef: z.string(),
    note: z.string(),
    /** What who asks may do to it now. */
    allowed: z.array(z.enum(['approve', 'refuse', 'pay'])),
  })
  .meta({ id: 'Payout' })
export type Payout = z.infer<typeof Payout>
export const PayoutPage = page(Payout).meta({ id: 'PayoutPage' })
export const ListPayouts = PageQuery.extend({ state: PayoutState.optional() })
export type ListPayouts = z.infer<typeof ListPayouts>
export const ProposePayout = z.strictObject({ id: Id, supplierId: Id }).meta({ id: 'ProposePayout' })
export type ProposePayout = z.infer<typeof ProposePayout>
export const RefusePayout = z.strictObject({ note: line(200) }).meta({ id: 'RefusePayout' })
export type RefusePayout = z.infer<typeof RefusePayout>
export const MarkPaid = z.strictObject({ bankRef: line(64) }).meta({ id: 'MarkPaid' })
export type MarkPaid = z.infer<typeof MarkPaid>
