import type { TillCatalogue, TillSku } from '@storeweave/contract'
import { quote } from '@storeweave/rules/quote'
import { computed, ref, shallowRef, type Ref } from 'vue'
import { offeredAt } from '../catalogue/catalogue.api'
import type { SearchIndex } from '../catalogue/search-index'

export interface SaleLine {
  sku: TillSku
  /** Pieces, or grams for weighed goods. */
  quantity: number
}
export interface SaleTerms {
  currency: string
  cashRounding: TillCatalogue['cashRounding']
  /** The store and the nodes above it, and the level of the member who buys. */
  unitIds: readonly string[]
  level: TillCatalogue['levels'][number] | null
}
interface Undo {
  kind: 'removed' | 'cleared'
  lines: SaleLine[]
  chosen: number
  sku?: TillSku
}

export const QUANTITY_MAX = 999_999
export const LINES_MAX = 200

/** What the lines cost; `cash` rounds to the coins of the shop. The same code decides at the server. */
export function priceSale(
  lines: readonly SaleLine[],
  { currency, cashRounding, unitIds, level }: SaleTerms,
  cash: boolean,
) {
  const input = lines.map(({ sku, quantity }) => ({
    skuId: sku.skuId,
    quantity,
    unitPrice: offeredAt(sku, unitIds, Date.now(), { level, quantity }).price,
    listPrice: sku.listPrice,
    unitSize: sku.unitSize,
  }))
  return quote(
    { lines: input },
    { currency, channel: 'pos', fulfilment: 'in_store', ...(cash ? { cash: cashRounding } : {}) },
  )
}

/**
 * The sale on the left of the till: one line a SKU, a chosen line, and a way back after taking things away. While
 * `locked`, a shopper is being charged for exactly these lines and nothing changes them.
 */
export function useSale(terms: Ref<SaleTerms>, locked: Readonly<Ref<boolean>> = ref(false)) {
  const lines = shallowRef<readonly SaleLine[]>([])
  const chosen = ref(0)
  const undoable = shallowRef<Undo>()
  const totals = computed(() => priceSale(lines.value, terms.value, false))
  const cashTotals = computed(() => priceSale(lines.value, terms.value, true))
  const priced = computed(() => {
    const byId = new Map(totals.value.lines.map((line) => [line.skuId, line]))
    return lines.value.map((line) => {
      const { total = 0, unitPrice = line.sku.price } = byId.get(line.sku.skuId) ?? {}
      return { ...line, total, unitPrice }
    })
  })
  /** Things on the counter: a weighed good counts once. */
  const pieces = computed(() =>
    lines.value.reduce((sum, { sku, quantity }) => sum + (sku.kind === 'weighed' ? 1 : quantity), 0),
  )

  const indexOf = (skuId: string) => lines.value.findIndex(({ sku }) => sku.skuId === skuId)
  const fits = (quantity: number) =>
    Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX

  /** Puts goods on the sale, onto their line if there is one, and chooses it; false when the sale is full. */
  function add(sku: TillSku, quantity = 1): boolean {
    const at = indexOf(sku.skuId)
    const total = quantity + (lines.value[at]?.quantity ?? 0)
    if (locked.value || !fits(quantity) || !fits(total) || (at < 0 && lines.value.length >= LINES_MAX))
      return false
    undoable.value = undefined
    if (at < 0) lines.value = [...lines.value, { sku, quantity }]
    else lines.value = lines.value.map((line, i) => (i === at ? { sku, quantity: total } : line))
    chosen.value = at < 0 ? lines.value.length - 1 : at
    return true
  }

  /** Sets a line's quantity; nothing left means it is taken off. False when the number isn't possible. */
  function setQuantity(at: number, quantity: number): boolean {
    if (quantity <= 0 && lines.value[at]) return remove(at)
    if (locked.value || !lines.value[at] || !fits(quantity)) return false
    lines.value = lines.value.map((line, i) => (i === at ? { ...line, quantity } : line))
    return true
  }

  const step = (at: number, by: 1 | -1): boolean => {
    const line = lines.value[at]
    return line ? setQuantity(at, line.quantity + by * stepOf(line.sku)) : false
  }

  function remove(at: number): boolean {
    const line = lines.value[at]
    if (locked.value || !line) return false
    undoable.value = { kind: 'removed', lines: [...lines.value], chosen: at, sku: line.sku }
    lines.value = lines.value.filter((_, i) => i !== at)
    chosen.value = Math.max(0, Math.min(at, lines.value.length - 1))
    return true
  }

  function clear(): void {
    if (locked.value || lines.value.length === 0) return
    undoable.value = { kind: 'cleared', lines: [...lines.value], chosen: chosen.value }
    lines.value = []
    chosen.value = 0
  }

  function undo(): void {
    if (locked.value || !undoable.value) return
    lines.value = undoable.value.lines
    chosen.value = undoable.value.chosen
    undoable.value = undefined
  }

  /** Takes off what was sold; what a scan added in that very moment stays for the next shopper. */
  function settle(sold: readonly SaleLine[]): void {
    const gone = new Map(sold.map(({ sku, quantity }) => [sku.skuId, quantity]))
    const left = lines.value.map((line) => ({
      ...line,
      quantity: line.quantity - (gone.get(line.sku.skuId) ?? 0),
    }))
    reset(left.filter(({ quantity }) => quantity > 0))
  }

  /** Starts anew after a sale was made; there is nothing to undo then. */
  function reset(kept: readonly SaleLine[] = []): void {
    lines.value = kept
    chosen.value = Math.max(0, kept.length - 1)
    undoable.value = undefined
  }

  const choose = (at: number) => {
    chosen.value = Math.max(0, Math.min(at, lines.value.length - 1))
  }

  /** Takes the catalogue's news over; answers whether a price on this sale changed. */
  function refreshFrom(index: SearchIndex): boolean {
    if (locked.value || lines.value.length === 0) return false
    let changed = false
    const next = lines.value.map((line) => {
      const sku = index.byId(line.sku.skuId) ?? line.sku
      changed ||= sku.price !== line.sku.price
      return { ...line, sku }
    })
    lines.value = next
    return changed
  }
  return {
    ...{ lines, chosen, undoable, locked, totals, cashTotals, priced, pieces },
    ...{ add, setQuantity, step, remove, clear, undo, settle, reset, choose, refreshFrom },
  }
}
export type SaleState = ReturnType<typeof useSale>

/** What plus and minus change: one piece, or 50 grams. */
export const stepOf = (sku: TillSku): number => (sku.kind === 'weighed' ? 50 : 1)
