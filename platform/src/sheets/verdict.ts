import type { ImportCounts, ImportSample, Permission } from '@storeweave/contract'
import type { Fault } from '../kernel/fault.js'
import type { CellFault } from './columns.js'
import type { KeptFault, KeptRow } from './kept-rows.js'

/** What a chunk of rows comes to. */
export interface Verdict {
  counts: ImportCounts
  faults: KeptFault[]
  samples: KeptSample[]
  /** Writes what was judged, in the transaction that judged it; absent where nothing changes. */
  save?: () => Promise<void>
}
/** A sample as it is kept: what its columns are called is said to each reader anew. */
export type KeptSample = Omit<ImportSample, 'changes'> & {
  changes: Omit<ImportSample['changes'][number], 'column'>[]
}

/** Whose sheet it is, null for the brand's own, and whether what it makes goes on at once. */
export interface Bringing {
  supplier_id: string | null
  send: boolean
}

/** Says of rows of a sheet what they would do to things as they are now, and why some may not. */
export interface Judge {
  /** Who may bring such sheets: whoever holds one of these anywhere. What each row may do, its judge says. */
  readonly needs: readonly Permission[]
  /** Judges whole batches. With `lock` things stay as they are until the transaction ends: to be written. */
  judge(rows: readonly KeptRow[], columns: readonly string[], lock: boolean, of: Bringing): Promise<Verdict>
}

export const noCounts = (): ImportCounts => ({ fresh: 0, changed: 0, same: 0, faulty: 0 })

/** Refusals of a single write, as faults of the row that met them. */
const REFUSALS: Record<string, CellFault['code']> = {
  'pricing.outside_bounds': 'outside_bounds',
  'pricing.cut_over_limit': 'cut_over_limit',
  'pricing.breaks_prices': 'breaks_store_prices',
  'pricing.decided_above': 'decided_above',
  'inventory.decided_above': 'decided_above',
  'inventory.correction_over_limit': 'correction_over_limit',
  'inventory.below_zero': 'below_reserved',
  'inventory.ref_taken': 'document_taken',
  'org.decided_above': 'decided_above',
  'org.parent_invalid': 'region_unknown',
  'org.code_taken': 'code_taken',
  'org.not_ready_to_open': 'store_not_ready',
  'access.not_found': 'store_unknown',
}

/** What a refusal is called in a sheet, with what its words need. */
export const refusalOf = ({
  code,
  args,
}: Fault): { code: CellFault['code']; args: Record<string, unknown> } => ({
  code: REFUSALS[code] ?? 'not_allowed',
  args: Object.fromEntries(
    ['most', 'count', 'who', 'missing', 'reserved'].flatMap((key) =>
      args[key] === undefined ? [] : [[key, args[key]]],
    ),
  ),
})
