import type { Writable } from 'node:stream'
import type { ImportKind, Permission, SheetFormat, Subject } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { scope } from '../kernel/scope.js'
import type { Head } from './columns.js'
import { headOf, sheetKinds } from './sheet-kinds.js'
import { writeSheet, type OutCell } from './write-sheet.js'

/** What goes out as a sheet: of which kind, its columns, and its rows page by page. */
export interface Outgoing {
  kind: ImportKind
  keys: readonly string[]
  /** What its columns are called, where they are not the same everywhere. */
  heads?: readonly Head[]
  subject: Subject
  permission: Permission
  pages: () => AsyncGenerator<OutCell[][]>
}
const NAMES: Record<ImportKind, string> = {
  products: 'Products',
  prices: 'Store prices',
  stores: 'Stores',
  stock: 'Stock',
}
const NOTHING = async function* (): AsyncGenerator<OutCell[][]> {}

/**
 * Writes rows as a sheet at the reader's pace; that it was done, with which filter, is an audit entry. `blank` writes the
 * head alone.
 */
export async function writeOut(
  { kind, keys, heads = sheetKinds[kind].heads, subject, permission, pages }: Outgoing,
  { format, blank, ...filter }: { format: SheetFormat; blank?: boolean | undefined },
  out: Writable,
): Promise<void> {
  if (!blank)
    await transaction(async () => record({ subject, id: null, permission, after: filter, note: format }))
  const head = headOf(heads, keys, scope().locale)
  await writeSheet(format, { name: NAMES[kind], head, pages: (blank ? NOTHING : pages)() }, out)
}
