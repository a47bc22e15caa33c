import { addWords } from '@storeweave/kit'

/** Words that one page alone needs, and that nobody waits for who doesn't open it. */
export const pageWords = {
  assortment: { 'zh-CN': () => import('./words/zh/assortment'), en: () => import('./words/en/assortment') },
  audit: { 'zh-CN': () => import('./words/zh/audit'), en: () => import('./words/en/audit') },
  life: { 'zh-CN': () => import('./words/zh/life'), en: () => import('./words/en/life') },
  campaigns: { 'zh-CN': () => import('./words/zh/campaigns'), en: () => import('./words/en/campaigns') },
  callers: { 'zh-CN': () => import('./words/zh/callers'), en: () => import('./words/en/callers') },
  modes: { 'zh-CN': () => import('./words/zh/modes'), en: () => import('./words/en/modes') },
  org: { 'zh-CN': () => import('./words/zh/org'), en: () => import('./words/en/org') },
  page: { 'zh-CN': () => import('./words/zh/page'), en: () => import('./words/en/page') },
  privacy: { 'zh-CN': () => import('./words/zh/privacy'), en: () => import('./words/en/privacy') },
  delivery: { 'zh-CN': () => import('./words/zh/delivery'), en: () => import('./words/en/delivery') },
  scales: { 'zh-CN': () => import('./words/zh/scales'), en: () => import('./words/en/scales') },
  vouchers: { 'zh-CN': () => import('./words/zh/vouchers'), en: () => import('./words/en/vouchers') },
  bundles: { 'zh-CN': () => import('./words/zh/bundles'), en: () => import('./words/en/bundles') },
  edits: { 'zh-CN': () => import('./words/zh/edits'), en: () => import('./words/en/edits') },
  find: { 'zh-CN': () => import('./words/zh/find'), en: () => import('./words/en/find') },
  goods: { 'zh-CN': () => import('./words/zh/goods'), en: () => import('./words/en/goods') },
  imports: { 'zh-CN': () => import('./words/zh/imports'), en: () => import('./words/en/imports') },
  related: { 'zh-CN': () => import('./words/zh/related'), en: () => import('./words/en/related') },
  rules: { 'zh-CN': () => import('./words/zh/rules'), en: () => import('./words/en/rules') },
  reviews: { 'zh-CN': () => import('./words/zh/reviews'), en: () => import('./words/en/reviews') },
  keys: { 'zh-CN': () => import('./words/zh/keys'), en: () => import('./words/en/keys') },
  people: { 'zh-CN': () => import('./words/zh/people'), en: () => import('./words/en/people') },
  prices: { 'zh-CN': () => import('./words/zh/prices'), en: () => import('./words/en/prices') },
  priceGrid: { 'zh-CN': () => import('./words/zh/price-grid'), en: () => import('./words/en/price-grid') },
  purchasing: { 'zh-CN': () => import('./words/zh/purchasing'), en: () => import('./words/en/purchasing') },
  settlement: { 'zh-CN': () => import('./words/zh/settlement'), en: () => import('./words/en/settlement') },
  security: { 'zh-CN': () => import('./words/zh/security'), en: () => import('./words/en/security') },
  settings: { 'zh-CN': () => import('./words/zh/settings'), en: () => import('./words/en/settings') },
  sell: { 'zh-CN': () => import('./words/zh/sell'), en: () => import('./words/en/sell') },
  stock: { 'zh-CN': () => import('./words/zh/stock'), en: () => import('./words/en/stock') },
  usage: { 'zh-CN': () => import('./words/zh/usage'), en: () => import('./words/en/usage') },
  support: { 'zh-CN': () => import('./words/zh/support'), en: () => import('./words/en/support') },
  suppliers: { 'zh-CN': () => import('./words/zh/suppliers'), en: () => import('./words/en/suppliers') },
  webhooks: { 'zh-CN': () => import('./words/zh/webhooks'), en: () => import('./words/en/webhooks') },
}

type Part = keyof typeof pageWords
/** A page that comes with words of its own: those of one part, or of several. */
export const withWords =
  <T>(parts: Part | readonly Part[], page: () => Promise<T>) =>
  async (): Promise<T> => {
    const words = [parts].flat() as Part[]
    const [loaded] = await Promise.all([
      page(),
      ...words.map((part) => addWords('admin', pageWords[part], part)),
    ])
    return loaded
  }
