import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../page-words'

/** Pages of shared campaigns. */
export const campaigns: RouteRecordRaw[] = [
  {
    path: '/campaigns',
    name: 'admin.campaigns',
    component: withWords('campaigns', () => import('./Campaigns.vue')),
    meta: { permission: 'Campaign:read' },
  },
  {
    path: '/campaigns/:id',
    name: 'admin.campaign',
    props: true,
    component: withWords(['campaigns', 'assortment'], () => import('./CampaignPage.vue')),
    meta: { permission: 'Campaign:read' },
  },
]
