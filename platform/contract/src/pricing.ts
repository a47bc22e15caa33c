import { z } from 'zod'
import { Id, MinorAmount, page, PageQuery, Search, Words, WordsOrNone } from './shape.js'

export const StorePrice = z
  .object({
    skuId: Id,
    productId: Id,
    code: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    unitSize: z.int(),
    listPrice: MinorAmount,
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
    storePrice: MinorAmount.nullable(),
    effectivePrice: MinorAmount,
  })
  .meta({ id: 'StorePrice' })
export type StorePrice = z.infer<typeof StorePrice>
export const StorePricePage = page(StorePrice).meta({ id: 'StorePricePage' })
export const ListStorePrices = PageQuery.extend({
  q: Search.optional(),
  categoryId: Id.optional(),
  differing: z.enum(['true', 'false']).optional(),
})
export type ListStorePrices = z.infer<typeof ListStorePrices>
/** null takes the store's own price away: the list price applies again. */
export const SetStorePrice = z
  .strictObject({ price: MinorAmount.min(1).nullable() })
  .meta({ id: 'SetStorePrice' })
export type SetStorePrice = z.infer<typeof SetStorePrice>
export const SetListPrice = z
  .strictObject({
    listPrice: MinorAmount.min(1),
    priceMin: MinorAmount.nullable(),
    priceMax: MinorAmount.nullable(),
  })
  .meta({ id: 'SetListPrice' })
export type SetListPrice = z.infer<typeof SetListPrice>
