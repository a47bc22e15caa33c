import { isGrantable, type Permission, type ScopeKind } from '@storeweave/contract/permissions'
import type { Translate } from '@storeweave/kit'
import { wordOr } from '../orders/words'

export interface Group {
  subject: string
  permissions: string[]
}

/** Permissions by subject, in the order in which they come. */
export function groupsOf(permissions: Iterable<string>): Group[] {
  const bySubject = new Map<string, string[]>()
  for (const permission of permissions) {
    const subject = permission.split(':')[0]!
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), permission])
  }
  return [...bySubject].map(([subject, list]) => ({ subject, permissions: list }))
}

/** A permission in words. */
export function verbOf(t: Translate, permission: string): string {
  const [subject, action] = permission.split(':') as [string, string]
  return wordOr(t, `permission.${subject}.${action}`, permission)
}
export const nounOf = (t: Translate, subject: string): string => wordOr(t, `subject.${subject}`, subject)

/** True when a role for all of these places may hold the permission. */
export const fitsPlaces = (permission: string, scopes: readonly ScopeKind[]): boolean =>
  scopes.every((scope) => isGrantable(permission as Permission, scope))
