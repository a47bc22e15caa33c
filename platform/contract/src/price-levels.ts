import { z } from 'zod'
import { DecisionLevel } from './decisions.js'
import { Id, page, PageQuery, WordsOrNone } from './shape.js'

/** Who prices goods of a category with all below it, or one product; in place of what is set for the whole brand. */
export const PriceLevel = z
  .object({
    id: Id,
    categoryId: Id.nullable(),
    productId: Id.nullable(),
    name: WordsOrNone(120),
    level: DecisionLevel,
    setByName: z.string(),
    setAt: z.string(),
  })
  .meta({ id: 'PriceLevel' })
export type PriceLevel = z.infer<typeof PriceLevel>
export const PriceLevelPage = page(PriceLevel).meta({ id: 'PriceLevelPage' })
export const ListPriceLevels = PageQuery
export type ListPriceLevels = z.infer<typeof ListPriceLevels>
/** null takes it away: what is set further up holds again. */
export const SetPriceLevel = z.strictObject({ level: DecisionLevel.nullable() }).meta({ id: 'SetPriceLevel' })
export type SetPriceLevel = z.infer<typeof SetPriceLevel>
