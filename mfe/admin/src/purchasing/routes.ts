import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../page-words'

/** Pages of what stores order. */
export const purchasing: RouteRecordRaw[] = [
  {
    path: '/purchasing',
    name: 'admin.purchasing',
    component: withWords('purchasing', () => import('./Purchasing.vue')),
    meta: { permission: 'PurchaseOrder:read', feature: 'purchasing' },
  },
  {
    path: '/purchasing/orders/:id',
    name: 'admin.purchase',
    props: true,
    component: () => import('./Purchase.vue'),
    meta: { permission: 'PurchaseOrder:read', feature: 'purchasing' },
  },
  {
    path: '/purchasing/lists/:id',
    name: 'admin.purchase.list',
    props: true,
    component: withWords(['purchasing', 'assortment'], () => import('./ListPage.vue')),
    meta: { permission: 'PurchaseList:read', feature: 'purchasing' },
  },
]
