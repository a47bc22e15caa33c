import type { SettlementLine, Statement, StatementDispute, StatementRow } from '@storeweave/contract'
import { allowedFrom } from '@storeweave/rules/order'
import { orderRefOf, statementMoves } from '@storeweave/rules/suppliers'
import type { DisputeRow } from './dispute.repo.js'
import type { LineRow, StatementFacts } from './statement.repo.js'

/** Who looks: the brand sees orders and margins; a supplier sees what its contract is counted on. */
export type Side = 'brand' | 'supplier'
const words = (zh: string | null, en: string | null) => ({ zh: zh ?? '', en: en ?? '' })
const act = (by: string, at: string | null) => (at === null ? null : { by, at })
/** What shoppers paid is a supplier's to know where its commission is counted on it. */
const isTold = (side: Side, model: StatementFacts['model'] | null) =>
  side === 'brand' || model === 'commission'

/** A statement as a side sees it. */
export function statementRowOf(s: StatementFacts, side: Side): StatementRow {
  const told = isTold(side, s.model)
  return {
    id: s.id,
    number: s.number,
    supplier: { id: s.supplier_id, code: s.supplier_code, name: words(s.supplier_zh, s.supplier_en) },
    model: s.model,
    from: s.period_from,
    to: s.period_to,
    opening: s.opening,
    gross: told ? s.gross : null,
    commission: told ? s.commission : null,
    sales: s.sales,
    refunds: s.refunds,
    fees: s.fees,
    adjustments: s.adjustments,
    closing: s.closing,
    shared: s.shared,
    currency: s.currency,
    lineCount: s.line_count,
    state: s.state,
    issuedAt: s.issued_at,
    availableOn: s.available_on,
    brand: act(s.brand_by_name, s.brand_at),
    supplierSide: act(s.supplier_by_name, s.supplier_at),
    payout:
      s.payout_id === null
        ? null
        : {
            id: s.payout_id,
            number: s.payout_number ?? '',
            state: s.payout_state ?? '',
            paidAt: s.paid_at,
            bankRef: s.bank_ref ?? '',
          },
  }
}

/** The same with its disputes, and what who asks may do. */
export function statementOf(
  s: StatementFacts,
  side: Side,
  disputes: readonly DisputeRow[],
  may: { confirm: boolean; answer: boolean },
): Statement {
  const moves = allowedFrom(statementMoves, s.state)
  const allowed: Statement['allowed'] = []
  if (may.confirm && moves.includes(`confirm_${side}`)) allowed.push('confirm')
  if (side === 'supplier' && moves.includes('dispute')) allowed.push('dispute')
  if (side === 'brand' && may.answer && disputes.some((d) => d.state === 'open')) allowed.push('answer')
  return { ...statementRowOf(s, side), disputes: disputes.map((d) => disputeOf(d, side)), allowed }
}

const disputeOf = (d: DisputeRow, side: Side): StatementDispute => ({
  id: d.id,
  lineId: d.line_id,
  about: side === 'supplier' && d.order_id ? orderRefOf(d.order_id) : d.about,
  reason: d.reason,
  state: d.state,
  answer: d.answer,
  amount: d.amount,
  raised: { by: d.raised_by_name, at: d.raised_at },
  answered: act(d.answered_by_name, d.answered_at),
})

/** A line as a side sees it: never who bought, and what they paid only where the commission is counted on it. */
export function lineOf(r: LineRow, side: Side): SettlementLine {
  const told = isTold(side, r.model)
  const sold = r.kind === 'sale' || r.kind === 'refund'
  return {
    id: r.id,
    kind: r.kind,
    day: r.day,
    orderId: side === 'brand' ? r.order_id : null,
    orderRef: r.order_id && orderRefOf(r.order_id),
    orderNumber: side === 'brand' ? r.order_number : null,
    storeName: side === 'supplier' || r.store_zh === null ? null : words(r.store_zh, r.store_en),
    skuCode: r.sku_code ?? '',
    name: words(r.name_zh, r.name_en),
    optionText: words(r.option_zh, r.option_en),
    unit: words(r.unit_zh, r.unit_en),
    productKind: r.product_kind as SettlementLine['productKind'],
    quantity: r.quantity,
    base: told && sold ? r.base : null,
    rate: told && r.model === 'commission' ? r.rate : null,
    commission: told && sold ? r.commission : null,
    amount: r.amount,
    campaign:
      r.campaign_id === null
        ? null
        : {
            id: r.campaign_id,
            name: words(r.campaign_zh, r.campaign_en),
            discount: r.discount,
            borne: r.borne,
          },
    note: r.note,
  }
}
