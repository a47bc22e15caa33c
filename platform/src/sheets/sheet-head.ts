import { headerKey } from '@storeweave/rules/sheets'
import { Fault } from '../kernel/fault.js'
import { productColumns, PROBLEMS, titleOf } from './product-columns.js'
import { beginning, shownOf, type Cell } from './sheet-row.js'

/** Columns by what their heads may say: either language, or the key. */
const known = new Map(
  [...productColumns, PROBLEMS].flatMap(({ key, title }) =>
    [key, title['zh-CN'], title.en].map((text) => [headerKey(text), key]),
  ),
)
const IGNORED_MAX = 50
const HEAD_MAX = 60

/**
 * Which column stands where: keys in the order of the sheet, empty for what nobody knows. Throws
 * `sheets.columns_missing` and `sheets.column_twice`.
 */
export function readHead(cells: readonly Cell[]): { columns: string[]; ignored: string[] } {
  const columns = cells.map((cell) => known.get(headerKey(shownOf(cell))) ?? '')
  const twice = columns.find((key, i) => key && columns.indexOf(key) !== i)
  if (twice) throw new Fault('sheets.column_twice', { column: [twice] })
  const missing = productColumns.filter((c) => c.needed && !columns.includes(c.key)).map((c) => c.key)
  if (missing.length) throw new Fault('sheets.columns_missing', { columns: missing })
  const ignored = cells.flatMap((cell, i) =>
    columns[i] ? [] : beginning(shownOf(cell).trim(), HEAD_MAX) || [],
  )
  return {
    columns: columns.map((key) => (key === PROBLEMS.key ? '' : key)),
    ignored: ignored.slice(0, IGNORED_MAX),
  }
}

/** The heads of columns in a language. */
export const headOf = (keys: readonly string[], locale: Parameters<typeof titleOf>[1]): string[] =>
  keys.map((key) => titleOf(key, locale))
