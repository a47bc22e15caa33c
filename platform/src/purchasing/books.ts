import { accounts, type Transfer } from '../ledger/index.js'

/** An entry as the books see it: positive is owed more, in minor units. */
export interface BookedEntry {
  id: string
  party: 'store' | 'supplier'
  partyId: string
  kind: 'delivery' | 'payment'
  amount: number
  currency: string
}

/** What an entry is in the ledger: stores owe HQ, HQ owes suppliers; what is paid goes over the bank. */
export function transferOf({ id, party, partyId, kind, amount, currency }: BookedEntry): Transfer {
  const rest = {
    amount: Math.abs(amount),
    currency,
    kind: `${party === 'store' ? 'store' : 'trade'}_${kind}`,
    ref: id,
  }
  const account = party === 'store' ? accounts.storeTrade(partyId) : accounts.supplierTrade(partyId)
  const other =
    kind === 'payment' ? accounts.bank : party === 'store' ? accounts.supplies : accounts.purchases
  const ours = (party === 'store') === (kind === 'delivery')
  return ours ? { debit: account, credit: other, ...rest } : { debit: other, credit: account, ...rest }
}
