import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

export interface SealRow {
  seq: number
  day: string
  from_tx: number
  to_tx: number
  rows: string[]
  previous: string
  hash: string
  sealed_at: string
}
/** An entry as the chain sees it: texts, so that what is hashed is exactly what is stored. */
export interface SealedRow {
  id: string
  tx: number
  at_us: number
  content: string
}
export interface CheckRow {
  at: string
  through: number
  entries: number
  broken_seal: number | null
  broken_entry: string | null
  problem: string
}

/** Every column but the time and the transaction, which are hashed as whole numbers. A new column makes a new version of seals. */
const CONTENT = `jsonb_build_array(who_kind, who_id, who_name, session_id, device, address, request_id, permission, route, outcome, note, subject, object_id, object_name, store_id, before, after)::text`
const SEAL = 'seq, day, from_tx, to_tx, rows, previous, hash, sealed_at'

@Injectable()
export class ChainRepo {
  last(): Promise<SealRow | undefined> {
    return db().one<SealRow>(
      `select ${SEAL} from audit_seals where tenant_id = $1 order by seq desc limit 1`,
      [tenantId()],
    )
  }
  /** The oldest transaction still running: all before it have ended, so that nothing of theirs is still to come. */
  async horizon(): Promise<number> {
    const row = await db().one<{ tx: number }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as tx',
    )
    return row!.tx
  }
  /** Entries of transactions from `from` up to, without, `to`, in the order of the chain. */
  between(from: number, to: number, limit: number): Promise<SealedRow[]> {
    return db().many<SealedRow>(
      `select id, tx, (extract(epoch from at) * 1000000)::bigint as at_us, ${CONTENT} as content
         from audit_entries where tenant_id = $1 and tx >= $2 and tx < $3 order by tx, id limit $4`,
      [tenantId(), from, to, limit],
    )
  }
  /** Adds a seal; false when somebody else has made the one of this number. */
  async insert(s: SealRow): Promise<boolean> {
    return (
      (await db().run(
        'insert into audit_seals (tenant_id, seq, day, from_tx, to_tx, rows, previous, hash, sealed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing',
        [tenantId(), s.seq, s.day, s.from_tx, s.to_tx, s.rows, s.previous, s.hash, s.sealed_at],
      )) > 0
    )
  }
  seals(after: number, limit: number): Promise<SealRow[]> {
    return db().many<SealRow>(
      `select ${SEAL} from audit_seals where tenant_id = $1 and seq > $2 order by seq limit $3`,
      [tenantId(), after, limit],
    )
  }
  async waiting(from: number): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) n from (select 1 from audit_entries where tenant_id = $1 and tx >= $2 limit 10000) x',
      [tenantId(), from],
    )
    return row!.n
  }
  lastCheck(): Promise<CheckRow | undefined> {
    return db().one<CheckRow>(
      'select at, through, entries, broken_seal, broken_entry, problem from audit_checks where tenant_id = $1 order by id desc limit 1',
      [tenantId()],
    )
  }
  /** The highest seal any check has ever seen: a chain that is shorter has lost its end. */
  async highest(): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select coalesce(max(through), 0) n from audit_checks where tenant_id = $1',
      [tenantId()],
    )
    return row!.n
  }
  note(id: string, c: CheckRow): Promise<number> {
    return db().run(
      'insert into audit_checks (tenant_id, id, at, through, entries, broken_seal, broken_entry, problem) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tenantId(), id, c.at, c.through, c.entries, c.broken_seal, c.broken_entry, c.problem],
    )
  }
}
