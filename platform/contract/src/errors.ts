import { peopleErrors, type ErrorEntry } from './people.errors.js'
import { assortmentErrors } from './assortment.errors.js'
import { attributeErrors } from './attributes.errors.js'
import { bundleErrors } from './bundles.errors.js'
import { campaignsErrors } from './campaigns.errors.js'
import { voucherErrors } from './vouchers.errors.js'
import { catalogErrors } from './catalog.errors.js'
import { changeErrors } from './changes.errors.js'
import { connectErrors } from './connect.errors.js'
import { deliveryErrors } from './delivery.errors.js'
import { depotsErrors } from './depots.errors.js'
import { findErrors } from './find.errors.js'
import { labelsErrors } from './labels.errors.js'
import { priceGridErrors } from './price-grid.errors.js'
import { pricingErrors } from './pricing.errors.js'
import { profitSharingErrors } from './profit-sharing.errors.js'
import { purchasingErrors } from './purchasing.errors.js'
import { requestErrors } from './request.errors.js'
import { returnsErrors } from './returns.errors.js'
import { reviewsErrors } from './reviews.errors.js'
import { sellingErrors } from './selling.errors.js'
import { settlementErrors } from './settlement.errors.js'
import { sheetsErrors } from './sheets.errors.js'
import { suppliersErrors } from './suppliers.errors.js'

/** Every error the API may answer with. Codes are stable: clients and open API users depend on them. */
export const errors = {
  ...requestErrors,
  ...peopleErrors,
  ...connectErrors,
  ...catalogErrors,
  ...attributeErrors,
  ...bundleErrors,
  ...voucherErrors,
  ...pricingErrors,
  ...priceGridErrors,
  ...changeErrors,
  ...assortmentErrors,
  ...sellingErrors,
  ...deliveryErrors,
  ...depotsErrors,
  ...findErrors,
  ...sheetsErrors,
  ...labelsErrors,
  ...reviewsErrors,
  ...returnsErrors,
  ...suppliersErrors,
  ...settlementErrors,
  ...profitSharingErrors,
  ...purchasingErrors,
  ...campaignsErrors,
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
  'callers.until_invalid': {
    status: 422,
    'zh-CN': '截止时间必须在将来，且不超过 365 天',
    en: 'The end must lie ahead, 365 days at most',
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors
export type Locale = 'zh-CN' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'en']

/** The words of a code in a language, arguments filled in. */
export function errorText(code: ErrorCode, locale: Locale, args: Record<string, unknown> = {}): string {
  return errors[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
}
