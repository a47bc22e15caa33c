import { Injectable } from '@nestjs/common'
import type { ListShares, ShareReturnState, ShareState } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'

export interface ListedReturn {
  id: string
  refundId: string
  amount: number
  state: ShareReturnState
  outReturnNo: string
  failCode: string
  failWords: string
  decidedBy: string
  decidedAt: string | null
  note: string
  at: string
}
export interface ListedShare {
  id: string
  kind: 'share' | 'unfreeze'
  supplier_id: string | null
  supplier_code: string
  supplier_zh: string
  supplier_en: string
  order_id: string
  order_number: string
  account: string
  amount: number
  returned: number
  currency: string
  state: ShareState
  out_order_no: string
  tries: number
  fail_code: string
  fail_words: string
  day: string
  created_at: string
  done_at: string | null
  returns: ListedReturn[]
}
const SHARE = `select h.id, h.kind, h.supplier_id, u.code as supplier_code, u.name_zh as supplier_zh, u.name_en as supplier_en, h.order_id, o.number as order_number, h.account, h.amount, h.returned, h.currency, h.state, h.out_order_no, h.tries,
    h.fail_code, h.fail_words, h.day, h.created_at, h.done_at,
    coalesce((select json_agg(json_build_object('id', r.id, 'refundId', r.refund_id, 'amount', r.amount, 'state', r.state, 'outReturnNo', r.out_return_no, 'failCode', r.fail_code, 'failWords', r.fail_words,
        'decidedBy', r.decided_by_name, 'decidedAt', r.decided_at, 'note', r.note, 'at', r.updated_at) order by r.id) from share_returns r where r.tenant_id = $1 and r.share_id = h.id), '[]') as returns
  from supplier_shares h join orders o on o.tenant_id = $1 and o.id = h.order_id left join suppliers u on u.tenant_id = $1 and u.id = h.supplier_id where h.tenant_id = $1`
/** States that are those of what comes back. */
const BACK: Partial<Record<string, string>> = { returning: "('due', 'sent')", return_failed: "('failed')" }

@Injectable()
export class ShareListRepo {
  /** A page of instructions, the newest first. */
  page(q: ListShares, before: string | number | undefined): Promise<ListedShare[]> {
    const back = q.state && BACK[q.state]
    const states = back
      ? `and exists (select from share_returns b where b.tenant_id = $1 and b.share_id = h.id and b.state in ${back})`
      : ''
    return db().many<ListedShare>(
      `${SHARE} and ($2::text is null or h.state = $2) and ($3::uuid is null or h.supplier_id = $3) and ($4::uuid is null or h.order_id = $4) and ($5::text is null or h.kind = $5)
         and ($6::uuid is null or h.id < $6) ${states} order by h.id desc limit $7`,
      [
        tenantId(),
        back ? null : (q.state ?? null),
        q.supplierId ?? null,
        q.orderId ?? null,
        q.kind ?? null,
        before ?? null,
        q.limit + 1,
      ],
    )
  }
  /** The one that something is on its way back of. */
  ofReturn(returnId: string): Promise<ListedShare | undefined> {
    return db().one<ListedShare>(
      `${SHARE} and h.id = (select b.share_id from share_returns b where b.tenant_id = $1 and b.id = $2)`,
      [tenantId(), returnId],
    )
  }
}
