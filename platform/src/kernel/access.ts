import { SetMetadata, type CustomDecorator } from '@nestjs/common'
import {
  fieldRules,
  limits,
  systemRoles,
  type Action,
  type Limit,
  type Permission,
  type Subject,
} from '@storeweave/contract'
import { allows, mostAt, reachOf, unitsOf } from './ability.js'
import { Fault } from './fault.js'
import { scope } from './scope.js'

export const CAN = Symbol('permission')
export interface Needs {
  action: string
  subject: Subject
}

/** States the permission of a route. A route without one is refused for everybody. */
export const Can = <S extends Subject>(action: Action<S>, subject: S): CustomDecorator<symbol> =>
  SetMetadata(CAN, { action, subject } satisfies Needs)

/**
 * Refuses unless who asks may do this to this very row. Answers `access.not_found` when they may not even read it,
 * so that a foreign id looks like an unknown one; `access.denied` when they may read but not do.
 */
export function mustReach<S extends Subject>(
  action: Action<S>,
  subject: S,
  row: Record<string, unknown>,
): void {
  const { ability } = scope().who
  if (allows(ability, action as string, subject, row)) return
  throw new Fault(allows(ability, 'read', subject, row) ? 'access.denied' : 'access.not_found')
}

/** Whether who asks may do this to this very row, where something else than a refusal hangs on it. */
export const mayReach = <S extends Subject>(
  action: Action<S>,
  subject: S,
  row: Record<string, unknown>,
): boolean => allows(scope().who.ability, action as string, subject, row)

/**
 * Refuses unless who asks may write each field that `changes` sets on this row (`fieldRules` of the contract; a field
 * without a rule may be written by nobody). Throws `access.field_denied` naming every field that is theirs to leave.
 */
export function mustWrite<S extends Subject>(
  subject: S,
  row: Record<string, unknown>,
  changes: Record<string, unknown>,
): void {
  const { ability } = scope().who
  const rules: Readonly<Record<string, Permission>> = fieldRules[subject] ?? {}
  const denied = Object.keys(changes).filter((field) => {
    if (changes[field] === undefined) return false
    const action = Object.hasOwn(rules, field) ? rules[field]!.split(':')[1] : undefined
    return action === undefined || !allows(ability, action, subject, row)
  })
  if (denied.length)
    throw new Fault(
      'access.field_denied',
      { fields: denied.join(', ') },
      denied.map((path) => ({ path, code: 'denied', message: 'may not be changed by who asks' })),
    )
}

/**
 * Refuses an act that is larger than any grant of who asks allows in this store (null: brand-wide). Throws the limit's
 * own code with `most`, `asked`, and the roles that may do it; `text` says an amount as people read it.
 */
export function mustStayWithin(
  limit: Limit,
  permission: Permission,
  storeId: string | null,
  asked: number,
  text: (amount: number) => string,
): void {
  const { who, locale } = scope()
  const most = mostAt(who.ability, limit, permission, storeId)
  if (most === null || asked <= most) return
  const able = systemRoles.filter(
    (r) => r.permissions.includes(permission) && (r.limits?.[limit] ?? asked) >= asked,
  )
  throw new Fault(limits[limit].code, {
    limit,
    asked: text(asked),
    most: text(most),
    askedAmount: asked,
    mostAmount: most,
    who: able.map((r) => (locale === 'en' ? r.name.en : r.name.zh)).join(locale === 'en' ? ', ' : '、'),
    roles: able.map((r) => r.key),
  })
}

/** The stores in which who asks holds a permission; use it to narrow a list (`null` = no narrowing). */
export function within<S extends Subject>(action: Action<S>, subject: S): string[] | null {
  const reach = reachOf(scope().who.ability, action as string, subject)
  return reach === 'all' ? null : reach
}

/** The nodes of the org tree at or below which who asks holds a permission (`null` = all). */
export function unitsWithin(permission: Permission): string[] | null {
  const units = unitsOf(scope().who.ability, permission)
  return units === 'all' ? null : units
}

/** The row, or `access.not_found`. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new Fault('access.not_found')
  return row
}
