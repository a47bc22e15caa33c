import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SheetFormat } from '@storeweave/contract'
import { cellOf, retyped } from '@storeweave/rules/sheets'
import { ZipFile } from 'yazl'
import { HEAD_PARTS, sheetXml } from './xlsx-parts.js'

/** A cell to be written: a text, a plain decimal that a spreadsheet may compute with, or what somebody typed. */
export type OutCell = string | { number: string } | { typed: string }
/** The same rows are always the same bytes, whenever they are written. */
const NO_TIME = new Date(Date.UTC(2020, 0, 1))

export interface OutSheet {
  name: string
  head: readonly string[]
  /** Rows in pages: one page is in memory at a time. */
  pages: AsyncIterable<readonly OutCell[][]>
}

export const SHEET_TYPES: Record<SheetFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Writes a sheet as it comes, at the reader's pace. No cell can become a formula, and every text comes back exactly as
 * it was when the sheet is imported. A reader who goes away ends the pages.
 */
export async function writeSheet(format: SheetFormat, sheet: OutSheet, out: Writable): Promise<void> {
  const done = format === 'csv' ? pipeline(Readable.from(csvText(sheet)), out) : writeXlsx(sheet, out)
  // whoever asked has gone: nobody to tell
  await done.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

/** A cell's text as it is written: no spreadsheet takes it for a formula. */
const safeText = (cell: string | { typed: string }): string =>
  typeof cell === 'string' ? cellOf(cell) : retyped(cell.typed)

async function* csvText({ head, pages }: OutSheet): AsyncGenerator<string> {
  // the mark tells spreadsheets that it is UTF-8
  yield '\uFEFF' + csvRow(head)
  for await (const rows of pages) yield rows.map(csvRow).join('')
}

const csvRow = (cells: readonly OutCell[]): string =>
  cells.map((c) => (typeof c !== 'string' && 'number' in c ? c.number : quoted(safeText(c)))).join(',') +
  '\r\n'
const quoted = (text: string): string =>
  /[",\r\n;\t']|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

async function writeXlsx(sheet: OutSheet, out: Writable): Promise<void> {
  const zip = new ZipFile()
  for (const [name, xml] of Object.entries(HEAD_PARTS(sheet.name)))
    zip.addBuffer(Buffer.from(xml), name, { mtime: NO_TIME })
  const rows = Readable.from(sheetXml(sheet))
  // pages that fail end the file too: a reader sees that it is not whole
  rows.once('error', (error) => (zip.outputStream as Readable).destroy(error))
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', { mtime: NO_TIME })
  zip.end()
  try {
    await pipeline(zip.outputStream, out)
  } finally {
    rows.destroy()
  }
}
