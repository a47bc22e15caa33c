import { z } from 'zod'
import { Flag, Id, line, page, PageQuery } from './shape.js'
import { ListProducts } from './catalog.js'
import { ListStock } from './inventory.js'
import { ListStores } from './org.js'
import { ListStorePrices } from './pricing.js'

/** Most data rows of a sheet that is imported. */
export const SHEET_ROWS_MAX = 100_000
/** Largest sheet that may be uploaded, bytes. */
export const SHEET_BYTES_MAX = 50 * 1024 * 1024
/** Faults that are kept of one import; more end its check. */
export const SHEET_FAULTS_MAX = 10_000

export const ImportKind = z.enum(['products', 'prices', 'stores', 'stock'])
export type ImportKind = z.infer<typeof ImportKind>
export const ImportState = z.enum(['reading', 'preview', 'running', 'done', 'stopped', 'failed'])
export type ImportState = z.infer<typeof ImportState>
export const SheetFormat = z.enum(['csv', 'xlsx'])
export type SheetFormat = z.infer<typeof SheetFormat>

/** The sheet itself is the raw body; the same id again answers the import that is there. */
export const UploadSheet = z.object({ id: Id, kind: ImportKind, name: line(120) })
export type UploadSheet = z.infer<typeof UploadSheet>

/** Rows by what they do: to new products or SKUs, to ones that change, to ones that are so already; and faulty ones. */
const counts = { fresh: z.int(), changed: z.int(), same: z.int(), faulty: z.int() }
export const ImportCounts = z.object(counts).meta({ id: 'ImportCounts' })
export type ImportCounts = z.infer<typeof ImportCounts>

/**
 * One thing as an import will change it: `cell` is the key of the column and `column` what it is called, `sku` the row
 * where it isn't the whole product's.
 */
export const ImportSample = z
  .object({
    row: z.int(),
    name: z.string(),
    productId: Id.nullable(),
    fresh: z.boolean(),
    changes: z.array(
      z.object({
        cell: z.string(),
        column: z.string(),
        sku: z.string(),
        before: z.string(),
        after: z.string(),
      }),
    ),
  })
  .meta({ id: 'ImportSample' })
export type ImportSample = z.infer<typeof ImportSample>

export const Import = z
  .object({
    id: Id,
    kind: ImportKind,
    name: z.string(),
    state: ImportState,
    /** Why it failed or stopped by itself, in the asker's language; empty otherwise. */
    fault: z.string(),
    faultCode: z.string().nullable(),
    /** Columns of the sheet that nobody knows: they are not read. */
    ignored: z.array(z.string()),
    rows: z.int(),
    /** What a run will do. */
    planned: ImportCounts,
    /** What the run has done so far. */
    made: ImportCounts,
    faults: z.int(),
    /** It may be run, or go on where it was stopped. */
    runnable: z.boolean(),
    /** False once the rows have been forgotten: nothing is left to download. */
    rowsKept: z.boolean(),
    by: z.string(),
    mine: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>
export const ImportPage = page(Import).meta({ id: 'ImportPage' })
export type ImportPage = z.infer<typeof ImportPage>
export const ListImports = PageQuery.extend({ kind: ImportKind.optional(), state: ImportState.optional() })
export type ListImports = z.infer<typeof ListImports>
export const ImportSamples = z.object({ items: z.array(ImportSample) }).meta({ id: 'ImportSamples' })

/** What is wrong with a cell (empty: with the row), why in the asker's language, and what stands there. */
export const ImportFault = z
  .object({
    row: z.int(),
    cell: z.string(),
    column: z.string(),
    code: z.string(),
    text: z.string(),
    value: z.string(),
  })
  .meta({ id: 'ImportFault' })
export type ImportFault = z.infer<typeof ImportFault>
export const ImportFaultPage = page(ImportFault).meta({ id: 'ImportFaultPage' })
export const SheetAs = z.object({ format: SheetFormat.default('xlsx') })
export type SheetAs = z.infer<typeof SheetAs>

/** The products of a list as a sheet; `blank` gives the head alone, to be filled in. */
export const ExportProducts = ListProducts.omit({ limit: true, cursor: true, sort: true }).extend({
  format: SheetFormat.default('xlsx'),
  blank: Flag.optional(),
})
export type ExportProducts = z.infer<typeof ExportProducts>

const sheetOut = { format: SheetFormat.default('xlsx'), blank: Flag.optional() }
/** Prices of a store's list, or without a store those in which any store of the region, or any in reach, differs. */
export const ExportPrices = ListStorePrices.omit({ limit: true, cursor: true }).extend({
  storeId: Id.optional(),
  regionId: Id.optional(),
  ...sheetOut,
})
export type ExportPrices = z.infer<typeof ExportPrices>
export const ExportStores = ListStores.omit({ limit: true, cursor: true }).extend(sheetOut)
export type ExportStores = z.infer<typeof ExportStores>
export const ExportStock = ListStock.omit({ limit: true, cursor: true }).extend(sheetOut)
export type ExportStock = z.infer<typeof ExportStock>
