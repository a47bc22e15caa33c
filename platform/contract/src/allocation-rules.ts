import { z } from 'zod'
import { ReleasedUnit } from './assortment.js'
import { Media } from './catalog.js'
import { Id, line, Words } from './shape.js'

/** Most rules a brand has, and most nodes of the org tree and terms that one of them names. */
export const RULES_MOST = 50
export const RULE_UNITS_MOST = 100
const TERMS_MOST = 10
const CHOICES_MOST = 20

const ids = z.array(Id).min(1).max(CHOICES_MOST)
/** A number as it is written: at most 12 digits before the point and 4 behind it. */
const Decimal = z.string().regex(/^-?(0|[1-9]\d{0,11})(\.\d{1,4})?$/, { abort: true }) // what is none is not compared with another
const DECIMALS = 4
/** A decimal in ten-thousandths, to compare exactly. */
const scaled = (text: string): bigint => {
  const [whole = '', part = ''] = text.split('.')
  return BigInt(whole.replace('-', '') + part.padEnd(DECIMALS, '0')) * (text.startsWith('-') ? -1n : 1n)
}
/** Of a number: from one to another, both included; one of them may be left open. */
const NumberTerm = z
  .strictObject({
    by: z.literal('number'),
    attributeId: Id,
    from: Decimal.nullable(),
    to: Decimal.nullable(),
  })
  .refine(({ from, to }) => from !== null || to !== null, { message: 'needs an end' })
  .refine(({ from, to }) => from === null || to === null || scaled(from) <= scaled(to), {
    message: 'from is above to',
  })
/** Of a text in either language, letter case aside: that it is one of these, or holds one of these. */
const TextTerm = z.strictObject({
  by: z.literal('text'),
  attributeId: Id,
  how: z.enum(['is', 'holds']),
  texts: z.array(line(200)).min(1).max(CHOICES_MOST),
})
/**
 * What goods must be, any of the values named: in a category or below it, from a supplier, with a tag that holds at the
 * moment, under a classification or below it, with a choice of an attribute or a flag that is set, of a brand, or with a number or
 * a text of an attribute.
 */
export const RuleTerm = z.discriminatedUnion('by', [
  z.strictObject({ by: z.enum(['category', 'supplier', 'tag', 'classification', 'value']), ids }),
  z.strictObject({ by: z.literal('brand'), names: z.array(line(60)).min(1).max(CHOICES_MOST) }),
  NumberTerm,
  TextTerm,
])
export type RuleTerm = z.infer<typeof RuleTerm>
/** All terms must fit. */
export const RuleCondition = z.array(RuleTerm).min(1).max(TERMS_MOST)
export type RuleCondition = z.infer<typeof RuleCondition>

const effect = {
  condition: RuleCondition,
  /** The nodes of the org tree that goods which fit are released to; HQ's stands for all stores. */
  unitIds: z.array(Id).min(1).max(RULE_UNITS_MOST),
  active: z.boolean(),
}
const fields = { name: line(60), ...effect }
export const CreateAllocationRule = z.strictObject({ id: Id, ...fields }).meta({ id: 'CreateAllocationRule' })
export type CreateAllocationRule = z.infer<typeof CreateAllocationRule>
/** `version`: the one that was read. */
export const UpdateAllocationRule = z
  .strictObject({ ...fields, version: z.int().min(1) })
  .meta({ id: 'UpdateAllocationRule' })
export type UpdateAllocationRule = z.infer<typeof UpdateAllocationRule>

/**
 * A rule that releases goods to stores. Goods that somebody set by hand stay as they are; goods that no rule fits are
 * sold everywhere. `goods` are those it decides on at the moment; `progress` is there while it is being written out.
 */
export const AllocationRule = z
  .object({
    id: Id,
    name: z.string(),
    condition: RuleCondition,
    units: z.array(ReleasedUnit),
    active: z.boolean(),
    goods: z.int(),
    /** Stores that sell in its nodes. */
    storeCount: z.int(),
    progress: z.object({ seen: z.int(), total: z.int() }).nullable(),
    by: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'AllocationRule' })
export type AllocationRule = z.infer<typeof AllocationRule>
export const AllocationRules = z.object({ items: z.array(AllocationRule) }).meta({ id: 'AllocationRules' })

/** A rule as it would be; `id` is the one it takes the place of. */
export const PreviewAllocationRule = z
  .strictObject({ id: Id.optional(), ...effect })
  .meta({ id: 'PreviewAllocationRule' })
export type PreviewAllocationRule = z.infer<typeof PreviewAllocationRule>
/** What goods and stores gain and lose: `gained` and `lost` count products times stores, for a store its products. */
const extent = { gained: z.int(), lost: z.int() }
export const RulePreview = z
  .object({
    /** Products that fit, and those of them that stay as they are since they were set by hand. */
    matched: z.int(),
    byHand: z.int(),
    /** Products that are sold elsewhere than now. */
    products: z.int(),
    ...extent,
    /** Stores that sell in its nodes, and stores whose goods change. */
    stores: z.int(),
    changedStores: z.int(),
    /** Those of them that change most. */
    firstStores: z.array(z.object({ storeId: Id, name: Words(60), ...extent })),
    firstGoods: z.array(
      z.object({ productId: Id, name: Words(120), picture: Media.nullable(), stores: z.int(), ...extent }),
    ),
  })
  .meta({ id: 'RulePreview' })
export type RulePreview = z.infer<typeof RulePreview>
