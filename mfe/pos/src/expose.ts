import { defineApp } from '@storeweave/kit'

export default defineApp({
  name: 'pos',
  frame: 'bare',
  routes: [{ path: '/', name: 'pos.home', component: () => import('./Till.vue') }],
  menu: [{ group: 'sell', path: '/', label: 'menu.home', icon: 'till', permission: 'Sale:create' }],
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
