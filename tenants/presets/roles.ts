/** Roles that trades make of the permissions that ship. */
import { systemRoles, type Permission } from '@storeweave/contract'
import { w, type PresetRole } from './shapes.js'

const shipped = (key: string): readonly Permission[] =>
  systemRoles.find((role) => role.key === key)!.permissions
const CLERK = shipped('clerk')
const together = (...lists: (readonly Permission[])[]): Permission[] => [...new Set(lists.flat())]

/** Takes in deliveries and counts. */
export const receiver: PresetRole = {
  key: 'receiver',
  name: w('收货员', 'Receiver'),
  scopes: ['store'],
  permissions: ['Tenant:read', 'Store:read', 'Category:read', 'Product:read', 'Stock:read', 'Stock:adjust'],
  limits: { stockCorrection: 200 },
}
/** Answers for fresh goods: marks down and writes off what does not keep. Stock in grams where goods are weighed. */
export const freshLead: PresetRole = {
  key: 'fresh_lead',
  name: w('生鲜主管', 'Fresh-food lead'),
  scopes: ['store'],
  permissions: together(CLERK, ['Price:read', 'Price:update', 'Stock:adjust']),
  limits: { priceCut: 5000, stockCorrection: 20_000 },
}
/** Advises, sells at the till and hands over. */
export const stylist: PresetRole = {
  key: 'stylist',
  name: w('导购', 'Stylist'),
  scopes: ['store'],
  permissions: together(CLERK, ['Sale:create', 'Sale:read', 'Review:read']),
}
/** Prepares goods at HQ; publishing is a merchandiser's. */
export const assistant: PresetRole = {
  key: 'assistant',
  name: w('商品助理', 'Merchandise assistant'),
  scopes: ['hq'],
  permissions: together(
    ['Tenant:read', 'OrgUnit:read', 'Store:read', 'Category:read', 'Product:read', 'Product:create'],
    [
      'Product:update',
      'Media:create',
      'Media:read',
      'Price:read',
      'Stock:read',
      'Import:read',
      'Import:create',
    ],
    ['Live:read'],
  ),
}
/** Advises on skin and shades, sells, and answers reviews. */
export const adviser: PresetRole = {
  key: 'adviser',
  name: w('美容顾问', 'Beauty adviser'),
  scopes: ['store'],
  permissions: together(CLERK, ['Sale:create', 'Sale:read', 'Review:read', 'Review:reply']),
}
/** Makes what was ordered: sees the orders of the store and moves them on, and nobody's telephone number. */
export const kitchen: PresetRole = {
  key: 'kitchen',
  name: w('后厨', 'Kitchen'),
  scopes: ['store'],
  permissions: [
    ...([
      'Tenant:read',
      'Store:read',
      'Category:read',
      'Product:read',
      'Stock:read',
      'Stock:adjust',
    ] as const),
    ...(['Order:read', 'Fulfilment:read', 'Fulfilment:advance', 'Live:read'] as const),
  ],
  limits: { stockCorrection: 100 },
}
/** Runs a shift: takes dishes off the menu and gives small sums back. */
export const shiftLead: PresetRole = {
  key: 'shift_lead',
  name: w('值班经理', 'Shift lead'),
  scopes: ['store'],
  permissions: together(CLERK, [
    ...(['Listing:read', 'Listing:update', 'Stock:adjust', 'Order:cancel'] as const),
    ...(['Sale:create', 'Sale:read', 'Review:read', 'Review:reply'] as const),
  ]),
  limits: { refund: 20_000, stockCorrection: 100 },
}
/** Looks at what is handed over; corrects stock of what expired or broke. */
export const pharmacist: PresetRole = {
  key: 'pharmacist',
  name: w('执业药师', 'Pharmacist'),
  scopes: ['store'],
  permissions: together(CLERK, ['Stock:adjust', 'Order:cancel', 'Sale:create', 'Sale:read']),
  limits: { refund: 50_000, stockCorrection: 50 },
}
/** Answers for what may be sold: completes and publishes goods, takes them off sale, reads who did what. */
export const qualityLead: PresetRole = {
  key: 'quality_lead',
  name: w('质量负责人', 'Quality lead'),
  scopes: ['hq'],
  permissions: together(
    ['Tenant:read', 'OrgUnit:read', 'Store:read', 'Category:read', 'Category:update', 'Product:read'],
    ['Product:update', 'Product:review', 'Product:publish', 'Media:create', 'Media:read', 'Stock:read'],
    ['Order:read', 'Review:read', 'Moderation:decide', 'Audit:read', 'Live:read'],
  ),
}
