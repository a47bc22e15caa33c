import { Inject, Injectable } from '@nestjs/common'
import type { Readable } from 'node:stream'
import {
  SHEET_BYTES_MAX,
  type Import,
  type ImportFault,
  type ImportKind,
  type ImportSample,
  type ListImports,
  type UploadSheet,
} from '@storeweave/contract'
import { FILES, withUpload, type FileStore } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { enqueue } from '../kernel/jobs.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { faultOf, importOf, sampleOf } from './import-shape.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportsRepo, type ImportRow } from './imports.repo.js'
import { Judges, mayBring } from './judges.js'
import { endingOf } from './sheet-file.js'
import { SheetHeads } from './sheet-heads.js'

/** Imports of a tenant that may be read or run at the same time. */
const UNDER_WAY_MAX = 3

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
  async upload(body: Readable, asked: UploadSheet, said: number): Promise<Import> {
    const by = this.bringer(asked.kind)
    const there = await reading(() => this.imports.one(asked.id))
    if (there) return again(there, asked)
    if (said > SHEET_BYTES_MAX) throw new Fault('request.too_large')
    await reading(() => this.checkTurn())
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
        })
        if (added) {
          record({
            subject: 'Import',
            id: asked.id,
            name: asked.name,
            after: { kind: asked.kind, bytes: upload.bytes },
          })
          await askForWork(asked.id)
        }
        return found(await this.imports.one(asked.id))
      })
      return again(kept, asked)
    })
  }

  /** Imports, newest first. */
  list(query: ListImports): Promise<{ items: Import[]; nextCursor: string | null }> {
    return reading(async () => {
      const rows = await this.imports.list(query)
      return pageOf(rows, query.limit, (r) => [r.created_at, r.id], importOf)
    })
  }

  one(id: string): Promise<Import> {
    return reading(async () => importOf(found(await this.imports.one(id))))
  }

  /** The first things a run would change, to be looked at. */
  async samples(id: string): Promise<ImportSample[]> {
    const { kind, samples } = found(await reading(() => this.imports.samples(id)))
    const heads = await this.heads.of(kind)
    return samples.map((sample) => sampleOf(heads, sample))
  }

  /** What is wrong with the sheet, in the order of its rows. */
  faults(
    id: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: ImportFault[]; nextCursor: string | null }> {
    return reading(async () => {
      const { kind } = found(await this.imports.one(id))
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
  run(id: string): Promise<Import> {
    return this.moved(id, async (before) => {
      const by = this.bringer(before.kind)
      if (before.state === 'running') return
      await this.checkTurn()
      if (!(await this.imports.begin(id, by))) throw new Fault('sheets.state_wrong')
      await askForWork(id)
    })
  }

  /** Stops an import after the chunk that is being written; what was written stays. Throws `sheets.state_wrong`. */
  stop(id: string): Promise<Import> {
    return this.moved(id, async (before) => {
      if (before.state === 'stopped') return
      if (!(await this.imports.end(id, 'stopped', null))) throw new Fault('sheets.state_wrong')
    })
  }

  private moved(id: string, move: (before: ImportRow) => Promise<void>): Promise<Import> {
    return transaction(async () => {
      const before = found(await this.imports.lock(id))
      await move(before)
      const after = found(await this.imports.one(id))
      if (after.state !== before.state)
        record({
          subject: 'Import',
          id,
          name: after.name,
          before: { state: before.state },
          after: { state: after.state },
        })
      return importOf(after)
    })
  }

  /**
   * Who asks, as somebody whose rights can be looked up later: a member of the brand's staff who may change anything of
   * what such sheets are about. Throws `access.denied`.
   */
  private bringer(kind: ImportKind): { id: string; name: string; sessionId: string } {
    const { who } = scope()
    if (who.kind !== 'staff' || !mayBring(who.ability, this.judges.of(kind))) throw new Fault('access.denied')
    return who
  }

  private async checkTurn(): Promise<void> {
    if ((await this.imports.underWay()) >= UNDER_WAY_MAX)
      throw new Fault('sheets.busy', { most: UNDER_WAY_MAX })
  }
}

function again(kept: ImportRow, asked: UploadSheet): Import {
  if (kept.name !== asked.name || kept.kind !== asked.kind) throw new Fault('request.key_reused')
  return importOf(kept)
}
