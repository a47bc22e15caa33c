import type { Locale } from '@storeweave/contract'

/** Refusals that a shopper or cashier can do something about. */
const WORDS: Record<string, Record<Locale, string>> = {
  NOTENOUGH: {
    'zh-CN': '余额不足，请换一张卡或其他付款方式',
    en: 'not enough money; use another card or way to pay',
  },
  NOT_ENOUGH: { 'zh-CN': '商户余额不足', en: 'the merchant balance is too low' },
  AUTH_CODE_EXPIRED: {
    'zh-CN': '付款码已过期，请刷新后重新扫码',
    en: 'the payment code has expired; refresh it and scan again',
  },
  AUTH_CODE_ERROR: { 'zh-CN': '付款码无效，请重新扫码', en: 'the payment code is not valid; scan again' },
  AUTH_CODE_INVALID: { 'zh-CN': '付款码无效，请重新扫码', en: 'the payment code is not valid; scan again' },
  RULE_LIMIT: { 'zh-CN': '超过支付限额', en: 'above the limit of the account' },
  ORDER_CLOSED: { 'zh-CN': '支付已关闭，请重新发起', en: 'this payment was closed; start again' },
  OUT_TRADE_NO_USED: { 'zh-CN': '支付单号重复，请重新发起', en: 'the payment number was used; start again' },
}

/** A provider's refusal in the asked language; unknown ones in the provider's own words. */
export const refusalWords = (code: string, message: string, locale: Locale): string =>
  WORDS[code]?.[locale] ?? (message || code)
