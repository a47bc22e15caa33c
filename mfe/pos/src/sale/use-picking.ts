import type { TillSku } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { localText } from '@storeweave/kit'
import { gramsFor, type ScaleReading } from '@storeweave/rules/catalog'
import { ref, shallowRef, type Ref } from 'vue'
import type { Notice, View } from '../useTill'
import type { SaleState, SaleTerms } from './use-sale'

interface Around {
  sale: SaleState
  terms: Readonly<Ref<SaleTerms>>
  view: Readonly<Ref<View>>
  notice: Ref<Notice | undefined>
  go: (to: View) => void
  say: (tone: Notice['tone'], key: string, args?: Record<string, unknown>) => void
  /** A shopper is paying by code for just what stands on the sale. */
  paying: () => boolean
}

/** How goods come onto the sale: by the piece, by grams that are asked, or by what a scale's label says. */
export function usePicking({ sale, terms, view, notice, go, say, paying }: Around) {
  /** Goods whose quantity is being asked: a new weighed good, or a line of the sale. */
  const measuring = shallowRef<TillSku>()
  /** Grams to begin with there: a label says an amount that no number of grams costs exactly. */
  const nearly = ref(0)
  /** What was picked while a shopper pays, for the next sale. */
  const next: (() => void)[] = []

  /** Puts goods on the sale; weighed goods ask their grams first. */
  function pick(sku: TillSku): void {
    notice.value = undefined
    if (waits(sku, () => pick(sku))) return
    if (sku.kind === 'weighed') return measure(sku)
    put(sku)
  }

  /** Puts goods with a scale's label on the sale: its grams, or those that cost its amount; where none do, one looks. */
  function weigh(sku: TillSku, label: ScaleReading): void {
    if (sku.kind !== 'weighed') return pick(sku)
    notice.value = undefined
    if (waits(sku, () => weigh(sku, label))) return
    if (label.grams !== undefined) return put(sku, label.grams)
    const found = gramsFor(label.amount!, sku.price, sku.unitSize)
    if (found?.exact) return put(sku, found.grams)
    measure(sku, found?.grams)
    say('warn', 'notice.label', { amount: moneyText(label.amount!, terms.value.currency) })
  }

  function measure(sku: TillSku, grams = 0): void {
    measuring.value = sku
    nearly.value = grams
    go('quantity')
  }

  function put(sku: TillSku, quantity?: number): void {
    if (!sale.add(sku, quantity)) return say('bad', 'notice.full')
    if (view.value !== 'cash' && view.value !== 'quantity') go('goods')
  }

  function waits(sku: TillSku, later: () => void): boolean {
    if (!paying()) return false
    next.push(later)
    say('warn', 'notice.next', { name: localText(sku.name) })
    return true
  }

  /** Puts on the sale what waited for the payment before. */
  const takeNext = () => next.splice(0).forEach((take) => take())
  return { measuring, nearly, pick, weigh, takeNext }
}
