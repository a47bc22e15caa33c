import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../page-words'

/** The pages of the brand's settings. */
export const settings: RouteRecordRaw[] = [
  {
    path: '/settings',
    name: 'admin.settings',
    component: withWords('settings', () => import('./Settings.vue')),
  },
  {
    path: '/settings/decisions',
    name: 'admin.settings.decisions',
    component: withWords(['priceGrid', 'settings'], () => import('./Decisions.vue')),
    meta: { permission: 'Tenant:update', feature: 'stores' },
  },
  {
    path: '/settings/modes',
    name: 'admin.settings.modes',
    component: withWords(['modes', 'settings'], () => import('./Modes.vue')),
    meta: { permission: 'Tenant:update' },
  },
  {
    path: '/settings/security',
    name: 'admin.settings.security',
    component: withWords(['security', 'settings'], () => import('./Security.vue')),
    meta: { permission: 'Tenant:update' },
  },
  {
    path: '/settings/privacy',
    name: 'admin.settings.privacy',
    component: withWords(['privacy', 'settings'], () => import('./Privacy.vue')),
    meta: { permission: 'Tenant:update' },
  },
  {
    path: '/settings/scales',
    name: 'admin.settings.scales',
    component: withWords(['scales', 'settings'], () => import('./ScaleLabels.vue')),
    meta: { permission: 'Tenant:update' },
  },
  {
    path: '/settings/delivery',
    name: 'admin.settings.delivery',
    component: withWords(['delivery', 'settings'], () => import('../delivery/Delivery.vue')),
    meta: { permission: 'Tenant:update', feature: 'express' },
  },
]
