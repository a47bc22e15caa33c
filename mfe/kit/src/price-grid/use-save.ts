import type { PriceGridChange, PriceGridRow, PriceLane, RefusedCell } from '@storeweave/contract'
import { errors, errorText, type ErrorCode } from '@storeweave/contract/errors'
import { ref, shallowRef } from 'vue'
import { asProblem, type Problem } from '../ask/problem'
import { uuidv7 } from '../ask/uuid'
import { locale } from '../words/i18n'
import { keyOf, type Edit } from './cells'
import { saveGrid } from './grid.api'
import type { Edits } from './use-edits'

/** The most cells of one request, as the server has it. */
export const PART_MAX = 500

/** Edits in parts of at most `most`, those of a SKU side by side: the server judges them together. */
export function partsOf(edits: readonly Edit[], most = PART_MAX): PriceGridChange[][] {
  const bySku = new Map<string, PriceGridChange[]>()
  for (const { skuId, unitId, seen, price } of edits)
    bySku.set(skuId, [...(bySku.get(skuId) ?? []), { skuId, unitId, seen, price }])
  const parts: PriceGridChange[][] = [[]]
  for (const changes of bySku.values()) {
    if (parts.at(-1)!.length && parts.at(-1)!.length + changes.length > most) parts.push([])
    parts.at(-1)!.push(...changes)
  }
  return parts.filter((part) => part.length)
}

/** Saves what was edited, part by part: each whole or not at all. */
export function useSave(
  edits: Edits,
  at: () => { unitIds: readonly string[]; channel: PriceLane },
  heard: { saved: (rows: readonly PriceGridRow[]) => void; overtaken: (cell: RefusedCell) => void },
) {
  const progress = shallowRef<{ done: number; of: number }>()
  const problem = shallowRef<Problem>()
  const count = ref(0)
  /** Keys of parts whose outcome is not known yet: sent again they are saved once. */
  const keys = new Map<string, string>()

  async function send(changes: PriceGridChange[]): Promise<boolean> {
    const { unitIds, channel } = at()
    const body = { unitIds: [...unitIds], channel, changes }
    const text = JSON.stringify(body)
    const key = keys.get(text) ?? uuidv7()
    keys.set(text, key)
    try {
      const answer = await saveGrid(body, key)
      keys.delete(text)
      edits.forget(changes.map((c) => keyOf(c.skuId, c.unitId)))
      heard.saved(answer.rows)
      count.value += answer.saved
      return true
    } catch (thrown) {
      const found = asProblem(thrown)
      if (!found.retryable) keys.delete(text)
      problem.value = found
      for (const cell of (found.document.args?.['cells'] ?? []) as RefusedCell[]) refuse(cell)
      return found.code === 'pricing.cells_refused'
    }
  }
  function refuse(cell: RefusedCell): void {
    const { skuId, unitId, code, args } = cell
    const text = code in errors ? errorText(code as ErrorCode, locale.value, args) : code
    const stale = code === 'pricing.cell_changed'
    if (stale) heard.overtaken(cell)
    edits.refuse(keyOf(skuId, unitId), text, stale ? { price: args['price'] as number | null } : undefined)
  }

  /** Sends everything; answers how many cells were saved. A part that is refused leaves the others alone. */
  async function save(): Promise<number> {
    if (progress.value) return 0
    const parts = partsOf(edits.list.value)
    const of = edits.list.value.length
    problem.value = undefined
    count.value = 0
    progress.value = { done: 0, of }
    let done = 0
    for (const part of parts) {
      if (!(await send(part))) break
      progress.value = { done: (done += part.length), of }
    }
    progress.value = undefined
    return count.value
  }
  return { save, progress, problem }
}
