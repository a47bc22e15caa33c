import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** Loads, with the words of purchase orders, when it is first shown. */
const withWords = (load: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent(async () => {
    const [screen] = await Promise.all([
      load(),
      addWords('purchasing', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
    ])
    return screen.default
  })

/** Purchase orders of a side, or of one store, to be opened. */
export const PurchaseList: Component = withWords(() => import('./PurchaseList.vue'))
/** One purchase order with all that can be done to it by who looks. */
export const PurchaseScreen: Component = withWords(() => import('./PurchaseScreen.vue'))
/** What a store owes HQ, or HQ a supplier, entry by entry. */
export const TradeEntries: Component = withWords(() => import('./TradeEntries.vue'))
