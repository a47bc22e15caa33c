import type { Invariant } from './invariants.repo.js'
import { shared } from './shared.repo.js'

const LINE_KINDS =
  "('supplier_sale', 'supplier_sale_back', 'supplier_commission', 'supplier_commission_back', 'supplier_fee', 'supplier_adjustment', 'supplier_share')"

/**
 * What must always hold between the brand and its suppliers. The first three together say: what the ledger owes a
 * supplier is the sum of its settlement lines less what was paid out.
 */
export const settled: readonly Invariant[] = [
  {
    name: 'settlement_in_books',
    says: 'What a settlement line brings its supplier stands in the ledger, and what waits does not',
    breaks: (
      recent,
    ) => `select s.id, 'amount ' || s.amount || ', in the books ' || t.sum as detail from settlement_lines s cross join lateral (
        select coalesce(sum(case when t.credit_account = 'supplier:' || s.supplier_id then t.amount when t.debit_account = 'supplier:' || s.supplier_id then -t.amount end), 0) as sum
          from ledger_transfers t where t.tenant_id = $1 and t.kind in ${LINE_KINDS} and t.ref = s.id::text) t
      where s.tenant_id = $1 ${recent('s.id')} and t.sum <> s.amount`,
  },
  {
    name: 'books_have_settlement',
    says: 'Every transfer with a supplier belongs to a settlement line or a payout',
    breaks: (
      recent,
    ) => `select t.id, t.kind || ' ' || t.ref as detail from ledger_transfers t where t.tenant_id = $1 ${recent('t.id')} and t.kind like 'supplier%'
        and not exists (select from settlement_lines s where s.tenant_id = $1 and s.id = t.ref::uuid and t.kind in ${LINE_KINDS})
        and not exists (select from supplier_payouts p where p.tenant_id = $1 and p.id = t.ref::uuid and t.kind = 'supplier_payout')`,
  },
  {
    name: 'payout_in_books',
    says: 'A paid payout stands in the ledger once, and is what its statements come to',
    breaks: (
      recent,
    ) => `select p.id, 'amount ' || p.amount || ', in the books ' || t.sum || ', statements ' || s.sum as detail from supplier_payouts p cross join lateral (
        select coalesce(sum(t.amount), 0) as sum from ledger_transfers t where t.tenant_id = $1 and t.kind = 'supplier_payout' and t.ref = p.id::text and t.debit_account = 'supplier:' || p.supplier_id) t cross join lateral (
        select coalesce(sum(s.closing - s.shared), 0) as sum from supplier_statements s where s.tenant_id = $1 and s.payout_id = p.id) s
      where p.tenant_id = $1 ${recent('p.id')} and (t.sum <> case when p.state = 'paid' then p.amount else 0 end or (p.state <> 'refused' and s.sum <> p.amount))`,
  },
  {
    name: 'statement_is_lines',
    says: 'A statement is what its lines add up to, and opens with what earlier ones carried into it',
    breaks: (
      recent,
    ) => `select s.id, s.number || ': lines ' || l.lines || ' of ' || s.line_count as detail from supplier_statements s cross join lateral (
        select count(*) as lines, coalesce(sum(l.base), 0) as gross, coalesce(sum(l.commission), 0) as commission, coalesce(sum(l.amount) filter (where l.kind = 'sale'), 0) as sales,
               coalesce(sum(l.amount) filter (where l.kind = 'refund'), 0) as refunds, coalesce(sum(l.amount) filter (where l.kind = 'fee'), 0) as fees, coalesce(sum(l.amount) filter (where l.kind = 'adjustment'), 0) as adjustments,
               coalesce(-sum(l.amount) filter (where l.kind = 'share'), 0) as shared
          from settlement_lines l where l.tenant_id = $1 and l.statement_id = s.id and l.supplier_id = s.supplier_id) l cross join lateral (
        select coalesce(sum(c.closing - c.shared), 0) as opening from supplier_statements c where c.tenant_id = $1 and c.carried_to = s.id) c
      where s.tenant_id = $1 ${recent('s.id')} and (s.line_count, s.gross, s.commission, s.sales, s.refunds, s.fees, s.adjustments, s.shared, s.opening)
        is distinct from (l.lines, l.gross, l.commission, l.sales, l.refunds, l.fees, l.adjustments, l.shared, c.opening)`,
  },
  {
    name: 'reversed_within_sale',
    says: 'Refunds never reverse more of a sale than it was',
    breaks: (
      recent,
    ) => `select s.id, 'base ' || s.base || ', reversed ' || r.base as detail from settlement_lines s cross join lateral (
        select coalesce(-sum(r.base), 0) as base, coalesce(-sum(r.quantity), 0) as quantity, coalesce(-sum(r.amount), 0) as amount from settlement_lines r
         where r.tenant_id = $1 and r.order_id = s.order_id and r.line_id = s.line_id and r.kind = 'refund') r
      where s.tenant_id = $1 ${recent('s.id')} and s.kind = 'sale' and (r.base > s.base or r.quantity > s.quantity or abs(r.amount) > abs(s.amount)
         or (r.base = s.base and r.quantity = s.quantity and r.amount <> s.amount))`,
  },
  ...shared,
]
