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
  Purchase: ['create', 'read', 'cancel', 'pay'],
  Tenant: ['read', 'update'],
  OrgUnit: ['read', 'create', 'update'],
  Store: ['read', 'create', 'update'],
  Person: ['read', 'create', 'update', 'grant'],
  Role: ['read'],
  Category: ['read', 'create', 'update'],
  Product: ['read', 'create', 'update', 'review', 'publish'],
  Media: ['create'],
  Price: ['read', 'update'],
  ListPrice: ['update'],
  Stock: ['read', 'adjust'],
  Order: ['read', 'cancel'],
  Fulfilment: ['read', 'advance', 'verify'],
  Sale: ['create', 'read'],
  Supply: ['read'],
  Insight: ['read'],
  Provider: ['notify'],
  Live: ['read'],
  Audit: ['read'],
} as const

export type Subject = keyof typeof permissions
export type Action<S extends Subject = Subject> = (typeof permissions)[S][number]
/** `Subject:action`, as roles list them. */
export type Permission = { [S in Subject]: `${S}:${Action<S>}` }[Subject]

/** What kind of node a grant may be scoped to. */
export type ScopeKind = 'hq' | 'region' | 'store' | 'supplier'

export interface SystemRole {
  key: string
  scopes: readonly ScopeKind[]
  permissions: readonly Permission[]
}

const everything = (Object.keys(permissions) as Subject[])
  .filter(
    (s) =>
      !['Shopfront', 'Session', 'Account', 'Profile', 'Cart', 'Purchase', 'Supply', 'Provider'].includes(s),
  )
  .flatMap((s) => permissions[s].map((a) => `${s}:${a}` as Permission))

const readAll: readonly Permission[] = [
  'Tenant:read',
  'OrgUnit:read',
  'Store:read',
  'Category:read',
  'Product:read',
  'Price:read',
  'Stock:read',
  'Order:read',
  'Fulfilment:read',
  'Insight:read',
  'Live:read',
]
const storeFloor: readonly Permission[] = [
  'Tenant:read',
  'OrgUnit:read',
  'Store:read',
  'Category:read',
  'Product:read',
  'Stock:read',
  'Order:read',
  'Fulfilment:read',
  'Fulfilment:advance',
  'Fulfilment:verify',
  'Live:read',
]

/** The roles that ship with the product; a tenant's own roles are built from the same permissions. */
export const systemRoles: readonly SystemRole[] = [
  { key: 'owner', scopes: ['hq'], permissions: everything },
  {
    key: 'merchandiser',
    scopes: ['hq'],
    permissions: [
      'Tenant:read',
      'OrgUnit:read',
      'Store:read',
      'Category:read',
      'Category:create',
      'Category:update',
      'Product:read',
      'Product:create',
      'Product:update',
      'Product:review',
      'Product:publish',
      'Media:create',
      'Price:read',
      'Price:update',
      'ListPrice:update',
      'Stock:read',
      'Live:read',
    ],
  },
  { key: 'finance', scopes: ['hq'], permissions: readAll },
  {
    key: 'support',
    scopes: ['hq'],
    permissions: [
      'Tenant:read',
      'OrgUnit:read',
      'Store:read',
      'Category:read',
      'Product:read',
      'Stock:read',
      'Order:read',
      'Order:cancel',
      'Fulfilment:read',
      'Live:read',
    ],
  },
  {
    key: 'region_manager',
    scopes: ['region'],
    permissions: [...readAll, 'Store:update', 'Price:update', 'Stock:adjust', 'Order:cancel', 'Person:read'],
  },
  {
    key: 'store_manager',
    scopes: ['store'],
    permissions: [
      ...storeFloor,
      'Price:read',
      'Price:update',
      'Stock:adjust',
      'Order:cancel',
      'Insight:read',
      'Sale:create',
      'Sale:read',
      'Store:update',
      'Person:read',
    ],
  },
  { key: 'clerk', scopes: ['store'], permissions: storeFloor },
  {
    key: 'cashier',
    scopes: ['store'],
    permissions: [
      'Tenant:read',
      'Store:read',
      'Category:read',
      'Product:read',
      'Stock:read',
      'Sale:create',
      'Sale:read',
      'Live:read',
    ],
  },
  {
    key: 'courier',
    scopes: ['store'],
    permissions: ['Tenant:read', 'Store:read', 'Fulfilment:read', 'Fulfilment:advance', 'Live:read'],
  },
  { key: 'auditor', scopes: ['hq'], permissions: ['Tenant:read', 'Audit:read'] },
  { key: 'supplier', scopes: ['supplier'], permissions: ['Tenant:read', 'Supply:read', 'Live:read'] },
]

/** What anybody may do on a tenant's storefront without signing in. */
export const guestPermissions: readonly Permission[] = ['Shopfront:read', 'Session:create']
/** What every member of staff may do, always about themselves, whatever their roles. */
export const staffPermissions: readonly Permission[] = ['Account:read', 'Account:update']
/** What a signed-in shopper may do, always about themselves. */
export const shopperPermissions: readonly Permission[] = [
  ...guestPermissions,
  'Profile:read',
  'Profile:update',
  'Cart:read',
  'Cart:update',
  'Purchase:create',
  'Purchase:read',
  'Purchase:cancel',
  'Purchase:pay',
]
/** A payment or messaging provider that proves itself by its signature. */
export const providerPermissions: readonly Permission[] = ['Provider:notify']
