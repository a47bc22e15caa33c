import { defineAsyncComponent, type Component } from 'vue'
import { addWords } from '../words/i18n'

/** Loads, with the words of statements, when it is first shown. */
const withWords = (load: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent(async () => {
    const [screen] = await Promise.all([
      load(),
      addWords('statements', { 'zh-CN': () => import('./words.zh-cn'), en: () => import('./words.en') }),
    ])
    return screen.default
  })

/** Statements of one side, to be opened. */
export const StatementList: Component = withWords(() => import('./StatementList.vue'))
/** One statement: what it comes to, its lines, what both sides say to it. */
export const StatementScreen: Component = withWords(() => import('./StatementScreen.vue'))
/** The accounts a supplier's shares of orders go to. */
export const ShareReceivers: Component = withWords(() => import('./ShareReceivers.vue'))
/** What was agreed on with a supplier, version by version. */
export const ContractList: Component = withWords(() => import('./ContractList.vue'))
