import type { Locale } from '@storeweave/contract'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'

/** How refusals of this module name states, moves and missing things to people. */
const words: Record<string, Record<Locale, string>> = {
  physical: { 'zh-CN': '实物', en: 'physical' },
  weighed: { 'zh-CN': '称重', en: 'weighed' },
  virtual: { 'zh-CN': '虚拟商品', en: 'virtual' },
  service_voucher: { 'zh-CN': '服务券', en: 'service voucher' },
  booking: { 'zh-CN': '预约服务', en: 'booking' },
  gift_card: { 'zh-CN': '礼品卡', en: 'gift card' },
  bundle: { 'zh-CN': '组合商品', en: 'bundle' },
  draft: { 'zh-CN': '草稿', en: 'draft' },
  in_review: { 'zh-CN': '待审核', en: 'in review' },
  published: { 'zh-CN': '已上架', en: 'published' },
  retired: { 'zh-CN': '已下架', en: 'retired' },
  submit: { 'zh-CN': '提交审核', en: 'submit' },
  withdraw: { 'zh-CN': '撤回', en: 'withdraw' },
  publish: { 'zh-CN': '上架', en: 'publish' },
  reject: { 'zh-CN': '驳回', en: 'reject' },
  retire: { 'zh-CN': '下架', en: 'retire' },
  revive: { 'zh-CN': '恢复为草稿', en: 'revive' },
  name: { 'zh-CN': '名称', en: 'a name' },
  picture: { 'zh-CN': '图片', en: 'a picture' },
  category: { 'zh-CN': '分类', en: 'a category' },
  sku: { 'zh-CN': '可售规格', en: 'an active SKU' },
  price: { 'zh-CN': '大于零的价格', en: 'a price above zero' },
  parts: { 'zh-CN': '组成部分', en: 'what it consists of' },
  voucher: { 'zh-CN': '电子券的次数和有效期', en: 'what the voucher is good for' },
}

/** Keys as words of the asker's language, e.g. `图片、可售规格`. */
export function inWords(keys: readonly string[]): string {
  const { locale } = scope()
  return keys.map((k) => words[k]?.[locale] ?? k).join(locale === 'en' ? ', ' : '、')
}

/** A name in the asker's language. */
export const nameIn = (name: { zh: string; en: string }): string =>
  (scope().locale === 'en' && name.en) || name.zh

/** The refusal of an id in a body that names nothing here; says which field, not why. */
export const unknownReference = (path: string): Fault =>
  new Fault('request.invalid', {}, [{ path, code: 'not_found', message: 'names nothing that exists' }])

/** A state of a product in the asker's language. */
export const stateText = (state: string): string => inWords([state])
