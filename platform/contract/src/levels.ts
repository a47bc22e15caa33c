import { z } from 'zod'
import { PriceLane } from './pricing.js'
import { Id, Instant, MinorAmount, Words } from './shape.js'

/** Basis points off what everybody pays, 9,000 at most: never below what bounds allow. */
const PercentOff = z.int().min(0).max(9_000)
/** A level of members that HQ defines; a higher rank is the higher level. `members`: how many have it. */
export const MemberLevel = z
  .object({ id: Id, name: Words(20), rank: z.int(), percentOff: PercentOff, members: z.int() })
  .meta({ id: 'MemberLevel' })
export type MemberLevel = z.infer<typeof MemberLevel>
export const MemberLevelList = z.object({ items: z.array(MemberLevel) }).meta({ id: 'MemberLevelList' })
/** Makes a level under an id of the caller's, or changes the one that has it. */
export const SetMemberLevel = z
  .strictObject({ name: Words(20), rank: z.int().min(1).max(100), percentOff: PercentOff })
  .meta({ id: 'SetMemberLevel' })
export type SetMemberLevel = z.infer<typeof SetMemberLevel>

/**
 * Sets a price for a level or from a quantity on at a node, from `startsAt` (now, unless given) to `endsAt` or for good; for that
 * time it goes before what was there. null takes away what is there.
 */
export const SetTierPrice = z
  .strictObject({
    levelId: Id.nullable().default(null),
    quantityFrom: z.int().min(1).max(999_999).default(1),
    channel: PriceLane.default('any'),
    price: MinorAmount.min(1).nullable(),
    startsAt: Instant.optional(),
    endsAt: Instant.optional(),
  })
  .refine((t) => t.levelId !== null || t.quantityFrom > 1, { message: 'a level or a quantity' })
  .meta({ id: 'SetTierPrice' })
export type SetTierPrice = z.infer<typeof SetTierPrice>

/** What a member is known by at a counter. */
export const MemberCard = z
  .object({ id: Id, name: z.string(), phoneEnding: z.string(), levelId: Id.nullable() })
  .meta({ id: 'MemberCard' })
export type MemberCard = z.infer<typeof MemberCard>
export const FindMember = z.object({ phone: z.string().regex(/^1[3-9]\d{9}$/) })
export type FindMember = z.infer<typeof FindMember>
/** At most one level; null: none. */
export const SetLevel = z.strictObject({ levelId: Id.nullable() }).meta({ id: 'SetLevel' })
export type SetLevel = z.infer<typeof SetLevel>

/** What a product costs at a store besides what everybody pays for one, and the level of who asks; null for guests and without one. */
export const ShopOffers = z
  .object({
    levelId: Id.nullable(),
    levels: z.array(z.object({ id: Id, name: Words(20) })),
    skus: z.array(
      z.object({
        skuId: Id,
        price: MinorAmount,
        offers: z.array(z.object({ levelId: Id.nullable(), quantityFrom: z.int(), price: MinorAmount })),
      }),
    ),
  })
  .meta({ id: 'ShopOffers' })
export type ShopOffers = z.infer<typeof ShopOffers>
