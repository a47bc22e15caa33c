import type { ErrorEntry } from './people.errors.js'

/** What orders, payments, handing over and tills may refuse with. */
export const sellingErrors = {
  'payments.provider_failed': {
    status: 502,
    'zh-CN': '支付服务暂时没有响应，请重试',
    en: 'The payment provider did not answer; please try again',
  },
  'payments.provider_refused': {
    status: 422,
    'zh-CN': '支付没有成功：{reason}',
    en: 'The payment was refused: {reason}',
  },
  'payments.signature_invalid': { status: 401, 'zh-CN': '签名无效', en: 'The signature is not valid' },
  'payments.wechat_needed': {
    status: 422,
    'zh-CN': '请先用微信登录，再使用这种支付方式',
    en: 'Sign in with WeChat to pay this way',
  },
  'payments.notice_mismatch': {
    status: 422,
    'zh-CN': '支付通知与订单不一致',
    en: 'The notice does not match the payment',
  },
  'payments.not_configured': {
    status: 422,
    'zh-CN': '该品牌尚未开通这种支付方式',
    en: 'This way to pay is not set up',
  },
  'payments.cash_short': {
    status: 422,
    'zh-CN': '收到的现金不够',
    en: 'The cash received is less than the amount due',
  },
  'selling.refund_over_limit': {
    status: 403,
    'zh-CN': '退款 {asked} 超过您的上限 {most}；可以找：{who}',
    en: 'A refund of {asked} is beyond your limit of {most}; ask: {who}',
  },
  'selling.cart_empty': { status: 422, 'zh-CN': '购物车是空的', en: 'The cart is empty' },
  'selling.not_for_sale': { status: 409, 'zh-CN': '有商品已下架', en: 'Some goods are no longer for sale' },
  'selling.price_changed': {
    status: 409,
    'zh-CN': '价格有变动，请确认新的金额',
    en: 'Prices have changed; please confirm the new amount',
  },
  'selling.outside_bounds': {
    status: 409,
    'zh-CN': '有商品的价格正在调整，暂时不能购买',
    en: 'The price of some goods is being corrected; they cannot be bought right now',
  },
  'selling.orders_too_many': {
    status: 429,
    'zh-CN': '下单太频繁，请 {seconds} 秒后再试',
    en: 'Too many orders in a short time; try again in {seconds} s',
  },
  'selling.unpaid_too_many': {
    status: 409,
    'zh-CN': '您有 {most} 笔订单还未付款，请先付款或取消',
    en: 'You have {most} unpaid orders: pay or cancel one first',
  },
  'selling.store_closed': {
    status: 409,
    'zh-CN': '门店已停业，请选择其他门店',
    en: 'The store is not open for orders; choose another',
  },
  'selling.pickup_unavailable': {
    status: 422,
    'zh-CN': '该门店不支持自提',
    en: 'This store does not offer pickup',
  },
  'selling.already_paid': { status: 409, 'zh-CN': '订单已支付', en: 'The order is already paid' },
  'selling.cancelled': { status: 409, 'zh-CN': '订单已取消', en: 'The order is cancelled' },
  'selling.no_failed_refund': {
    status: 409,
    'zh-CN': '这个订单没有失败的退款',
    en: 'No refund of this order has failed',
  },
  'selling.cannot_cancel': {
    status: 409,
    'zh-CN': '订单现在不能取消',
    en: 'The order can no longer be cancelled',
  },
  'selling.quantity_invalid': { status: 422, 'zh-CN': '数量不对', en: 'The quantity is not valid' },
  'fulfilment.move_illegal': {
    status: 409,
    'zh-CN': '当前状态 {from} 不能这样操作，可以：{allowed}',
    en: 'Not possible from {from}; possible: {allowed}',
  },
  'fulfilment.code_unknown': { status: 404, 'zh-CN': '没有这个核销码', en: 'There is no such code' },
  'fulfilment.code_used': {
    status: 409,
    'zh-CN': '该核销码已于 {at} 使用',
    en: 'This code was used at {at}',
  },
  'fulfilment.code_elsewhere': {
    status: 409,
    'zh-CN': '请到 {store} 取货',
    en: 'This order is to be picked up at {store}',
  },
  'fulfilment.not_paid': { status: 409, 'zh-CN': '订单尚未支付', en: 'The order is not paid' },
  'fulfilment.locked': {
    status: 429,
    'zh-CN': '输错次数太多，请 {minutes} 分钟后再试',
    en: 'Too many wrong codes; try again in {minutes} min',
  },
  'till.sale_differs': {
    status: 409,
    'zh-CN': '该销售单号已用于另一笔销售',
    en: 'This sale id belongs to a different sale',
  },
  'till.paying': {
    status: 409,
    'zh-CN': '顾客正在支付，请稍候查询',
    en: 'The shopper is still paying; check again in a moment',
  },
} as const satisfies Record<string, ErrorEntry>
