import type { Column } from './columns'

/** Rows as a CSV text that Excel opens as UTF-8; texts that would run as a formula are defused. */
export function toCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cell = (value: unknown): string => {
    const text = value === null || value === undefined ? '' : String(value)
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = [columns.map((column) => cell(column.title))]
  for (const row of rows) lines.push(columns.map((column) => cell(valueOf(column, row))))
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

/** What a column says about a row, as plain text or number. */
export function valueOf<T>(column: Column<T>, row: T): unknown {
  return column.value ? column.value(row) : (row as Record<string, unknown>)[column.key]
}

/** Gives a text or a file to the person, to be saved. */
export function saveFile(name: string, text: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(typeof text === 'string' ? new Blob([text], { type }) : text)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
