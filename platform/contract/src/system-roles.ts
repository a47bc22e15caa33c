import type { Limits } from './limits.js'
import { allPermissions, isGrantable, type Permission, type ScopeKind } from './permissions.js'

/** A role that ships with the product. */
export interface SystemRole {
  key: string
  name: { zh: string; en: string }
  scopes: readonly ScopeKind[]
  permissions: readonly Permission[]
  /** Caps that differ from none at all. */
  limits?: Partial<Limits>
}

const everything = allPermissions.filter((p) => isGrantable(p, 'hq'))

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
  // whoever hands goods over may have to call
  'Order:reveal',
  'Live:read',
]

/** The roles that ship with the product; a tenant's own roles are built from the same permissions. */
export const systemRoles: readonly SystemRole[] = [
  { key: 'owner', name: { zh: '店东', en: 'Owner' }, scopes: ['hq'], permissions: everything },
  {
    key: 'merchandiser',
    name: { zh: '商品运营', en: 'Merchandiser' },
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
      'Media:read',
      'Assortment:read',
      'Assortment:update',
      'Listing:read',
      'Listing:update',
      'Import:read',
      'Import:create',
      'Review:read',
      'Review:reply',
      'Moderation:decide',
      'Price:read',
      'Price:update',
      'ListPrice:update',
      'Stock:read',
      'Supplier:read',
      'Supplier:create',
      'Supplier:update',
      'Supplier:review',
      'Live:read',
    ],
    limits: { priceCut: 7000 },
  },
  {
    key: 'marketer',
    name: { zh: '营销运营', en: 'Marketer' },
    scopes: ['hq'],
    permissions: [
      'Tenant:read',
      'OrgUnit:read',
      'Store:read',
      'Category:read',
      'Product:read',
      'Media:create',
      'Media:read',
      'Price:read',
      'Review:read',
      'Review:reply',
      'Moderation:decide',
      'Insight:read',
      'Live:read',
    ],
  },
  {
    key: 'finance',
    name: { zh: '财务', en: 'Finance' },
    scopes: ['hq'],
    permissions: [
      ...readAll,
      'Contract:read',
      'Contract:create',
      'Settlement:read',
      'Settlement:confirm',
      'Settlement:adjust',
      'Payout:propose',
      'Payout:approve',
      'Payout:pay',
    ],
  },
  {
    key: 'auditor',
    name: { zh: '审计', en: 'Auditor' },
    scopes: ['hq'],
    permissions: ['Tenant:read', 'Audit:read'],
  },
  {
    key: 'support',
    name: { zh: '客服', en: 'Support' },
    scopes: ['hq'],
    limits: { refund: 50_000 },
    permissions: [
      'Tenant:read',
      'OrgUnit:read',
      'Store:read',
      'Category:read',
      'Product:read',
      'Stock:read',
      'Order:read',
      'Order:cancel',
      'Order:reveal',
      'Fulfilment:read',
      'Review:read',
      'Review:reply',
      'Moderation:decide',
      'Live:read',
    ],
  },
  {
    key: 'region_manager',
    name: { zh: '区域经理', en: 'Region manager' },
    scopes: ['region'],
    permissions: [
      ...readAll,
      'Store:update',
      'Listing:read',
      'Listing:update',
      'Review:read',
      'Review:reply',
      'Price:update',
      'Stock:adjust',
      'Order:cancel',
      'Order:reveal',
      'Person:read',
      'Media:create',
    ],
    limits: { priceCut: 5000, refund: 500_000, stockCorrection: 2000 },
  },
  {
    key: 'store_manager',
    name: { zh: '店长', en: 'Store manager' },
    scopes: ['store'],
    limits: { priceCut: 3000, refund: 100_000, stockCorrection: 200 },
    permissions: [
      ...storeFloor,
      'Listing:read',
      'Listing:update',
      'Review:read',
      'Review:reply',
      'Price:read',
      'Price:update',
      'Stock:adjust',
      'Order:cancel',
      'Insight:read',
      'Sale:create',
      'Sale:read',
      'Store:update',
      'Person:read',
      'Media:create',
    ],
  },
  { key: 'clerk', name: { zh: '店员', en: 'Clerk' }, scopes: ['store'], permissions: storeFloor },
  {
    key: 'cashier',
    name: { zh: '收银员', en: 'Cashier' },
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
    name: { zh: '配送员', en: 'Courier' },
    scopes: ['store'],
    permissions: ['Tenant:read', 'Store:read', 'Fulfilment:read', 'Fulfilment:advance', 'Live:read'],
  },
  {
    key: 'supplier',
    name: { zh: '供应商负责人', en: 'Supplier owner' },
    scopes: ['supplier'],
    permissions: [
      'Tenant:read',
      'Category:read',
      'Media:create',
      'Supply:read',
      'Supply:edit',
      'Supply:staff',
      'Supply:settle',
      'Live:read',
    ],
  },
  {
    key: 'supplier_goods',
    name: { zh: '供应商商品专员', en: 'Supplier goods' },
    scopes: ['supplier'],
    permissions: ['Tenant:read', 'Category:read', 'Media:create', 'Supply:read', 'Supply:edit', 'Live:read'],
  },
  {
    key: 'supplier_finance',
    name: { zh: '供应商财务', en: 'Supplier finance' },
    scopes: ['supplier'],
    permissions: ['Tenant:read', 'Supply:read', 'Supply:settle', 'Live:read'],
  },
]

/** What anybody may do on a tenant's storefront without signing in. */
export const guestPermissions: readonly Permission[] = [
  'Shopfront:read',
  'Session:create',
  'Application:create',
]
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
  'Voice:create',
  'Voice:read',
]
/** A payment or messaging provider that proves itself by its signature. */
export const providerPermissions: readonly Permission[] = ['Provider:notify']
