import { z } from 'zod'
import { Media } from './catalog.js'
import { PriceLane } from './pricing.js'
import { ScaleLabel } from './tenancy.js'
import { Cursor, Id, Instant, line, MinorAmount, ProductKind, Quantity, Words, WordsOrNone } from './shape.js'

/** `prices` are there where one begins or ends some time: a till works out by itself what goods cost then. */
export const TillSku = z
  .object({
    skuId: Id,
    productId: Id,
    code: z.string(),
    barcodes: z.array(z.string()),
    name: Words(120),
    optionText: WordsOrNone(200),
    search: z.array(z.string()),
    categoryId: Id,
    kind: ProductKind,
    unit: Words(20),
    unitSize: z.int(),
    price: MinorAmount,
    listPrice: MinorAmount,
    floorPrice: MinorAmount.nullable(),
    prices: z.array(
      z.object({
        unitId: Id,
        channel: PriceLane,
        temporary: z.boolean(),
        price: MinorAmount,
        startsAt: z.string(),
        endsAt: z.string().nullable(),
      }),
    ),
    /** Prices for levels and from quantities on, in force or to come. */
    tiers: z.array(
      z.object({
        unitId: Id,
        channel: PriceLane,
        levelId: Id.nullable(),
        quantityFrom: z.int(),
        price: MinorAmount,
        startsAt: z.string(),
        endsAt: z.string().nullable(),
      }),
    ),
    /** Bounds of the place in force or to come, there where one begins or ends some time; else `floorPrice` holds. */
    bounds: z.array(
      z.object({
        unitId: Id,
        source: z.enum(['supplier', 'hq']),
        priceMin: MinorAmount.nullable(),
        priceMax: MinorAmount.nullable(),
        startsAt: z.string(),
        endsAt: z.string().nullable(),
      }),
    ),
    /** HQ's lowest and highest price for everywhere. */
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    available: z.int(),
    picture: Media.nullable(),
  })
  .meta({ id: 'TillSku' })
export type TillSku = z.infer<typeof TillSku>
/** What a till knows beside its goods; `at` is the instant as of which it was told. */
const TillStore = z.object({
  storeId: Id,
  storeName: Words(60),
  /** The store and the nodes above it, nearest first: whose prices go before whose. */
  unitIds: z.array(Id),
  currency: z.string(),
  cashRounding: z.enum(['none', 'jiao', 'yuan']),
  scaleLabels: z.array(ScaleLabel),
  categories: z.array(z.object({ id: Id, name: Words(40) })),
  levels: z.array(z.object({ id: Id, name: Words(20), percentOff: z.int() })),
  at: Instant,
})
/** Everything a till of one store needs to sell with no network, in pages. */
export const TillCatalogue = TillStore.extend({
  skus: z.array(TillSku),
  complete: z.boolean(),
  nextCursor: z.string().nullable(),
}).meta({ id: 'TillCatalogue' })
export type TillCatalogue = z.infer<typeof TillCatalogue>
export const GetTillCatalogue = z.object({
  storeId: Id,
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(1000),
})
export type GetTillCatalogue = z.infer<typeof GetTillCatalogue>
/**
 * What changed at a store since an instant: whatever of `productIds` and `skuIds` is not among `skus` isn't sold there any
 * more. `whole`: too much changed, or too long ago to be told one by one; the till fetches the catalogue again.
 */
export const TillChanges = TillStore.extend({
  whole: z.boolean(),
  productIds: z.array(Id),
  skuIds: z.array(Id),
  skus: z.array(TillSku),
}).meta({ id: 'TillChanges' })
export type TillChanges = z.infer<typeof TillChanges>
export const GetTillChanges = z.object({ storeId: Id, since: Instant })
export type GetTillChanges = z.infer<typeof GetTillChanges>
/** A sale made at the till under an id of the device. Prices come from the server; `expectedPayable` is what the receipt showed. */
export const PostSale = z
  .strictObject({
    storeId: Id,
    deviceId: Id,
    soldAt: Instant,
    lines: z
      .array(z.strictObject({ skuId: Id, quantity: Quantity }))
      .min(1)
      .max(200),
    expectedPayable: MinorAmount,
    /** Whose level the goods are priced for: who said their phone number. */
    memberId: Id.optional(),
    tender: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cash'), received: MinorAmount }),
      z.strictObject({ kind: z.literal('wechat_code') }),
    ]),
    note: line(200, 0).default(''),
  })
  .meta({ id: 'PostSale' })
export type PostSale = z.infer<typeof PostSale>
export const ChargeSale = z
  .strictObject({ authCode: z.string().regex(/^1[0-5]\d{16}$/) })
  .meta({ id: 'ChargeSale' })
export type ChargeSale = z.infer<typeof ChargeSale>
export const Sale = z
  .object({
    id: Id,
    number: z.string(),
    storeId: Id,
    storeName: Words(60),
    cashier: z.string(),
    state: z.enum(['unpaid', 'paying', 'paid', 'cancelled']),
    payable: MinorAmount,
    received: MinorAmount,
    change: MinorAmount,
    tender: z.enum(['cash', 'wechat_code']),
    currency: z.string(),
    soldAt: z.string(),
    lines: z.array(
      z.object({
        skuId: Id,
        name: Words(120),
        optionText: WordsOrNone(200),
        unit: Words(20),
        unitSize: z.int(),
        quantity: z.int(),
        unitPrice: MinorAmount,
        total: MinorAmount,
      }),
    ),
    rounding: z.int(),
  })
  .meta({ id: 'Sale' })
export type Sale = z.infer<typeof Sale>
