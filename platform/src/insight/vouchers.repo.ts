import type { Invariant } from './invariants.repo.js'

/** What must always hold of goods that are handed over as codes. */
export const vouchers: readonly Invariant[] = [
  {
    name: 'voucher_uses_add_up',
    says: 'What was used of a voucher is the sum of its uses, what was refunded that of its refunds, and both are never more than it is good for',
    breaks: (
      recent,
    ) => `select v.id, v.used || ' used and ' || v.refunded || ' refunded of ' || v.uses || ', uses ' || h.n || ', refunds ' || b.n as detail from vouchers v
        cross join lateral (select coalesce(sum(h.uses), 0) as n from voucher_uses h where h.tenant_id = $1 and h.voucher_id = v.id) h
        cross join lateral (select coalesce(sum(b.uses), 0) as n from voucher_refunds b where b.tenant_id = $1 and b.voucher_id = v.id) b
      where v.tenant_id = $1 ${recent('v.id')} and (v.used <> h.n or v.refunded <> b.n or v.used + v.refunded > v.uses
         or (v.state = 'used' and v.used + v.refunded <> v.uses) or (v.state = 'refunded') <> (v.refunded > 0))`,
  },
  {
    name: 'paid_line_has_vouchers',
    says: 'A paid line of vouchers has one for each piece, and no other has any',
    breaks: (
      recent,
    ) => `select l.id, 'pieces ' || l.quantity || ', vouchers ' || v.n as detail from order_lines l cross join lateral (
        select count(*) as n from vouchers v where v.tenant_id = $1 and v.line_id = l.id) v
      where l.tenant_id = $1 ${recent('l.id')} and l.voucher is not null and v.n <> case when l.sold_at is null then 0 else l.quantity end`,
  },
  {
    name: 'voucher_has_code',
    says: 'A voucher that holds has a live code, and one that is over has none',
    breaks: (
      recent,
    ) => `select v.id, v.state || ': live codes ' || c.n as detail from vouchers v cross join lateral (
        select count(*) as n from verification_codes c where c.tenant_id = $1 and c.voucher_id = v.id and c.state = 'live') c
      where v.tenant_id = $1 ${recent('v.id')} and c.n <> (v.state = 'live')::int`,
  },
  {
    name: 'voucher_refund_is_money',
    says: 'What went back for a voucher is what its refund says of its line',
    breaks: (
      recent,
    ) => `select b.refund_id as id, 'voucher ' || b.amount || ', line ' || coalesce(r.amount, 0) as detail from voucher_refunds b
        join vouchers v on v.tenant_id = $1 and v.id = b.voucher_id
        left join refund_lines r on r.tenant_id = $1 and r.refund_id = b.refund_id and r.line_id = v.line_id
      where b.tenant_id = $1 ${recent('b.refund_id')} and b.amount is distinct from r.amount`,
  },
]
