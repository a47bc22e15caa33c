import { z } from 'zod'
import { Barcode, Media, Option } from './catalog.js'
import { WholeChange } from './changes.js'
import { code, Id, Instant, line, lines, MinorAmount, page, PageQuery, Search, Words } from './shape.js'

/** Basis points of the supply price: 12,000 is 1.2 times. */
const Ratio = z.int().min(1).max(1_000_000)
/** Within which prices the supplier wants its goods sold: a range, a ratio of the supply price, or any. */
export const AskedBounds = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('range'),
      min: MinorAmount.nullable(),
      max: MinorAmount.nullable(),
    }),
    z.strictObject({ kind: z.literal('ratio'), min: Ratio.nullable(), max: Ratio.nullable() }),
  ])
  .meta({ id: 'AskedBounds' })
export type AskedBounds = z.infer<typeof AskedBounds>
const goodsSku = {
  id: Id,
  barcodes: z.array(Barcode).max(10),
  optionIndexes: z.array(z.int().min(0).max(49)).max(5),
  weightGrams: z.int().min(0).max(1_000_000),
  /** What the brand pays, for `unitSize` smallest units. */
  supplyPrice: MinorAmount,
  /** Bounds of this variant; null: those of all. */
  bounds: AskedBounds.nullable(),
}
const goodsFields = {
  kind: z.enum(['physical', 'weighed']),
  name: Words(120),
  detail: z.strictObject({ zh: lines(5000), en: lines(5000) }),
  brand: line(60, 0),
  unit: Words(20),
  /** Price per so many smallest units: 1 piece; 500 for goods priced by the half kilo. */
  unitSize: z.int().min(1).max(100_000),
  /** Where the supplier would put them; HQ decides. */
  categoryId: Id.nullable(),
  options: z.array(Option).max(5),
  mediaIds: z.array(Id).max(12),
  /** Of every variant that has none of its own. */
  bounds: AskedBounds,
  skus: z.array(z.strictObject(goodsSku)).min(1).max(100),
}
export const GoodsState = z.enum(['draft', 'sent', 'refused', 'taken'])
export type GoodsState = z.infer<typeof GoodsState>
/** Goods as a supplier drafts them; `version` is the one that was read, null for new ones. */
export const DraftGoods = z
  .strictObject({ version: z.int().nullable(), ...goodsFields })
  .meta({ id: 'DraftGoods' })
export type DraftGoods = z.infer<typeof DraftGoods>
const goodsRow = {
  id: Id,
  supplierId: Id,
  supplierName: Words(60),
  state: GoodsState,
  /** What its supplier's sheets call it; empty for goods of a form. */
  ownCode: z.string(),
  name: Words(120),
  picture: Media.nullable(),
  skuCount: z.int(),
  supplyPriceFrom: MinorAmount,
  reason: z.string(),
  /** What they became in the catalogue. */
  productId: Id.nullable(),
  sentAt: z.string().nullable(),
  updatedAt: z.string(),
}
export const SupplierGoods = z.object(goodsRow).meta({ id: 'SupplierGoods' })
export type SupplierGoods = z.infer<typeof SupplierGoods>
export const SupplierGoodsPage = page(SupplierGoods).meta({ id: 'SupplierGoodsPage' })
export const WholeGoods = z
  .object({
    ...goodsRow,
    version: z.int(),
    body: z.object({ ...goodsFields, skus: z.array(z.object(goodsSku)) }),
    media: z.array(Media),
  })
  .meta({ id: 'WholeGoods' })
export type WholeGoods = z.infer<typeof WholeGoods>
export const ListGoods = PageQuery.extend({
  state: GoodsState.optional(),
  q: Search.optional(),
  supplierId: Id.optional(),
})
export type ListGoods = z.infer<typeof ListGoods>
export const ListOwnGoods = ListGoods.omit({ supplierId: true })
export type ListOwnGoods = z.infer<typeof ListOwnGoods>
/** `version` is the one that was read: nobody decides about what they have not seen. */
export const MoveGoods = z
  .strictObject({ move: z.enum(['send', 'take_back']), version: z.int() })
  .meta({ id: 'MoveGoods' })
export type MoveGoods = z.infer<typeof MoveGoods>
export const RefuseGoods = z
  .strictObject({ version: z.int(), reason: lines(500).min(1) })
  .meta({ id: 'RefuseGoods' })
export type RefuseGoods = z.infer<typeof RefuseGoods>
/** HQ's part: category, and code and list price of each variant. Published at once, or kept as a draft of the brand's. */
export const TakeGoods = z
  .strictObject({
    version: z.int(),
    categoryId: Id,
    skus: z
      .array(z.strictObject({ id: Id, code: code(40), listPrice: MinorAmount }))
      .min(1)
      .max(100),
    publish: z.boolean(),
    /** Who ships them. */
    shippedBy: z.enum(['store', 'supplier']).default('store'),
  })
  .meta({ id: 'TakeGoods' })
export type TakeGoods = z.infer<typeof TakeGoods>

/** What a supplier may ask to be changed of goods that were taken; prices have a way of their own. */
export const AskChange = z
  .strictObject({
    id: Id,
    version: z.int(),
    note: lines(500).default(''),
    name: Words(120),
    detail: goodsFields.detail,
    brand: goodsFields.brand,
    unit: Words(20),
    mediaIds: z.array(Id).min(1).max(12),
    /** Of each variant there is. */
    skus: z
      .array(z.strictObject({ id: Id, barcodes: goodsSku.barcodes, weightGrams: goodsSku.weightGrams }))
      .min(1)
      .max(250),
  })
  .meta({ id: 'AskChange' })
export type AskChange = z.infer<typeof AskChange>
/** One of a supplier's own products, as it may know it: no price of any store, nothing of who buys. */
export const OwnProduct = z
  .object({
    id: Id,
    version: z.int(),
    state: z.enum(['draft', 'in_review', 'published', 'retired']),
    kind: z.string(),
    name: Words(120),
    detail: z.object({ zh: z.string(), en: z.string() }),
    brand: z.string(),
    unit: Words(20),
    unitSize: z.int(),
    categoryName: Words(40),
    media: z.array(Media),
    skus: z.array(
      z.object({
        id: Id,
        code: z.string(),
        optionText: z.object({ zh: z.string(), en: z.string() }),
        barcodes: z.array(z.string()),
        weightGrams: z.int(),
        supplyPrice: MinorAmount.nullable(),
        /** Those of the supplier; what HQ allows within them is its own affair. */
        bounds: AskedBounds,
      }),
    ),
    changes: z.array(WholeChange.omit({ decidedBy: true, comments: true })),
  })
  .meta({ id: 'OwnProduct' })
export type OwnProduct = z.infer<typeof OwnProduct>

export const PriceRequestState = z.enum(['open', 'accepted', 'refused', 'withdrawn'])
export type PriceRequestState = z.infer<typeof PriceRequestState>
const terms = z
  .array(z.strictObject({ skuId: Id, supplyPrice: MinorAmount.min(1), bounds: AskedBounds }))
  .min(1)
  .max(250)
/** Supply prices and bounds that a supplier would have for variants of one product. */
export const AskPrices = z
  .strictObject({ id: Id, note: lines(500).default(''), terms })
  .meta({ id: 'AskPrices' })
export type AskPrices = z.infer<typeof AskPrices>
export const PriceRequest = z
  .object({
    id: Id,
    supplierId: Id,
    supplierName: Words(60),
    productId: Id,
    productName: Words(120),
    terms,
    note: z.string(),
    state: PriceRequestState,
    reason: z.string(),
    by: z.string(),
    madeAt: z.string(),
    decidedAt: z.string().nullable(),
  })
  .meta({ id: 'PriceRequest' })
export type PriceRequest = z.infer<typeof PriceRequest>
export const PriceRequestPage = page(PriceRequest).meta({ id: 'PriceRequestPage' })
export const ListPriceRequests = PageQuery.extend({
  state: PriceRequestState.optional(),
  productId: Id.optional(),
})
export type ListPriceRequests = z.infer<typeof ListPriceRequests>
/**
 * `way`: prices that would lie outside refuse it, are brought to the nearest end, or wait on the conflict desk: then the bounds
 * hold from `startsAt`. The supply price holds at once in any case.
 */
export const DecidePrices = z
  .strictObject({
    move: z.enum(['accept', 'refuse']),
    reason: lines(500).default(''),
    way: z.enum(['refuse', 'clamp', 'schedule']).default('refuse'),
    startsAt: Instant.optional(),
  })
  .refine((d) => d.way !== 'schedule' || d.startsAt !== undefined, {
    message: 'needs a date',
    path: ['startsAt'],
  })
  .meta({ id: 'DecidePrices' })
export type DecidePrices = z.infer<typeof DecidePrices>
