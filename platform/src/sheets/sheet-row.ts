/** A cell as it came: its text, or why it has none. */
export type Cell = string | { fault: 'formula' | 'cell_error'; shown: string }
/** A row of a sheet by the number that spreadsheets show. */
export interface SheetRow {
  row: number
  cells: Cell[]
}

/** Columns of a sheet that are looked at. */
export const COLUMNS_MAX = 700
/** Longest text of a cell that is read; spreadsheets know no longer one. */
export const CELL_MAX = 32_767

/** A text that the database can keep; what it could not becomes a control character, which no column takes. */
export const keepable = (text: string): string =>
  text.slice(0, CELL_MAX).replace(/[\0\ud800-\udfff]/gu, '\u0001')

/** What a cell shows. */
export const shownOf = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.shown

export const isBlank = (cells: readonly Cell[]): boolean =>
  cells.every((c) => typeof c === 'string' && !c.trim())

/** The beginning of a text, cut between characters. */
export const beginning = (text: string, most: number): string =>
  text.length <= most ? text : [...text.slice(0, most * 2)].slice(0, most).join('')
