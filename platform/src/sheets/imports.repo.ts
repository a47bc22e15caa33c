import { Injectable } from '@nestjs/common'
import type { ErrorCode, ImportCounts, ImportKind, ImportState, ListImports } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import type { Bringing, KeptSample } from './verdict.js'

/** What a sheet is about; goods are a supplier's own. */
export type SheetOf = ImportKind | 'goods'
export interface ImportRow extends Bringing {
  id: string
  kind: SheetOf
  name: string
  file: string
  state: ImportState
  fault: ErrorCode | null
  fault_args: Record<string, unknown>
  columns: string[]
  ignored: string[]
  rows: number
  next_batch: number
  planned: ImportCounts
  made: ImportCounts
  faults: number
  rows_kept: boolean
  begun: boolean
  tries: number
  person_id: string
  person_name: string
  session_id: string
  created_at: string
  updated_at: string
}
const COLUMNS =
  'id, kind, name, file, state, fault, fault_args, columns, ignored, rows, next_batch, planned, made, faults, rows_kept, begun, tries, person_id, person_name, session_id, supplier_id, send, created_at, updated_at'
const ADDED = (column: 'planned' | 'made', counts: string) =>
  `(select jsonb_object_agg(k, coalesce((i.${column} ->> k)::bigint, 0) + coalesce((${counts}::jsonb ->> k)::bigint, 0)) from unnest(array['fresh', 'changed', 'same', 'faulty']) k)`
const SAMPLES_MAX = 50

/** Imports: what they are and how far they have got. */
@Injectable()
export class ImportsRepo {
  /** Adds an import that is to be read; 0 when the id is there already. */
  insert(
    i: Pick<ImportRow, 'id' | 'kind' | 'name' | 'file' | 'person_id' | 'person_name' | 'session_id'> &
      Bringing & { bytes: number },
  ): Promise<number> {
    return db().run(
      `insert into imports (tenant_id, id, kind, name, file, bytes, person_id, person_name, session_id, created_at, updated_at, supplier_id, send)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12) on conflict (tenant_id, id) do nothing`,
      [
        tenantId(),
        i.id,
        i.kind,
        i.name,
        i.file,
        i.bytes,
        i.person_id,
        i.person_name,
        i.session_id,
        clock.now(),
        i.supplier_id,
        i.send,
      ],
    )
  }

  /** One of a supplier's own, or of the brand's own for null. */
  async of(id: string, supplierId: string | null): Promise<ImportRow | undefined> {
    const row = await this.one(id)
    return row?.supplier_id === supplierId ? row : undefined
  }

  one(id: string): Promise<ImportRow | undefined> {
    return db().one(`select ${COLUMNS} from imports where tenant_id = $1 and id = $2`, [tenantId(), id])
  }

  /** The import, held until the transaction ends: nobody else moves it meanwhile. */
  lock(id: string): Promise<ImportRow | undefined> {
    return db().one(`select ${COLUMNS} from imports where tenant_id = $1 and id = $2 for no key update`, [
      tenantId(),
      id,
    ])
  }

  list(q: ListImports, supplierId: string | null): Promise<ImportRow[]> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return db().many(
      `select ${COLUMNS} from imports where tenant_id = $1 and ($2::text is null or kind = $2) and ($3::text is null or state = $3)
          and (case when $7::uuid is null then supplier_id is null else supplier_id = $7 end)
          and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid)) order by created_at desc, id desc limit $6`,
      [
        tenantId(),
        q.kind ?? null,
        q.state ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        q.limit + 1,
        supplierId,
      ],
    )
  }

  /** How many of one side are being read or run. */
  async underWay(supplierId: string | null): Promise<number> {
    const row = await db().one<{ count: number }>(
      "select count(*) as count from imports where tenant_id = $1 and state in ('reading', 'running') and (case when $2::uuid is null then supplier_id is null else supplier_id = $2 end)",
      [tenantId(), supplierId],
    )
    return row!.count
  }

  /** The sheet is checked and may be run. */
  checked(id: string): Promise<number> {
    return db().run(
      "update imports set state = 'preview', next_batch = 0, updated_at = $3 where tenant_id = $1 and id = $2 and state = 'reading'",
      [tenantId(), id, clock.now()],
    )
  }

  /** Lets a checked or stopped import run, from where it was, in the rights of whoever says so. */
  begin(id: string, by: { id: string; name: string; sessionId: string }): Promise<number> {
    return db().run(
      `update imports set state = 'running', begun = true, fault = null, fault_args = '{}', tries = 0, person_id = $3, person_name = $4, session_id = $5, updated_at = $6
        where tenant_id = $1 and id = $2 and (state = 'preview' or (state = 'stopped' and begun)) and rows_kept`,
      [tenantId(), id, by.id, by.name, by.sessionId, clock.now()],
    )
  }

  /** The file isn't needed any more; answers where it lies. */
  async takenIn(id: string): Promise<string | undefined> {
    const row = await db().one<{ file: string }>(
      `update imports i set file = '', updated_at = $3 from imports o where i.tenant_id = $1 and i.id = $2 and o.tenant_id = $1 and o.id = $2 returning o.file`,
      [tenantId(), id, clock.now()],
    )
    return row?.file
  }

  /** Ends an import, with a reason where it didn't end well. */
  end(
    id: string,
    state: 'done' | 'stopped' | 'failed',
    fault: ErrorCode | null,
    args: object = {},
  ): Promise<number> {
    return db().run(
      "update imports set state = $3, fault = $4, fault_args = $5, updated_at = $6 where tenant_id = $1 and id = $2 and state in ('reading', 'preview', 'running')",
      [tenantId(), id, state, fault, JSON.stringify(args), clock.now()],
    )
  }

  /** What was learned of the sheet while it was taken in. */
  readSoFar(
    id: string,
    columns: readonly string[],
    ignored: readonly string[],
    rows: number,
  ): Promise<number> {
    return db().run(
      'update imports set columns = $3, ignored = $4, rows = $5, updated_at = $6 where tenant_id = $1 and id = $2',
      [tenantId(), id, columns, ignored, rows, clock.now()],
    )
  }

  /** Notes that the rows up to a batch were looked at (`planned`) or written (`made`), and what that came to. */
  advance(id: string, column: 'planned' | 'made', batch: number, counts: ImportCounts): Promise<number> {
    return db().run(
      `update imports i set next_batch = $3, ${column} = ${ADDED(column, '$4')}, tries = 0, updated_at = $5 where tenant_id = $1 and id = $2`,
      [tenantId(), id, batch, JSON.stringify(counts), clock.now()],
    )
  }

  /** Keeps the first of what would change, to be looked at. */
  addSamples(id: string, samples: readonly KeptSample[]): Promise<number> {
    return db().run(
      `update imports set samples = samples || $3::jsonb where tenant_id = $1 and id = $2 and jsonb_array_length(samples) < ${SAMPLES_MAX}`,
      [tenantId(), id, JSON.stringify(samples.slice(0, SAMPLES_MAX))],
    )
  }

  async samples(id: string): Promise<{ kind: SheetOf; samples: KeptSample[] } | undefined> {
    const row = await db().one<{ kind: SheetOf; samples: KeptSample[] }>(
      'select kind, samples from imports where tenant_id = $1 and id = $2',
      [tenantId(), id],
    )
    return row && { ...row, samples: row.samples.slice(0, SAMPLES_MAX) }
  }

  /** Counts a try that broke off; answers how many there were since it last got on. */
  async brokeOff(id: string): Promise<number> {
    const row = await db().one<{ tries: number }>(
      'update imports set tries = tries + 1 where tenant_id = $1 and id = $2 returning tries',
      [tenantId(), id],
    )
    return row?.tries ?? 0
  }

  /** Begins the reading anew: what an earlier try left is gone. */
  async beginAnew(id: string): Promise<void> {
    const values = [tenantId(), id]
    await db().run('delete from import_faults where tenant_id = $1 and import_id = $2', values)
    await db().run(
      `update imports set rows = 0, next_batch = 0, faults = 0, samples = '[]', planned = '{"fresh":0,"changed":0,"same":0,"faulty":0}' where tenant_id = $1 and id = $2`,
      values,
    )
  }

  /** Imports that ended before an instant and still have rows. */
  async endedWithRows(before: Date, limit: number): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      "select id from imports where tenant_id = $1 and rows_kept and state not in ('reading', 'running') and updated_at < $2 order by id limit $3",
      [tenantId(), before, limit],
    )
    return rows.map((r) => r.id)
  }

  /** Imports that are being read or run and haven't got on since an instant: their work may have been lost. */
  async silent(since: Date): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      "select id from imports where tenant_id = $1 and state in ('reading', 'running') and updated_at < $2 order by id limit 20",
      [tenantId(), since],
    )
    return rows.map((r) => r.id)
  }

  forgetRows(id: string): Promise<number> {
    return db().run("update imports set rows_kept = false, samples = '[]' where tenant_id = $1 and id = $2", [
      tenantId(),
      id,
    ])
  }
}
