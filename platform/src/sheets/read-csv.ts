import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { Fault } from '../kernel/fault.js'
import { COLUMNS_MAX, isBlank, keepable, type Cell, type SheetRow } from './sheet-row.js'

/** A quote that is never closed swallows the rest: no honest row is as long. */
const RECORD_MAX = 500_000
const HEAD_BYTES = 65_536
const BOMS = [
  { bytes: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { bytes: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
] as const

/**
 * The rows of a CSV file, blank ones left out: UTF-8, UTF-16 with a mark, or GBK (GB18030); comma, semicolon or tab.
 * Throws `sheets.encoding_unknown` before the first row, and `sheets.quote_open`.
 */
export async function* readCsv(file: string): AsyncGenerator<SheetRow> {
  const encoding = await encodingOf(file)
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(await headOf(file)))
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_MAX,
  })
  const fed = pipeline(Readable.from(textOf(file, encoding)), parser)
  // it is heard below, as the end of the rows
  fed.catch(() => undefined)
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++
      const cells = record.slice(0, COLUMNS_MAX).map(cellOfText)
      if (!isBlank(cells)) yield { row, cells }
    }
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('CSV_'))
      throw new Fault('sheets.quote_open', { row: row + 1 })
    throw error
  }
}

/** A formula in a CSV is text that begins with `=`; ours is guarded by an apostrophe. */
function cellOfText(text: string): Cell {
  const kept = keepable(text)
  return /^=./s.test(kept) ? { fault: 'formula', shown: kept } : kept
}

async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>)
    yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}

async function headOf(file: string): Promise<Buffer> {
  const opened = await open(file)
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await opened.close()
  }
}

/** The encoding in which every byte of the file means something. */
async function encodingOf(file: string): Promise<string> {
  const head = await headOf(file)
  const marked = BOMS.find(({ bytes }) => head.subarray(0, 2).equals(bytes))
  for (const encoding of marked ? [marked.encoding] : ['utf-8', 'gb18030'])
    if (await isIn(file, encoding)) return encoding
  throw new Fault('sheets.encoding_unknown')
}

async function isIn(file: string, encoding: string): Promise<boolean> {
  try {
    for await (const text of textOf(file, encoding)) if (text.includes('\0')) return false
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** What stands most often between the words of the first line. */
function delimiterOf(head: string): string {
  const line = head.slice(0, head.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '')
  const count = (mark: string) => line.split(mark).length
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
