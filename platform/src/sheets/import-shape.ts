import {
  errorText,
  sheetFaultText,
  type GoodsSheet,
  type Import,
  type ImportFault,
  type ImportKind,
  type ImportSample,
  type Locale,
} from '@storeweave/contract'
import { scope } from '../kernel/scope.js'
import type { ImportRow, SheetOf } from './imports.repo.js'
import type { KeptFault } from './kept-rows.js'
import type { Head } from './columns.js'
import { sheetKinds, titleOf } from './sheet-kinds.js'
import type { KeptSample } from './verdict.js'

/** Keys of columns among the arguments of a refusal, as what their heads say. */
const inWords = (kind: SheetOf, args: Record<string, unknown>, locale: Locale): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value
            .map((key) => titleOf(sheetKinds[kind].heads, String(key), locale))
            .join(locale === 'en' ? ', ' : '、')
        : value,
    ]),
  )

/** An import of the brand's as the asker sees it. */
export const importOf = (r: ImportRow): Import => ({ ...statusOf(r), kind: r.kind as ImportKind })
/** A supplier's sheet of goods as the asker sees it. */
export const goodsSheetOf = (r: ImportRow): GoodsSheet => ({ ...statusOf(r), send: r.send })

function statusOf(r: ImportRow): Omit<Import, 'kind'> {
  const { locale, who } = scope()
  return {
    id: r.id,
    name: r.name,
    state: r.state,
    fault: r.fault ? errorText(r.fault, locale, inWords(r.kind, r.fault_args, locale)) : '',
    faultCode: r.fault,
    ignored: r.ignored,
    rows: r.rows,
    planned: r.planned,
    // what the check found faulty is never tried
    made: { ...r.made, faulty: r.begun ? r.planned.faulty + r.made.faulty : 0 },
    faults: r.faults,
    runnable: r.rows_kept && (r.state === 'preview' || (r.state === 'stopped' && r.begun)),
    rowsKept: r.rows_kept,
    by: r.person_name,
    mine: who.kind === 'staff' && who.id === r.person_id,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  }
}

/** A fault in the asker's language. */
export function faultOf(heads: readonly Head[], { row, cell, code, args, value }: KeptFault): ImportFault {
  const { locale } = scope()
  return {
    row,
    cell,
    column: cell ? titleOf(heads, cell, locale) : '',
    code,
    text: sheetFaultText(code, locale, args),
    value,
  }
}

/** A sample with its columns as the asker calls them. */
export function sampleOf(heads: readonly Head[], sample: KeptSample): ImportSample {
  const { locale } = scope()
  return { ...sample, changes: sample.changes.map((c) => ({ ...c, column: titleOf(heads, c.cell, locale) })) }
}
