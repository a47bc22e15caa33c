import { z } from 'zod'
import type { ErrorCode } from './errors.js'
import type { Permission } from './permissions.js'
import { Id, Words } from './shape.js'

/**
 * What a brand may leave to its stores or keep, each with the permission that takes the decision and the code of the
 * refusal. `price` is a store's own price, `stock` corrections and write-offs (deliveries are facts, not decisions),
 * `listing` which of the goods released to it a store sells, `hours` opening hours, services and preparation time.
 */
export const decisions = {
  price: { permission: 'Price:update', code: 'pricing.decided_above' },
  stock: { permission: 'Stock:adjust', code: 'inventory.decided_above' },
  listing: { permission: 'Listing:update', code: 'assortment.decided_above' },
  hours: { permission: 'Store:update', code: 'org.decided_above' },
} as const satisfies Record<string, { permission: Permission; code: ErrorCode }>
export type Decision = keyof typeof decisions
export const decisionKinds = Object.keys(decisions) as Decision[]

/** The lowest level of the org tree that may decide; whoever holds the permission at that level or above may. */
export const DecisionLevel = z.enum(['store', 'region', 'hq'])
export type DecisionLevel = z.infer<typeof DecisionLevel>
const DecisionName = z.enum(decisionKinds as [Decision, ...Decision[]])

/** How each decision is set: for the whole brand, and where it differs. */
export const DecisionSettings = z
  .object({
    items: z.array(
      z.object({
        decision: DecisionName,
        level: DecisionLevel,
        exceptions: z.array(
          z.object({
            unitId: Id,
            unitName: Words(60),
            unitKind: z.enum(['region', 'store']),
            level: DecisionLevel,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DecisionSettings' })
export type DecisionSettings = z.infer<typeof DecisionSettings>
/** null takes the node's own setting away: what is set above it holds again. */
export const SetDecision = z
  .strictObject({ decision: DecisionName, level: DecisionLevel.nullable() })
  .meta({ id: 'SetDecision' })
export type SetDecision = z.infer<typeof SetDecision>
/** Who decides in one store, and whether who asks is high enough. */
export const StoreDecisions = z
  .object({
    items: z.array(z.object({ decision: DecisionName, level: DecisionLevel, mine: z.boolean() })),
  })
  .meta({ id: 'StoreDecisions' })
export type StoreDecisions = z.infer<typeof StoreDecisions>
