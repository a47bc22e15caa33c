import type { ErrorEntry } from './people.errors.js'

/** What cells of prices, parity of prices and levels of goods may refuse with. */
export const priceGridErrors = {
  'pricing.cells_refused': {
    status: 422,
    'zh-CN': '{count} 格价格不能保存，这一批都没有改动',
    en: '{count} prices could not be saved, and none of these was changed',
  },
  'pricing.cell_changed': {
    status: 409,
    'zh-CN': '{who}刚把它改成了{now}',
    en: 'Meanwhile changed to {now} by {who}',
  },
  'pricing.goods_decided_above': {
    status: 403,
    'zh-CN': '“{goods}”的价格由{who}统一决定',
    en: 'Prices of “{goods}” are decided by {who}',
  },
  'pricing.parity_broken': {
    status: 422,
    'zh-CN': '{place}的线上价 {online} 和店内价 {inStore} 相差超过同价规则',
    en: 'At {place} {online} online and {inStore} in the store differ beyond the parity policy',
  },
} as const satisfies Record<string, ErrorEntry>
