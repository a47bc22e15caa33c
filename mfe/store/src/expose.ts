import { defineApp } from '@storeweave/kit'

export default defineApp({
  name: 'store',
  frame: 'slim',
  routes: [{ path: '/', name: 'store.home', component: () => import('./Home.vue') }],
  menu: [{ group: 'sell', path: '/', label: 'menu.home', icon: 'receipt', permission: 'Fulfilment:read' }],
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
