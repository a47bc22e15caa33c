import { Injectable } from '@nestjs/common'
import type { ListPayouts, PayoutState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface PayoutRow {
  id: string
  number: string
  supplier_id: string
  supplier_code: string
  supplier_zh: string
  supplier_en: string
  amount: number
  currency: string
  state: PayoutState
  proposed_by: string
  proposed_by_name: string
  proposed_at: string
  decided_by_name: string
  decided_at: string | null
  paid_by_name: string
  paid_at: string | null
  bank_ref: string
  note: string
  statements: { id: string; number: string; closing: number; shared: number }[]
}
const PAYOUT = `select p.id, p.number, p.supplier_id, u.code as supplier_code, u.name_zh as supplier_zh, u.name_en as supplier_en, p.amount, p.currency, p.state, p.proposed_by, p.proposed_by_name, p.proposed_at,
    p.decided_by_name, p.decided_at, p.paid_by_name, p.paid_at, p.bank_ref, p.note,
    coalesce((select json_agg(json_build_object('id', s.id, 'number', s.number, 'closing', s.closing, 'shared', s.shared) order by s.id) from supplier_statements s where s.tenant_id = $1 and s.payout_id = p.id), '[]') as statements
  from supplier_payouts p join suppliers u on u.tenant_id = $1 and u.id = p.supplier_id where p.tenant_id = $1`

@Injectable()
export class PayoutRepo {
  page(q: ListPayouts, before: string | number | undefined): Promise<PayoutRow[]> {
    return db().many<PayoutRow>(
      `${PAYOUT} and ($2::text is null or p.state = $2) and ($3::uuid is null or p.id < $3) order by p.id desc limit $4`,
      [tenantId(), q.state ?? null, before ?? null, q.limit + 1],
    )
  }
  byId(id: string): Promise<PayoutRow | undefined> {
    return db().one<PayoutRow>(`${PAYOUT} and p.id = $2`, [tenantId(), id])
  }
  lock(id: string): Promise<PayoutRow | undefined> {
    return db().one<PayoutRow>(`${PAYOUT} and p.id = $2 for update of p`, [tenantId(), id])
  }
  /** A supplier's confirmed statements whose hold is over and that something is left of, locked. */
  payable(supplierId: string, today: string): Promise<{ id: string; rest: number; currency: string }[]> {
    return db().many(
      "select id, closing - shared as rest, currency from supplier_statements where tenant_id = $1 and supplier_id = $2 and state = 'confirmed' and closing > shared and available_on <= $3 order by id for update",
      [tenantId(), supplierId, today],
    )
  }
  /** What a supplier is owed and no payout has taken or will take: by its statements and lines, which the ledger equals. */
  async free(supplierId: string): Promise<number> {
    const row = await db().one<{ sum: number }>(
      `select (select coalesce(sum(sales + refunds + fees + adjustments - shared), 0) from supplier_statements where tenant_id = $1 and supplier_id = $2)
            + (select coalesce(sum(amount), 0) from settlement_lines where tenant_id = $1 and supplier_id = $2 and statement_id is null)
            - (select coalesce(sum(amount), 0) from supplier_payouts where tenant_id = $1 and supplier_id = $2 and state <> 'refused') as sum`,
      [tenantId(), supplierId],
    )
    return row?.sum ?? 0
  }
  /** Proposes a payout; its number counts the supplier's. */
  async insert(p: {
    id: string
    supplierId: string
    code: string
    amount: number
    currency: string
  }): Promise<void> {
    const { id: by, name } = actor()
    await db().run(
      `insert into supplier_payouts (tenant_id, id, number, supplier_id, amount, currency, state, proposed_by, proposed_by_name, proposed_at)
       select $1, $2, $3 || '-P' || (count(*) + 1), $4, $5, $6, 'proposed', $7, $8, $9 from supplier_payouts where tenant_id = $1 and supplier_id = $4`,
      [tenantId(), p.id, p.code, p.supplierId, p.amount, p.currency, by, name, clock.now()],
    )
  }
  /** Takes statements into a payout. */
  take(payoutId: string, ids: readonly string[]): Promise<number> {
    return db().run(
      "update supplier_statements set payout_id = $2, state = 'paying' where tenant_id = $1 and id = any($3) and state = 'confirmed'",
      [tenantId(), payoutId, ids],
    )
  }
  /** Lets a payout's statements go again. */
  release(payoutId: string): Promise<number> {
    return db().run(
      "update supplier_statements set payout_id = null, state = 'confirmed' where tenant_id = $1 and payout_id = $2 and state = 'paying'",
      [tenantId(), payoutId],
    )
  }
  settle(payoutId: string): Promise<number> {
    return db().run(
      "update supplier_statements set state = 'settled' where tenant_id = $1 and payout_id = $2 and state = 'paying'",
      [tenantId(), payoutId],
    )
  }
  decide(id: string, from: PayoutState, to: 'approved' | 'refused', note: string): Promise<number> {
    const { id: by, name } = actor()
    return db().run(
      'update supplier_payouts set state = $4, decided_by = $5, decided_by_name = $6, decided_at = $7, note = $8 where tenant_id = $1 and id = $2 and state = $3',
      [tenantId(), id, from, to, by, name, clock.now(), note],
    )
  }
  pay(id: string, from: PayoutState, bankRef: string): Promise<number> {
    const { id: by, name } = actor()
    return db().run(
      "update supplier_payouts set state = 'paid', paid_by = $4, paid_by_name = $5, paid_at = $6, bank_ref = $7 where tenant_id = $1 and id = $2 and state = $3",
      [tenantId(), id, from, by, name, clock.now(), bankRef],
    )
  }
  /** Whether a bank reference is recorded already. */
  async isUsed(bankRef: string): Promise<boolean> {
    const row = await db().one(
      "select 1 from supplier_payouts where tenant_id = $1 and bank_ref = $2 and state = 'paid'",
      [tenantId(), bankRef],
    )
    return row !== undefined
  }
}
