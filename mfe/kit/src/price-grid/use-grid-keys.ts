import type { Selection } from './use-selection'

/** What keys do to a grid besides moving in it. */
export interface GridVerbs {
  /** Opens the active cell; with a text it begins with that, as when somebody just types. */
  open: (text?: string) => void
  clear: () => void
  fillDown: () => void
  undo: () => void
  redo: () => void
  save: () => void
  rowsInSight: () => number
  lastRow: () => number
  lastColumn: () => number
}
type Move = (at: Selection, verbs: GridVerbs, event: KeyboardEvent) => void
const MANY = 1_000_000

/** Keys of a cell that is not open, as spreadsheets have them. */
const MOVES: Record<string, Move> = {
  ArrowDown: (at, v, e) => at.move(jumps(e) ? MANY : 1, 0, e.shiftKey),
  ArrowUp: (at, v, e) => at.move(jumps(e) ? -MANY : -1, 0, e.shiftKey),
  ArrowRight: (at, v, e) => at.move(0, jumps(e) ? MANY : 1, e.shiftKey),
  ArrowLeft: (at, v, e) => at.move(0, jumps(e) ? -MANY : -1, e.shiftKey),
  PageDown: (at, v, e) => at.move(v.rowsInSight(), 0, e.shiftKey),
  PageUp: (at, v, e) => at.move(-v.rowsInSight(), 0, e.shiftKey),
  Home: (at, v, e) => at.go({ row: jumps(e) ? 0 : at.active.value.row, column: 0 }, e.shiftKey),
  End: (at, v, e) =>
    at.go({ row: jumps(e) ? v.lastRow() : at.active.value.row, column: v.lastColumn() }, e.shiftKey),
  Enter: (at, v, e) => at.move(e.shiftKey ? -1 : 1, 0),
  F2: (at, v) => v.open(),
  Delete: (at, v) => v.clear(),
  Backspace: (at, v) => v.clear(),
}
const WITH_CONTROL: Record<string, Move> = {
  z: (at, v, e) => (e.shiftKey ? v.redo() : v.undo()),
  y: (at, v) => v.redo(),
  d: (at, v) => v.fillDown(),
  s: (at, v) => v.save(),
}
const jumps = (e: KeyboardEvent) => e.ctrlKey || e.metaKey
/** What an amount may begin with, full-width digits of Chinese input methods too. */
const TYPED = /^[\d.,¥￥$０-９．。]$/

/** Does what a key means in the grid; true when it meant something. Tab leaves the grid at its ends. */
export function pressIn(at: Selection, verbs: GridVerbs, event: KeyboardEvent): boolean {
  if (event.altKey) return false
  if (event.key === 'Tab') {
    const { row, column } = at.active.value
    const leaves = event.shiftKey
      ? row === 0 && column === 0
      : row >= verbs.lastRow() && column >= verbs.lastColumn()
    if (leaves) return false
    at.step(event.shiftKey ? -1 : 1)
    return true
  }
  const control = jumps(event) ? WITH_CONTROL[event.key.toLowerCase()] : undefined
  const move = control ?? MOVES[event.key]
  if (move) {
    move(at, verbs, event)
    return true
  }
  if (jumps(event)) return false
  // an input method begins to compose: the opened cell takes it from here
  if (event.key === 'Process') verbs.open('')
  else if (TYPED.test(event.key)) {
    verbs.open(event.key)
    return true
  }
  return false
}
