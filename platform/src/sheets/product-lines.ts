import type { SheetFaultCode } from '@storeweave/contract'
import type { ProductLine } from '@storeweave/rules/sheets'
import { columnOf, putCell, type Ground } from './product-columns.js'
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

/** Reads a row by the columns of its sheet; every cell that says something wrong is named. */
export function readLine(
  kept: KeptRow,
  columns: readonly string[],
  ground: Ground,
): { line: ProductLine; faults: KeptFault[] } {
  const draft: Parameters<typeof putCell>[0] = { options: [] }
  const faults: KeptFault[] = []
  columns.forEach((key, i) => {
    const column = columnOf(key)
    const cell = kept.cells[i]
    if (!column || cell === undefined) return
    const fault =
      typeof cell === 'string'
        ? putCell(draft, column, cell, ground)
        : { code: cell.fault, args: { shown: cell.shown } }
    if (fault) faults.push(faultAt(kept, columns, key, fault.code, fault.args))
  })
  const { product, sku, ...rest } = draft
  if (!sku && !faults.some((f) => f.cell === 'sku')) faults.push(faultAt(kept, columns, 'sku', 'required'))
  return { line: { ...rest, row: kept.row, sku: sku ?? '', product: product ?? sku ?? '' }, faults }
}
