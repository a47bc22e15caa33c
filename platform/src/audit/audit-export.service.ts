import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { Injectable } from '@nestjs/common'
import type { AuditFilter } from '@storeweave/contract'
import { within } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { AuditRepo, type EntryRow } from './audit.repo.js'
import { AuditService } from './audit.service.js'

const ROWS_A_READ = 500
const HEAD = [
  'time',
  'who',
  'kind',
  'permission',
  'outcome',
  'object',
  'object_id',
  'store',
  'before',
  'after',
  'note',
  'address',
  'device',
  'request_id',
]

/** The log as a file, row after row, however long it is. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly audit: AuditRepo,
    private readonly entries: AuditService,
  ) {}

  /** Writes all entries of a filter as CSV (UTF-8 with a mark, for spreadsheets), newest first; that it was done is itself an entry. */
  async write(filter: AuditFilter, out: Writable): Promise<void> {
    const wanted = await this.entries.wanted(filter)
    const reach = within('read', 'Audit')
    await transaction(async () =>
      record({ subject: 'Audit', id: null, permission: 'Audit:read', after: filter, note: 'csv' }),
    )
    out.write('\uFEFF' + csvLine(HEAD))
    for (let before: string | null = null; ;) {
      const rows: EntryRow[] = await transaction(() => this.audit.list(wanted, reach, before, ROWS_A_READ))
      if (out.destroyed) return
      // the reader sets the pace: nothing piles up for one who is slow
      if (!out.write(rows.map((r) => csvLine(cellsOf(r))).join(''))) await settled(out)
      if (rows.length < ROWS_A_READ) return void out.end()
      before = rows.at(-1)!.id
    }
  }
}

const settled = (out: Writable) => Promise.race([once(out, 'drain'), once(out, 'close')])

const cellsOf = (r: EntryRow): string[] => [
  r.at,
  r.who_name,
  r.who_kind,
  r.permission,
  r.outcome,
  r.object_name,
  r.object_id ?? '',
  r.store_zh ?? '',
  r.before ? JSON.stringify(r.before) : '',
  r.after ? JSON.stringify(r.after) : '',
  r.note,
  r.address,
  r.device,
  r.request_id,
]

/** One line of CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((c) => `"${(/^[=+\-@\t\r]/.test(c) ? `'${c}` : c).replaceAll('"', '""')}"`).join(',') + '\r\n'
