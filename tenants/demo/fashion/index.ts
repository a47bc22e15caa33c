import { shoppersOf } from '../people.js'
import { hashOf } from '../random.js'
import { openingStockOf, salesOfDay, usualLeftOver, type SalesPlan } from '../sales.js'
import type { DemoTenant } from '../shapes.js'
import { categories, regions, staff, stores, suppliers } from './organisation.js'
import { assistant } from '../roles.js'
import { attributes } from './facts.js'
import { products } from './products.js'
import { classifications, synonyms } from './sorting.js'
import { changes, upcoming } from './upcoming.js'
import { voices } from './voices.js'

const shoppers = shoppersOf('muse', 80, stores, 19900200001)

const APPEAL: Record<string, number> = {
  top: 2.2,
  dress: 1.6,
  knit: 1.5,
  bottom: 1.4,
  accessory: 1.3,
  skirt: 1,
  shoes: 0.9,
  outer: 0.8,
}

const plan: SalesPlan = {
  slug: 'muse',
  stores,
  products,
  shoppers,
  storePrices: [],
  days: 90,
  ordersADay: 14.6,
  growth: 0.25,
  weekdays: { mon: 0.78, tue: 0.76, wed: 0.82, thu: 0.88, fri: 1.12, sat: 1.4, sun: 1.3 },
  channels: { pos: 55, mini_program: 36, h5: 9 },
  lineWeights: [58, 27, 11, 4],
  appeal: (product) =>
    APPEAL[product.categoryKey]! *
    (0.5 + (hashOf(product.key) % 100) / 80) *
    (product.tags.includes('hot') ? 1.8 : 1),
  quantity: (product, random) =>
    product.name.en.includes('socks') ? random.int(1, 3) : random.next() < 0.06 ? 2 : 1,
  leftOver: (store, _product, sku) => usualLeftOver(store, sku, 3 + store.areaM2 / 70),
}

export const fashion: DemoTenant = {
  slug: 'muse',
  name: { zh: '缪斯', en: 'MUSE' },
  tagline: { zh: '日常，也有灵感', en: 'Inspiration for every day' },
  trade: 'fashion',
  currency: 'CNY',
  scaleLabels: [],
  zone: 'Asia/Shanghai',
  city: { zh: '上海', en: 'Shanghai' },
  brand: { primary: '#8a3b4f', accent: '#c9a06c', ink: '#2a1c20' },
  wechatAppId: 'wx5f1e5a3b7c9d0002',
  logo: 'logo',
  regions,
  stores,
  suppliers,
  depotGoods: [],
  staff,
  shoppers,
  categories,
  attributes,
  classifications,
  synonyms,
  roles: [assistant],
  products,
  upcoming,
  sets: [],
  vouchers: [],
  changes,
  voices,
  storePrices: [],
  banners: [
    {
      key: 'banner-1',
      title: { zh: '新季连衣裙', en: 'The new dresses' },
      subtitle: { zh: '轻盈一步，换一种心情', en: 'A light step into the season' },
      categoryKey: 'dress',
      picture: 'banner-1',
    },
    {
      key: 'banner-2',
      title: { zh: '温柔的羊绒', en: 'Gentle cashmere' },
      subtitle: { zh: '门店试穿，线上下单', en: 'Try in store, order online' },
      categoryKey: 'knit',
      picture: 'banner-2',
    },
  ],
  salesDays: plan.days,
  salesOf: (day, lastDate) => salesOfDay(plan, day, lastDate),
  openingStock: (lastDate) => openingStockOf(plan, lastDate),
}
