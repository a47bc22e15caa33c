import { defineApp } from '@storeweave/kit'

export default defineApp({
  name: 'admin',
  frame: 'office',
  routes: [{ path: '/', name: 'admin.home', component: () => import('./Home.vue') }],
  menu: [{ group: 'home', path: '/', label: 'menu.home', icon: 'home', permission: ['Insight:read', 'Product:read', 'Order:read'] }],
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
