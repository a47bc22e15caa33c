import { accounts, type Transfer } from '../ledger/index.js'

/** A line of settlement as the books see it; signed as the supplier sees it, in minor units. */
export interface BookedLine {
  id: string
  kind: 'sale' | 'refund' | 'fee' | 'adjustment' | 'share'
  supplierId: string
  orderId: string | null
  model: 'commission' | 'supply_price' | null
  base: number
  commission: number
  amount: number
}

/** A transfer of a signed amount: a negative one goes the other way. */
function moved(
  line: BookedLine,
  kind: string,
  currency: string,
  [debit, credit]: [string, string],
  amount: number,
): Transfer {
  const [from, to] = amount < 0 ? [credit, debit] : [debit, credit]
  return {
    debit: from,
    credit: to,
    amount: Math.abs(amount),
    currency,
    kind,
    ref: line.id,
    ...(line.orderId ? { orderId: line.orderId } : {}),
  }
}

/**
 * What a line is in the ledger. In the commission model all that was paid is the supplier's, and of that the brand takes
 * its commission; by supply price the supplier gets its price, and what the brand earned shows in its sales.
 */
export function transfersOf(line: BookedLine, currency: string): Transfer[] {
  const payable = accounts.supplier(line.supplierId)
  if (line.kind === 'fee')
    return [moved(line, 'supplier_fee', currency, [payable, accounts.supplierFees], -line.amount)]
  if (line.kind === 'adjustment')
    return [
      moved(line, 'supplier_adjustment', currency, [accounts.supplierAdjustments, payable], line.amount),
    ]
  // what comes back is a share the other way
  if (line.kind === 'share')
    return [moved(line, 'supplier_share', currency, [payable, accounts.sharing], -line.amount)]
  const suffix = line.kind === 'refund' ? '_back' : ''
  const goods: [string, string] = [accounts.supplierGoods, payable]
  if (line.model === 'supply_price')
    return [moved(line, `supplier_sale${suffix}`, currency, goods, line.amount)]
  return [
    moved(line, `supplier_sale${suffix}`, currency, goods, line.base),
    moved(line, `supplier_commission${suffix}`, currency, [payable, accounts.commission], line.commission),
  ]
}
