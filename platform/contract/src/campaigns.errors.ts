import type { ErrorEntry } from './people.errors.js'

/** What shared campaigns may refuse with. */
export const campaignsErrors = {
  'campaigns.changed_meanwhile': {
    status: 409,
    'zh-CN': '活动刚被别人修改过，请刷新后再改',
    en: 'Somebody has changed this campaign meanwhile; please look again',
  },
  'campaigns.move_illegal': {
    status: 409,
    'zh-CN': '活动现在不能这样做',
    en: 'The campaign can’t go on like this now',
  },
  'campaigns.begun': {
    status: 409,
    'zh-CN': '活动开始时间已过',
    en: 'The campaign’s beginning has passed',
  },
  'campaigns.merchants_differ': {
    status: 422,
    'zh-CN': '参与的商户必须正好是这些商品的供应商',
    en: 'The merchants must be exactly those whose goods take part',
  },
  'campaigns.price_taken': {
    status: 409,
    'zh-CN': '{name}（{code}）在 {place} 的这段时间已有限时价',
    en: '{name} ({code}) already has a price for a part of that time at {place}',
  },
  'campaigns.nothing_lower': {
    status: 422,
    'zh-CN': '{name}（{code}）的活动价不比原价低',
    en: 'The campaign price of {name} ({code}) is not below its price',
  },
  'campaigns.too_many_prices': {
    status: 422,
    'zh-CN': '活动涉及的价格太多（最多 {most} 个），请减少商品或地点',
    en: 'This touches too many prices (at most {most}); take fewer goods or places',
  },
} as const satisfies Record<string, ErrorEntry>
