import { allPermissions, isGrantable, type Permission, type ScopeKind } from './permissions.js'

/** Days a key lives at most. */
export const KEY_DAYS_MAX = 365

/** What no program is given: to make, change or delete whoever may get in, and streams that hang on a sign-in. */
const peoplesOwn: ReadonlySet<Permission> = new Set([
  'Person:create',
  'Person:update',
  'Person:grant',
  'Role:create',
  'Role:update',
  'Role:delete',
  'ApiKey:read',
  'ApiKey:create',
  'ApiKey:revoke',
  'SupportGrant:read',
  'SupportGrant:create',
  'SupportGrant:end',
  'Block:update',
  // it would tell what happens here long after the key has ended
  'Webhook:manage',
  // runs on after the request, in a person's own rights
  'Import:create',
  'Live:read',
  'Member:erase',
  // two people stand behind a payment, never a program and its maker
  'Payout:propose',
  'Payout:approve',
  'Payout:pay',
  'TradeAccount:pay',
])
/** True when an API key may hold the permission in such a scope: what a role may, but nothing that outlives the key. */
export const isKeyable = (permission: Permission, scope: ScopeKind): boolean =>
  !peoplesOwn.has(permission) && isGrantable(permission, scope)

/**
 * What the platform's staff may do under a brand's support grant: see everything; with `write` also act, but never
 * make or change who gets in, nor see the whole of a shopper's contact.
 */
export const supportPermissions = (access: 'read' | 'write'): readonly Permission[] =>
  allPermissions.filter(
    (p) =>
      isGrantable(p, 'hq') &&
      (p.endsWith(':read') || (access === 'write' && isKeyable(p, 'hq') && p !== 'Order:reveal')),
  )
