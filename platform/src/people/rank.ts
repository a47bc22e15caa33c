import { limitKinds, limits, type Limits, type Permission, type ScopeKind } from '@storeweave/contract'
import { holdsAt, mostAt, type Ability } from '../kernel/ability.js'

/** A role in a place: what a grant gives, or what a new role could give at most. */
export interface Power {
  permissions: readonly Permission[]
  limits: Limits
  scopeKind: ScopeKind
  scopeId: string | null
}

/**
 * True when an ability covers all that a grant gives, in its whole place and with limits at least as large. Suppliers
 * hold rights over their own rows that nobody of the brand has, so those need `manage` for the whole brand instead.
 */
export function outranks(ability: Ability, power: Power, manage: Permission): boolean {
  if (power.scopeKind === 'supplier') return holdsAt(ability, manage, null)
  const unit = power.scopeKind === 'hq' ? null : power.scopeId
  return (
    holdsAt(ability, manage, unit) &&
    power.permissions.every((p) => holdsAt(ability, p, unit)) &&
    limitKinds.every((limit) =>
      limits[limit].permissions.every((p) => {
        if (!(power.permissions as readonly string[]).includes(p)) return true
        const most = mostAt(ability, limit, p, unit)
        return most === null || (power.limits[limit] !== null && power.limits[limit] <= most)
      }),
    )
  )
}
