import type { ErrorEntry } from './people.errors.js'

/** What reviews may refuse with. */
export const reviewsErrors = {
  'reviews.order_open': {
    status: 403,
    'zh-CN': '订单完成后才能评价',
    en: 'Goods can be reviewed once their order is completed',
  },
  'reviews.written_already': {
    status: 409,
    'zh-CN': '您已经评价过',
    en: 'You have written this review already',
  },
  'reviews.store_rated_already': {
    status: 409,
    'zh-CN': '这个订单的门店您已经评过分',
    en: 'You have rated the store of this order already',
  },
  'reviews.not_followable': {
    status: 409,
    'zh-CN': '这条评价不能再追评',
    en: 'Nothing can be added to this review',
  },
  'reviews.pictures_many': {
    status: 429,
    'zh-CN': '上传的图片太多，请明天再试',
    en: 'Too many pictures; try again tomorrow',
  },
  'reviews.picture_unknown': {
    status: 422,
    'zh-CN': '有图片已失效，请重新上传',
    en: 'A picture is no longer there; please add it again',
  },
  'reviews.reason_needed': {
    status: 422,
    'zh-CN': '请选择隐藏的原因',
    en: 'Say why it is hidden',
  },
  'reviews.move_illegal': {
    status: 409,
    'zh-CN': '这条评价已经处理过，请刷新查看',
    en: 'Somebody was faster: the review has been decided',
  },
  'reviews.order_refunded': {
    status: 409,
    'zh-CN': '订单已退款，评价不再展示',
    en: 'The order was refunded; its reviews are shown no more',
  },
  'reviews.not_shown': {
    status: 409,
    'zh-CN': '只能回复已展示的评价',
    en: 'Only a review that is shown can be replied to',
  },
} as const satisfies Record<string, ErrorEntry>
