import { Inject, Injectable } from '@nestjs/common'
import type { Readable } from 'node:stream'
import { SHEET_BYTES_MAX, type ImportFault, type ImportSample, type ListImports } from '@storeweave/contract'
import { FILES, withUpload, type FileStore } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { enqueue } from '../kernel/jobs.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { faultOf, sampleOf } from './import-shape.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportsRepo, type ImportRow, type SheetOf } from './imports.repo.js'
import { Judges, mayBring } from './judges.js'
import { endingOf } from './sheet-file.js'
import { SheetHeads } from './sheet-heads.js'

/** Imports of one side, the brand's or a supplier's, that may be read or run at the same time. */
const UNDER_WAY_MAX = 3
const SUPPLIERS_MAX = 1

/** A sheet as it comes: of what, whose, and under which name. */
export interface Brought {
  id: string
  name: string
  kind: SheetOf
  supplierId: string | null
  send: boolean
}

/** Asks the worker to go on with an import, once the running transaction is committed. */
export const askForWork = (importId: string, at: Date | null = null): Promise<void> =>
  enqueue('work_import', { importId }, `import:${importId}`, at)

/** Sheets as people send, look through, run and stop them. */
@Injectable()
export class ImportsService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly imports: ImportsRepo,
    private readonly rows: ImportRowsRepo,
    private readonly judges: Judges,
    private readonly heads: SheetHeads,
  ) {}

  /**
   * Keeps a sheet and has it read; the same id again answers what became of it. Throws `request.too_large`,
   * `sheets.not_a_sheet`, `sheets.old_format`, `catalog.file_empty`, `sheets.busy`, and `access.denied` to who may not
   * change what the sheet is about.
   */
  async upload(body: Readable, { supplierId, ...asked }: Brought, said: number): Promise<ImportRow> {
    const by = this.bringer(asked.kind)
    const there = await reading(() => this.imports.of(asked.id, supplierId))
    if (there) return again(there, asked)
    if (said > SHEET_BYTES_MAX) throw new Fault('request.too_large')
    await reading(() => this.checkTurn(supplierId))
    return withUpload(body, SHEET_BYTES_MAX, async (upload) => {
      const file = `${tenantId()}/${asked.id}.${endingOf(upload.head)}`
      await this.files.putFile(file, upload.file)
      const kept = await transaction(async () => {
        const added = await this.imports.insert({
          ...asked,
          file,
          bytes: upload.bytes,
          person_id: by.id,
          person_name: by.name,
          session_id: by.sessionId,
          supplier_id: supplierId,
        })
        if (added) {
          record({
            subject: supplierId ? 'Supply' : 'Import',
            id: asked.id,
            name: asked.name,
            after: { kind: asked.kind, bytes: upload.bytes },
          })
          await askForWork(asked.id)
        }
        return found(await this.imports.of(asked.id, supplierId))
      })
      return again(kept, asked)
    })
  }

  /** Imports, newest first. */
  list<T>(
    query: ListImports,
    shown: (row: ImportRow) => T,
    supplierId: string | null = null,
  ): Promise<{ items: T[]; nextCursor: string | null }> {
    return reading(async () => {
      const rows = await this.imports.list(query, supplierId)
      return pageOf(rows, query.limit, (r) => [r.created_at, r.id], shown)
    })
  }

  one(id: string, supplierId: string | null = null): Promise<ImportRow> {
    return reading(async () => found(await this.imports.of(id, supplierId)))
  }

  /** The first things a run would change, to be looked at. */
  async samples(id: string, supplierId: string | null = null): Promise<ImportSample[]> {
    await this.one(id, supplierId)
    const { kind, samples } = found(await reading(() => this.imports.samples(id)))
    const heads = await this.heads.of(kind)
    return samples.map((sample) => sampleOf(heads, sample))
  }

  /** What is wrong with the sheet, in the order of its rows. */
  faults(
    id: string,
    limit: number,
    cursor?: string,
    supplierId: string | null = null,
  ): Promise<{ items: ImportFault[]; nextCursor: string | null }> {
    return reading(async () => {
      const { kind } = found(await this.imports.of(id, supplierId))
      const heads = await this.heads.of(kind)
      const after = keysOf(cursor, 'number', 'text')
      const rows = await this.rows.faults(
        id,
        after && { row: Number(after[0]), cell: String(after[1]) },
        limit + 1,
      )
      return pageOf(
        rows,
        limit,
        (f) => [f.row, f.cell],
        (f) => faultOf(heads, f),
      )
    })
  }

  /** Lets an import run in the rights of who asks, or go on. Throws `sheets.state_wrong`, `sheets.busy`. */
  run(id: string, supplierId: string | null = null): Promise<ImportRow> {
    return this.moved(id, supplierId, async (before) => {
      const by = this.bringer(before.kind)
      if (before.state === 'running') return
      await this.checkTurn(supplierId)
      if (!(await this.imports.begin(id, by))) throw new Fault('sheets.state_wrong')
      await askForWork(id)
    })
  }

  /** Stops an import after the chunk that is being written; what was written stays. Throws `sheets.state_wrong`. */
  stop(id: string, supplierId: string | null = null): Promise<ImportRow> {
    return this.moved(id, supplierId, async (before) => {
      if (before.state === 'stopped') return
      if (!(await this.imports.end(id, 'stopped', null))) throw new Fault('sheets.state_wrong')
    })
  }

  private moved(
    id: string,
    supplierId: string | null,
    move: (before: ImportRow) => Promise<void>,
  ): Promise<ImportRow> {
    return transaction(async () => {
      const before = found(await this.imports.lock(id))
      if (before.supplier_id !== supplierId) throw new Fault('access.not_found')
      await move(before)
      const after = found(await this.imports.one(id))
      if (after.state !== before.state)
        record({
          subject: supplierId ? 'Supply' : 'Import',
          id,
          name: after.name,
          before: { state: before.state },
          after: { state: after.state },
        })
      return after
    })
  }

  /**
   * Who asks, as somebody whose rights can be looked up later: a member of the brand's or a supplier's staff who may change anything of
   * what such sheets are about. Throws `access.denied`.
   */
  private bringer(kind: SheetOf): { id: string; name: string; sessionId: string } {
    const { who } = scope()
    if (who.kind !== 'staff' || !mayBring(who.ability, this.judges.of(kind))) throw new Fault('access.denied')
    return who
  }

  private async checkTurn(supplierId: string | null): Promise<void> {
    const most = supplierId ? SUPPLIERS_MAX : UNDER_WAY_MAX
    if ((await this.imports.underWay(supplierId)) >= most) throw new Fault('sheets.busy', { most })
  }
}

function again(kept: ImportRow, asked: Omit<Brought, 'supplierId'>): ImportRow {
  if (kept.name !== asked.name || kept.kind !== asked.kind || kept.send !== asked.send)
    throw new Fault('request.key_reused')
  return kept
}
