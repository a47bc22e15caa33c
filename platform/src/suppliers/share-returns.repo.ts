import { Injectable } from '@nestjs/common'
import type { ShareReturnState } from '@storeweave/contract'
import { refundWaitsSeconds } from '@storeweave/rules/payments'
import { statesBefore } from '@storeweave/rules/order'
import { returnMoves } from '@storeweave/rules/suppliers'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** A share on its way back, with the instruction it came by. */
export interface ReturnRow {
  id: string
  share_id: string
  refund_id: string
  order_id: string
  supplier_id: string
  account: string
  out_order_no: string
  share_line: string
  amount: number
  currency: string
  state: ShareReturnState
  out_return_no: string
  attempt: number
  tries: number
}
const RETURN = `select r.id, r.share_id, r.refund_id, r.order_id, h.supplier_id, h.account, h.out_order_no, h.line_id as share_line, r.amount, h.currency, r.state, r.out_return_no, r.attempt, r.tries
  from share_returns r join supplier_shares h on h.tenant_id = $1 and h.id = r.share_id where r.tenant_id = $1`
const numberOf = (id: string, attempt: number) =>
  attempt === 1 ? id.replaceAll('-', '') : `${id.replaceAll('-', '')}_${attempt}`

@Injectable()
export class ShareReturnsRepo {
  /** What of a share has to come back before a refund. */
  async insert(r: { shareId: string; refundId: string; orderId: string; amount: number }): Promise<void> {
    const id = newId()
    await db().run(
      `insert into share_returns (tenant_id, id, share_id, refund_id, order_id, amount, state, out_return_no, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, 'due', $7, $8, $8)`,
      [tenantId(), id, r.shareId, r.refundId, r.orderId, r.amount, numberOf(id, 1), clock.now()],
    )
  }
  /** How many returns of an order are not decided upon. */
  async open(orderId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      "select count(*) as n from share_returns where tenant_id = $1 and order_id = $2 and state in ('due', 'sent', 'failed')",
      [tenantId(), orderId],
    )
    return row?.n ?? 0
  }
  async claim(limit: number): Promise<ReturnRow[]> {
    const rows = await db().many<{ id: string }>(
      `update share_returns set tries = tries + 1, updated_at = $2 where tenant_id = $1 and id in (
         select id from share_returns where tenant_id = $1 and state in ('due', 'sent')
            and updated_at <= $2::timestamptz - make_interval(secs => ($3::int[])[least(tries::int + 1, array_length($3::int[], 1))])
          order by created_at limit $4 for update skip locked)
       returning id`,
      [tenantId(), clock.now(), [...refundWaitsSeconds], limit],
    )
    if (!rows.length) return []
    return db().many<ReturnRow>(`${RETURN} and r.id = any($2) order by r.id`, [
      tenantId(),
      rows.map((r) => r.id),
    ])
  }
  byId(id: string): Promise<ReturnRow | undefined> {
    return db().one<ReturnRow>(`${RETURN} and r.id = $2`, [tenantId(), id])
  }
  lock(id: string): Promise<ReturnRow | undefined> {
    return db().one<ReturnRow>(`${RETURN} and r.id = $2 for update of r`, [tenantId(), id])
  }
  sent(id: string): Promise<number> {
    return db().run(
      "update share_returns set state = 'sent', updated_at = $3 where tenant_id = $1 and id = $2 and state = any($4)",
      [tenantId(), id, clock.now(), statesBefore(returnMoves, 'send')],
    )
  }
  /** It is back, with its line in the supplier's settlement; counted on the share. */
  async finish(r: ReturnRow, lineId: string): Promise<void> {
    await db().run(
      "update share_returns set state = 'done', line_id = $3, fail_code = '', fail_words = '', updated_at = $4 where tenant_id = $1 and id = $2",
      [tenantId(), r.id, lineId, clock.now()],
    )
    await db().run('update supplier_shares set returned = returned + $3 where tenant_id = $1 and id = $2', [
      tenantId(),
      r.share_id,
      r.amount,
    ])
  }
  fail(id: string, code: string, words: string): Promise<number> {
    return db().run(
      "update share_returns set state = 'failed', fail_code = $3, fail_words = $4, updated_at = $5 where tenant_id = $1 and id = $2 and state in ('due', 'sent')",
      [tenantId(), id, code, words.slice(0, 500), clock.now()],
    )
  }
  note(id: string, code: string, words: string): Promise<number> {
    return db().run(
      "update share_returns set fail_code = $3, fail_words = $4 where tenant_id = $1 and id = $2 and state in ('due', 'sent')",
      [tenantId(), id, code, words.slice(0, 500)],
    )
  }
  /** Due once more, under a new number: the provider answers a number it failed with what it answered before. */
  retry(r: ReturnRow): Promise<number> {
    const { id: by, name } = actor()
    return db().run(
      "update share_returns set state = 'due', tries = 0, attempt = $3, out_return_no = $4, decided_by = $5, decided_by_name = $6, decided_at = $7, updated_at = $7 where tenant_id = $1 and id = $2 and state = 'failed'",
      [tenantId(), r.id, r.attempt + 1, numberOf(r.id, r.attempt + 1), by, name, clock.now()],
    )
  }
  carry(id: string, note: string): Promise<number> {
    const { id: by, name } = actor()
    return db().run(
      "update share_returns set state = 'carried', note = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, updated_at = $6 where tenant_id = $1 and id = $2 and state = 'failed'",
      [tenantId(), id, note, by, name, clock.now()],
    )
  }
}
