import type { Invariant } from './invariants.repo.js'

/** What must always hold of money that suppliers were sent when an order was shared. */
export const shared: readonly Invariant[] = [
  {
    name: 'share_in_books',
    says: 'A share stands in the ledger as it was sent, settled or closed: what is under way is in no other account',
    breaks: (
      recent,
    ) => `select h.id, h.state || ' ' || h.amount || ', lines ' || l.sum || ', settled ' || t.sum as detail from supplier_shares h cross join lateral (
        select coalesce(sum(l.amount), 0) as sum from settlement_lines l where l.tenant_id = $1 and l.id in (h.line_id, h.closed_line_id) and l.kind = 'share' and l.supplier_id = h.supplier_id) l cross join lateral (
        select coalesce(sum(t.amount), 0) as sum from ledger_transfers t where t.tenant_id = $1 and t.kind = 'share_settled' and t.ref = h.id::text and t.debit_account = 'sharing') t
      where h.tenant_id = $1 ${recent('h.id')} and h.kind = 'share' and (l.sum <> case h.state when 'closed' then 0 else -h.amount end or t.sum <> case h.state when 'done' then h.amount else 0 end)`,
  },
  {
    name: 'share_return_in_books',
    says: 'What came back of a share stands in the ledger once, and is counted on it',
    breaks: (
      recent,
    ) => `select h.id, 'returned ' || h.returned || ', returns ' || r.sum || ', in the books ' || r.booked || ', lines ' || r.lines as detail from supplier_shares h cross join lateral (
        select coalesce(sum(r.amount), 0) as sum, coalesce(sum(t.amount), 0) as booked, coalesce(sum(l.amount), 0) as lines from share_returns r
          left join ledger_transfers t on t.tenant_id = $1 and t.kind = 'share_returned' and t.ref = r.id::text and t.credit_account = 'sharing'
          left join settlement_lines l on l.tenant_id = $1 and l.id = r.line_id and l.kind = 'share' where r.tenant_id = $1 and r.share_id = h.id and r.state = 'done') r
      where h.tenant_id = $1 ${recent('h.id')} and (h.returned <> r.sum or h.returned <> r.booked or h.returned <> r.lines)`,
  },
  {
    name: 'shared_is_ours',
    says: 'Shares and their refunds come to no more than was paid, and no refund is with the provider while a share it takes from is on its way back',
    breaks: (
      recent,
    ) => `select p.id, 'shared ' || h.sum || ' of ' || p.amount as detail from payments p cross join lateral (
        select coalesce(sum(h.amount - h.returned), 0) as sum, bool_or(exists (select from share_returns r join refunds f on f.tenant_id = $1 and f.id = r.refund_id
                 where r.tenant_id = $1 and r.share_id = h.id and r.state in ('due', 'sent', 'failed') and f.state in ('sent', 'done'))) as early
          from supplier_shares h where h.tenant_id = $1 and h.payment_id = p.id and h.kind = 'share' and h.state <> 'closed') h
      where p.tenant_id = $1 ${recent('p.id')} and p.profit_sharing and (h.early or h.sum > p.amount)`,
  },
]
