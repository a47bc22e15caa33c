import { Inject, Injectable } from '@nestjs/common'
import { SHEET_ROWS_MAX } from '@storeweave/contract'
import { textOf } from '@storeweave/rules/sheets'
import { FILES, type FileStore } from '../catalog/index.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportsRepo, type ImportRow, type SheetOf } from './imports.repo.js'
import type { Head } from './columns.js'
import { faultAt, type KeptFault, type KeptRow } from './kept-rows.js'
import { rowsOf } from './sheet-file.js'
import { readHead } from './sheet-head.js'
import { SheetHeads } from './sheet-heads.js'
import { sheetKinds, type Said, type SheetKind } from './sheet-kinds.js'
import { shownOf, type SheetRow } from './sheet-row.js'

/** Rows that are written to the database together. */
const FLUSH = 1_000
/** Rows that are deleted together. */
const SWEEP = 5_000

/** Takes the rows of a sheet into the database as they stand there, tied to their products. */
@Injectable()
export class TakingInService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly imports: ImportsRepo,
    private readonly rows: ImportRowsRepo,
    private readonly heads: SheetHeads,
  ) {}

  /**
   * Reads the whole file; what an earlier try has left is gone first. Answers false when the import was stopped
   * meanwhile. Throws what is wrong with the file as such: `sheets.*`.
   */
  async takeIn({ id, kind, file }: ImportRow): Promise<boolean> {
    await this.clear(id)
    let taker: Taker | undefined
    for await (const row of rowsOf(this.files, file)) {
      if (!taker) {
        taker = new Taker(kind, await this.heads.of(kind), row)
        continue
      }
      if (taker.add(row) < FLUSH) continue
      if (!(await this.flush(id, taker))) return false
    }
    if (!taker) throw new Fault('sheets.no_rows')
    if (!(await this.flush(id, taker))) return false
    if (!taker.count) throw new Fault('sheets.no_rows')
    await this.dropFile(id)
    return true
  }

  /** The sheet as a file isn't needed any more. */
  async dropFile(id: string): Promise<void> {
    const file = await transaction(() => this.imports.takenIn(id))
    if (file) await this.files.remove(file)
  }

  private async clear(id: string): Promise<void> {
    await transaction(() => this.imports.beginAnew(id))
    while ((await transaction(() => this.rows.forget(id, SWEEP))) > 0);
  }

  private flush(id: string, taker: Taker): Promise<boolean> {
    const { rows, faults } = taker.take()
    return transaction(async () => {
      if ((await this.imports.lock(id))?.state !== 'reading') return false
      await this.rows.insert(id, rows)
      await this.rows.addFaults(id, faults)
      await this.imports.readSoFar(id, taker.columns, taker.ignored, taker.count)
      return true
    })
  }
}

/** Collects rows and knows what only the whole sheet can tell: which belong together, and what is there twice. */
class Taker {
  readonly columns: string[]
  readonly ignored: string[]
  count = 0
  private rows: KeptRow[] = []
  private faults: KeptFault[] = []
  private readonly batches = new Map<string, number>()
  private readonly abouts = new Map<string, number>()
  private readonly parts = new Map<string, number>()
  private readonly kind: SheetKind

  constructor(kind: SheetOf, heads: readonly Head[], head: SheetRow) {
    const { columns, ignored } = readHead(heads, head.cells)
    this.kind = sheetKinds[kind]
    this.columns = columns
    this.ignored = ignored
  }

  /** Adds a row; answers how many wait. Throws `sheets.too_many_rows`. */
  add({ row, cells }: SheetRow): number {
    if (++this.count > SHEET_ROWS_MAX) throw new Fault('sheets.too_many_rows', { most: SHEET_ROWS_MAX })
    const said: Said = (key) => textOf(shownOf(cells[this.columns.indexOf(key)]).trim()).trim()
    const { tie, about, twice } = this.kind
    const tied = tie?.(said) ?? ''
    const batch = (tied && this.batches.get(tied)) || row
    if (tied) this.batches.set(tied, batch)
    const kept = { batch, row, cells: cells.slice(0, this.columns.length), faulted: false }
    this.rows.push(kept)
    const what = about(said)
    const first = what ? this.abouts.get(what) : undefined
    if (first) this.faults.push(faultAt(kept, this.columns, twice.cell, twice.code, { row: first }))
    else if (what) this.abouts.set(what, row)
    this.lookAtParts(kept, said)
    return this.rows.length
  }

  private lookAtParts(kept: KeptRow, said: Said): void {
    const { parts } = this.kind
    const text = parts ? said(parts.cell) : ''
    if (!parts || !text || text === '-') return
    for (const part of parts.of(text)) {
      const first = this.parts.get(part)
      if (first === undefined) this.parts.set(part, kept.row)
      else if (first !== kept.row && !this.faults.some((f) => f.row === kept.row && f.cell === parts.cell))
        this.faults.push(
          faultAt(kept, this.columns, parts.cell, parts.code, { [parts.name]: part, row: first }),
        )
    }
  }

  /** What has come together since it was last asked. */
  take(): { rows: KeptRow[]; faults: KeptFault[] } {
    const { rows, faults } = this
    this.rows = []
    this.faults = []
    return { rows, faults }
  }
}
