import { attributeOfCell, headerKey } from '@storeweave/rules/sheets'
import { Fault } from '../kernel/fault.js'
import type { Head } from './columns.js'
import { PROBLEMS } from './sheet-kinds.js'
import { beginning, shownOf, type Cell } from './sheet-row.js'

const IGNORED_MAX = 50
const HEAD_MAX = 60

/**
 * Which column stands where: keys in the order of the sheet, empty for what is not read. Throws
 * `sheets.columns_missing` and `sheets.column_twice`.
 */
export function readHead(
  heads: readonly Head[],
  cells: readonly Cell[],
): { columns: string[]; ignored: string[] } {
  // either language, or the key
  const known = new Map(
    [...heads, PROBLEMS].flatMap((head) =>
      [head.key, head.title['zh-CN'], head.title.en].map((text) => [headerKey(text), head]),
    ),
  )
  const found = cells.map((cell) => known.get(headerKey(shownOf(cell))))
  const twice = found.findIndex((head, i) => head && found.indexOf(head) !== i)
  if (twice >= 0) {
    const { key } = found[twice]!
    // what the brand itself named is said as it stands there
    const shown = attributeOfCell(key) ? beginning(shownOf(cells[twice]).trim(), HEAD_MAX) : key
    throw new Fault('sheets.column_twice', { column: [shown] })
  }
  const missing = heads.filter((head) => head.needed && !found.includes(head)).map((head) => head.key)
  if (missing.length) throw new Fault('sheets.columns_missing', { columns: missing })
  const isRead = (i: number) => found[i] !== undefined && (!found[i].shown || found[i] === PROBLEMS)
  const ignored = cells.flatMap((cell, i) =>
    isRead(i) ? [] : beginning(shownOf(cell).trim(), HEAD_MAX) || [],
  )
  return {
    columns: found.map((head) => (head && !head.shown ? head.key : '')),
    ignored: ignored.slice(0, IGNORED_MAX),
  }
}
