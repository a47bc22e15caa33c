import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** Prices of goods by places as a spreadsheet; loads, with its words, when it is first shown. */
export const PriceGrid: Component = defineAsyncComponent(async () => {
  const [grid] = await Promise.all([
    import('./PriceGrid.vue'),
    addWords('priceGrid', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
  ])
  return grid.default
})
