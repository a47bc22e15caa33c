import type { Limits } from '@storeweave/contract'
import { translate, type Translate } from '@storeweave/kit'
import { moneyText } from '@storeweave/contract/money'

export const LIMITS = ['priceCut', 'refund', 'stockCorrection'] as const
export type LimitKey = (typeof LIMITS)[number]

/** A cap as people read it: `30%`, `¥500.00`, `200`; none in words. */
export function capText(kind: LimitKey, most: number | null, currency = 'CNY'): string {
  if (most === null) return translate('admin.roles.uncapped')
  if (kind === 'priceCut') return `${most / 100}%`
  return kind === 'refund' ? moneyText(most, currency) : String(most)
}

/** The caps of a role that cap something, as one line. */
export const capsText = (t: Translate, limits: Limits, currency?: string): string =>
  LIMITS.filter((kind) => limits[kind] !== null)
    .map((kind) => `${t(`roles.limit.${kind}`)} ${capText(kind, limits[kind], currency)}`)
    .join(' · ')

/** What a person typed into a cap's field: empty is none, percent and money in hundredths; undefined is no number. */
export function readCap(kind: LimitKey, typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(text)) return undefined
  const [whole = '', part = ''] = text.split('.')
  if (kind === 'stockCorrection') return part ? undefined : Number(whole)
  const hundredths = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return kind === 'priceCut' && hundredths > 10_000 ? undefined : hundredths
}
/** The text a cap begins its field with. */
export const capField = (kind: LimitKey, most: number | null): string =>
  most === null ? '' : kind === 'stockCorrection' ? String(most) : String(most / 100)
