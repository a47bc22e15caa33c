import { Injectable } from '@nestjs/common'
import { SHEET_FAULTS_MAX, type ErrorCode } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { ImportRowsRepo } from './import-rows.repo.js'
import { ImportsRepo, type ImportRow } from './imports.repo.js'
import { InRights } from './in-rights.js'
import { Judges, mayBring } from './judges.js'
import { faultAt, type KeptRow } from './kept-rows.js'
import { noCounts, type Verdict } from './verdict.js'
import { TakingInService } from './taking-in.service.js'

/** Rows that are looked at or written in one transaction; a product's are never parted. */
const CHUNK = 500
/** After so long a stretch others have their turn. */
const STRETCH_MS = 4_000
/** Somebody took a code or barcode between our look and our write: the next look names it. */
const TAKEN = '23505'
const LOOKS = 3
/** So often in a row work may break off before the import is given up. */
const TRIES_MAX = 6
const SKUS_MAX = 250
/** Why a supplier's sheet stops until the supplier stands better; who brought it is told this, not that rights are gone. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['suppliers.not_active', 'suppliers.licence_expired'])

/** Goes on with imports where they are: in chunks, each with its place in the sheet, so that a killed worker loses nothing. */
@Injectable()
export class ImportWorkService {
  constructor(
    private readonly imports: ImportsRepo,
    private readonly rows: ImportRowsRepo,
    private readonly takingIn: TakingInService,
    private readonly judges: Judges,
    private readonly rights: InRights,
  ) {}

  /** Works on an import for a stretch; answers whether there is more to do. */
  async stretch(id: string): Promise<boolean> {
    try {
      return await this.goOn(id)
    } catch (error) {
      if (error instanceof Fault) return this.giveUp(id, error.code, error.args)
      if ((await transaction(() => this.imports.brokeOff(id))) < TRIES_MAX) throw error
      log().error(
        { err: (error as Error).message, stack: (error as Error).stack, importId: id },
        'import given up',
      )
      return this.giveUp(id, 'sheets.broken')
    }
  }

  private async giveUp(id: string, code: ErrorCode, args: object = {}): Promise<false> {
    await transaction(() => this.imports.end(id, 'failed', code, args))
    await this.takingIn.dropFile(id)
    return false
  }

  private async goOn(id: string): Promise<boolean> {
    const found = await reading(() => this.imports.one(id))
    if (!found || !['reading', 'running'].includes(found.state)) return false
    if (found.state === 'reading' && found.file && !(await this.takingIn.takeIn(found))) {
      await this.takingIn.dropFile(id)
      return false
    }
    for (const end = performance.now() + STRETCH_MS; performance.now() < end;)
      if (!(await this.inRightsOf(found, () => this.chunk(id)))) return false
    return true
  }

  /** Runs a chunk as the person whose import it is, with the rights that hold now; without them the import stops. */
  private async inRightsOf(row: ImportRow, chunk: () => Promise<boolean>): Promise<boolean> {
    const judge = this.judges.of(row.kind)
    let why: Fault | undefined
    const more = await this.rights.of(
      row,
      (ability) => (row.supplier_id !== null || ability.can('create', 'Import')) && mayBring(ability, judge),
      () =>
        chunk().catch((error: unknown) => {
          if (error instanceof Fault && PASSING.has(error.code)) why = error
          throw error
        }),
    )
    if (more !== 'gone') return more
    await transaction(() => this.imports.end(row.id, 'stopped', why?.code ?? 'sheets.rights_gone', why?.args))
    return false
  }

  /** Looks at or writes the next rows; answers false when that was the end. */
  private async chunk(id: string): Promise<boolean> {
    for (let look = 1; ; look++)
      try {
        return await transaction(() => this.step(id))
      } catch (error) {
        if ((error as { code?: string }).code !== TAKEN || look === LOOKS) throw error
      }
  }

  private async step(id: string): Promise<boolean> {
    const at = await this.imports.lock(id)
    if (at?.state !== 'reading' && at?.state !== 'running') return false
    const writes = at.state === 'running'
    const rows = await this.rows.after(id, at.next_batch, CHUNK + 1, writes)
    if (!rows.length) return this.finish(at)
    const whole = wholeBatches(rows)
    const verdict = whole.length
      ? await this.judges.of(at.kind).judge(whole, at.columns, writes, at)
      : await this.tooLarge(id, rows[0]!, at.columns)
    const batch = (whole.at(-1) ?? rows[0]!).batch
    if (writes && verdict.save) {
      await verdict.save()
      record({
        ...(at.supplier_id
          ? { subject: 'Supply', permission: 'Supply:edit' }
          : { subject: 'Import', permission: 'Import:create' }),
        id,
        name: at.name,
        after: { ...verdict.counts, rows: batch },
      })
    }
    const faults = await this.rows.addFaults(id, verdict.faults)
    await this.imports.advance(id, writes ? 'made' : 'planned', batch, verdict.counts)
    if (!writes && verdict.samples.length) await this.imports.addSamples(id, verdict.samples)
    if (faults <= SHEET_FAULTS_MAX) return true
    await this.imports.end(id, 'failed', 'sheets.too_many_faults', { most: SHEET_FAULTS_MAX })
    return false
  }

  private async finish({ id, state }: ImportRow): Promise<false> {
    if (state === 'reading') await this.imports.checked(id)
    else await this.imports.end(id, 'done', null)
    return false
  }

  /** A product of more rows than any may have: told of its first row, without reading all of them. */
  private async tooLarge(id: string, first: KeptRow, columns: readonly string[]): Promise<Verdict> {
    const faults = [faultAt(first, columns, 'product', 'too_many_skus', { most: SKUS_MAX })]
    const faulty = await this.rows.sizeOf(id, first.batch)
    return { counts: { ...noCounts(), faulty }, faults, samples: [] }
  }
}

/** The rows of batches that are there to their end: the last one may go on behind what was read. */
function wholeBatches(rows: readonly KeptRow[]): readonly KeptRow[] {
  if (rows.length <= CHUNK) return rows
  const last = rows.at(-1)!.batch
  return rows.filter((r) => r.batch !== last)
}
