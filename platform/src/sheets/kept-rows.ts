import type { SheetFaultCode } from '@storeweave/contract'
import { putCell, type Column } from './columns.js'
import { beginning, shownOf, type Cell } from './sheet-row.js'

/** A row as it is kept until it is written. */
export interface KeptRow {
  batch: number
  row: number
  cells: Cell[]
  /** A fault of its batch is known already. */
  faulted: boolean
}
/** What is wrong with a cell, or with a row where `cell` is empty. */
export interface KeptFault {
  row: number
  cell: string
  batch: number
  code: SheetFaultCode
  args: Record<string, unknown>
  value: string
}
const SHOWN_MAX = 200

/** A fault of a row, with what stands in its cell. */
export const faultAt = (
  { batch, row, cells }: KeptRow,
  columns: readonly string[],
  cell: string,
  code: SheetFaultCode,
  args: Record<string, unknown> = {},
): KeptFault => ({
  batch,
  row,
  cell,
  code,
  args,
  value: beginning(shownOf(cells[columns.indexOf(cell)]), SHOWN_MAX),
})

/** Columns by their keys, to read rows with. */
export const byKey = <L, G>(columns: readonly Column<L, G>[]): ReadonlyMap<string, Column<L, G>> =>
  new Map(columns.map((c) => [c.key, c]))

/** Reads a row into `line` by the columns of its sheet; answers each cell that says something wrong. */
export function readCells<L, G>(
  kept: KeptRow,
  columns: readonly string[],
  known: ReadonlyMap<string, Column<L, G>>,
  line: L,
  ground: G,
): KeptFault[] {
  const faults: KeptFault[] = []
  columns.forEach((key, i) => {
    const column = known.get(key)
    const cell = kept.cells[i]
    if (!column || cell === undefined) return
    const fault =
      typeof cell === 'string'
        ? putCell(line, column, cell, ground)
        : { code: cell.fault, args: { shown: cell.shown } }
    if (fault) faults.push(faultAt(kept, columns, key, fault.code, fault.args))
  })
  for (const [key, { needed }] of known)
    if (needed && !faults.some((f) => f.cell === key) && !saysIn(kept, columns, key))
      faults.push(faultAt(kept, columns, key, 'required'))
  return faults
}
const saysIn = ({ cells }: KeptRow, columns: readonly string[], key: string): boolean =>
  shownOf(cells[columns.indexOf(key)]).trim() !== ''
