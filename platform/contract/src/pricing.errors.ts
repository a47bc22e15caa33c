import type { ErrorEntry } from './people.errors.js'

/** What prices and their bounds may refuse with. */
export const pricingErrors = {
  'pricing.cut_over_limit': {
    status: 403,
    'zh-CN': '比统一价低 {asked}，超过您的上限 {most}；可以找：{who}',
    en: '{asked} below the list price is beyond your limit of {most}; ask: {who}',
  },
  'pricing.decided_above': {
    status: 403,
    'zh-CN': '这里的价格由{who}决定',
    en: 'Prices here are decided by {who}',
  },
  'pricing.outside_bounds': {
    status: 422,
    'zh-CN': '价格超出{owner}定的范围 {min} – {max}',
    en: 'The price is outside the bounds {min} to {max} set by {owner}',
  },
  'pricing.bounds_invalid': {
    status: 422,
    'zh-CN': '最低价不能高于最高价',
    en: 'The lowest price cannot be above the highest',
  },
  'pricing.bounds_apart': {
    status: 422,
    'zh-CN': '和{owner}定的范围 {min} – {max} 没有共同的价格',
    en: 'No price would lie inside these bounds and those set by {owner}, {min} to {max}',
  },
  'pricing.no_supply_price': {
    status: 422,
    'zh-CN': '按比例定范围要先有供货价',
    en: 'A ratio needs a supply price to be worked out from',
  },
  'pricing.breaks_prices': {
    status: 409,
    'zh-CN': '有 {count} 个价格会超出新的范围',
    en: '{count} prices would fall outside the new bounds',
  },
  'pricing.validity_invalid': {
    status: 422,
    'zh-CN': '结束时间要晚于开始时间，且都不能是过去',
    en: 'A price must end after it begins, and neither may lie in the past',
  },
  'pricing.validity_overlaps': {
    status: 409,
    'zh-CN': '这段时间里同一处已有一个限时价',
    en: 'There is another price for a part of this time',
  },
  'pricing.level_rank_taken': {
    status: 409,
    'zh-CN': '已有等级排在第 {rank} 级',
    en: 'Another level has rank {rank}',
  },
  'pricing.level_in_use': {
    status: 409,
    'zh-CN': '还有 {members} 位会员是这个等级，或有价格是为它定的',
    en: '{members} members have this level, or prices were set for it',
  },
  'pricing.schedule_needs_date': {
    status: 422,
    'zh-CN': '请选择范围从什么时候起生效',
    en: 'Choose when these bounds are to begin',
  },
} as const satisfies Record<string, ErrorEntry>
