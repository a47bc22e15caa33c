import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** Prints shelf labels of a store; loads, with its words, when it is first shown. */
export const LabelDrawer: Component = defineAsyncComponent(async () => {
  const [drawer] = await Promise.all([
    import('./LabelDrawer.vue'),
    addWords('labels', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
  ])
  return drawer.default
})
