import type { Locale } from '@storeweave/contract'

/** Why WeChat Pay did not share, or did not take a share back, by its own codes. */
const WORDS: Record<string, Record<Locale, string>> = {
  ACCOUNT_ABNORMAL: {
    'zh-CN': '分账接收账户异常',
    en: 'the receiving account cannot be used',
  },
  NO_RELATION: { 'zh-CN': '分账关系已解除', en: 'the receiver is no longer related to the brand' },
  RECEIVER_HIGH_RISK: { 'zh-CN': '高风险接收方', en: 'the receiver is held to be a high risk' },
  RECEIVER_REAL_NAME_NOT_VERIFIED: {
    'zh-CN': '接收方未实名',
    en: 'the receiver’s name has not been verified',
  },
  RECEIVER_RECEIPT_LIMIT: {
    'zh-CN': '接收方已达收款限额',
    en: 'the receiver has reached its limit of receipts',
  },
  NO_AUTH: { 'zh-CN': '分账权限已解除', en: 'the right to share was withdrawn' },
  PAYER_ACCOUNT_ABNORMAL: {
    'zh-CN': '出资方账户异常或余额不足',
    en: 'the paying account cannot be used or holds too little',
  },
  TIME_OUT_CLOSED: { 'zh-CN': '超时关闭', en: 'closed after too long' },
  BALANCE_NOT_ENOUGH: {
    'zh-CN': '供应商账户余额不足',
    en: 'the supplier’s account holds too little',
  },
  RULE_LIMIT: { 'zh-CN': '超过最大分账比例', en: 'above the part of an order that may be shared' },
  NOT_ENOUGH: { 'zh-CN': '可分或可退金额不足', en: 'not enough money is left for it' },
  NOT_IN_TIME: { 'zh-CN': '已超过可分账期限', en: 'past the days in which orders can be shared' },
}

/** The reason in the asked language; of codes that are not known the provider's own words. */
export const sharingWords = (code: string, words: string, locale: Locale): string =>
  WORDS[code]?.[locale] ?? (words || code)
