import { SetMetadata, type CustomDecorator } from '@nestjs/common'
import type { Action, Subject } from '@storeweave/contract'
import { allows, reachOf } from './ability.js'
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

/** The stores in which who asks holds a permission; use it to narrow a list (`null` = no narrowing). */
export function within<S extends Subject>(action: Action<S>, subject: S): string[] | null {
  const reach = reachOf(scope().who.ability, action as string, subject)
  return reach === 'all' ? null : reach
}

/** The row, or `access.not_found`. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new Fault('access.not_found')
  return row
}
