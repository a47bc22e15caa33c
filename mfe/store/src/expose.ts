import { defineApp } from '@storeweave/kit'

export default defineApp({
  name: 'store',
  frame: 'slim',
  routes: [
    {
      path: '/',
      component: () => import('./frame/Console.vue'),
      children: [
        { path: '', name: 'store.board', component: () => import('./board/Board.vue') },
        {
          path: 'verify',
          name: 'store.verify',
          component: () => import('./verify/VerifyPage.vue'),
          meta: { permission: 'Fulfilment:verify' },
        },
        {
          path: 'stock',
          name: 'store.stock',
          component: () => import('./stock/Stock.vue'),
          meta: { permission: 'Stock:read' },
        },
        {
          path: 'goods',
          name: 'store.goods',
          component: () => import('./listing/Listing.vue'),
          meta: { permission: 'Listing:read' },
        },
        {
          path: 'reviews',
          name: 'store.reviews',
          component: () => import('./reviews/Reviews.vue'),
          meta: { permission: 'Review:read' },
        },
        {
          path: 'prices',
          name: 'store.prices',
          component: () => import('./prices/Prices.vue'),
          meta: { permission: 'Price:update' },
        },
      ],
    },
  ],
  menu: [
    {
      group: 'sell',
      path: '/',
      label: 'menu.board',
      icon: 'receipt',
      permission: 'Fulfilment:read',
      search: 'dingdan beihuo kanban orders pickup',
    },
    {
      group: 'sell',
      path: '/verify',
      label: 'menu.verify',
      icon: 'scan',
      permission: 'Fulfilment:verify',
      search: 'hexiao saoma tihuo pickup code',
    },
    {
      group: 'stock',
      path: '/stock',
      label: 'menu.stock',
      icon: 'layers',
      permission: 'Stock:read',
      search: 'kucun pandian inventory',
    },
    {
      group: 'goods',
      path: '/goods',
      label: 'menu.goods',
      icon: 'box',
      permission: 'Listing:read',
      search: 'zaishou tingshou shangpin listing unlist goods',
    },
    {
      group: 'goods',
      path: '/reviews',
      label: 'menu.reviews',
      icon: 'star',
      permission: 'Review:read',
      search: 'pingjia huifu pingfen reviews ratings',
    },
    {
      group: 'goods',
      path: '/prices',
      label: 'menu.prices',
      icon: 'tag',
      permission: 'Price:update',
      search: 'jiage gaijia price',
    },
  ],
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
