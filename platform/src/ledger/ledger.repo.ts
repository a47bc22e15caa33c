import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import type { Transfer } from './accounts.js'

@Injectable()
export class LedgerRepo {
  /** Appends transfers; answers how many were new. */
  append(transfers: readonly Transfer[]): Promise<number> {
    const column = <T>(of: (t: Transfer) => T) => transfers.map(of)
    return db().run(
      `insert into ledger_transfers (tenant_id, id, debit_account, credit_account, amount, currency, kind, ref, order_id, at)
       select $1, t.id, t.debit, t.credit, t.amount, t.currency, t.kind, t.ref, t.order_id, $2
         from unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::uuid[]) as t (id, debit, credit, amount, currency, kind, ref, order_id)
       on conflict (tenant_id, kind, ref) do nothing`,
      [
        tenantId(),
        clock.now(),
        transfers.map(() => newId()),
        column((t) => t.debit),
        column((t) => t.credit),
        column((t) => t.amount),
        column((t) => t.currency),
        column((t) => t.kind),
        column((t) => t.ref),
        column((t) => t.orderId ?? null),
      ],
    )
  }

  async balance(account: string): Promise<number> {
    const row = await db().one<{ balance: number }>(
      `select (select coalesce(sum(amount), 0) from ledger_transfers where tenant_id = $1 and debit_account = $2)
            - (select coalesce(sum(amount), 0) from ledger_transfers where tenant_id = $1 and credit_account = $2) as balance`,
      [tenantId(), account],
    )
    return row?.balance ?? 0
  }
}
