import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileStore } from '../catalog/index.js'
import { Fault } from '../kernel/fault.js'
import { readCsv } from './read-csv.js'
import { readXlsx } from './read-xlsx.js'
import type { SheetRow } from './sheet-row.js'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** What a sheet is, by its first bytes; anything that is no ZIP is taken for text. Throws `sheets.old_format` for `.xls`. */
export function endingOf(head: Buffer): 'csv' | 'xlsx' {
  if (head.subarray(0, 4).equals(OLE)) throw new Fault('sheets.old_format')
  return head.subarray(0, 4).equals(ZIP) ? 'xlsx' : 'csv'
}

/** Reads the rows of a kept sheet by way of a copy on this machine, which is gone afterwards. */
export async function* rowsOf(files: FileStore, path: string): AsyncGenerator<SheetRow> {
  const size = await files.size(path)
  if (size === undefined) throw new Fault('sheets.not_a_sheet')
  const folder = await mkdtemp(join(tmpdir(), 'storeweave-sheet-'))
  try {
    const copy = join(folder, 'sheet')
    await pipeline(await files.read(path, 0, size - 1), createWriteStream(copy, { mode: 0o600 }))
    yield* path.endsWith('.xlsx') ? readXlsx(copy) : readCsv(copy)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
