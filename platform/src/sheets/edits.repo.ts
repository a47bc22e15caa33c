import { Injectable } from '@nestjs/common'
import type { BulkEditOutcome, BulkEditState, EditWhich, ErrorCode, ProductEdit } from '@storeweave/contract'
import type { EditedValue } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'

export interface EditRow {
  id: string
  which: EditWhich
  edit: ProductEdit
  state: BulkEditState
  fault: ErrorCode | null
  next_id: string
  matched: number
  planned: number
  same: number
  refused: number
  made: number
  restored: number
  kept: number
  person_id: string
  person_name: string
  session_id: string
  undone_by_name: string
  rows_kept: boolean
  undone_at: string | null
  created_at: string
  updated_at: string
}
/** What becomes of one product. */
export interface EditedProduct {
  product_id: string
  name_zh: string
  name_en: string
  outcome: BulkEditOutcome
  code: ErrorCode | null
  args: Record<string, unknown>
  before: EditedValue | null
  after: EditedValue | null
}
export type EditCounts = Partial<
  Record<'matched' | 'planned' | 'same' | 'refused' | 'made' | 'restored' | 'kept', number>
>
type Who = { id: string; name: string; sessionId: string }

export const NOBODY = '00000000-0000-0000-0000-000000000000'
const COLUMNS =
  'id, which, edit, state, fault, next_id, matched, planned, same, refused, made, restored, kept, person_id, person_name, session_id, undone_by_name, undone_at, rows_kept, created_at, updated_at'
const COUNTS = ['matched', 'planned', 'same', 'refused', 'made', 'restored', 'kept'] as const

/** Changes of many products: what they are, how far they are, and what each product was. */
@Injectable()
export class EditsRepo {
  /** Adds a change that is to be looked at; 0 when the id is there already. */
  insert(e: { id: string; which: EditWhich; edit: ProductEdit }, by: Who): Promise<number> {
    return db().run(
      `insert into bulk_edits (tenant_id, id, which, edit, next_id, person_id, person_name, session_id, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (tenant_id, id) do nothing`,
      [
        tenantId(),
        e.id,
        JSON.stringify(e.which),
        JSON.stringify(e.edit),
        NOBODY,
        by.id,
        by.name,
        by.sessionId,
        clock.now(),
      ],
    )
  }

  one(id: string): Promise<EditRow | undefined> {
    return db().one(`select ${COLUMNS} from bulk_edits where tenant_id = $1 and id = $2`, [tenantId(), id])
  }

  /** The change, held until the transaction ends. */
  lock(id: string): Promise<EditRow | undefined> {
    return db().one(`select ${COLUMNS} from bulk_edits where tenant_id = $1 and id = $2 for no key update`, [
      tenantId(),
      id,
    ])
  }

  list(limit: number, cursor: string | undefined): Promise<EditRow[]> {
    const after = keysOf(cursor, 'instant', 'id')
    return db().many(
      `select ${COLUMNS} from bulk_edits where tenant_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid)) order by created_at desc, id desc limit $4`,
      [tenantId(), after?.[0] ?? null, after?.[1] ?? null, limit],
    )
  }

  /** How many are under way. */
  async underWay(): Promise<number> {
    const row = await db().one<{ count: number }>(
      "select count(*) as count from bulk_edits where tenant_id = $1 and state in ('checking', 'running', 'undoing')",
      [tenantId()],
    )
    return row!.count
  }

  /** Moves a change on from the beginning of its products, in the rights of whoever says so; 0 where it isn't in that state. */
  begin(id: string, from: BulkEditState, to: BulkEditState, by: Who): Promise<number> {
    return db().run(
      `update bulk_edits set state = $4, next_id = $5, tries = 0, session_id = $7, person_id = $6, updated_at = $8,
              person_name = case when $4 = 'undoing' then person_name else $9 end,
              undone_by_name = case when $4 = 'undoing' then $9 else undone_by_name end, undone_at = case when $4 = 'undoing' then $8 else undone_at end
        where tenant_id = $1 and id = $2 and state = $3 and rows_kept`,
      [tenantId(), id, from, to, NOBODY, by.id, by.sessionId, clock.now(), by.name],
    )
  }

  /** Ends a stretch of work: looked at, written, put back, or stopped with a reason. */
  end(id: string, state: BulkEditState, fault: ErrorCode | null = null): Promise<number> {
    return db().run(
      "update bulk_edits set state = $3, fault = $4, updated_at = $5 where tenant_id = $1 and id = $2 and state in ('checking', 'ready', 'running', 'undoing')",
      [tenantId(), id, state, fault, clock.now()],
    )
  }

  /** Notes that the products up to one are done, and what that came to. */
  advance(id: string, nextId: string, counts: EditCounts): Promise<number> {
    const set = COUNTS.map((name, i) => `${name} = ${name} + $${i + 5}`)
    return db().run(
      `update bulk_edits set next_id = $3, ${set.join(', ')}, tries = 0, updated_at = $4 where tenant_id = $1 and id = $2`,
      [tenantId(), id, nextId, clock.now(), ...COUNTS.map((name) => counts[name] ?? 0)],
    )
  }

  /** Counts a try that broke off; answers how many there were since it last got on. */
  async brokeOff(id: string): Promise<number> {
    const row = await db().one<{ tries: number }>(
      'update bulk_edits set tries = tries + 1 where tenant_id = $1 and id = $2 returning tries',
      [tenantId(), id],
    )
    return row?.tries ?? 0
  }

  /** Under way and not got on since an instant: their work may have been lost. */
  async silent(since: Date): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      "select id from bulk_edits where tenant_id = $1 and state in ('checking', 'running', 'undoing') and updated_at < $2 order by id limit 20",
      [tenantId(), since],
    )
    return rows.map((r) => r.id)
  }

  /** Lets changes go that nothing has happened to since an instant: they are made and undone no more. */
  letGo(before: Date): Promise<number> {
    return db().run(
      "update bulk_edits set rows_kept = false where tenant_id = $1 and rows_kept and state not in ('checking', 'running', 'undoing') and updated_at < $2",
      [tenantId(), before],
    )
  }

  /** Forgets what became of products by changes that were let go, so many at most; answers how many went. */
  forget(limit: number): Promise<number> {
    return db().run(
      `delete from bulk_edit_rows where tenant_id = $1 and (edit_id, product_id) in (
         select r.edit_id, r.product_id from bulk_edits e join bulk_edit_rows r on r.tenant_id = $1 and r.edit_id = e.id
          where e.tenant_id = $1 and not e.rows_kept order by r.edit_id, r.product_id limit $2)`,
      [tenantId(), limit],
    )
  }

  /** Keeps what becomes of products, the word of before is gone. */
  async keep(id: string, rows: readonly EditedProduct[]): Promise<void> {
    if (!rows.length) return
    await db().run(
      `insert into bulk_edit_rows (tenant_id, edit_id, product_id, name_zh, name_en, outcome, code, args, before, after)
       select $1, $2, w.product_id, w.name_zh, w.name_en, w.outcome, w.code, w.args, w.before, w.after
         from jsonb_to_recordset($3::jsonb) as w(product_id uuid, name_zh text, name_en text, outcome text, code text, args jsonb, before jsonb, after jsonb)
       on conflict (tenant_id, edit_id, product_id) do update set outcome = excluded.outcome, code = excluded.code, args = excluded.args, before = excluded.before, after = excluded.after`,
      [tenantId(), id, JSON.stringify(rows)],
    )
  }

  /** Takes products back out that turned out to be so already. */
  drop(id: string, productIds: readonly string[]): Promise<number> {
    return db().run(
      'delete from bulk_edit_rows where tenant_id = $1 and edit_id = $2 and product_id = any($3::uuid[])',
      [tenantId(), id, productIds],
    )
  }

  /** The next products of an outcome, in the order of their ids. */
  rows(
    id: string,
    outcome: BulkEditOutcome | undefined,
    after: string,
    limit: number,
  ): Promise<EditedProduct[]> {
    return db().many(
      `select product_id, name_zh, name_en, outcome, code, args, before, after from bulk_edit_rows
        where tenant_id = $1 and edit_id = $2 and ($3::text is null or outcome = $3) and product_id > $4 order by product_id limit $5`,
      [tenantId(), id, outcome ?? null, after, limit],
    )
  }
}
