import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** What the lines of a statement add up to; signed as the supplier sees it, in minor units. */
export interface Sums {
  gross: number
  commission: number
  sales: number
  refunds: number
  fees: number
  adjustments: number
  /** What was shared of it; positive. */
  shared: number
  lines: number
}
export interface NewStatement {
  id: string
  number: string
  supplierId: string
  contractId: string
  from: string
  to: string
  availableOn: string
  currency: string
}
const SUMS = `coalesce(sum(base), 0)::bigint as gross, coalesce(sum(commission), 0)::bigint as commission, count(*) as lines,
  coalesce(sum(amount) filter (where kind = 'sale'), 0)::bigint as sales, coalesce(sum(amount) filter (where kind = 'refund'), 0)::bigint as refunds,
  coalesce(sum(amount) filter (where kind = 'fee'), 0)::bigint as fees, coalesce(sum(amount) filter (where kind = 'adjustment'), 0)::bigint as adjustments,
  coalesce(-sum(amount) filter (where kind = 'share'), 0)::bigint as shared`
/** Seconds the largest period may take to close. */
const SECONDS_MOST = 60

@Injectable()
export class StatementClosingRepo {
  /** The last day a supplier's statements cover; undefined before the first. */
  async coveredTo(supplierId: string): Promise<string | undefined> {
    const row = await db().one<{ day: string }>(
      'select period_to as day from supplier_statements where tenant_id = $1 and supplier_id = $2 order by period_from desc limit 1',
      [tenantId(), supplierId],
    )
    return row?.day
  }
  /** An empty statement, for its lines to point to. */
  async open(s: NewStatement): Promise<void> {
    await db().run(`set local statement_timeout = ${SECONDS_MOST * 1000}`)
    await db().run(
      `insert into supplier_statements (tenant_id, id, number, supplier_id, contract_id, period_from, period_to, available_on, currency, opening, gross, commission, sales, refunds, fees, adjustments, closing, line_count, state, issued_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'issued', $10)`,
      [
        tenantId(),
        s.id,
        s.number,
        s.supplierId,
        s.contractId,
        s.from,
        s.to,
        s.availableOn,
        s.currency,
        clock.now(),
      ],
    )
  }
  /** Takes all lines up to a day that no statement holds: those that came late are in the next one. Answers what they add up to. */
  async take(id: string, supplierId: string, to: string): Promise<Sums> {
    const row = await db().one<Sums>(
      `with taken as (
         update settlement_lines set statement_id = $2 where tenant_id = $1 and supplier_id = $3 and statement_id is null and waiting is null and day <= $4 returning kind, base, commission, amount)
       select ${SUMS} from taken`,
      [tenantId(), id, supplierId, to],
    )
    return row!
  }
  /** What its lines add up to now. */
  async sums(id: string): Promise<Sums> {
    const row = await db().one<Sums>(
      `select ${SUMS} from settlement_lines where tenant_id = $1 and statement_id = $2`,
      [tenantId(), id],
    )
    return row!
  }
  /** What earlier periods owe the brand, carried into this one. */
  async carry(id: string, supplierId: string): Promise<number> {
    const row = await db().one<{ opening: number }>(
      `with carried as (
         update supplier_statements set carried_to = $2 where tenant_id = $1 and supplier_id = $3 and id <> $2 and closing < shared and carried_to is null returning closing - shared as rest)
       select coalesce(sum(rest), 0)::bigint as opening from carried`,
      [tenantId(), id, supplierId],
    )
    return row?.opening ?? 0
  }
  /** Writes what the lines add up to; `opening` null leaves it as it was. */
  close(id: string, opening: number | null, s: Sums): Promise<number> {
    return db().run(
      `update supplier_statements set opening = coalesce($3, opening), gross = $4, commission = $5, sales = $6, refunds = $7, fees = $8, adjustments = $9, line_count = $10, shared = $11,
              closing = coalesce($3, opening) + $6 + $7 + $8 + $9 where tenant_id = $1 and id = $2`,
      [
        tenantId(),
        id,
        opening,
        s.gross,
        s.commission,
        s.sales,
        s.refunds,
        s.fees,
        s.adjustments,
        s.lines,
        s.shared,
      ],
    )
  }
}
