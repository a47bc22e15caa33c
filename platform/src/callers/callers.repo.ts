import { Injectable } from '@nestjs/common'
import type { BlockKind, CallerKind, ListBlocks } from '@storeweave/contract'
import type { Allowed, Blocked, Caller } from '../kernel/callers.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'

export interface BlockRow {
  id: string
  kind: BlockKind
  caller_kind: CallerKind
  caller: string
  count: number
  first_at: string
  last_at: string
  until: string
  lifted_at: string | null
  name: string | null
}
export interface AllowanceRow {
  id: string
  caller_kind: CallerKind
  caller: string
  reason: string
  until: string
  created_at: string
  name: string | null
  creator: string | null
}
/** Rows a tenant has at most: addresses cost an attacker nothing. Known callers go on being counted. */
const ROWS_MOST = 5_000
/** A caller that was quiet for so long begins a new count. */
const EPISODE = '24 hours'
const NAMES = (t: string) => `case ${t}.caller_kind
    when 'shopper' then (select m.name from members m where m.tenant_id = $1 and m.id::text = ${t}.caller)
    when 'staff' then (select p.name from people p where p.tenant_id = $1 and p.id::text = ${t}.caller)
    when 'key' then (select k.name from api_keys k where k.tenant_id = $1 and k.id::text = ${t}.caller) end name`

@Injectable()
export class CallersRepo {
  /** Adds refusals to what is known of their callers, all in one statement. */
  add(blocked: readonly Blocked[]): Promise<number> {
    const rows = blocked.map(({ kind, caller, count, firstAt, lastAt, until }) => ({
      id: newId(),
      kind,
      caller_kind: caller.of,
      caller: caller.value.slice(0, 50),
      count,
      first_at: firstAt,
      last_at: lastAt,
      until,
    }))
    return db().run(
      `insert into blocks as b (tenant_id, id, kind, caller_kind, caller, count, first_at, last_at, until)
       select $1, w.id, w.kind, w.caller_kind, w.caller, w.count, w.first_at, w.last_at, w.until
         from jsonb_to_recordset($2::jsonb) as w (id uuid, kind text, caller_kind text, caller text, count bigint, first_at timestamptz, last_at timestamptz, until timestamptz)
        where (select count(*) from blocks c where c.tenant_id = $1) < ${ROWS_MOST}
           or exists (select from blocks c where c.tenant_id = $1 and c.kind = w.kind and c.caller_kind = w.caller_kind and c.caller = w.caller)
        order by w.kind, w.caller_kind, w.caller
       on conflict (tenant_id, kind, caller_kind, caller) do update set
         count = case when b.last_at < excluded.first_at - interval '${EPISODE}' then excluded.count else b.count + excluded.count end,
         first_at = case when b.last_at < excluded.first_at - interval '${EPISODE}' then excluded.first_at else least(b.first_at, excluded.first_at) end,
         last_at = greatest(b.last_at, excluded.last_at), until = greatest(b.until, excluded.until),
         lifted_at = case when excluded.last_at > b.lifted_at then null else b.lifted_at end`,
      [tenantId(), JSON.stringify(rows)],
    )
  }
  /** Refused callers, the last first, one more than asked for. */
  list(q: ListBlocks, after: readonly (string | number)[] | undefined): Promise<BlockRow[]> {
    return db().many<BlockRow>(
      `select b.*, ${NAMES('b')} from blocks b
        where b.tenant_id = $1 and ($2::text is null or b.kind = $2) and ($3::text is null or b.caller_kind = $3)
          and ($4::boolean is null or (b.until > $5 and b.lifted_at is null) = $4)
          and ($6::timestamptz is null or (b.last_at, b.id) < ($6, $7::uuid))
        order by b.last_at desc, b.id desc limit $8`,
      [
        tenantId(),
        q.kind ?? null,
        q.callerKind ?? null,
        q.blocked ?? null,
        clock.now(),
        after?.[0] ?? null,
        after?.[1] ?? null,
        q.limit + 1,
      ],
    )
  }
  block(id: string): Promise<BlockRow | undefined> {
    return db().one<BlockRow>(
      `select b.*, ${NAMES('b')} from blocks b where b.tenant_id = $1 and b.id = $2`,
      [tenantId(), id],
    )
  }
  /** Marks a block as lifted; 0 when it is over already. */
  lift(id: string): Promise<number> {
    return db().run(
      'update blocks set lifted_at = $3 where tenant_id = $1 and id = $2 and lifted_at is null and until > $3',
      [tenantId(), id, clock.now()],
    )
  }
  /** Allowances that stand, those that end first at the top; 500 at most. */
  standing(): Promise<AllowanceRow[]> {
    return db().many<AllowanceRow>(
      `select a.*, ${NAMES('a')}, (select p.name from people p where p.tenant_id = $1 and p.id = a.created_by) creator
         from allowances a where a.tenant_id = $1 and a.ended_at is null and a.until > $2 order by a.until, a.id limit 500`,
      [tenantId(), clock.now()],
    )
  }
  /** The same as the edge asks for it. */
  allowed(): Promise<Allowed[]> {
    return db().many<Allowed>(
      'select caller_kind as of, caller as value from allowances where tenant_id = $1 and ended_at is null and until > $2 limit 500',
      [tenantId(), clock.now()],
    )
  }
  allowance(id: string): Promise<AllowanceRow | undefined> {
    return db().one<AllowanceRow>(
      `select a.*, ${NAMES('a')}, (select p.name from people p where p.tenant_id = $1 and p.id = a.created_by) creator
         from allowances a where a.tenant_id = $1 and a.id = $2`,
      [tenantId(), id],
    )
  }
  /** Answers 0 when there is an allowance of this id. */
  allow(
    id: string,
    { of, value }: Caller,
    o: { reason: string; until: Date; by: string | null },
  ): Promise<number> {
    return db().run(
      `insert into allowances (tenant_id, id, caller_kind, caller, reason, created_by, created_at, until)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, id) do nothing`,
      [tenantId(), id, of, value, o.reason, o.by, clock.now(), o.until],
    )
  }
  /** Answers 0 when it is over. */
  end(id: string): Promise<number> {
    return db().run(
      'update allowances set ended_at = $3 where tenant_id = $1 and id = $2 and ended_at is null and until > $3',
      [tenantId(), id, clock.now()],
    )
  }
  /** Deletes at most `limit` blocks last seen before an instant; answers how many. */
  deleteBlocks(before: Date, limit: number): Promise<number> {
    return db().run(
      'delete from blocks where tenant_id = $1 and id in (select id from blocks where tenant_id = $1 and last_at < $2 order by last_at limit $3)',
      [tenantId(), before, limit],
    )
  }
  /** Deletes at most `limit` allowances that ended before an instant; answers how many. */
  deleteAllowances(before: Date, limit: number): Promise<number> {
    return db().run(
      'delete from allowances where tenant_id = $1 and id in (select id from allowances where tenant_id = $1 and until < $2 order by until limit $3)',
      [tenantId(), before, limit],
    )
  }
}
