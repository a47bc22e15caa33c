import type { Invariant } from './invariants.repo.js'

/** What must hold of what shoppers ask back. */
export const returned: readonly Invariant[] = [
  {
    name: 'return_paid_is_refund',
    says: 'A return is refunded exactly when money went back under its id, for no more pieces than were asked',
    breaks: (
      recent,
    ) => `select r.id, r.state || ', asked ' || a.quantity || ', refunded ' || f.quantity as detail from returns r
        cross join lateral (select coalesce(sum(l.quantity), 0) as quantity from refund_lines l where l.tenant_id = $1 and l.refund_id = r.id) f
        cross join lateral (select coalesce(sum(l.quantity), 0) as quantity from return_lines l where l.tenant_id = $1 and l.return_id = r.id) a
      where r.tenant_id = $1 ${recent('r.id')} and ((r.state = 'refunded') <> (f.quantity > 0) or f.quantity > a.quantity)`,
  },
]
