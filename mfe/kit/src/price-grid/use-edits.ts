import type { PriceGridRow } from '@storeweave/contract'
import { computed, ref, shallowReactive } from 'vue'
import { currency } from '../app/tenant'
import { translate } from '../words/i18n'
import { faultOf, keyOf, lockedBy, ownIn, type Edit, type GridColumn } from './cells'
import { amountOf } from './paste'

/** A cell that is to become something: an amount as typed, or null to inherit. */
export interface Wish {
  row: PriceGridRow
  column: GridColumn
  to: string | number | null
}
interface Step {
  key: string
  before: Edit | undefined
  after: Edit | undefined
}
const STEPS_MAX = 200

/** What was changed in the grid and not saved yet, cell by cell, with the way back. */
export function useEdits() {
  const edits = shallowReactive(new Map<string, Edit>())
  const done = ref<Step[][]>([])
  const undone = ref<Step[][]>([])
  const put = (key: string, edit: Edit | undefined) => {
    if (edit) edits.set(key, edit)
    else edits.delete(key)
  }

  /** Changes cells as one step; what is locked is left out. Answers how many were. */
  function change(wishes: readonly Wish[]): number {
    const steps: Step[] = []
    let locked = 0
    for (const { row, column, to } of wishes) {
      if (lockedBy(row, column)) {
        locked += 1
        continue
      }
      const key = keyOf(row.skuId, column.unitId)
      const before = edits.get(key)
      const after = editOf(row, column, to, before)
      put(key, after)
      steps.push({ key, before, after })
    }
    if (steps.length) {
      done.value = [...done.value.slice(1 - STEPS_MAX), steps]
      undone.value = []
    }
    return locked
  }
  function undo(): void {
    const steps = done.value.at(-1)
    if (!steps) return
    for (const { key, before } of steps) put(key, before)
    done.value = done.value.slice(0, -1)
    undone.value = [...undone.value, steps]
  }
  function redo(): void {
    const steps = undone.value.at(-1)
    if (!steps) return
    for (const { key, after } of steps) put(key, after)
    undone.value = undone.value.slice(0, -1)
    done.value = [...done.value, steps]
  }
  /** Forgets edits: all, or those that were saved. The way back ends here. */
  function forget(keys?: Iterable<string>): void {
    for (const key of [...(keys ?? edits.keys())]) edits.delete(key)
    done.value = []
    undone.value = []
  }
  /** Says what the server refused of an edit. `seen`: what somebody else put there meanwhile. */
  function refuse(key: string, fault: string, seen?: { price: number | null }): void {
    const edit = edits.get(key)
    if (edit) edits.set(key, { ...edit, fault, ...(seen ? { seen: seen.price, stale: true } : {}) })
  }
  /** Takes another's price for seen: saving puts one's own in its place. */
  function insist(key: string): void {
    const edit = edits.get(key)
    if (!edit) return
    const { fault: _, stale: __, ...rest } = edit
    edits.set(key, rest)
  }
  const list = computed(() => [...edits.values()])
  return {
    edits,
    list,
    faulty: computed(() => list.value.filter((e) => e.fault)),
    mayUndo: computed(() => done.value.length > 0),
    mayRedo: computed(() => undone.value.length > 0),
    change,
    undo,
    redo,
    forget,
    refuse,
    insist,
  }
}
export type Edits = ReturnType<typeof useEdits>

/** The edit that a wish makes of a cell; undefined where the cell is then as it was. */
function editOf(
  row: PriceGridRow,
  column: GridColumn,
  to: string | number | null,
  before: Edit | undefined,
): Edit | undefined {
  const own = ownIn(row, column)
  const at = { skuId: row.skuId, unitId: column.unitId, seen: own }
  const amount = typeof to === 'string' ? amountOf(to, currency.value) : to
  if (amount === undefined)
    return { ...at, price: before?.price ?? own, text: String(to), fault: translate('priceGrid.unreadable') }
  if (amount === own) return undefined
  const fault = faultOf(row, column, amount)
  return { ...at, price: amount, ...(fault ? { fault } : {}) }
}
