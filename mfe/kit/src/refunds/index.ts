import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** What went back of an order, and a way to give back more of it; loads, with its words, when it is first shown. */
export const OrderRefunds: Component = defineAsyncComponent(async () => {
  const [part] = await Promise.all([
    import('./OrderRefunds.vue'),
    addWords('refunds', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
  ])
  return part.default
})
