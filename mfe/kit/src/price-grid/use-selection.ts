import { computed, ref } from 'vue'

/** A cell by its row and column. */
export interface Spot {
  row: number
  column: number
}
/** Whole rows and columns of a range, both ends included. */
export interface Range {
  top: number
  bottom: number
  left: number
  right: number
}

/** The active cell of a grid and the range around it. */
export function useSelection(size: () => { rows: number; columns: number }) {
  const active = ref<Spot>({ row: 0, column: 0 })
  const anchor = ref<Spot>({ row: 0, column: 0 })
  const range = computed<Range>(() => ({
    top: Math.min(active.value.row, anchor.value.row),
    bottom: Math.max(active.value.row, anchor.value.row),
    left: Math.min(active.value.column, anchor.value.column),
    right: Math.max(active.value.column, anchor.value.column),
  }))
  const inside = ({ row, column }: Spot): Spot => ({
    row: Math.max(0, Math.min(size().rows - 1, row)),
    column: Math.max(0, Math.min(size().columns - 1, column)),
  })
  /** Goes to a cell; `keep` leaves the other end of the range where it is. */
  function go(to: Spot, keep = false): void {
    active.value = inside(to)
    if (!keep) anchor.value = active.value
  }
  const move = (rows: number, columns: number, keep = false) =>
    go({ row: active.value.row + rows, column: active.value.column + columns }, keep)
  /** To the next cell in reading order, as Tab does. */
  function step(by: 1 | -1): void {
    const { columns } = size()
    const next = active.value.row * columns + active.value.column + by
    if (next >= 0) go({ row: Math.floor(next / columns), column: next % columns })
  }
  const selects = ({ row, column }: Spot): boolean => {
    const { top, bottom, left, right } = range.value
    return row >= top && row <= bottom && column >= left && column <= right
  }
  return { active, range, go, move, step, selects, many: computed(() => !isOne(range.value)) }
}
const isOne = ({ top, bottom, left, right }: Range) => top === bottom && left === right
export type Selection = ReturnType<typeof useSelection>
