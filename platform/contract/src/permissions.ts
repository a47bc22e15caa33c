/**
 * Every permission there is, as `Subject: actions`. A route names one (`@Can('read', 'Order')`), a role is a set of
 * them, a screen asks for them. Source: domain.md section 2.
 */
export const permissions = {
  Shopfront: ['read'],
  Session: ['create'],
  Account: ['read', 'update'],
  Profile: ['read', 'update'],
  Cart: ['read', 'update'],
  Purchase: ['create', 'read', 'cancel', 'pay', 'return'],
  Voice: ['create', 'read'],
  Tenant: ['read', 'update'],
  OrgUnit: ['read', 'create', 'update'],
  Store: ['read', 'create', 'update', 'assign'],
  Person: ['read', 'create', 'update', 'grant'],
  Role: ['read', 'create', 'update', 'delete'],
  Category: ['read', 'create', 'update'],
  Product: ['read', 'create', 'update', 'review', 'publish'],
  Media: ['create', 'read'],
  Assortment: ['read', 'update'],
  Listing: ['read', 'update'],
  Import: ['read', 'create'],
  Review: ['read', 'reply'],
  Moderation: ['decide', 'update'],
  Price: ['read', 'update'],
  ListPrice: ['update'],
  Stock: ['read', 'adjust'],
  Order: ['read', 'cancel', 'reveal'],
  Fulfilment: ['read', 'advance', 'verify'],
  Sale: ['create', 'read'],
  PurchaseOrder: ['read', 'create', 'approve', 'fulfil', 'receive'],
  PurchaseList: ['read', 'update'],
  TradeAccount: ['read', 'pay'],
  Campaign: ['read', 'update'],
  Supply: ['read', 'write', 'edit', 'ship', 'staff', 'settle'],
  Supplier: ['read', 'write', 'create', 'update', 'review'],
  Application: ['create'],
  Contract: ['read', 'create'],
  Settlement: ['read', 'confirm', 'adjust'],
  Payout: ['propose', 'approve', 'pay'],
  Insight: ['read'],
  Provider: ['notify'],
  Live: ['read'],
  Audit: ['read'],
  Member: ['erase'],
  Membership: ['read', 'update'],
  ApiKey: ['read', 'create', 'revoke'],
  SupportGrant: ['read', 'create', 'end'],
  Block: ['read', 'update'],
  Webhook: ['read', 'manage'],
} as const

export type Subject = keyof typeof permissions
export type Action<S extends Subject = Subject> = (typeof permissions)[S][number]
/** `Subject:action`, as roles list them. */
export type Permission = { [S in Subject]: `${S}:${Action<S>}` }[Subject]

/** What kind of node a grant may be scoped to. */
export type ScopeKind = 'hq' | 'region' | 'store' | 'supplier'

/** Subjects whose rows belong to a store: below HQ a grant holds for the rows of its stores only. */
export const storeBound: ReadonlySet<Subject> = new Set([
  'Store',
  'Person',
  'Listing',
  'Price',
  'Stock',
  'Order',
  'Fulfilment',
  'PurchaseOrder',
  'Sale',
  'Membership',
  'Review',
  'Insight',
  'Audit',
])
/** What people below HQ and suppliers may hold although it isn't about one store: the brand's own common knowledge. */
const common: ReadonlySet<Permission> = new Set([
  'Tenant:read',
  'OrgUnit:read',
  'Category:read',
  'Product:read',
  'Media:create',
  'Live:read',
])
/** Subjects of others than the brand's staff: shoppers, providers. No role holds them. */
const outside: ReadonlySet<Subject> = new Set([
  'Shopfront',
  'Session',
  'Account',
  'Profile',
  'Cart',
  'Purchase',
  'Voice',
  'Provider',
  'Application',
])
const subjectOf = (p: Permission) => p.split(':')[0] as Subject

/** True when a role may hold the permission in such a scope. What is neither a store's nor common knowledge is HQ's alone. */
export function isGrantable(permission: Permission, scope: ScopeKind): boolean {
  const subject = subjectOf(permission)
  if (outside.has(subject)) return false
  if (subject === 'Supply') return scope === 'supplier'
  if (scope === 'hq' || common.has(permission)) return true
  return scope !== 'supplier' && storeBound.has(subject)
}

/** All there are. */
export const allPermissions: readonly Permission[] = (Object.keys(permissions) as Subject[]).flatMap((s) =>
  permissions[s].map((a) => `${s}:${a}` as Permission),
)
