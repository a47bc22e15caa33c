import type { TillSku } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { locale, localText } from '@storeweave/kit'

/** A quantity in a few signs: `3`, `250 g`, `1.25 kg`. */
export function quantityOf(kind: TillSku['kind'], quantity: number): string {
  if (kind !== 'weighed') return String(quantity)
  const number = new Intl.NumberFormat(locale.value, { maximumFractionDigits: 3 })
  return quantity >= 1_000 ? `${number.format(quantity / 1_000)} kg` : `${quantity} g`
}

/** The price as on the shelf: `¥5.90` for a piece, `¥5.99/500g` for weighed goods. */
export const shelfPrice = (sku: Pick<TillSku, 'kind' | 'price' | 'unitSize'>, currency: string): string =>
  moneyText(sku.price, currency) + (sku.kind === 'weighed' ? `/${sku.unitSize}g` : '')

/** Name and options of a SKU in the language of now. */
export const skuName = (sku: Pick<TillSku, 'name' | 'optionText'>): string =>
  [localText(sku.name), localText(sku.optionText)].filter(Boolean).join(' ')
