import { createMongoAbility, subject as typed, type MongoAbility, type RawRuleOf } from '@casl/ability'
import { packRules } from '@casl/ability/extra'
import {
  guestPermissions,
  permissions,
  providerPermissions,
  shopperPermissions,
  type Permission,
  type Subject,
} from '@storeweave/contract'

export type Ability = MongoAbility<[string, string | object]>
type Rule = RawRuleOf<Ability>

/** What a grant reaches: everything, a list of stores, or one supplier. */
export type Reach = { all: true } | { storeIds: readonly string[] } | { supplierId: string }

/** Subjects whose rows belong to a store; a grant below HQ holds for its stores' rows only. */
const STORE_BOUND: ReadonlySet<Subject> = new Set([
  'Store',
  'Person',
  'Price',
  'Stock',
  'Order',
  'Fulfilment',
  'Sale',
  'Insight',
  'Audit',
])

const split = (p: Permission) => p.split(':') as [Subject, string]

/** Compiles role grants to one CASL ability, the same on server and client. Only code builds rules; no rule is ever read from a tenant's data. */
export function abilityOf(grants: readonly { permissions: readonly Permission[]; reach: Reach }[]): Ability {
  const rules: Rule[] = []
  for (const { permissions: list, reach } of grants)
    for (const permission of list) {
      const [subject, action] = split(permission)
      if ('supplierId' in reach)
        rules.push({
          action,
          subject,
          ...(subject === 'Supply' ? { conditions: { supplierId: reach.supplierId } } : {}),
        })
      else if ('all' in reach || !STORE_BOUND.has(subject)) rules.push({ action, subject })
      else rules.push({ action, subject, conditions: { storeId: { $in: [...reach.storeIds] } } })
    }
  return createMongoAbility<Ability>(rules)
}

const flat = (list: readonly Permission[]) => abilityOf([{ permissions: list, reach: { all: true } }])
export const guestAbility = flat(guestPermissions)
export const shopperAbility = flat(shopperPermissions)
export const providerAbility = flat(providerPermissions)
/** The platform itself may do anything a permission exists for. */
export const systemAbility = flat(
  (Object.keys(permissions) as Subject[]).flatMap((s) =>
    permissions[s].map((a) => `${s}:${a}` as Permission),
  ),
)

/** The rules as they travel to the browser. */
export const packed = (ability: Ability): unknown[][] => packRules(ability.rules) as unknown[][]

/** True when the ability allows the action on this row (not merely on some row of the type). */
export const allows = (
  ability: Ability,
  action: string,
  subject: Subject,
  row: Record<string, unknown>,
): boolean => ability.can(action, typed(subject, { ...row }))

/** The stores in which a permission holds: 'all', or a list (empty: none). */
export function reachOf(ability: Ability, action: string, subject: Subject): 'all' | string[] {
  const stores = new Set<string>()
  for (const rule of ability.rulesFor(action, subject)) {
    if (!rule.conditions) return 'all'
    const condition = (rule.conditions as { storeId?: { $in: string[] } }).storeId
    for (const id of condition?.$in ?? []) stores.add(id)
  }
  return [...stores]
}
