import type { AskedBounds } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { currency, type Translate } from '@storeweave/kit'

const times = (basisPoints: number) => `${(basisPoints / 10_000).toFixed(2).replace(/0$/, '')}×`

/** What a supplier asks of prices, in words: `12.00 – 18.00`, `1.2× – 1.8×`, any. */
export function boundsText(t: Translate, asked: AskedBounds): string {
  if (asked.kind === 'none') return t('suppliers.anyPrice')
  const text = (end: number) => (asked.kind === 'range' ? moneyText(end, currency.value) : times(end))
  const [min, max] = [asked.min, asked.max]
  if (min === null) return max === null ? t('suppliers.anyPrice') : t('suppliers.atMost', { end: text(max) })
  return max === null ? t('suppliers.atLeast', { end: text(min) }) : `${text(min)} – ${text(max)}`
}
