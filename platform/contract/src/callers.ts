import { z } from 'zod'
import { Flag, Id, Instant, line, page, PageQuery } from './shape.js'

/** What a caller did too much of. */
export const blockKinds = ['requests', 'sign_in', 'sms', 'codes', 'orders', 'unpaid_orders'] as const
export const BlockKind = z.enum(blockKinds)
export type BlockKind = z.infer<typeof BlockKind>
/** What a caller is known by: a guest's network, or who is signed in. */
export const callerKinds = ['address', 'shopper', 'staff', 'key'] as const
export const CallerKind = z.enum(callerKinds)
export type CallerKind = z.infer<typeof CallerKind>
/** Days an allowance stands at most. */
export const ALLOWANCE_DAYS_MAX = 365

/** A caller that was refused for doing too much of something; `caller` is masked. */
export const Block = z
  .object({
    id: Id,
    kind: BlockKind,
    callerKind: CallerKind,
    caller: z.string(),
    /** Refusals since `firstAt`. */
    count: z.int(),
    firstAt: z.string(),
    lastAt: z.string(),
    until: z.string(),
    state: z.enum(['blocked', 'over', 'lifted']),
    /** An allowance lets the caller through now. */
    allowed: z.boolean(),
  })
  .meta({ id: 'Block' })
export type Block = z.infer<typeof Block>
export const BlockPage = page(Block).meta({ id: 'BlockPage' })
export type BlockPage = z.infer<typeof BlockPage>
export const ListBlocks = PageQuery.extend({
  kind: BlockKind.optional(),
  callerKind: CallerKind.optional(),
  /** Only those refused now. */
  blocked: Flag.optional(),
})
export type ListBlocks = z.infer<typeof ListBlocks>

/** A caller that limits do not hold up, until a day. */
export const Allowance = z
  .object({
    id: Id,
    callerKind: CallerKind,
    /** A range of addresses, or the name of somebody. */
    caller: z.string(),
    reason: z.string(),
    until: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Allowance' })
export type Allowance = z.infer<typeof Allowance>
export const Allowances = z.object({ items: z.array(Allowance) }).meta({ id: 'Allowances' })
export type Allowances = z.infer<typeof Allowances>

const range = z.union([z.cidrv4(), z.cidrv6()])
/** Either a range of addresses, not wider than /16 (IPv6: /32), or the caller of a block. */
export const CreateAllowance = z
  .strictObject({
    id: Id,
    range: range
      .refine((r) => Number(r.split('/')[1]) >= (r.includes(':') ? 32 : 16), { message: 'range too wide' })
      .optional(),
    blockId: Id.optional(),
    reason: line(200, 4),
    until: Instant,
  })
  .refine((a) => (a.range === undefined) !== (a.blockId === undefined), {
    message: 'either a range or a block',
    path: ['range'],
  })
  .meta({ id: 'CreateAllowance' })
export type CreateAllowance = z.infer<typeof CreateAllowance>

/** How many orders somebody may place: unpaid ones at once, and placements a minute by shopper and by address. */
export const OrderLimits = z
  .strictObject({
    unpaidMost: z.int().min(1).max(1000),
    perMinute: z.int().min(1).max(1000),
    perMinuteAddress: z.int().min(1).max(100_000),
  })
  .meta({ id: 'OrderLimits' })
export type OrderLimits = z.infer<typeof OrderLimits>
