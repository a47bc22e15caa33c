import type { ReceiverState, ShareReturnState, ShareState } from '@storeweave/contract'
import { allocate, type BasisPoints, type Minor } from '@storeweave/contract/money'
import type { Machine } from '../order/index.js'
import { reverse, type Back, type Sale } from './accrual.js'

/** Days after the payment in which the provider takes instructions; then it sets the money free by itself. One is kept for ours to get there. */
export const SHARE_DAYS = 29

/** A receiver's life: given, approved by somebody else, made known to the provider. */
export const receiverMoves = {
  proposed: { approve: 'adding', refuse: 'refused' },
  adding: { add: 'active', reject: 'refused', end: 'ended' },
  active: { end: 'ended' },
  refused: {},
  ended: {},
} as const satisfies Machine<ReceiverState>

/** An instruction's life. What is sent is asked for until the provider has decided. */
export const shareMoves = {
  due: { send: 'sent', finish: 'done', close: 'closed' },
  sent: { send: 'sent', finish: 'done', close: 'closed' },
  done: {},
  closed: {},
} as const satisfies Machine<ShareState>

/** A return's life. A failed one waits for a person: tried again under a new number, or carried as the supplier's debt. */
export const returnMoves = {
  due: { send: 'sent', finish: 'done', fail: 'failed' },
  sent: { send: 'sent', finish: 'done', fail: 'failed' },
  failed: { retry: 'due', carry: 'carried' },
  done: {},
  carried: {},
} as const satisfies Machine<ShareReturnState>

/** What of a sold line is still the supplier's after all that came back or is on its way back. */
export const stillTheirs = (sale: Sale, back: Back): Minor =>
  sale.amount - reverse(sale, { quantity: 0, base: 0 }, back).amount

/**
 * What suppliers of one order may be sent: what is theirs, and together no more than the provider shares of the order,
 * less what was shared of it. Where that is too little each gets its part, by the largest remainder.
 */
export function shareQuotas(
  theirs: readonly Minor[],
  of: { paid: Minor; maxRatio: BasisPoints; shared: Minor; left: Minor },
): Minor[] {
  const wanted = theirs.map((sum) => Math.max(0, sum))
  const all = wanted.reduce((a, b) => a + b, 0)
  const cap = Math.max(0, Math.min(Math.floor((of.paid * of.maxRatio) / 10_000) - of.shared, of.left))
  if (all <= cap) return wanted
  return cap === 0 ? wanted.map(() => 0) : allocate(cap, wanted)
}

/** What a supplier must give back before a refund: what it holds of the order beyond what is still its own. */
export const returnDue = (held: Minor, theirs: Minor): Minor => Math.max(0, held - Math.max(0, theirs))
