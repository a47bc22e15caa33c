import { createMongoAbility, subject as typed, type MongoAbility, type RawRuleOf } from '@casl/ability'
import { packRules } from '@casl/ability/extra'
import {
  allPermissions,
  guestPermissions,
  isGrantable,
  larger,
  noLimits,
  providerPermissions,
  shopperPermissions,
  storeBound,
  type Limit,
  type Limits,
  type Permission,
  type Subject,
} from '@storeweave/contract'

type Rules = MongoAbility<[string, string | object]>
type Rule = RawRuleOf<Rules>

/** What a grant reaches: everything, a part of the org tree (its stores, and all its nodes), or one supplier. */
export type Reach =
  { all: true } | { storeIds: readonly string[]; unitIds: readonly string[] } | { supplierId: string }
export interface HeldGrant {
  permissions: readonly Permission[]
  reach: Reach
  /** Caps; absent ones cap nothing. */
  limits?: Partial<Limits>
}
/** CASL's rules, and the grants they were made of: limits and places are asked there. */
export type Ability = Rules & { readonly grants: readonly HeldGrant[] }

const split = (p: Permission) => p.split(':') as [Subject, string]
const scopeOf = (reach: Reach) => ('all' in reach ? 'hq' : 'supplierId' in reach ? 'supplier' : 'store')

/** Compiles role grants to one CASL ability, the same on server and client. Only code builds rules; no rule is ever read from a tenant's data. */
export function abilityOf(held: readonly HeldGrant[]): Ability {
  const rules: Rule[] = []
  // what a scope cannot carry is dropped here too, whatever a role says: a brand-wide right never hides in a store's role
  const grants = held.map((g) => ({
    ...g,
    permissions:
      'all' in g.reach ? g.permissions : g.permissions.filter((p) => isGrantable(p, scopeOf(g.reach))),
  }))
  for (const { permissions: list, reach } of grants)
    for (const permission of list) {
      const [subject, action] = split(permission)
      if ('supplierId' in reach)
        rules.push({
          action,
          subject,
          ...(subject === 'Supply' ? { conditions: { supplierId: reach.supplierId } } : {}),
        })
      else if ('all' in reach || !storeBound.has(subject)) rules.push({ action, subject })
      else rules.push({ action, subject, conditions: { storeId: { $in: [...reach.storeIds] } } })
    }
  return Object.assign(createMongoAbility<Rules>(rules), { grants })
}

const flat = (list: readonly Permission[]) => abilityOf([{ permissions: list, reach: { all: true } }])
export const guestAbility = flat(guestPermissions)
export const shopperAbility = flat(shopperPermissions)
export const providerAbility = flat(providerPermissions)
/** The platform itself may do anything a permission exists for. */
export const systemAbility = flat(allPermissions)

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

/** The nodes of the org tree at or below which a permission is held: 'all', or a list (empty: none). */
export function unitsOf(ability: Ability, permission: Permission): 'all' | string[] {
  const units = new Set<string>()
  for (const { permissions: list, reach } of ability.grants) {
    if (!list.includes(permission)) continue
    if ('all' in reach) return 'all'
    if ('unitIds' in reach) for (const id of reach.unitIds) units.add(id)
  }
  return [...units]
}

/**
 * True when a permission is held at a node of the org tree and with it for all that is or will be below; null is HQ.
 * Holding it in each store of a region one by one is not holding it in the region.
 */
export function holdsAt(ability: Ability, permission: Permission, unitId: string | null): boolean {
  const units = unitsOf(ability, permission)
  return units === 'all' || (unitId !== null && units.includes(unitId))
}

/** The largest a limited act may be at a node of the org tree: null uncapped, 0 where the permission isn't held. */
export function mostAt(
  ability: Ability,
  limit: Limit,
  permission: Permission,
  unitId: string | null,
): number | null {
  const most = ability.grants
    .filter((g) => g.permissions.includes(permission) && covers(g.reach, unitId))
    .map((g) => ({ ...noLimits, ...g.limits })[limit])
  return most.reduce(larger, 0)
}
const covers = (reach: Reach, unitId: string | null): boolean =>
  'all' in reach || ('unitIds' in reach && unitId !== null && reach.unitIds.includes(unitId))
