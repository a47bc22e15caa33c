import { z } from 'zod'
import { Media } from './catalog.js'
import {
  Day,
  Flag,
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

/** Who sells to a store: a supplier, or one of HQ's warehouses. Their ids say which. */
export const SellerKind = z.enum(['supplier', 'warehouse'])
export type SellerKind = z.infer<typeof SellerKind>
export const PurchaseSeller = z.object({ kind: SellerKind, id: Id, code: z.string(), name: Words(60) })
export const ActedBy = z.object({ by: z.string(), at: z.string() })
/** A quantity that may be nothing, in smallest units. */
export const Pieces = z.int().min(0).max(999_999)

// price lists
const terms = {
  skuId: Id,
  /** Minor units for one priced unit of the SKU. */
  price: MinorAmount,
  /** The smallest order, and what it is a multiple of, in smallest units. */
  min: Quantity,
  pack: Quantity,
  /** First and last day; null is without end on that side. */
  from: Day.nullable(),
  until: Day.nullable(),
}
export const PurchaseTerms = z
  .strictObject(terms)
  .refine((l) => l.from === null || l.until === null || l.until >= l.from, {
    message: 'ends before it begins',
    path: ['until'],
  })
  .refine((l) => l.min % l.pack === 0, { message: 'whole packs', path: ['min'] })
export const purchaseGoods = {
  skuId: Id,
  productId: Id,
  code: z.string(),
  name: Words(120),
  optionText: WordsOrNone(200),
  unit: Words(20),
  kind: ProductKind,
  unitSize: z.int(),
  picture: Media.nullable(),
}
export const PurchaseListRow = z
  .object({
    id: Id,
    name: z.string(),
    seller: PurchaseSeller,
    units: z.array(z.object({ id: Id, kind: z.enum(['hq', 'region', 'store']), name: Words(60) })),
    lineCount: z.int(),
    version: z.int(),
    updated: ActedBy,
  })
  .meta({ id: 'PurchaseListRow' })
export type PurchaseListRow = z.infer<typeof PurchaseListRow>
export const PurchaseListPage = page(PurchaseListRow).meta({ id: 'PurchaseListPage' })
/** What stores pay for goods, where: the nearest list of a seller holds, of two at one node the one made later. */
export const PurchaseList = PurchaseListRow.extend({
  lines: z.array(z.object({ ...terms, ...purchaseGoods, supplyPrice: MinorAmount.nullable() })),
}).meta({ id: 'PurchaseList' })
export type PurchaseList = z.infer<typeof PurchaseList>
/** A whole list; `version` is the one that was read, 0 for a new one. */
export const PutPurchaseList = z
  .strictObject({
    version: z.int().min(0),
    name: line(60),
    sellerId: Id,
    unitIds: z.array(Id).min(1).max(100),
    lines: z.array(PurchaseTerms).max(1000),
  })
  .meta({ id: 'PutPurchaseList' })
export type PutPurchaseList = z.infer<typeof PutPurchaseList>
/** Who may sell to stores. */
export const PurchaseSellers = z.object({ items: z.array(PurchaseSeller) }).meta({ id: 'PurchaseSellers' })
/** From what amount on a store's order waits for somebody who may approve; null never. */
export const PurchaseSettings = z
  .strictObject({ approvalFrom: MinorAmount.nullable() })
  .meta({ id: 'PurchaseSettings' })
export type PurchaseSettings = z.infer<typeof PurchaseSettings>

// what a store may order, and its cart
export const PurchaseOffer = z
  .object({
    seller: PurchaseSeller,
    ...purchaseGoods,
    price: MinorAmount,
    min: z.int(),
    pack: z.int(),
    /** What the store has and can promise, and what is on its way; null where it never had any. */
    available: z.int().nullable(),
    inTransit: z.int(),
    /** In the store's cart now. */
    inCart: z.int(),
  })
  .meta({ id: 'PurchaseOffer' })
export type PurchaseOffer = z.infer<typeof PurchaseOffer>
export const PurchaseOfferPage = page(PurchaseOffer).meta({ id: 'PurchaseOfferPage' })
export const ListOffers = PageQuery.extend({
  q: Search.optional(),
  sellerId: Id.optional(),
  low: Flag.optional(),
})
export type ListOffers = z.infer<typeof ListOffers>
/** `fault` says why a line cannot be ordered as it is. */
export const PurchaseCartLine = z
  .object({
    ...purchaseGoods,
    price: MinorAmount,
    min: z.int(),
    pack: z.int(),
    quantity: z.int(),
    total: MinorAmount,
    fault: z.enum(['not_offered', 'below_min', 'not_in_packs']).nullable(),
  })
  .meta({ id: 'PurchaseCartLine' })
export type PurchaseCartLine = z.infer<typeof PurchaseCartLine>
export const PurchaseCart = z
  .object({
    currency: z.string(),
    approvalFrom: MinorAmount.nullable(),
    sellers: z.array(
      z.object({
        seller: PurchaseSeller,
        lines: z.array(PurchaseCartLine),
        total: MinorAmount,
        orderable: z.boolean(),
      }),
    ),
    /** What of a paste or an earlier order did not get in, and why. */
    left: z.array(
      z.object({
        line: z.int(),
        code: z.string(),
        why: z.enum(['unknown', 'not_offered', 'no_quantity']),
      }),
    ),
  })
  .meta({ id: 'PurchaseCart' })
export type PurchaseCart = z.infer<typeof PurchaseCart>
/** Sets quantities; 0 takes a line out. */
export const SetPurchaseCart = z
  .strictObject({
    lines: z
      .array(z.strictObject({ sellerId: Id, skuId: Id, quantity: Pieces }))
      .min(1)
      .max(200),
  })
  .meta({ id: 'SetPurchaseCart' })
export type SetPurchaseCart = z.infer<typeof SetPurchaseCart>
/** `code quantity` lines: what they name gets these quantities, rounded up to what is sold. */
export const PasteCart = z.strictObject({ text: lines(10_000) }).meta({ id: 'PasteCart' })
export type PasteCart = z.infer<typeof PasteCart>
export const OrderAgain = z.strictObject({ purchaseId: Id }).meta({ id: 'OrderAgain' })
export type OrderAgain = z.infer<typeof OrderAgain>
