import type { Import, ImportFault, ImportKind, ImportSample, SheetFormat } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** Sheets may be large and lines slow. */
const LONG_MS = 300_000
const CSV = 'text/csv'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Sends a sheet to be checked; the same id again is the same import. */
export const uploadSheet = (file: File, kind: ImportKind, id: string): Promise<Import> =>
  ask('POST /api/imports', {
    // browsers name the type by the programs a machine has; what it is, its bytes tell
    body: file.slice(0, file.size, /\.xlsx$/i.test(file.name) ? XLSX : CSV),
    query: { id, kind, name: file.name.slice(-120) },
    timeoutMs: LONG_MS,
  })

export const importsOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<Import>> =>
  ask('GET /api/imports', { query: { cursor, limit }, signal })

export const importOf = (id: string, signal?: AbortSignal): Promise<Import> =>
  ask('GET /api/imports/:id', { params: { id }, ...(signal ? { signal } : {}) })

/** A fault with a name of its own in a list. */
export type FaultRow = ImportFault & { id: string }

/** What is wrong, in the order of rows. */
export async function faultsOf(
  id: string,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<FaultRow>> {
  const query = { cursor, limit }
  const page = await ask<KeysetPage<ImportFault>>('GET /api/imports/:id/faults', {
    params: { id },
    query,
    signal,
  })
  return { ...page, items: page.items.map((fault) => ({ ...fault, id: `${fault.row} ${fault.cell}` })) }
}

export const samplesOf = (id: string, signal: AbortSignal): Promise<{ items: ImportSample[] }> =>
  ask('GET /api/imports/:id/samples', { params: { id }, signal })

export const runImport = (id: string): Promise<Import> => ask('POST /api/imports/:id/run', { params: { id } })
export const stopImport = (id: string): Promise<Import> =>
  ask('POST /api/imports/:id/stop', { params: { id } })

/** The faulty rows as a sheet to mend. */
export const faultyRows = (id: string, format: SheetFormat): Promise<Blob> =>
  ask('GET /api/imports/:id/export', { params: { id }, query: { format }, as: 'file', timeoutMs: LONG_MS })

/** Things of a list as a sheet; `blank`: its head alone. */
export const sheetOf = (
  kind: ImportKind,
  filter: Record<string, string | undefined>,
  format: SheetFormat,
  blank = false,
): Promise<Blob> =>
  ask(`GET /api/exports/${kind}`, {
    query: { ...filter, format, ...(blank ? { blank: true } : {}) },
    as: 'file',
    timeoutMs: LONG_MS,
  })
