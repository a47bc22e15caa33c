import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** What HQ and one supplier write to each other, with a line to write the next; loads, with its words, when it is first shown. */
export const SupplierThread: Component = defineAsyncComponent(async () => {
  const [screen] = await Promise.all([
    import('./SupplierThread.vue'),
    addWords('thread', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
  ])
  return screen.default
})
