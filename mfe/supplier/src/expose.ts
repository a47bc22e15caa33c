import { defineApp } from '@storeweave/kit'

export default defineApp({
  name: 'supplier',
  frame: 'office',
  routes: [{ path: '/', name: 'supplier.home', component: () => import('./Home.vue') }],
  menu: [{ group: 'home', path: '/', label: 'menu.home', icon: 'home', permission: 'Supply:read' }],
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
