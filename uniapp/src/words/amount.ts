import type { ProductKind } from '@storeweave/contract'
import { locale, say, t } from './index'

/** What goods are counted in: pieces, or grams when weighed. */
export interface Counted {
  kind: ProductKind
  unit: { zh: string; en: string }
}

/** A quantity of weighed goods: grams below one kilo, kilos from there (`300克`, `1.2kg`). */
export function gramsText(grams: number): string {
  if (grams < 1000) return t('unit.grams', { count: grams })
  return `${Number((grams / 1000).toFixed(3))}kg`
}

/** A quantity as people say it: `2`, `300克`, `1.5kg`. */
export const quantityText = (goods: Pick<Counted, 'kind'>, quantity: number): string =>
  goods.kind === 'weighed' ? gramsText(quantity) : String(quantity)

/** What a price is for: `/盒`, `/500克`, `/公斤`. `unitSize` in smallest units. */
export function perText(goods: Counted, unitSize: number): string {
  if (goods.kind !== 'weighed') return `/${say(goods.unit)}`
  if (unitSize === 1000) return `/${t('unit.perKilo')}`
  return `/${unitSize === 500 ? t('unit.perHalfKilo') : gramsText(unitSize)}`
}

/** Whether goods are handed over as a code: bought at once, by themselves, and neither fetched nor sent. */
export const isVoucher = ({ kind }: Pick<Counted, 'kind'>): boolean =>
  kind === 'virtual' || kind === 'service_voucher'

/** One step of a stepper in smallest units: a piece, or 100 g. */
export const stepOf = (goods: Pick<Counted, 'kind'>): number => (goods.kind === 'weighed' ? 100 : 1)

/** What one tap on `add` takes: a piece, or the weight the price is for, in whole steps and not above `available`. */
export function firstQuantity(goods: Pick<Counted, 'kind'>, unitSize: number, available: number): number {
  if (goods.kind !== 'weighed') return 1
  const whole = (grams: number) => Math.floor(grams / 100) * 100
  return Math.max(100, Math.min(whole(unitSize), whole(available)))
}

const pad = (n: number) => String(n).padStart(2, '0')

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const monthDay = (at: Date): string =>
  locale.value === 'en'
    ? `${at.getDate()} ${MONTHS[at.getMonth()]}`
    : `${at.getMonth() + 1}月${at.getDate()}日`

/** A moment in the person's own clock: `11月21日 14:05`, `21 Nov 14:05`. */
export function timeText(instant: string): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return ''
  return `${monthDay(at)} ${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** The day of a moment in the person's own clock: `2026年11月21日`, `21 Nov 2026`. */
export function dayText(instant: string): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return ''
  return locale.value === 'en'
    ? `${monthDay(at)} ${at.getFullYear()}`
    : `${at.getFullYear()}年${monthDay(at)}`
}

/** A moment ahead in few words: `15:30` today, `明天 08:30` tomorrow, else with its date. `now` for tests. */
export function soonText(instant: string, now = new Date()): string {
  const at = new Date(instant)
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`
  const days = Math.round(
    (new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 86_400_000,
  )
  if (days === 0) return clock
  return days === 1 ? t('time.tomorrow', { time: clock }) : timeText(instant)
}

/** A distance in metres as people say it: `350m`, `1.2km`. */
export const distanceText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10}m` : `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)}km`

/** An opening or closing time: `22:00` as it is, an instant in the person's clock. */
export function clockText(time: string): string {
  if (/^\d\d:\d\d$/.test(time)) return time
  const at = new Date(time)
  return Number.isNaN(at.getTime()) ? time : `${pad(at.getHours())}:${pad(at.getMinutes())}`
}
