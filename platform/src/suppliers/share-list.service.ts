import { Injectable } from '@nestjs/common'
import type { ListShares, Share, ShareReturn } from '@storeweave/contract'
import { allowedFrom } from '@storeweave/rules/order'
import { returnMoves } from '@storeweave/rules/suppliers'
import { found, mayReach } from '../kernel/access.js'
import { reading } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { sharingWords } from '../payments/index.js'
import { ShareListRepo, type ListedReturn, type ListedShare } from './share-list.repo.js'

/** Instructions to the provider as HQ looks at them. */
@Injectable()
export class ShareListService {
  constructor(private readonly rows: ShareListRepo) {}

  page(q: ListShares): Promise<{ items: Share[]; nextCursor: string | null }> {
    const before = keysOf(q.cursor, 'id')?.[0]
    return reading(async () => pageOf(await this.rows.page(q, before), q.limit, (r) => [r.id], shown))
  }
  ofReturn(returnId: string): Promise<Share> {
    return reading(async () => shown(found(await this.rows.ofReturn(returnId))))
  }
}

const MOVES = ['retry', 'carry'] as const
const reasonOf = (code: string, words: string) => sharingWords(code, words, scope().locale)

function shown(r: ListedShare): Share {
  const may = mayReach('approve', 'Payout', {})
  return {
    id: r.id,
    kind: r.kind,
    supplier:
      r.supplier_id === null
        ? null
        : { id: r.supplier_id, code: r.supplier_code, name: { zh: r.supplier_zh, en: r.supplier_en } },
    orderId: r.order_id,
    orderNumber: r.order_number,
    account: r.account,
    amount: r.amount,
    returned: r.returned,
    currency: r.currency,
    state: r.state,
    outOrderNo: r.out_order_no,
    tries: r.tries,
    reason: r.state === 'done' ? '' : reasonOf(r.fail_code, r.fail_words),
    day: r.day,
    at: r.created_at,
    doneAt: r.done_at,
    returns: r.returns.map((one) => returnOf(one, may)),
  }
}

function returnOf(r: ListedReturn, may: boolean): ShareReturn {
  const moves: readonly string[] = allowedFrom(returnMoves, r.state)
  const iso = (at: string) => new Date(at).toISOString()
  return {
    id: r.id,
    refundId: r.refundId,
    amount: r.amount,
    state: r.state,
    outReturnNo: r.outReturnNo,
    reason: r.state === 'done' ? '' : reasonOf(r.failCode, r.failWords),
    decided: r.decidedAt === null ? null : { by: r.decidedBy, at: iso(r.decidedAt) },
    note: r.note,
    at: iso(r.at),
    allowed: may ? MOVES.filter((m) => moves.includes(m)) : [],
  }
}
