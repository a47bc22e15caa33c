import { shoppersOf } from '../people.js'
import type { Random } from '../random.js'
import { hashOf } from '../random.js'
import { openingStockOf, salesOfDay, usualLeftOver, type SalesPlan } from '../sales.js'
import type { DemoProduct, DemoSku, DemoStore, DemoStorePrice, DemoTenant } from '../shapes.js'
import { categories } from './categories.js'
import { attributes } from './facts.js'
import { products } from './products.js'
import { classifications, synonyms } from './sorting.js'
import { sets } from './sets.js'
import { staff, suppliers } from './staff.js'
import { regions, stores } from './stores.js'
import { changes, upcoming } from './upcoming.js'
import { voices } from './voices.js'
import { vouchers } from './vouchers.js'
import { depotGoods } from './depot.js'
import { tradeOf } from './trade.js'
import { warehouse } from './warehouse.js'
import { assistant, freshLead } from '../roles.js'

const shoppers = shoppersOf('freshmart', 240, stores, 19900100001)

/** Two busy stores price some goods a little above the list, the market hall a little below. */
const STORE_PRICE_BP: Record<string, number> = { s06: 10800, s09: 10500, s04: 9600 }

function storePricesOf(): DemoStorePrice[] {
  return Object.entries(STORE_PRICE_BP).flatMap(([storeKey, bp]) =>
    products
      .flatMap((product) => product.skus)
      .filter((sku) => hashOf(`${storeKey}${sku.code}`) % 30 === 0)
      .map((sku) => ({
        storeKey,
        skuCode: sku.code,
        priceFen: priceInBounds(sku, Math.round((sku.priceFen * bp) / 100000) * 10),
      })),
  )
}

const priceInBounds = (sku: DemoSku, fen: number) => Math.min(sku.maxPriceFen, Math.max(sku.minPriceFen, fen))

const APPEAL: Record<string, number> = {
  fruit: 3.4,
  veg: 3.2,
  meat: 2,
  sea: 0.7,
  dairy: 2.6,
  bake: 1.6,
  drink: 1.5,
  snack: 1.1,
  staple: 0.9,
  frozen: 0.8,
  brew: 0.5,
  home: 0.5,
  care: 0.35,
  baby: 0.3,
  pet: 0.3,
}

function quantityOf(product: DemoProduct, random: Random): number {
  if (product.kind === 'physical') return [1, 1, 1, 1, 2, 2, 3][random.int(0, 6)]!
  const [low, high] = product.categoryKey.startsWith('veg')
    ? [220, 900]
    : product.categoryKey === 'fruit-melon'
      ? [1500, 4200]
      : [300, 1600]
  return random.int(low, high)
}

function leftOver(store: DemoStore, product: DemoProduct, sku: DemoSku): number {
  const size = store.areaM2 / 1000
  return product.kind === 'weighed'
    ? usualLeftOver(store, sku, 14 * size + 4, 1000)
    : usualLeftOver(store, sku, 22 * size + 6)
}

const storePrices = storePricesOf()

const plan: SalesPlan = {
  slug: 'freshmart',
  stores,
  products,
  shoppers,
  storePrices,
  days: 90,
  ordersADay: 87,
  growth: 0.28,
  weekdays: { mon: 0.9, tue: 0.87, wed: 0.9, thu: 0.93, fri: 1.04, sat: 1.22, sun: 1.16 },
  channels: { pos: 62, mini_program: 28, h5: 10 },
  lineWeights: [18, 24, 22, 15, 9, 6, 3, 2, 1],
  appeal: (product) =>
    APPEAL[product.categoryKey.split('-')[0]!]! *
    (0.35 + (hashOf(product.key) % 100) / 60) *
    (product.tags.includes('hot') ? 2 : 1),
  quantity: quantityOf,
  leftOver,
}

export const supermarket: DemoTenant = {
  slug: 'freshmart',
  name: { zh: '鲜邻超市', en: 'FreshMart' },
  tagline: { zh: '邻里鲜生活', en: 'Fresh, next door' },
  trade: 'supermarket',
  currency: 'CNY',
  scaleLabels: [{ prefix: '20', holds: 'grams' }],
  zone: 'Asia/Shanghai',
  city: { zh: '杭州', en: 'Hangzhou' },
  brand: { primary: '#0b7a46', accent: '#f28a1d', ink: '#14281d' },
  wechatAppId: 'wx5f1e5a3b7c9d0001',
  logo: 'logo',
  regions,
  stores,
  warehouse,
  suppliers,
  depotGoods,
  tradeOf: (now) => tradeOf(now, shoppers),
  staff,
  shoppers,
  categories,
  attributes,
  classifications,
  synonyms,
  roles: [assistant, freshLead],
  products,
  upcoming,
  sets,
  vouchers,
  changes,
  voices,
  storePrices,
  banners: [
    {
      key: 'banner-1',
      title: { zh: '清晨采收，上午到店', en: 'Picked at dawn, in store by nine' },
      subtitle: { zh: '时令水果蔬菜，下单一小时可取', en: 'Seasonal produce, ready to collect in an hour' },
      categoryKey: 'fruit',
      picture: 'banner-1',
    },
    {
      key: 'banner-2',
      title: { zh: '牧场直送的早餐', en: 'Breakfast from the dairy' },
      subtitle: { zh: '鲜奶、酸奶与现烤面包', en: 'Fresh milk, yoghurt and bread baked today' },
      categoryKey: 'dairy',
      picture: 'banner-2',
    },
  ],
  salesDays: plan.days,
  salesOf: (day, lastDate) => salesOfDay(plan, day, lastDate),
  openingStock: (lastDate) => openingStockOf(plan, lastDate),
}
