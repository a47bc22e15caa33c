import { Injectable } from '@nestjs/common'
import type { ContractModel, LineKind, ListStatements, StatementState } from '@storeweave/contract'
import type { z } from 'zod'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** A statement with its supplier, its contract's model and its payout. Signed minor units. */
export interface StatementFacts {
  id: string
  number: string
  supplier_id: string
  supplier_code: string
  supplier_zh: string
  supplier_en: string
  contract_id: string
  model: ContractModel
  period_from: string
  period_to: string
  available_on: string
  currency: string
  opening: number
  gross: number
  commission: number
  sales: number
  refunds: number
  fees: number
  adjustments: number
  closing: number
  shared: number
  line_count: number
  state: StatementState
  issues: number
  issued_at: string
  brand_by_name: string
  brand_at: string | null
  supplier_by_name: string
  supplier_at: string | null
  carried_to: string | null
  payout_id: string | null
  payout_number: string | null
  payout_state: string | null
  paid_at: string | null
  bank_ref: string | null
}
const STATEMENT = `select s.id, s.number, s.supplier_id, u.code as supplier_code, u.name_zh as supplier_zh, u.name_en as supplier_en, s.contract_id, c.model, s.period_from, s.period_to, s.available_on, s.currency,
    s.opening, s.gross, s.commission, s.sales, s.refunds, s.fees, s.adjustments, s.closing, s.shared, s.line_count, s.state, s.issues, s.issued_at, s.brand_by_name, s.brand_at, s.supplier_by_name, s.supplier_at,
    s.carried_to, s.payout_id, p.number as payout_number, p.state as payout_state, p.paid_at, p.bank_ref
  from supplier_statements s join suppliers u on u.tenant_id = $1 and u.id = s.supplier_id join supplier_contracts c on c.tenant_id = $1 and c.id = s.contract_id
  left join supplier_payouts p on p.tenant_id = $1 and p.id = s.payout_id where s.tenant_id = $1`

/** A line with the words of its goods. */
export interface LineRow {
  id: string
  kind: z.infer<typeof LineKind>
  day: string
  order_id: string | null
  order_number: string | null
  store_zh: string | null
  store_en: string | null
  sku_code: string | null
  name_zh: string | null
  name_en: string | null
  option_zh: string | null
  option_en: string | null
  unit_zh: string | null
  unit_en: string | null
  product_kind: string | null
  quantity: number
  model: ContractModel | null
  base: number
  rate: number | null
  commission: number
  amount: number
  note: string
  campaign_id: string | null
  campaign_zh: string | null
  campaign_en: string | null
  discount: number
  borne: number
}
const LINES = `select s.id, s.kind, s.day, s.order_id, o.number as order_number, u.name_zh as store_zh, u.name_en as store_en, l.sku_code, l.name_zh, l.name_en, l.option_zh, l.option_en, l.unit_zh, l.unit_en,
    l.kind as product_kind, s.quantity, s.model, s.base, s.rate, s.commission, s.amount, s.note, s.campaign_id, c.name_zh as campaign_zh, c.name_en as campaign_en, s.discount, s.borne
  from settlement_lines s left join order_lines l on l.tenant_id = $1 and l.id = s.line_id left join orders o on o.tenant_id = $1 and o.id = s.order_id left join org_units u on u.tenant_id = $1 and u.id = l.store_id left join campaigns c on c.tenant_id = $1 and c.id = s.campaign_id
  where s.tenant_id = $1`

@Injectable()
export class StatementRepo {
  page(q: ListStatements, before: string | number | undefined): Promise<StatementFacts[]> {
    return db().many<StatementFacts>(
      `${STATEMENT} and ($2::uuid is null or s.supplier_id = $2) and ($3::text is null or s.state = $3) and ($4::uuid is null or s.id < $4) order by s.id desc limit $5`,
      [tenantId(), q.supplierId ?? null, q.state ?? null, before ?? null, q.limit + 1],
    )
  }
  byId(id: string): Promise<StatementFacts | undefined> {
    return db().one<StatementFacts>(`${STATEMENT} and s.id = $2`, [tenantId(), id])
  }
  /** The same, locked until the transaction ends: what both sides say to it comes one after the other. */
  lock(id: string): Promise<StatementFacts | undefined> {
    return db().one<StatementFacts>(`${STATEMENT} and s.id = $2 for update of s`, [tenantId(), id])
  }
  /** A page of a statement's lines by day. */
  lines(
    statementId: string,
    kind: string | null,
    after: (string | number)[] | undefined,
    limit: number,
  ): Promise<LineRow[]> {
    // said only where there is a cursor: a condition that may be empty would read every page from the first line on
    const beyond = after ? 'and (s.day, s.id) > ($5::date, $6::uuid)' : ''
    return db().many<LineRow>(
      `${LINES} and s.statement_id = $2 and ($3::text is null or s.kind = $3) ${beyond} order by s.day, s.id limit $4`,
      [tenantId(), statementId, kind, limit, ...(after ?? [])],
    )
  }
  /** Moves the state and keeps who confirmed; null where a side has not, or has to look again. */
  move(
    id: string,
    from: StatementState,
    to: StatementState,
    sides: { brand: [string, string] | null; supplier: [string, string] | null },
  ): Promise<number> {
    return db().run(
      'update supplier_statements set state = $4, brand_by_name = $5, brand_at = $6, supplier_by_name = $7, supplier_at = $8 where tenant_id = $1 and id = $2 and state = $3',
      [
        tenantId(),
        id,
        from,
        to,
        sides.brand?.[0] ?? '',
        sides.brand?.[1] ?? null,
        sides.supplier?.[0] ?? '',
        sides.supplier?.[1] ?? null,
      ],
    )
  }
  /** Issued once more, after what was disputed has been answered. */
  reissue(id: string): Promise<number> {
    return db().run(
      'update supplier_statements set issues = issues + 1, issued_at = $3 where tenant_id = $1 and id = $2',
      [tenantId(), id, clock.now()],
    )
  }
}
