import { z } from 'zod'
import { Media, ShopCard } from './catalog.js'
import { shopFilters, TagColour } from './filters.js'
import { Id, Instant, line, Search, Words } from './shape.js'

/** Words that mean the same to shoppers: who looks for one finds the goods of all. */
export const Synonym = z
  .object({ id: Id, words: z.array(z.string()), updatedAt: z.string() })
  .meta({ id: 'Synonym' })
export type Synonym = z.infer<typeof Synonym>
export const Synonyms = z.object({ items: z.array(Synonym) }).meta({ id: 'Synonyms' })
const synonymWords = z.array(line(30)).min(2).max(12)
export const CreateSynonym = z.strictObject({ id: Id, words: synonymWords }).meta({ id: 'CreateSynonym' })
export type CreateSynonym = z.infer<typeof CreateSynonym>
export const SetSynonym = z.strictObject({ words: synonymWords }).meta({ id: 'SetSynonym' })
export type SetSynonym = z.infer<typeof SetSynonym>

/** A tree beside the categories (no parent), or a value in one. Trees that are `shown` are filters of the shop. */
export const Classification = z
  .object({
    id: Id,
    parentId: Id.nullable(),
    name: Words(40),
    position: z.int(),
    shown: z.boolean(),
    productCount: z.int(),
  })
  .meta({ id: 'Classification' })
export type Classification = z.infer<typeof Classification>
export const Classifications = z.object({ items: z.array(Classification) }).meta({ id: 'Classifications' })
const classFields = { name: Words(40), position: z.int().min(0).max(9999), shown: z.boolean() }
export const CreateClassification = z
  .strictObject({
    id: Id,
    parentId: Id.nullable(),
    name: classFields.name,
    position: classFields.position.default(0),
    shown: classFields.shown.default(true),
  })
  .meta({ id: 'CreateClassification' })
export type CreateClassification = z.infer<typeof CreateClassification>
export const UpdateClassification = z.strictObject(classFields).partial().meta({ id: 'UpdateClassification' })
export type UpdateClassification = z.infer<typeof UpdateClassification>

/** A short word on goods, e.g. New; one that is not active shows nowhere. */
export const Tag = z
  .object({
    id: Id,
    name: Words(12),
    colour: TagColour,
    position: z.int(),
    active: z.boolean(),
    productCount: z.int(),
  })
  .meta({ id: 'Tag' })
export type Tag = z.infer<typeof Tag>
export const Tags = z.object({ items: z.array(Tag) }).meta({ id: 'Tags' })
const tagFields = {
  name: Words(12),
  colour: TagColour,
  position: z.int().min(0).max(9999),
  active: z.boolean(),
}
export const CreateTag = z
  .strictObject({
    id: Id,
    name: tagFields.name,
    colour: tagFields.colour,
    position: tagFields.position.default(0),
  })
  .meta({ id: 'CreateTag' })
export type CreateTag = z.infer<typeof CreateTag>
export const UpdateTag = z.strictObject(tagFields).partial().meta({ id: 'UpdateTag' })
export type UpdateTag = z.infer<typeof UpdateTag>

/** What a product is sorted under beside its category. A tag holds from `from` until before `until`; null is for good. */
export const ProductMarks = z
  .object({
    classificationIds: z.array(Id),
    tags: z.array(z.object({ tagId: Id, from: z.string(), until: z.string().nullable() })),
  })
  .meta({ id: 'ProductMarks' })
export type ProductMarks = z.infer<typeof ProductMarks>
export const SetProductMarks = z
  .strictObject({
    classificationIds: z.array(Id).max(50),
    tags: z.array(z.strictObject({ tagId: Id, from: Instant, until: Instant.nullable() })).max(10),
  })
  .meta({ id: 'SetProductMarks' })
export type SetProductMarks = z.infer<typeof SetProductMarks>
/** The brands goods have, with how many are of each, the commonest first; at most 500. */
export const Brands = z
  .object({
    items: z.array(z.object({ brand: z.string(), productCount: z.int(), logo: Media.nullable() })),
  })
  .meta({ id: 'Brands' })
/** Gives a brand a logo; null takes it away. */
export const SetBrandLogo = z
  .strictObject({ brand: line(60), mediaId: Id.nullable() })
  .meta({ id: 'SetBrandLogo' })
export type SetBrandLogo = z.infer<typeof SetBrandLogo>

export const AskFilters = z.object({
  storeId: Id,
  categoryId: Id.optional(),
  q: Search.optional(),
  inStock: z.enum(['true', 'false']).optional(),
  ...shopFilters,
})
export type AskFilters = z.infer<typeof AskFilters>
const choice = { name: Words(40), count: z.int() }
/** What a shop window can be narrowed down by, and how many goods each choice would leave beside what is chosen elsewhere. */
export const ShopFilters = z
  .object({
    total: z.int(),
    brands: z.array(z.object({ brand: z.string(), count: z.int(), logo: Media.optional() })),
    trees: z.array(z.object({ id: Id, name: Words(40), choices: z.array(z.object({ id: Id, ...choice })) })),
    /** A flag's one choice goes by the attribute's own id. */
    attributes: z.array(
      z.object({ id: Id, name: Words(40), choices: z.array(z.object({ id: Id, ...choice })) }),
    ),
    tags: z.array(z.object({ id: Id, colour: TagColour, ...choice })),
  })
  .meta({ id: 'ShopFilters' })
export type ShopFilters = z.infer<typeof ShopFilters>

export const AskSuggestions = z.object({ storeId: Id, q: line(80) })
export type AskSuggestions = z.infer<typeof AskSuggestions>
/** What somebody who is typing may mean: words to search for, categories, goods. */
export const ShopSuggestions = z
  .object({
    words: z.array(z.string()),
    categories: z.array(z.object({ id: Id, name: Words(40) })),
    goods: z.array(ShopCard),
  })
  .meta({ id: 'ShopSuggestions' })
export type ShopSuggestions = z.infer<typeof ShopSuggestions>
