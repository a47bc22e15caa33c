import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'
import type { KeptFault, KeptRow } from './kept-rows.js'

/** Rows of sheets as they came, and what is wrong with them. */
@Injectable()
export class ImportRowsRepo {
  insert(importId: string, rows: readonly Pick<KeptRow, 'batch' | 'row' | 'cells'>[]): Promise<number> {
    return db().run(
      `insert into import_rows (tenant_id, import_id, batch, row, cells)
       select $1, $2, w.batch, w.row, w.cells from jsonb_to_recordset($3::jsonb) as w(batch bigint, row bigint, cells jsonb)`,
      [tenantId(), importId, JSON.stringify(rows)],
    )
  }

  /** The next rows of whole and broken batches in their order, with whether a fault of the batch is known. */
  after(importId: string, batch: number, limit: number, clean: boolean): Promise<KeptRow[]> {
    return db().many(
      `select r.batch, r.row, r.cells, f.faulted from import_rows r
        cross join lateral (select exists (select from import_faults f where f.tenant_id = $1 and f.import_id = $2 and f.batch = r.batch) as faulted) f
        where r.tenant_id = $1 and r.import_id = $2 and r.batch > $3 and not ($5::boolean and f.faulted) order by r.batch, r.row limit $4`,
      [tenantId(), importId, batch, limit, clean],
    )
  }

  /** How many rows a batch has. */
  async sizeOf(importId: string, batch: number): Promise<number> {
    const row = await db().one<{ count: number }>(
      'select count(*) as count from import_rows where tenant_id = $1 and import_id = $2 and batch = $3',
      [tenantId(), importId, batch],
    )
    return row!.count
  }

  /** Keeps faults, one a cell, and counts them in the import; answers how many it has now, 0 where none came. */
  async addFaults(importId: string, faults: readonly KeptFault[]): Promise<number> {
    if (!faults.length) return 0
    await db().run(
      `insert into import_faults (tenant_id, import_id, row, cell, batch, code, args, value)
         select $1, $2, w.row, w.cell, w.batch, w.code, w.args, w.value
           from jsonb_to_recordset($3::jsonb) as w(row bigint, cell text, batch bigint, code text, args jsonb, value text) on conflict do nothing`,
      [tenantId(), importId, JSON.stringify(faults)],
    )
    const row = await db().one<{ faults: number }>(
      `update imports set faults = (select count(*) from import_faults where tenant_id = $1 and import_id = $2) where tenant_id = $1 and id = $2 returning faults`,
      [tenantId(), importId],
    )
    return row?.faults ?? 0
  }

  /** A page of faults in the order of rows. */
  faults(
    importId: string,
    after: { row: number; cell: string } | undefined,
    limit: number,
  ): Promise<KeptFault[]> {
    return db().many(
      `select row, cell, batch, code, args, value from import_faults where tenant_id = $1 and import_id = $2
          and ($3::bigint is null or (row, cell) > ($3, $4)) order by row, cell limit $5`,
      [tenantId(), importId, after?.row ?? null, after?.cell ?? null, limit],
    )
  }

  /** A page of the rows of faulty batches, each with the faults that are its own. */
  faulty(
    importId: string,
    batch: number,
    row: number,
    limit: number,
  ): Promise<(KeptRow & { faults: KeptFault[] })[]> {
    return db().many(
      `select r.batch, r.row, r.cells, true as faulted,
              (select coalesce(jsonb_agg(jsonb_build_object('row', f.row, 'cell', f.cell, 'code', f.code, 'args', f.args) order by f.cell), '[]')
                 from import_faults f where f.tenant_id = $1 and f.import_id = $2 and f.batch = r.batch and f.row = r.row) as faults
         from import_rows r where r.tenant_id = $1 and r.import_id = $2 and (r.batch, r.row) > ($3, $4)
          and exists (select from import_faults f where f.tenant_id = $1 and f.import_id = $2 and f.batch = r.batch)
        order by r.batch, r.row limit $5`,
      [tenantId(), importId, batch, row, limit],
    )
  }

  /** Forgets the first rows of an import, about so many; answers how many went. */
  forget(importId: string, limit: number): Promise<number> {
    return db().run(
      `delete from import_rows where tenant_id = $1 and import_id = $2 and batch <= (
         select max(x.batch) from (select r.batch from import_rows r where r.tenant_id = $1 and r.import_id = $2 order by r.batch, r.row limit $3) x)`,
      [tenantId(), importId, limit],
    )
  }

  forgetFaults(importId: string): Promise<number> {
    return db().run('delete from import_faults where tenant_id = $1 and import_id = $2', [
      tenantId(),
      importId,
    ])
  }
}
