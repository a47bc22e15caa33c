import type { PayoutState, StatementState } from '@storeweave/contract'
import type { Machine } from '../order/index.js'

/**
 * A statement's life. A dispute stops it until HQ has answered, then both sides look again; who has confirmed disputes
 * nothing any more. What is owed to nobody is settled as it is: the next period carries it.
 */
export const statementMoves = {
  issued: { confirm_brand: 'brand_confirmed', confirm_supplier: 'supplier_confirmed', dispute: 'disputed' },
  brand_confirmed: { confirm_supplier: 'confirmed', dispute: 'disputed' },
  supplier_confirmed: { confirm_brand: 'confirmed' },
  disputed: { dispute: 'disputed', reissue: 'issued' },
  confirmed: { propose: 'paying', carry: 'settled' },
  paying: { pay: 'settled', refuse: 'confirmed' },
  settled: {},
} as const satisfies Machine<StatementState>

/** A payout's life: proposed by one person, decided by another, paid at the bank. */
export const payoutMoves = {
  proposed: { approve: 'approved', refuse: 'refused' },
  approved: { pay: 'paid', refuse: 'refused' },
  paid: {},
  refused: {},
} as const satisfies Machine<PayoutState>
