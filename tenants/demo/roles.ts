/** Roles that demo tenants made for themselves. */
import type { SeedRole } from '@storeweave/platform/provision'

/** Prepares goods at HQ and may publish none: what they change of goods on sale waits for a merchandiser. */
export const assistant: SeedRole = {
  key: 'assistant',
  name: { zh: '商品助理', en: 'Merchandise assistant' },
  scopes: ['hq'],
  permissions: [
    'Tenant:read',
    'OrgUnit:read',
    'Store:read',
    'Category:read',
    'Product:read',
    'Product:create',
    'Product:update',
    'Media:create',
    'Media:read',
    'Price:read',
    'Stock:read',
    'Import:read',
    'Import:create',
    'Live:read',
  ],
}

/** Answers for fresh goods in a store: corrects stock and marks down, both within limits. */
export const freshLead: SeedRole = {
  key: 'fresh_lead',
  name: { zh: '生鲜主管', en: 'Fresh-food lead' },
  scopes: ['store'],
  permissions: [
    'Tenant:read',
    'OrgUnit:read',
    'Store:read',
    'Category:read',
    'Product:read',
    'Price:read',
    'Price:update',
    'Stock:read',
    'Stock:adjust',
    'Order:read',
    'Fulfilment:read',
    'Fulfilment:advance',
    'Live:read',
  ],
  limits: { priceCut: 5000, stockCorrection: 20_000 },
}
