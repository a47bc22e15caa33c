import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** The vouchers of an order, and a way to give one back; loads, with its words, when it is first shown. */
export const OrderVouchers: Component = defineAsyncComponent(async () => {
  const [part] = await Promise.all([
    import('./OrderVouchers.vue'),
    addWords('vouchers', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
  ])
  return part.default
})
