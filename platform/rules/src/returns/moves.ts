import type { ReturnKind, ReturnState } from '@storeweave/contract'
import { next, type Machine } from '../order/index.js'

export type ReturnMove =
  'approve' | 'refund' | 'refuse' | 'withdraw' | 'lapse' | 'send' | 'receive' | 'overrule' | 'overrule_paying'

/**
 * A return's life. Goods come back before their money goes, unless none are to come back. Only HQ overrules a refusal;
 * what is refunded or withdrawn stays so.
 */
export const returnMoves = {
  asked: { approve: 'approved', refund: 'refunded', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { send: 'sent', receive: 'received', withdraw: 'withdrawn', lapse: 'withdrawn' },
  sent: { send: 'sent', receive: 'received' },
  received: { refund: 'refunded', refuse: 'refused' },
  refused: { overrule: 'approved', overrule_paying: 'refunded' },
  refunded: {},
  withdrawn: {},
} as const satisfies Machine<ReturnState, ReturnMove>

/** Where a move leads from a state; undefined when it isn't legal. */
export function nextReturnState(from: ReturnState, move: ReturnMove): ReturnState | undefined {
  const to = next<ReturnState>(returnMoves, from, move)
  return 'to' in to ? to.to : undefined
}

/** States in which a return holds the pieces it asks for: nobody can ask for them again. */
export const openReturnStates = [
  'asked',
  'approved',
  'sent',
  'received',
] as const satisfies readonly ReturnState[]
/** States out of which the shopper can take it back: nothing has left their hands. */
export const canWithdraw = (state: ReturnState): boolean => nextReturnState(state, 'withdraw') !== undefined

/**
 * What a yes means: goods that must come back are waited for; where none must, or they were looked at already, the money
 * goes. Undefined where nothing is to be decided.
 */
export function approvalOf(was: {
  kind: ReturnKind
  state: ReturnState
  looked: boolean
}): ReturnMove | undefined {
  const pays = was.kind === 'refund_only' || was.looked
  const move: ReturnMove =
    was.state === 'refused' ? (pays ? 'overrule_paying' : 'overrule') : pays ? 'refund' : 'approve'
  return nextReturnState(was.state, move) && move
}
