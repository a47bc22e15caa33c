import { z } from 'zod'
import { Media, ProductState } from './catalog.js'
import { Day, Id, MinorAmount, page, PageQuery, ProductKind, Search, Words, WordsOrNone } from './shape.js'

export const Supplier = z
  .object({ id: Id, code: z.string(), name: Words(60), phone: z.string(), productCount: z.int() })
  .meta({ id: 'Supplier' })
export const Suppliers = z.object({ items: z.array(Supplier) }).meta({ id: 'Suppliers' })
export const SupplyProduct = z
  .object({
    id: Id,
    name: Words(120),
    state: ProductState,
    picture: Media.nullable(),
    unit: Words(20),
    unitSize: z.int(),
    skuCount: z.int(),
    supplyPriceFrom: MinorAmount,
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    onHand: z.int(),
    storeCount: z.int(),
    sold30Days: z.int(),
  })
  .meta({ id: 'SupplyProduct' })
export type SupplyProduct = z.infer<typeof SupplyProduct>
export const SupplyProductPage = page(SupplyProduct).meta({ id: 'SupplyProductPage' })
export const ListSupply = PageQuery.extend({ q: Search.optional() })
export type ListSupply = z.infer<typeof ListSupply>
/** One sold line of the supplier's goods; says nothing of who bought, and where. */
export const SoldLine = z
  .object({
    id: Id,
    /** Names the order between supplier and brand; unlike its number it says nothing of the store. */
    orderRef: z.string(),
    skuCode: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    kind: ProductKind,
    unitSize: z.int(),
    quantity: z.int(),
    supplyAmount: MinorAmount,
    tradingDay: Day,
    soldAt: z.string(),
  })
  .meta({ id: 'SoldLine' })
export type SoldLine = z.infer<typeof SoldLine>
export const SoldLinePage = page(SoldLine).meta({ id: 'SoldLinePage' })
export const ListSoldLines = PageQuery.extend({
  q: Search.optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type ListSoldLines = z.infer<typeof ListSoldLines>
/** Aggregates of the last 30 days for the supplier's front page. */
export const SupplySummary = z
  .object({
    supplier: Supplier,
    productCount: z.int(),
    quantitySold: z.int(),
    supplyAmount: MinorAmount,
    previousSupplyAmount: MinorAmount,
    lineCount: z.int(),
    days: z.array(z.object({ day: Day, supplyAmount: MinorAmount, lines: z.int() })),
  })
  .meta({ id: 'SupplySummary' })
export type SupplySummary = z.infer<typeof SupplySummary>
