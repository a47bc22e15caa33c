import type { ErrorEntry } from './people.errors.js'

/** What vouchers may refuse with. */
export const voucherErrors = {
  'catalog.voucher_fixed': {
    status: 409,
    'zh-CN': '商品是否为电子券在新建时确定，之后不能改',
    en: 'Whether a product is a voucher is decided when it is added and stays so',
  },
  'selling.voucher_apart': {
    status: 422,
    'zh-CN': '电子券需要单独下单，不能和其他商品一起买',
    en: 'Vouchers are ordered by themselves, not together with other goods',
  },
  'selling.voucher_direct': {
    status: 422,
    'zh-CN': '电子券不进购物车，请直接购买',
    en: 'Vouchers do not go into the cart; please buy them at once',
  },
  'selling.voucher_online': {
    status: 422,
    'zh-CN': '电子券不在收银台出售，请顾客在线上商城购买',
    en: 'Vouchers are not sold at the till; the shopper can buy them in the online shop',
  },
  'selling.voucher_many': {
    status: 422,
    'zh-CN': '一笔订单最多买 {most} 张电子券',
    en: 'One order may hold {most} vouchers at most',
  },
  'selling.voucher_not_refundable': {
    status: 409,
    'zh-CN': '这张券不能退：已使用、已过期、已退款，或商家规定不可退',
    en: 'This voucher cannot be refunded: it was used, has ended or was refunded, or the shop does not allow it',
  },
  'selling.refund_by_voucher': {
    status: 422,
    'zh-CN': '电子券按张退款：请在订单的券列表里退',
    en: 'Vouchers are refunded one by one, in the list of the order’s vouchers',
  },
  'fulfilment.voucher_used_up': {
    status: 409,
    'zh-CN': '该券已用完：最后一次于 {at} 在 {store} 使用',
    en: 'This voucher is used up: last used at {at} in {store}',
  },
  'fulfilment.voucher_lacks': {
    status: 409,
    'zh-CN': '该券只剩 {left} 次，不够 {asked} 次',
    en: 'Only {left} uses are left on this voucher, not {asked}',
  },
  'fulfilment.voucher_expired': {
    status: 409,
    'zh-CN': '该券已于 {at} 过期',
    en: 'This voucher ended at {at}',
  },
  'fulfilment.voucher_refunded': {
    status: 409,
    'zh-CN': '该券已于 {at} 退款',
    en: 'This voucher was refunded at {at}',
  },
  'fulfilment.voucher_elsewhere': {
    status: 409,
    'zh-CN': '这张券不能在本店使用',
    en: 'This voucher cannot be used in this store',
  },
} as const satisfies Record<string, ErrorEntry>
