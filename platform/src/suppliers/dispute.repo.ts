import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface DisputeRow {
  id: string
  statement_id: string
  line_id: string
  order_id: string | null
  about: string
  reason: string
  state: 'open' | 'accepted' | 'rejected'
  answer: string
  amount: number | null
  raised_by_name: string
  raised_at: string
  answered_by_name: string
  answered_at: string | null
}
const DISPUTE = `select d.id, d.statement_id, d.line_id, s.order_id, coalesce(o.number, nullif(s.note, ''), s.kind) as about, d.reason, d.state, d.answer, a.amount, d.raised_by_name, d.raised_at, d.answered_by_name, d.answered_at
  from statement_disputes d join settlement_lines s on s.tenant_id = $1 and s.id = d.line_id left join orders o on o.tenant_id = $1 and o.id = s.order_id
  left join settlement_lines a on a.tenant_id = $1 and a.id = d.adjustment_id where d.tenant_id = $1`

@Injectable()
export class DisputeRepo {
  of(statementId: string): Promise<DisputeRow[]> {
    return db().many<DisputeRow>(`${DISPUTE} and d.statement_id = $2 order by d.id`, [
      tenantId(),
      statementId,
    ])
  }
  byId(id: string): Promise<DisputeRow | undefined> {
    return db().one<DisputeRow>(`${DISPUTE} and d.id = $2`, [tenantId(), id])
  }
  /** Whether a line stands in a statement. */
  async holds(statementId: string, lineId: string): Promise<boolean> {
    const row = await db().one(
      'select 1 from settlement_lines where tenant_id = $1 and statement_id = $2 and id = $3',
      [tenantId(), statementId, lineId],
    )
    return row !== undefined
  }
  /** Keeps a dispute; false when one about the line is open already. */
  async raise(d: { id: string; statementId: string; lineId: string; reason: string }): Promise<boolean> {
    return (
      (await db().run(
        `insert into statement_disputes (tenant_id, id, statement_id, line_id, reason, state, raised_by_name, raised_at) values ($1, $2, $3, $4, $5, 'open', $6, $7)
         on conflict (tenant_id, line_id) where state = 'open' do nothing`,
        [tenantId(), d.id, d.statementId, d.lineId, d.reason, actor().name, clock.now()],
      )) > 0
    )
  }
  async answer(id: string, answer: string, adjustmentId: string | null): Promise<boolean> {
    return (
      (await db().run(
        `update statement_disputes set state = $3, answer = $4, adjustment_id = $5, answered_by_name = $6, answered_at = $7 where tenant_id = $1 and id = $2 and state = 'open'`,
        [
          tenantId(),
          id,
          adjustmentId === null ? 'rejected' : 'accepted',
          answer,
          adjustmentId,
          actor().name,
          clock.now(),
        ],
      )) > 0
    )
  }
  /** How many disputes of a statement wait for an answer. */
  async open(statementId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      "select count(*) as n from statement_disputes where tenant_id = $1 and statement_id = $2 and state = 'open'",
      [tenantId(), statementId],
    )
    return row?.n ?? 0
  }
}
