import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** Loads, with the words of returns, when it is first shown. */
const withWords = (load: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent(async () => {
    const [screen] = await Promise.all([
      load(),
      addWords('returns', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
    ])
    return screen.default
  })

/** What shoppers ask back, of a side or of one store, to be opened. */
export const ReturnList: Component = withWords(() => import('./ReturnList.vue'))
/** One return with all that can be done to it by who looks. */
export const ReturnScreen: Component = withWords(() => import('./ReturnScreen.vue'))
/** How long returns are taken, and how soon they are decided. */
export const ReturnSettingsDialog: Component = withWords(() => import('./SettingsDialog.vue'))
