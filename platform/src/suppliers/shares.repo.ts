import { Injectable } from '@nestjs/common'
import type { ShareState } from '@storeweave/contract'
import { refundWaitsSeconds } from '@storeweave/rules/payments'
import { statesBefore } from '@storeweave/rules/order'
import { shareMoves } from '@storeweave/rules/suppliers'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'

/** An instruction to the provider, with what it needs to send it. */
export interface ShareRow {
  id: string
  kind: 'share' | 'unfreeze'
  order_id: string
  payment_id: string
  supplier_id: string | null
  account: string
  amount: number
  currency: string
  state: ShareState
  out_order_no: string
  line_id: string | null
  tries: number
}
const COLUMNS =
  'id, kind, order_id, payment_id, supplier_id, account, amount, currency, state, out_order_no, line_id, tries'

@Injectable()
export class SharesRepo {
  /** Keeps an instruction; once for an order and supplier, once for what is set free. Its number is its id: sent again it is the same. */
  async insert(s: {
    kind: 'share' | 'unfreeze'
    orderId: string
    paymentId: string
    supplierId: string | null
    account: string
    amount: number
    currency: string
    day: string
    lineId: string | null
  }): Promise<void> {
    const id = newId()
    await db().run(
      `insert into supplier_shares (tenant_id, id, kind, order_id, payment_id, supplier_id, account, amount, currency, day, line_id, state, out_order_no, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'due', $12, $13, $13)`,
      [
        tenantId(),
        id,
        s.kind,
        s.orderId,
        s.paymentId,
        s.supplierId,
        s.account,
        s.amount,
        s.currency,
        s.day,
        s.lineId,
        id.replaceAll('-', ''),
        clock.now(),
      ],
    )
  }
  /** Takes instructions whose wait is over and counts the try; what is set free waits for what is shared of the same order. */
  claim(limit: number): Promise<ShareRow[]> {
    return db().many<ShareRow>(
      `update supplier_shares set tries = tries + 1, updated_at = $2 where tenant_id = $1 and id in (
         select h.id from supplier_shares h where h.tenant_id = $1 and h.state in ('due', 'sent')
            and h.updated_at <= $2::timestamptz - make_interval(secs => ($3::int[])[least(h.tries::int + 1, array_length($3::int[], 1))])
            and (h.kind = 'share' or not exists (select from supplier_shares o where o.tenant_id = $1 and o.order_id = h.order_id and o.kind = 'share' and o.state in ('due', 'sent')))
          order by h.created_at limit $4 for update skip locked)
       returning ${COLUMNS}`,
      [tenantId(), clock.now(), [...refundWaitsSeconds], limit],
    )
  }
  byId(id: string): Promise<ShareRow | undefined> {
    return db().one<ShareRow>(`select ${COLUMNS} from supplier_shares where tenant_id = $1 and id = $2`, [
      tenantId(),
      id,
    ])
  }
  /** How the provider knows the payment. */
  async transactionOf(paymentId: string): Promise<string | null> {
    const row = await db().one<{ provider_txn: string | null }>(
      'select provider_txn from payments where tenant_id = $1 and id = $2',
      [tenantId(), paymentId],
    )
    return row?.provider_txn ?? null
  }
  /** The provider has it and has not decided. */
  sent(id: string, providerOrder: string | null): Promise<number> {
    return db().run(
      "update supplier_shares set state = 'sent', provider_order = coalesce($3, provider_order), updated_at = $4 where tenant_id = $1 and id = $2 and state = any($5)",
      [tenantId(), id, providerOrder, clock.now(), statesBefore(shareMoves, 'send')],
    )
  }
  /** It is done, or closed with the line that takes it back: once. */
  decide(
    id: string,
    to: 'done' | 'closed',
    by: { providerOrder: string | null; code: string; words: string; lineId: string | null },
  ): Promise<number> {
    return db().run(
      'update supplier_shares set state = $3, provider_order = coalesce($4, provider_order), fail_code = $5, fail_words = $6, closed_line_id = $7, done_at = $8, updated_at = $8 where tenant_id = $1 and id = $2 and state = any($9)',
      [
        tenantId(),
        id,
        to,
        by.providerOrder,
        by.code,
        by.words.slice(0, 500),
        by.lineId,
        clock.now(),
        statesBefore(shareMoves, to === 'done' ? 'finish' : 'close'),
      ],
    )
  }
  /** Why it isn't with the provider yet. */
  note(id: string, code: string, words: string): Promise<number> {
    return db().run(
      "update supplier_shares set fail_code = $3, fail_words = $4 where tenant_id = $1 and id = $2 and state in ('due', 'sent')",
      [tenantId(), id, code, words.slice(0, 500)],
    )
  }
  /** The instruction, locked while it is decided upon. */
  lock(id: string): Promise<ShareRow | undefined> {
    return db().one<ShareRow>(
      `select ${COLUMNS} from supplier_shares where tenant_id = $1 and id = $2 for update`,
      [tenantId(), id],
    )
  }
  /** The contract and statement of the line an instruction was written with. */
  line(id: string): Promise<{ contract_id: string; statement_id: string | null; day: string } | undefined> {
    return db().one(
      'select contract_id, statement_id, day from settlement_lines where tenant_id = $1 and id = $2',
      [tenantId(), id],
    )
  }
}
