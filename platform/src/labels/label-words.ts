import { moneyText, type LabelLocale } from '@storeweave/contract'
import type { z } from 'zod'
import { optionTextOf } from '../catalog/index.js'
import { Fault } from '../kernel/fault.js'
import { barsOf } from './bars.js'
import { missingSign, setting } from './font.js'
import type { GoodsRow } from './labels.repo.js'
import type { Label } from './layout.js'

type Locale = z.infer<typeof LabelLocale>
const WORDS = {
  'zh-CN': { printed: '打印于', mini_program: '微信扫码购买', web: '扫码购买', kilo: '公斤', gram: '克' },
  en: { printed: 'Printed', mini_program: 'Scan in WeChat', web: 'Scan to buy', kilo: 'kg', gram: ' g' },
} as const

/** What is written below a code. */
export const captionOf = (code: 'mini_program' | 'web', locale: Locale): string => WORDS[locale][code]

/** When a label was printed, in the shop's own clock: `打印于 2026-11-22 09:30`. */
export function printedText(at: Date, locale: Locale, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${WORDS[locale].printed} ${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

const said = (zh: string, en: string, locale: Locale): string => setting((locale === 'en' && en) || zh)

/** What the price is for: `/盒`, `/500克`. */
function perOf({ kind, unit_zh, unit_en, unit_size }: GoodsRow, locale: Locale): string {
  if (kind !== 'weighed') return `/${said(unit_zh, unit_en, locale)}`
  return unit_size === 1000 ? `/${WORDS[locale].kilo}` : `/${unit_size}${WORDS[locale].gram}`
}

/**
 * The words of a label. Throws `labels.sign_missing` where the font has no picture of a sign: nothing is ever printed
 * with a gap in it.
 */
export function labelOf(
  goods: GoodsRow,
  { locale, currency, printed }: { locale: Locale; currency: string; printed: string },
): Omit<Label, 'scan'> {
  const option = optionTextOf(goods.options, goods.option_indexes)
  const label = {
    name: said(goods.name_zh, goods.name_en, locale),
    option: said(option.zh, option.en, locale),
    price: moneyText(goods.price, currency),
    per: perOf(goods, locale),
    code: goods.code,
    printed,
    bars: barsOf(goods.barcode, goods.code),
  }
  for (const text of [label.name, label.option, label.per, label.code, label.price]) {
    const sign = missingSign(text)
    if (sign) throw new Fault('labels.sign_missing', { sign, name: label.name })
  }
  return label
}
