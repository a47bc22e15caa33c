import { Injectable } from '@nestjs/common'
import type { ContractModel, StatementPeriod } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'

export interface AccountRow {
  id: string
  code: string
  name_zh: string
  name_en: string
  model: ContractModel | null
  rate: number | null
  period: StatementPeriod | null
  balance: number
  open: number
  payable: number
  waiting_lines: number
  waiting_base: number
  open_statements: number
}

@Injectable()
export class AccountRepo {
  /** Where the brand stands with each supplier, by code, at most 500. What is owed is read from the statements, the payouts and the open lines: all written once. */
  all(today: string): Promise<AccountRow[]> {
    return db().many<AccountRow>(
      `with held as (
         select supplier_id, sum(sales + refunds + fees + adjustments - shared)::bigint as amount, count(*) filter (where state in ('issued', 'brand_confirmed', 'supplier_confirmed', 'disputed')) as open_statements,
                coalesce(sum(closing - shared) filter (where state = 'confirmed' and closing > shared and available_on <= $2), 0)::bigint as payable
           from supplier_statements where tenant_id = $1 group by supplier_id),
       open as (
         select supplier_id, coalesce(sum(amount), 0)::bigint as amount, count(*) filter (where waiting is not null and kind = 'sale') as waiting_lines, coalesce(sum(base) filter (where waiting is not null), 0)::bigint as waiting_base
           from settlement_lines where tenant_id = $1 and statement_id is null group by supplier_id),
       paid as (select supplier_id, sum(amount)::bigint as amount from supplier_payouts where tenant_id = $1 and state = 'paid' group by supplier_id)
       select u.id, u.code, u.name_zh, u.name_en, c.model, c.rate, c.period, coalesce(held.amount, 0) + coalesce(open.amount, 0) - coalesce(paid.amount, 0) as balance, coalesce(open.amount, 0) as open,
              coalesce(held.payable, 0) as payable, coalesce(open.waiting_lines, 0) as waiting_lines, coalesce(open.waiting_base, 0) as waiting_base, coalesce(held.open_statements, 0) as open_statements
         from suppliers u left join held on held.supplier_id = u.id left join open on open.supplier_id = u.id left join paid on paid.supplier_id = u.id
         left join lateral (select c.model, c.rate, c.period, c.valid_until from supplier_contracts c where c.tenant_id = $1 and c.supplier_id = u.id and c.valid_from <= $2 order by c.valid_from desc limit 1) c
           on c.valid_until is null or c.valid_until >= $2
        where u.tenant_id = $1 order by u.code limit 500`,
      [tenantId(), today],
    )
  }
}
