import type {
  GoodsSheet,
  ImportFault,
  ImportSample,
  Media,
  NamedPicture,
  SheetFormat,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** Sheets may be large and lines slow. */
const LONG_MS = 300_000
const CSV = 'text/csv'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A fault with a name of its own in a list. */
export type FaultRow = ImportFault & { id: string }

/** Sheets of goods that the supplier brought, and pictures that they name. */
export const sheetsApi = {
  list: ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<GoodsSheet>> =>
    ask('GET /api/supplier/sheets', { query: { cursor, limit }, signal }),
  /** Sends a sheet to be checked; the same id again is the same sheet. */
  upload: (file: File, send: boolean, id: string): Promise<GoodsSheet> =>
    ask('POST /api/supplier/sheets', {
      // browsers name the type by the programs a machine has; what it is, its bytes tell
      body: file.slice(0, file.size, /\.xlsx$/i.test(file.name) ? XLSX : CSV),
      query: { id, send, name: file.name.slice(-120) },
      timeoutMs: LONG_MS,
    }),
  one: (id: string): Promise<GoodsSheet> => ask('GET /api/supplier/sheets/:id', { params: { id } }),
  samples: (id: string): Promise<{ items: ImportSample[] }> =>
    ask('GET /api/supplier/sheets/:id/samples', { params: { id } }),
  faults: async (id: string, { cursor, limit, signal }: PageAsk): Promise<KeysetPage<FaultRow>> => {
    const page = await ask<KeysetPage<ImportFault>>('GET /api/supplier/sheets/:id/faults', {
      params: { id },
      query: { cursor, limit },
      signal,
    })
    return { ...page, items: page.items.map((fault) => ({ ...fault, id: `${fault.row} ${fault.cell}` })) }
  },
  run: (id: string): Promise<GoodsSheet> => ask('POST /api/supplier/sheets/:id/run', { params: { id } }),
  stop: (id: string): Promise<GoodsSheet> => ask('POST /api/supplier/sheets/:id/stop', { params: { id } }),
  faulty: (id: string, format: SheetFormat): Promise<Blob> =>
    ask('GET /api/supplier/sheets/:id/export', {
      params: { id },
      query: { format },
      as: 'file',
      timeoutMs: LONG_MS,
    }),
  template: (format: SheetFormat): Promise<Blob> =>
    ask('GET /api/supplier/sheets/template', { query: { format }, as: 'file' }),
  pictures: ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<NamedPicture>> =>
    ask('GET /api/supplier/pictures', { query: { cursor, limit }, signal }),
  /** Keeps a picture under the name of its file. */
  keepPicture: async (file: File): Promise<NamedPicture> => {
    const { id } = await ask<Media>('POST /api/media', { body: file, query: { alt: '' }, timeoutMs: 60_000 })
    return ask('POST /api/supplier/pictures', { body: { mediaId: id, name: file.name.slice(-120) } })
  },
}
