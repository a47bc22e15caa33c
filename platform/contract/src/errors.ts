import { peopleErrors, type ErrorEntry } from './people.errors.js'
import { connectErrors } from './connect.errors.js'
import { requestErrors } from './request.errors.js'

/** Every error the API may answer with. Codes are stable: clients and open API users depend on them. */
export const errors = {
  ...requestErrors,
  ...peopleErrors,
  ...connectErrors,
  'org.parent_invalid': {
    status: 422,
    'zh-CN': '上级不能是门店，也不能是自己或下级',
    en: 'The parent must be a region or HQ above it',
  },
  'org.code_taken': { status: 409, 'zh-CN': '编号 {code} 已被使用', en: 'The code {code} is in use' },
  'org.not_ready_to_open': {
    status: 409,
    'zh-CN': '还不能开业，缺少：{missing}',
    en: 'The store cannot open yet: {missing} missing',
  },
  'org.decided_above': {
    status: 403,
    'zh-CN': '营业时间、服务和备货时间由{who}决定',
    en: 'Hours, services and preparation time are decided by {who}',
  },
  'members.sms_too_often': {
    status: 429,
    'zh-CN': '短信发送太频繁，请 {seconds} 秒后再试',
    en: 'A message was just sent; try again in {seconds} s',
  },
  'members.code_wrong': {
    status: 422,
    'zh-CN': '验证码不对或已过期',
    en: 'The code is wrong or has expired',
  },
  'members.phone_taken': {
    status: 409,
    'zh-CN': '该手机号已属于另一位会员',
    en: 'This phone number belongs to another member',
  },
  'members.wechat_refused': {
    status: 422,
    'zh-CN': '微信登录没有成功，请重试',
    en: 'WeChat sign-in did not succeed; please try again',
  },
  'members.consent_needed': {
    status: 422,
    'zh-CN': '请先阅读并同意隐私政策',
    en: 'Please read and agree to the privacy notice first',
  },
  'members.notice_changed': {
    status: 409,
    'zh-CN': '隐私政策已有新版本，请看过后再继续',
    en: 'There is a new version of the privacy notice; please look at it first',
  },
  'members.purpose_required': {
    status: 422,
    'zh-CN': '没有这项同意无法提供服务；如需撤回，请注销账号',
    en: 'The service cannot be given without this; to withdraw it, delete the account',
  },
  'members.orders_open': {
    status: 409,
    'zh-CN': '还有 {count} 个订单没有结束（{numbers}），结束后才能注销',
    en: '{count} orders have not ended yet ({numbers}); the account can be deleted after that',
  },
  'members.exports_many': {
    status: 429,
    'zh-CN': '一天最多导出 {most} 次，请稍后再试',
    en: 'Data can be exported {most} times a day; try again later',
  },
  'catalog.code_taken': { status: 409, 'zh-CN': '编码 {code} 已被使用', en: 'The code {code} is in use' },
  'catalog.barcode_taken': {
    status: 409,
    'zh-CN': '条码 {barcode} 已被使用',
    en: 'The barcode {barcode} is in use',
  },
  'catalog.barcode_invalid': {
    status: 422,
    'zh-CN': '条码 {barcode} 的校验位不对',
    en: 'The check digit of barcode {barcode} is wrong',
  },
  'catalog.options_mismatch': {
    status: 422,
    'zh-CN': '规格值与商品的规格不一致',
    en: 'The option values do not match the options of the product',
  },
  'catalog.move_illegal': {
    status: 409,
    'zh-CN': '当前状态 {from} 不能这样操作，可以：{allowed}',
    en: 'Not possible from {from}; possible: {allowed}',
  },
  'catalog.not_ready': {
    status: 422,
    'zh-CN': '商品还不能上架：缺少 {missing}',
    en: 'The product cannot be published yet: {missing} missing',
  },
  'catalog.category_cycle': {
    status: 422,
    'zh-CN': '分类不能放到自己的下级',
    en: 'A category cannot be below itself',
  },
  'catalog.version_stale': {
    status: 409,
    'zh-CN': '商品已被他人修改，请刷新后再改',
    en: 'Somebody else has changed the product; reload it and edit again',
  },
  'catalog.picture_invalid': {
    status: 422,
    'zh-CN': '这不是可用的图片（JPEG、PNG、WebP，边长不超过 8000 像素）',
    en: 'This is not a usable picture (JPEG, PNG or WebP, at most 8000 pixels a side)',
  },
  'catalog.file_empty': { status: 422, 'zh-CN': '文件是空的', en: 'The file is empty' },
  'catalog.file_invalid': {
    status: 422,
    'zh-CN': '文件内容与声明的类型不符（可用：MP4、WebM、PDF）',
    en: 'The file is not what its type says (MP4, WebM and PDF can be kept)',
  },
  'catalog.document_active': {
    status: 422,
    'zh-CN': '文档含有脚本、附件、密码或无法检查的内容，请导出为普通 PDF 再上传',
    en: 'The document holds scripts, attachments, a password or parts that cannot be checked; export it as a plain PDF',
  },
  'catalog.address_refused': {
    status: 403,
    'zh-CN': '链接无效或已过期',
    en: 'This address is not valid or has expired',
  },
  'pricing.cut_over_limit': {
    status: 403,
    'zh-CN': '比统一价低 {asked}，超过您的上限 {most}；可以找：{who}',
    en: '{asked} below the list price is beyond your limit of {most}; ask: {who}',
  },
  'pricing.decided_above': {
    status: 403,
    'zh-CN': '这家门店的价格由{who}决定',
    en: 'Prices of this store are decided by {who}',
  },
  'pricing.outside_bounds': {
    status: 422,
    'zh-CN': '价格超出允许范围 {min} – {max}',
    en: 'The price is outside the bounds {min} to {max}',
  },
  'pricing.bounds_invalid': {
    status: 422,
    'zh-CN': '最低价不能高于最高价',
    en: 'The lowest price cannot be above the highest',
  },
  'pricing.breaks_prices': {
    status: 409,
    'zh-CN': '有 {count} 个门店价格会超出新的范围',
    en: '{count} store prices would fall outside the new bounds',
  },
  'inventory.correction_over_limit': {
    status: 403,
    'zh-CN': '一次更正 {asked} 件，超过您的上限 {most}；可以找：{who}',
    en: 'A correction of {asked} is beyond your limit of {most}; ask: {who}',
  },
  'inventory.decided_above': {
    status: 403,
    'zh-CN': '这家门店的库存更正和报损由{who}决定，收货可以照常登记',
    en: 'Corrections and write-offs in this store are decided by {who}; deliveries can be entered as ever',
  },
  'inventory.not_enough_stock': { status: 409, 'zh-CN': '库存不足', en: 'There is not enough stock' },
  'inventory.below_zero': {
    status: 409,
    'zh-CN': '调整后库存会小于零或小于已预留数量',
    en: 'Stock would fall below zero or below what is reserved',
  },
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
  'callers.until_invalid': {
    status: 422,
    'zh-CN': '截止时间必须在将来，且不超过 365 天',
    en: 'The end must lie ahead, 365 days at most',
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

export type ErrorCode = keyof typeof errors
export type Locale = 'zh-CN' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'en']

/** The words of a code in a language, arguments filled in. */
export function errorText(code: ErrorCode, locale: Locale, args: Record<string, unknown> = {}): string {
  return errors[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
}
