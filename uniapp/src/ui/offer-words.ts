import type { CartLine } from '@/ask/shop.api'
import { say, t } from '@/words'
import { quantityText } from '@/words/amount'

/** Why a line costs what it costs, where that isn't what everybody pays online; empty where it is. */
export function offerText({ offer, kind }: Pick<CartLine, 'offer' | 'kind'>): string {
  if (!offer) return ''
  if (offer.kind === 'in_store') return t('goods.inStorePrice')
  const from =
    offer.quantityFrom > 1
      ? t('goods.fromQuantity', { count: quantityText({ kind }, offer.quantityFrom) })
      : ''
  return [offer.levelName ? t('goods.mine', { level: say(offer.levelName) }) : '', from]
    .filter(Boolean)
    .join(' · ')
}
