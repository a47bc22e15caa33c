import { z } from 'zod'
import { Id, line, Words, WordsOrNone } from './shape.js'

export const AttributeKind = z.enum(['text', 'number', 'choice', 'flag'])
export type AttributeKind = z.infer<typeof AttributeKind>
const Choice = z.strictObject({ id: Id, name: Words(40) })
const attributeFields = {
  name: Words(40),
  /** Of a number: what it counts in. */
  unit: WordsOrNone(12),
  /** Shoppers may narrow a list down by it; for choices and flags alone. */
  filterable: z.boolean(),
  position: z.int().min(0).max(9999),
  /** Of a choice: what there is to choose from, in order. */
  choices: z.array(Choice).max(200),
}
/** What goods are described by: a text, a number, one or several of its choices, or yes and no. */
export const Attribute = z
  .object({
    id: Id,
    kind: AttributeKind,
    ...attributeFields,
    several: z.boolean(),
    active: z.boolean(),
    productCount: z.int(),
    categoryCount: z.int(),
  })
  .meta({ id: 'Attribute' })
export type Attribute = z.infer<typeof Attribute>
export const Attributes = z.object({ items: z.array(Attribute) }).meta({ id: 'Attributes' })
/** Kind and whether it takes several values are for good. */
export const CreateAttribute = z
  .strictObject({
    id: Id,
    kind: AttributeKind,
    name: attributeFields.name,
    unit: attributeFields.unit.default({ zh: '', en: '' }),
    several: z.boolean().default(false),
    filterable: attributeFields.filterable.default(false),
    position: attributeFields.position.default(0),
    choices: attributeFields.choices.default([]),
  })
  .meta({ id: 'CreateAttribute' })
export type CreateAttribute = z.infer<typeof CreateAttribute>
/** `choices` are replaced whole: one that goods have cannot be left out. One not `active` is asked for nowhere. */
export const UpdateAttribute = z
  .strictObject({ ...attributeFields, active: z.boolean() })
  .partial()
  .meta({ id: 'UpdateAttribute' })
export type UpdateAttribute = z.infer<typeof UpdateAttribute>

const asked = {
  attributeId: Id,
  /** Goods without it cannot be published. */
  required: z.boolean(),
}
/** What goods of a category are described by: its own attributes and those of the categories above it. */
export const Template = z
  .object({
    items: z.array(
      z.object({
        ...asked,
        /** The category that says so: this one, or the one above it that says so first. */
        categoryId: Id,
      }),
    ),
    /** What the category itself asks for. */
    own: z.array(z.object(asked)),
  })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof Template>
/** The category's own attributes, in order. */
export const SetTemplate = z
  .strictObject({ items: z.array(z.strictObject(asked)).max(60) })
  .meta({ id: 'SetTemplate' })
export type SetTemplate = z.infer<typeof SetTemplate>

/** One value of a product: a text, a number as it is written, a choice's id, `true` or `false`; several choices are several values. */
export const ProductValue = z
  .strictObject({
    attributeId: Id,
    value: line(200),
    /** Of a text: the same in English. */
    valueEn: line(200, 0).default(''),
  })
  .meta({ id: 'ProductValue' })
export type ProductValue = z.infer<typeof ProductValue>
export const ProductValues = z.array(ProductValue).max(200)

/** A line of what shoppers read about a product. */
export const Spec = z.object({ name: Words(40), value: WordsOrNone(2000) }).meta({ id: 'Spec' })
export type Spec = z.infer<typeof Spec>
