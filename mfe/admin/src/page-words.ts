import { addWords } from '@storeweave/kit'

/** Words that one page alone needs, and that nobody waits for who doesn't open it. */
const parts = {
  audit: { 'zh-CN': () => import('./words/zh/audit'), en: () => import('./words/en/audit') },
  callers: { 'zh-CN': () => import('./words/zh/callers'), en: () => import('./words/en/callers') },
  support: { 'zh-CN': () => import('./words/zh/support'), en: () => import('./words/en/support') },
  webhooks: { 'zh-CN': () => import('./words/zh/webhooks'), en: () => import('./words/en/webhooks') },
}

/** A page that comes with words of its own. */
export const withWords =
  <T>(part: keyof typeof parts, page: () => Promise<T>) =>
  async (): Promise<T> => {
    const [loaded] = await Promise.all([page(), addWords('admin', parts[part], part)])
    return loaded
  }

/** All of them in both languages, to be held against each other. */
export const wordsOfPages = async () => {
  const read = (words: (typeof parts)[keyof typeof parts]) => Promise.all([words['zh-CN'](), words.en()])
  const all = await Promise.all(Object.values(parts).map(read))
  return { zh: all.map(([zh]) => zh.default), en: all.map(([, en]) => en.default) }
}
