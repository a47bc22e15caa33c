import { Injectable } from '@nestjs/common'
import type { AuditFilter } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'

export interface EntryRow {
  id: string
  at: string
  who_kind: string
  who_id: string | null
  who_name: string
  session_id: string | null
  device: string
  address: string
  request_id: string
  permission: string
  route: string
  outcome: 'done' | 'refused'
  note: string
  subject: string
  object_id: string | null
  object_name: string
  store_id: string | null
  store_zh: string | null
  store_en: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}
/** A filter with its days as instants. */
export type Wanted = Omit<AuditFilter, 'from' | 'to'> & { from: Date | null; until: Date | null }

const COLUMNS = `e.id, e.at, e.who_kind, e.who_id, e.who_name, e.session_id, e.device, e.address, e.request_id, e.permission, e.route, e.outcome, e.note,
  e.subject, e.object_id, e.object_name, e.store_id, u.name_zh as store_zh, u.name_en as store_en, e.before, e.after`
/** Highest character of the C collation: closes a range of texts with one beginning. */
const AFTER_ALL = '\u{10FFFF}'

@Injectable()
export class AuditRepo {
  /** Entries within reach (null: all), newest first. */
  list(
    f: Wanted,
    reach: readonly string[] | null,
    before: string | null,
    limit: number,
  ): Promise<EntryRow[]> {
    const values: unknown[] = [tenantId()]
    const where = conditions(f, reach, values)
    if (before) where.push(`e.id < $${values.push(before)}`)
    return db().many<EntryRow>(
      `select ${COLUMNS} from audit_entries e left join org_units u on u.tenant_id = $1 and u.id = e.store_id
        where ${where.join(' and ')} order by e.id desc limit $${values.push(limit)}`,
      values,
    )
  }
  /** Who may stand in the log by name: staff, API keys, and the platform's staff who came in. */
  people(): Promise<{ id: string; name: string; login: string }[]> {
    return db().many(
      `select id, name, login from people where tenant_id = $1
       union all select id, name, 'API' from api_keys where tenant_id = $1
       union all (select distinct on (operator_id) operator_id, operator_name, 'support' from support_visits where tenant_id = $1 order by operator_id, at desc)
       order by name, id limit 1000`,
      [tenantId()],
    )
  }
  stores(reach: readonly string[] | null): Promise<{ id: string; name_zh: string; name_en: string }[]> {
    return db().many(
      "select id, name_zh, name_en from org_units where tenant_id = $1 and kind = 'store' and ($2::uuid[] is null or id = any ($2)) order by code limit 5000",
      [tenantId(), reach],
    )
  }
  /** Lets one act of a person of this kind be counted after the other, until the transaction ends. */
  queue(personId: string, permission: string): Promise<number> {
    return db().run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${tenantId()}:${personId}:${permission}`,
    ])
  }
  /** How often somebody did this since, and when first. */
  async count(personId: string, permission: string, since: Date): Promise<{ n: number; first: string }> {
    const row = await db().one<{ n: number; first: string }>(
      "select count(*) n, min(at) first from audit_entries where tenant_id = $1 and who_id = $2 and permission = $3 and at > $4 and outcome = 'done'",
      [tenantId(), personId, permission, since],
    )
    return row!
  }
  /** Lets whole seals go that are older; throws below 180 days. */
  async forget(keepDays: number): Promise<number> {
    return (await db().one<{ n: number }>('select forget_audit_entries($1) n', [keepDays]))!.n
  }
}

/** Conditions of a filter; texts are fixed, so their number is bounded. `$1` is the tenant. */
function conditions(f: Wanted, reach: readonly string[] | null, values: unknown[]): string[] {
  const where = ['e.tenant_id = $1']
  if (reach) where.push(`e.store_id = any($${values.push(reach)}::uuid[])`)
  if (f.storeId) where.push(`e.store_id = $${values.push(f.storeId)}`)
  if (f.personId) where.push(`e.who_id = $${values.push(f.personId)}`)
  if (f.objectId) where.push(`e.object_id = $${values.push(f.objectId)}`)
  if (f.subject) where.push(`e.subject = $${values.push(f.subject)}`)
  if (f.permission) where.push(`e.permission = $${values.push(f.permission)}`)
  if (f.outcome) where.push(`e.outcome = $${values.push(f.outcome)}`)
  if (f.from) where.push(`e.at >= $${values.push(f.from)}`)
  if (f.until) where.push(`e.at < $${values.push(f.until)}`)
  // a range of plain text: row security lets an index serve it, unlike LIKE
  if (f.q)
    where.push(
      `e.object_name collate "C" >= $${values.push(f.q)} and e.object_name collate "C" < $${values.push(f.q + AFTER_ALL)}`,
    )
  return where
}
