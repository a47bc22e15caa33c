import { coded, price, type Column, type Head } from './columns.js'

/** A row of a sheet of store prices; an absent price leaves things as they are, null takes a store's own price away. */
export interface PriceLine {
  store?: string
  sku?: string
  price?: number | null
}

/** What is read of a sheet of store prices. */
export const priceColumns: readonly Column<PriceLine, { currency: string }>[] = [
  coded('store', '门店编码', 'Store code', (to, code) => void (to.store = code), { most: 20, needed: true }),
  coded('sku', '规格编码', 'SKU code', (to, code) => void (to.sku = code), { needed: true }),
  price('store_price', '门店价', 'Store price', (to, minor) => void (to.price = minor), {
    clearable: true,
    least: 1,
  }),
]
/** What goes out beside it, to be looked at. */
export const priceShown: readonly Head[] = [
  { key: 'name', title: { 'zh-CN': '商品', en: 'Product' }, shown: true },
  { key: 'list_price', title: { 'zh-CN': '现行统一价', en: 'Current list price' }, shown: true },
  { key: 'price_min', title: { 'zh-CN': '可设最低价', en: 'Lowest allowed' }, shown: true },
  { key: 'price_max', title: { 'zh-CN': '可设最高价', en: 'Highest allowed' }, shown: true },
]
