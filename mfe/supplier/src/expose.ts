import { defineApp } from '@storeweave/kit'

export default defineApp({
  name: 'supplier',
  frame: 'office',
  routes: [
    { path: '/', name: 'supplier.front', component: () => import('./front/Front.vue') },
    { path: '/products', name: 'supplier.products', component: () => import('./products/Products.vue') },
    { path: '/sold', name: 'supplier.sold', component: () => import('./sold/SoldLines.vue') },
    {
      path: '/statements',
      name: 'supplier.statements',
      component: () => import('./statements/Statements.vue'),
    },
    {
      path: '/statements/:id',
      name: 'supplier.statement',
      props: true,
      component: () => import('./statements/StatementPage.vue'),
      meta: { permission: 'Supply:settle' },
    },
  ],
  menu: [
    { group: 'home', path: '/', label: 'menu.front', icon: 'home', permission: 'Supply:read' },
    {
      group: 'goods',
      path: '/products',
      label: 'menu.products',
      icon: 'box',
      permission: 'Supply:read',
      search: 'shangpin gonghuo goods',
    },
    {
      group: 'sell',
      path: '/sold',
      label: 'menu.sold',
      icon: 'receipt',
      permission: 'Supply:read',
      search: 'xiaoshou mingxi sales',
    },
    {
      group: 'sell',
      path: '/statements',
      label: 'menu.statements',
      icon: 'wallet',
      permission: 'Supply:settle',
      search: 'duizhangdan jiesuan hetong statements settlement contract',
    },
  ],
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
